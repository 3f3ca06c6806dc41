import type { Choice, ChoiceKind, Chosen } from '../../../contract/volunteering/volunteer-choices.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';

/** Entries of the short lists by kind and name, each with the number of its uses. */
export async function listChoices(db: Db, input: { kind?: ChoiceKind | undefined; archived: boolean }): Promise<Choice[]> {
  let query = db.selectFrom('volunteer_choice').selectAll().orderBy('kind').orderBy('id');
  if (input.kind !== undefined) query = query.where('kind', '=', input.kind);
  if (!input.archived) query = query.where('archived_at', 'is', null);
  const rows = await query.execute();
  const has = await db
    .selectFrom('volunteer_has')
    .select((eb) => ['choice_id as id', eb.fn.countAll<number>().as('n')])
    .groupBy('choice_id')
    .execute();
  const trained = await db
    .selectFrom('volunteer_training')
    .select((eb) => ['choice_id as id', eb.fn.count<number>('person_id').distinct().as('n')])
    .groupBy('choice_id')
    .execute();
  const projects = await db
    .selectFrom('project')
    .select((eb) => ['category_id as id', eb.fn.countAll<number>().as('n')])
    .groupBy('category_id')
    .execute();
  const used = new Map([...has, ...trained, ...projects].map((row) => [row.id, Number(row.n)]));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    nameEn: row.name_en,
    archived: row.archived_at !== null,
    used: used.get(row.id) ?? 0,
    version: row.version
  }));
}

/** Names of choices by id. */
export async function chosenByIds(db: Db, ids: readonly number[]): Promise<Map<number, Chosen>> {
  const wanted = [...new Set(ids)];
  const rows =
    wanted.length === 0
      ? []
      : await db.selectFrom('volunteer_choice').select(['id', 'name', 'name_en as nameEn']).where('id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** @throws StationError NOT_FOUND for an id that is not an entry of the kind */
export async function demandChoicesTx(cmd: Command, kind: ChoiceKind, ids: readonly number[]): Promise<void> {
  for (const id of new Set(ids)) {
    found(
      await cmd.tx.selectFrom('volunteer_choice').select('id').where('id', '=', id).where('kind', '=', kind).executeTakeFirst(),
      kind,
      id
    );
  }
}

/** @throws StationError NAME_TAKEN when another entry of the kind that is not archived has the name */
async function demandFreeTx(cmd: Command, kind: ChoiceKind, name: string, exceptId = 0): Promise<void> {
  const taken = await cmd.tx
    .selectFrom('volunteer_choice')
    .select('id')
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('archived_at', 'is', null)
    .where('id', '<>', exceptId)
    .executeTakeFirst();
  if (taken) throw new StationError('NAME_TAKEN', { name });
}

async function choiceForChangeTx(cmd: Command, input: { id: number; version: number }) {
  const row = found(
    await cmd.tx.selectFrom('volunteer_choice').selectAll().where('id', '=', input.id).executeTakeFirst(),
    'choice',
    input.id
  );
  if (row.version !== input.version) throw new StationError('STALE', { what: 'choice' });
  return row;
}

export function createChoice(context: Context, input: { commandId: string; kind: ChoiceKind; name: string; nameEn: string }) {
  return command(context, input, async (cmd) => {
    await demandFreeTx(cmd, input.kind, input.name);
    const { id } = await cmd.tx
      .insertInto('volunteer_choice')
      .values({ kind: input.kind, name: input.name, name_en: input.nameEn, archived_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    cmd.audit({ entity: 'volunteer_choice', entityId: id, after: { kind: input.kind, name: input.name } });
    cmd.changed('volunteer-choices');
    return { id };
  });
}

export function updateChoice(context: Context, input: { commandId: string; id: number; version: number; name: string; nameEn: string }) {
  return command(context, input, async (cmd) => {
    const row = await choiceForChangeTx(cmd, input);
    await demandFreeTx(cmd, row.kind, input.name, row.id);
    await cmd.tx
      .updateTable('volunteer_choice')
      .set({ name: input.name, name_en: input.nameEn, version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
    cmd.audit({
      entity: 'volunteer_choice',
      entityId: row.id,
      before: { name: row.name, nameEn: row.name_en },
      after: { name: input.name, nameEn: input.nameEn }
    });
    cmd.changed('volunteer-choices', 'volunteers', 'volunteer-projects');
    return {};
  });
}

export function archiveChoice(context: Context, input: { commandId: string; id: number; version: number; archived: boolean }) {
  return command(context, input, async (cmd) => {
    const row = await choiceForChangeTx(cmd, input);
    if (!input.archived) await demandFreeTx(cmd, row.kind, row.name, row.id);
    await cmd.tx
      .updateTable('volunteer_choice')
      .set({ archived_at: input.archived ? cmd.now : null, version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
    cmd.audit({
      entity: 'volunteer_choice',
      entityId: row.id,
      before: { archived: row.archived_at !== null },
      after: { archived: input.archived }
    });
    cmd.changed('volunteer-choices');
    return {};
  });
}
