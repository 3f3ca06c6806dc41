import type { Command } from '../../core/command.ts';
import type { PersonReference } from '../../people/people/references.ts';

/**
 * Moves the cases of one mediator to another, who is the same person. A bound volume keeps its mediators, so where it has both, the one
 * who stays takes the better position and the other row remains.
 */
async function moveCases(cmd: Command, from: number, to: number): Promise<void> {
  const rows = await cmd.tx
    .selectFrom('case_mediator')
    .innerJoin('mediation_case', 'mediation_case.id', 'case_mediator.case_id')
    .select(['case_id', 'person_id', 'position', 'mediation_case.state'])
    .where('person_id', 'in', [from, to])
    .execute();
  const of = (personId: number) => new Map(rows.filter((row) => row.person_id === personId).map((row) => [row.case_id, row]));
  const own = of(to);
  const place = (caseId: number, personId: number, position: number) =>
    cmd.tx.updateTable('case_mediator').set({ position }).where('case_id', '=', caseId).where('person_id', '=', personId).execute();
  for (const mine of of(from).values()) {
    const theirs = own.get(mine.case_id);
    if (!theirs) {
      await cmd.tx
        .updateTable('case_mediator')
        .set({ person_id: to })
        .where('case_id', '=', mine.case_id)
        .where('person_id', '=', from)
        .execute();
      continue;
    }
    if (mine.position < theirs.position) await place(mine.case_id, to, mine.position);
    if (mine.state !== 'archived')
      await cmd.tx.deleteFrom('case_mediator').where('case_id', '=', mine.case_id).where('person_id', '=', from).execute();
    else if (mine.position < theirs.position) await place(mine.case_id, from, theirs.position);
  }
}

/** Moves a mediator's cases when their record is merged; of two mediators one remains in the register. @returns how many */
async function move(cmd: Command, from: number, to: number): Promise<number> {
  const row = await cmd.tx.selectFrom('mediator').selectAll().where('person_id', '=', from).executeTakeFirst();
  if (!row) return 0;
  const other = await cmd.tx.selectFrom('mediator').selectAll().where('person_id', '=', to).executeTakeFirst();
  const count = await cmd.tx
    .selectFrom('case_mediator')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('person_id', '=', from)
    .executeTakeFirstOrThrow();
  cmd.changed('mediators', 'cases');
  if (!other) {
    await cmd.tx.updateTable('mediator').set({ person_id: to }).where('person_id', '=', from).execute();
    return Number(count.n);
  }
  await moveCases(cmd, from, to);
  const both = cmd.tx.selectFrom('case_hearing_mediator').select('hearing_id').where('person_id', '=', to);
  await cmd.tx
    .updateTable('case_hearing_mediator')
    .set({ person_id: to })
    .where('person_id', '=', from)
    .where('hearing_id', 'not in', both)
    .execute();
  await cmd.tx.deleteFrom('case_hearing_mediator').where('person_id', '=', from).execute();
  await cmd.tx.updateTable('case_recusal').set({ person_id: to }).where('person_id', '=', from).execute();
  await cmd.tx.updateTable('case_recusal').set({ replaced_by: to }).where('replaced_by', '=', from).execute();
  const bound = await cmd.tx.selectFrom('case_mediator').select('case_id').where('person_id', '=', from).executeTakeFirst();
  // Ties are sealed, so a merge cannot join two lists. The conflict check reads both.
  if (bound || row.ties !== null)
    await cmd.tx
      .updateTable('mediator')
      .set({ active: 0, account_id: null, version: row.version + 1 })
      .where('person_id', '=', from)
      .execute();
  else await cmd.tx.deleteFrom('mediator').where('person_id', '=', from).execute();
  if (row.active > other.active || (other.account_id === null && row.account_id !== null)) {
    await cmd.tx
      .updateTable('mediator')
      .set({ active: Math.max(row.active, other.active), account_id: other.account_id ?? row.account_id, version: other.version + 1 })
      .where('person_id', '=', to)
      .execute();
  }
  return Number(count.n);
}

export const mediatorReference: PersonReference = { move };
