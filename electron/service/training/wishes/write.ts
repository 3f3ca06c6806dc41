import type { ClassFields } from '../../../contract/training/classes.ts';
import { wishKey } from '../../../contract/training/wishes.ts';
import { personTx, type BookedPerson } from '../bookings/book.ts';
import { recordTx } from '../bookings/events.ts';
import { toCallTx } from '../../people/calls/to-call.ts';
import { createClassTx } from '../classes/create.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';

/** Weekdays 1–7 as bits. */
export const bitsOf = (evenings: readonly number[]): number => evenings.reduce((bits, day) => bits | (1 << (day - 1)), 0);
export const daysOf = (bits: number): number[] => [1, 2, 3, 4, 5, 6, 7].filter((day) => (bits & (1 << (day - 1))) !== 0);

export interface NewWish {
  courseId: number | null;
  text: string;
  evenings: readonly number[];
}

/** A wish whose words are a course's title is a wish for that course. */
export async function courseNamed(db: Db, text: string): Promise<number | null> {
  const key = wishKey(text);
  const rows = await db.selectFrom('course').select(['id', 'title']).where('archived_at', 'is', null).execute();
  return rows.find((row) => wishKey(row.title) === key)?.id ?? null;
}

/** The theme a new wish belongs to: one for its course, or of the same words. */
async function themeOfTx(cmd: Command, courseId: number | null, key: string): Promise<number | null> {
  const rows = await cmd.tx.selectFrom('wish_theme').select(['id', 'title', 'course_id']).where('archived_at', 'is', null).execute();
  const own = rows.find((row) => (courseId !== null ? row.course_id === courseId : wishKey(row.title) === key));
  return own?.id ?? null;
}

