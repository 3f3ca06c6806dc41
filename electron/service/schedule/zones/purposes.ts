import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';

async function demandFreeNameTx(cmd: Command, name: string, id: number | null): Promise<void> {
  const taken = await cmd.tx
    .selectFrom('purpose')
    .select('id')
    .where('name', '=', name)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (taken && taken.id !== id) throw new StationError('NAME_TAKEN', { name });
}

/** Makes a purpose. @returns its id @throws StationError NAME_TAKEN */
export async function createPurposeTx(cmd: Command, input: { name: string; nameEn: string }): Promise<number> {
  await demandFreeNameTx(cmd, input.name, null);
  const { id } = await cmd.tx
    .insertInto('purpose')
    .values({ key: null, name: input.name, name_en: input.nameEn, archived_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  cmd.audit({ entity: 'purpose', entityId: id, after: { name: input.name, nameEn: input.nameEn } });
  cmd.changed('purposes');
  return id;
}

/** Renames or archives a purpose, or brings it back; reservations keep an archived one. @throws StationError NOT_FOUND, STALE, NAME_TAKEN */
export async function updatePurposeTx(
  cmd: Command,
  input: { id: number; version: number; name: string; nameEn: string; archived: boolean }
) {
  const row = found(await cmd.tx.selectFrom('purpose').selectAll().where('id', '=', input.id).executeTakeFirst(), 'purpose', input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'purpose' });
  if (!input.archived) await demandFreeNameTx(cmd, input.name, row.id);
  const version = row.version + 1;
  const after = { name: input.name, name_en: input.nameEn, archived_at: input.archived ? (row.archived_at ?? cmd.now) : null };
  await cmd.tx
    .updateTable('purpose')
    .set({ ...after, version })
    .where('id', '=', row.id)
    .execute();
  cmd.audit({ entity: 'purpose', entityId: row.id, before: { name: row.name, name_en: row.name_en, archived_at: row.archived_at }, after });
  cmd.changed('purposes');
  return { version };
}
