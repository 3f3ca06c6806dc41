import type { Command } from '../command.ts';
import { registerPersonReference } from '../people/references.ts';

const TABLES = ['case_mediator', 'case_hearing_mediator'] as const;
const KEYS = { case_mediator: 'case_id', case_hearing_mediator: 'hearing_id' } as const;

/** A mediator's record that is merged into another: the cases go with it; of two mediators one remains. */
async function move(cmd: Command, from: number, to: number): Promise<number> {
  const row = await cmd.tx.selectFrom('mediator').selectAll().where('person_id', '=', from).executeTakeFirst();
  if (!row) return 0;
  const other = await cmd.tx.selectFrom('mediator').select('person_id').where('person_id', '=', to).executeTakeFirst();
  const count = await cmd.tx.selectFrom('case_mediator').select((eb) => eb.fn.countAll<number>().as('n')).where('person_id', '=', from).executeTakeFirstOrThrow();
  cmd.changed('mediators', 'cases');
  if (!other) {
    await cmd.tx.updateTable('mediator').set({ person_id: to }).where('person_id', '=', from).execute();
    return Number(count.n);
  }
  for (const table of TABLES) {
    const key = KEYS[table];
    const both = cmd.tx.selectFrom(table).select(key as never).where('person_id' as never, '=', to as never);
    await cmd.tx.updateTable(table).set({ person_id: to } as never).where('person_id' as never, '=', from as never).where(key as never, 'not in', both as never).execute();
    await cmd.tx.deleteFrom(table).where('person_id' as never, '=', from as never).execute();
  }
  await cmd.tx.updateTable('case_recusal').set({ person_id: to }).where('person_id', '=', from).execute();
  await cmd.tx.updateTable('case_recusal').set({ replaced_by: to }).where('replaced_by', '=', from).execute();
  await cmd.tx.deleteFrom('mediator').where('person_id', '=', from).execute();
  return Number(count.n);
}

registerPersonReference({ name: 'mediators', move });