/** Keeps a wish; the same one again only adds evenings. */
export async function keepWishTx(cmd: Command, personId: number, wish: NewWish): Promise<{ id: number; known: boolean }> {
  const courseId = wish.courseId ?? (await courseNamed(cmd.tx, wish.text));
  const key = courseId === null ? wishKey(wish.text) : '';
  if (courseId === null && key === '') throw new StationError('INVALID', { field: 'text', reason: 'empty' });
  const evenings = bitsOf(wish.evenings);
  const known = await cmd.tx
    .selectFrom('wish')
    .select(['id', 'evenings'])
    .where('person_id', '=', personId)
    .where('text_key', '=', key)
    .where((eb) => (courseId === null ? eb('course_id', 'is', null) : eb('course_id', '=', courseId)))
    .executeTakeFirst();
  if (known) {
    if ((known.evenings | evenings) !== known.evenings) {
      await cmd.tx
        .updateTable('wish')
        .set({ evenings: known.evenings | evenings })
        .where('id', '=', known.id)
        .execute();
    }
    return { id: known.id, known: true };
  }
  const person = await cmd.tx.selectFrom('person').select('organisation_id').where('id', '=', personId).executeTakeFirstOrThrow();
  const { id } = await cmd.tx
    .insertInto('wish')
    .values({
      person_id: personId,
      organisation_id: person.organisation_id,
      course_id: courseId,
      text: courseId === null ? wish.text : '',
      text_key: key,
      evenings,
      theme_id: await themeOfTx(cmd, courseId, key),
      class_id: null,
      at: cmd.now,
      by: cmd.actor.name
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, known: false };
}

/** Records what somebody wants to learn. @throws StationError NOT_FOUND, INVALID, DUPLICATE_PERSON */
export async function recordWishTx(cmd: Command, input: NewWish & { person: BookedPerson }) {
  if (input.courseId !== null)
    found(await cmd.tx.selectFrom('course').select('id').where('id', '=', input.courseId).executeTakeFirst(), 'course', input.courseId);
  const personId = await personTx(cmd, input.person);
  found(
    await cmd.tx.selectFrom('person').select('id').where('id', '=', personId).where('merged_into', 'is', null).executeTakeFirst(),
    'person',
    personId
  );
  const kept = await keepWishTx(cmd, personId, input);
  cmd.audit({
    entity: 'wish',
    entityId: kept.id,
    after: { personId, courseId: input.courseId, text: input.text, evenings: input.evenings }
  });
  cmd.changed('wishes');
  return { ...kept, personId };
}

/** @throws StationError NOT_FOUND */
export async function removeWishTx(cmd: Command, id: number): Promise<void> {
  const row = found(
    await cmd.tx.deleteFrom('wish').where('id', '=', id).returning(['person_id', 'course_id', 'text']).executeTakeFirst(),
    'wish',
    id
  );
  cmd.audit({ entity: 'wish', entityId: id, before: row });
  cmd.changed('wishes');
}

async function demandFreeTitleTx(cmd: Command, title: string, id: number | null): Promise<void> {
  const taken = await cmd.tx
    .selectFrom('wish_theme')
    .select('id')
    .where('title', '=', title)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (taken && taken.id !== id) throw new StationError('NAME_TAKEN', { name: title });
}

async function demandCourseTx(cmd: Command, id: number | null): Promise<void> {
  if (id !== null) found(await cmd.tx.selectFrom('course').select('id').where('id', '=', id).executeTakeFirst(), 'course', id);
}

/** @throws StationError NAME_TAKEN, NOT_FOUND */
export async function createThemeTx(cmd: Command, input: { title: string; courseId: number | null }): Promise<number> {
  await demandFreeTitleTx(cmd, input.title, null);
  await demandCourseTx(cmd, input.courseId);
  const { id } = await cmd.tx
    .insertInto('wish_theme')
    .values({ title: input.title, course_id: input.courseId, archived_at: null, created_at: cmd.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  cmd.audit({ entity: 'wish_theme', entityId: id, after: input });
  cmd.changed('wishes');
  return id;
}

/** @throws StationError NOT_FOUND, STALE, NAME_TAKEN */
export async function updateThemeTx(
  cmd: Command,
  input: { id: number; version: number; title: string; courseId: number | null; archived: boolean }
) {
  const row = found(await cmd.tx.selectFrom('wish_theme').selectAll().where('id', '=', input.id).executeTakeFirst(), 'theme', input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'theme' });
  if (!input.archived) await demandFreeTitleTx(cmd, input.title, row.id);
  await demandCourseTx(cmd, input.courseId);
  const after = { title: input.title, course_id: input.courseId, archived_at: input.archived ? (row.archived_at ?? cmd.now) : null };
  await cmd.tx
    .updateTable('wish_theme')
    .set({ ...after, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  cmd.audit({
    entity: 'wish_theme',
    entityId: row.id,
    before: { title: row.title, course_id: row.course_id, archived_at: row.archived_at },
    after
  });
  cmd.changed('wishes');
  return { version: row.version + 1 };
}

/** Puts wishes into a theme, or (null) back out of it. @throws StationError NOT_FOUND */
export async function assignTx(cmd: Command, wishIds: readonly number[], themeId: number | null): Promise<number> {
  if (themeId !== null)
    found(
      await cmd.tx.selectFrom('wish_theme').select('id').where('id', '=', themeId).where('archived_at', 'is', null).executeTakeFirst(),
      'theme',
      themeId
    );
  const done = await cmd.tx.updateTable('wish').set({ theme_id: themeId }).where('id', 'in', wishIds).executeTakeFirst();
  cmd.audit({ entity: 'wish_theme', entityId: themeId ?? '', after: { assigned: wishIds } });
  cmd.changed('wishes');
  return Number(done.numUpdatedRows);
}

/** All wishes of one theme go over to another. @throws StationError NOT_FOUND, INVALID (itself) */
export async function mergeThemesTx(cmd: Command, fromId: number, intoId: number): Promise<number> {
  if (fromId === intoId) throw new StationError('INVALID', { field: 'intoId', reason: 'itself' });
  for (const id of [fromId, intoId])
    found(
      await cmd.tx.selectFrom('wish_theme').select('id').where('id', '=', id).where('archived_at', 'is', null).executeTakeFirst(),
      'theme',
      id
    );
  const moved = await cmd.tx
    .updateTable('wish')
    .set({ theme_id: intoId })
    .where('theme_id', 'is not', null)
    .where('theme_id', '=', fromId)
    .executeTakeFirst();
  await cmd.tx
    .updateTable('wish_theme')
    .set((eb) => ({ archived_at: cmd.now, version: eb('version', '+', 1) }))
    .where('id', '=', fromId)
    .execute();
  cmd.audit({
    entity: 'wish_theme',
    entityId: fromId,
    before: { archived: false },
    after: { mergedInto: intoId, moved: Number(moved.numUpdatedRows) }
  });
  cmd.changed('wishes');
  return Number(moved.numUpdatedRows);
}

/**
 * Makes a draft class for a theme, or for a wished course, and puts everybody who wished it on the list of calls.
 * @throws StationError NOT_FOUND, INVALID
 */
export async function makeClassTx(cmd: Command, input: ClassFields & { themeId: number | null; wishedCourseId: number | null }) {
  if ((input.themeId === null) === (input.wishedCourseId === null))
    throw new StationError('INVALID', { field: 'themeId', reason: 'theme_or_course' });
  if (input.themeId !== null)
    found(await cmd.tx.selectFrom('wish_theme').select('id').where('id', '=', input.themeId).executeTakeFirst(), 'theme', input.themeId);
  const { themeId, wishedCourseId, ...fields } = input;
  const made = await createClassTx(cmd, { ...fields, sessions: [], skipped: [], themeId });
  let query = cmd.tx.selectFrom('wish').select(['id', 'person_id']).where('class_id', 'is', null).orderBy('at').orderBy('id');
  query =
    themeId !== null ? query.where('theme_id', '=', themeId) : query.where('theme_id', 'is', null).where('course_id', '=', wishedCourseId);
  const wishes = await query.execute();
  const people = [...new Set(wishes.map((wish) => wish.person_id))];
  for (const personId of people) await toCallTx(cmd, { classId: made.id, personId, reason: 'invited' });
  for (const wish of wishes) await cmd.tx.updateTable('wish').set({ class_id: made.id }).where('id', '=', wish.id).execute();
  await recordTx(cmd, { classId: made.id, kind: 'invited', params: { people: people.length, themeId } });
  cmd.audit({ entity: 'class', entityId: made.id, after: { invited: people.length, themeId, wishedCourseId } });
  cmd.changed('wishes');
  return { id: made.id, code: made.code, invited: people.length };
}
