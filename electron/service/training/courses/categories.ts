import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';

async function demandFreeNameTx(cmd: Command, name: string, id: number | null): Promise<void> {
  const taken = await cmd.tx
    .selectFrom('course_category')
    .select('id')
    .where('name', '=', name)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (taken && taken.id !== id) throw new StationError('NAME_TAKEN', { name });
}

/** @throws StationError NAME_TAKEN */
export async function createCategoryTx(cmd: Command, input: { name: string; nameEn: string }): Promise<number> {
  await demandFreeNameTx(cmd, input.name, null);
  const { id } = await cmd.tx
    .insertInto('course_category')
    .values({ name: input.name, name_en: input.nameEn, archived_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  cmd.audit({ entity: 'course_category', entityId: id, after: { name: input.name, nameEn: input.nameEn } });
  cmd.changed('courses');
  return id;
}

/** Renames a category, archives it or brings it back. @throws StationError NOT_FOUND, STALE, NAME_TAKEN, IN_USE (a course in use has it) */
export async function updateCategoryTx(
  cmd: Command,
  input: { id: number; version: number; name: string; nameEn: string; archived: boolean }
) {
  const row = found(
    await cmd.tx.selectFrom('course_category').selectAll().where('id', '=', input.id).executeTakeFirst(),
    'category',
    input.id
  );
  if (row.version !== input.version) throw new StationError('STALE', { what: 'category' });
  if (input.archived) {
    const used = await cmd.tx
      .selectFrom('course')
      .select('id')
      .where('category_id', '=', row.id)
      .where('archived_at', 'is', null)
      .execute();
    if (used.length > 0) throw new StationError('IN_USE', { what: 'category', count: used.length });
  } else await demandFreeNameTx(cmd, input.name, row.id);
  const version = row.version + 1;
  const after = { name: input.name, name_en: input.nameEn, archived_at: input.archived ? (row.archived_at ?? cmd.now) : null };
  await cmd.tx
    .updateTable('course_category')
    .set({ ...after, version })
    .where('id', '=', row.id)
    .execute();
  cmd.audit({
    entity: 'course_category',
    entityId: row.id,
    before: { name: row.name, name_en: row.name_en, archived_at: row.archived_at },
    after
  });
  cmd.changed('courses');
  return { version };
}
