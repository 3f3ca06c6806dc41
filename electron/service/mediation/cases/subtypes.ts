import type { CaseType } from '../../../contract/mediation/case-types.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import type { Db } from '../../db/schema.ts';

/** All sub-types, archived ones last. */
export async function listSubtypes(db: Db) {
  const rows = await db.selectFrom('case_subtype').selectAll().orderBy('archived').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    key: row.key,
    name: row.name,
    archived: row.archived === 1,
    version: row.version
  }));
}

/** @throws StationError NOT_FOUND, STALE, NAME_TAKEN, INVALID (a used sub-type stays with its type) */
export async function saveSubtypeTx(
  cmd: Command,
  input: { id?: number | undefined; version?: number | undefined; type: CaseType; name: string; archived: boolean }
): Promise<{ id: number; version: number }> {
  const same = await cmd.tx
    .selectFrom('case_subtype')
    .select('id')
    .where('type', '=', input.type)
    .where('name', '=', input.name)
    .where('archived', '=', 0)
    .executeTakeFirst();
  if (same && same.id !== input.id && !input.archived) throw new StationError('NAME_TAKEN', { name: input.name });
  const plain = { type: input.type, name: input.name, archived: input.archived ? 1 : 0 };
  cmd.changed('cases', 'mediators');
  if (input.id === undefined) {
    const { id } = await cmd.tx
      .insertInto('case_subtype')
      .values({ ...plain, key: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    cmd.audit({ entity: 'case_subtype', entityId: id, after: plain });
    return { id, version: 1 };
  }
  const row = found(await cmd.tx.selectFrom('case_subtype').selectAll().where('id', '=', input.id).executeTakeFirst(), 'subtype', input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'subtype' });
  if (row.type !== input.type) throw new StationError('INVALID', { field: 'type', reason: 'other_type' });
  const version = row.version + 1;
  await cmd.tx
    .updateTable('case_subtype')
    .set({ ...plain, version })
    .where('id', '=', row.id)
    .execute();
  cmd.audit({ entity: 'case_subtype', entityId: row.id, before: { name: row.name, archived: row.archived }, after: plain });
  return { id: row.id, version };
}
