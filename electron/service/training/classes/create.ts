import type { ClassFields } from '../../../contract/training/classes.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { nextOfYearTx } from '../../core/numbers.ts';
import { checkLinesTx } from '../../schedule/allocation/lines.ts';
import { makeSessionsTx, type NewSessionInput } from '../sessions/add.ts';
import { readTrainerRules } from '../trainers/rules.ts';
import { readClassTx, type ClassRecord } from './store.ts';

export interface NewClass extends ClassFields {
  sessions: NewSessionInput[];
  skipped: { from: number; to: number; why: string }[];
  /** The theme of wishes from which it is made. */
  themeId?: number | null;
}

export const classColumns = (input: ClassFields) => ({
  course_id: input.courseId,
  title: input.title,
  term: input.term,
  zone_id: input.zoneId,
  capacity: input.capacity,
  min_to_open: input.minToOpen,
  booking_from: input.bookingFrom,
  booking_to: input.bookingTo,
  price: input.price,
  who: input.who.kind,
  needed_course_id: input.who.kind === 'certificate' ? input.who.courseId : null,
  quota: input.quota,
  notice_unit: input.cancelNotice.unit,
  notice_amount: input.cancelNotice.amount,
  by_session: input.bySession ? 1 : 0,
  promote_after_start: input.promoteAfterStart ? 1 : 0,
  notes: input.notes
});

/**
 * Checks the records that a class names. Those it named before may be archived meanwhile; new ones may not.
 * @throws StationError NOT_FOUND, INVALID
 */
export async function checkClassTx(
  cmd: Command,
  input: ClassFields,
  before?: { row: ClassRecord; trainerIds: readonly number[] }
): Promise<void> {
  const invalid = (field: string, reason: string, params?: Record<string, unknown>) =>
    new StationError('INVALID', params === undefined ? { field, reason } : { field, reason, params });
  if (input.minToOpen > input.capacity) throw invalid('minToOpen', 'over_capacity');
  if (input.bookingFrom !== null && input.bookingTo !== null && input.bookingTo <= input.bookingFrom) throw invalid('bookingTo', 'order');
  const course = found(
    await cmd.tx.selectFrom('course').select('archived_at').where('id', '=', input.courseId).executeTakeFirst(),
    'course',
    input.courseId
  );
  if (course.archived_at !== null && input.courseId !== before?.row.course_id) throw invalid('courseId', 'archived');
  const zone = found(
    await cmd.tx.selectFrom('zone').select(['archived_at', 'capacity']).where('id', '=', input.zoneId).executeTakeFirst(),
    'zone',
    input.zoneId
  );
  if (zone.archived_at !== null && input.zoneId !== before?.row.zone_id) throw invalid('zoneId', 'archived');
  if (input.capacity > zone.capacity && (input.zoneId !== before?.row.zone_id || input.capacity > before.row.capacity)) {
    throw invalid('capacity', 'over_zone', { holds: zone.capacity });
  }
  const trainers = await readTrainerRules(cmd.tx, input.trainerIds);
  const stranger = input.trainerIds.find((id) => !before?.trainerIds.includes(id) && trainers.get(id)?.active !== true);
  if (stranger !== undefined) throw invalid('trainerIds', 'not_trainer', { id: stranger });
  if (input.who.kind === 'organisations') {
    for (const id of input.who.organisationIds)
      found(await cmd.tx.selectFrom('organisation').select('id').where('id', '=', id).executeTakeFirst(), 'organisation', id);
  }
  if (input.who.kind === 'certificate')
    found(
      await cmd.tx.selectFrom('course').select('id').where('id', '=', input.who.courseId).executeTakeFirst(),
      'course',
      input.who.courseId
    );
  await checkLinesTx(cmd, input.equipment);
}

/** Writes trainers, equipment and organisations of a class. */
export async function writeClassPartsTx(cmd: Command, classId: number, input: ClassFields): Promise<void> {
  await cmd.tx.deleteFrom('class_trainer').where('class_id', '=', classId).execute();
  await cmd.tx.deleteFrom('class_equipment').where('class_id', '=', classId).execute();
  await cmd.tx.deleteFrom('class_organisation').where('class_id', '=', classId).execute();
  for (const [position, person_id] of [...new Set(input.trainerIds)].entries())
    await cmd.tx.insertInto('class_trainer').values({ class_id: classId, person_id, position }).execute();
  for (const line of input.equipment)
    await cmd.tx
      .insertInto('class_equipment')
      .values({ class_id: classId, equipment_id: line.equipmentId, quantity: line.quantity })
      .execute();
  if (input.who.kind !== 'organisations') return;
  for (const organisation_id of new Set(input.who.organisationIds))
    await cmd.tx.insertInto('class_organisation').values({ class_id: classId, organisation_id }).execute();
}

/** A class as the audit keeps it. */
export const classFact = (input: ClassFields): Record<string, unknown> => ({
  ...classColumns(input),
  trainers: input.trainerIds,
  equipment: input.equipment,
  who: input.who
});

/**
 * Makes a class with or without sessions, all of it or nothing.
 * @throws StationError NOT_FOUND, INVALID, SERIES_CLASH
 */
export async function createClassTx(
  cmd: Command,
  input: NewClass
): Promise<{ id: number; code: string; sessions: number; version: number }> {
  await checkClassTx(cmd, input);
  const code = await nextOfYearTx(cmd, 'class', 4);
  const { id } = await cmd.tx
    .insertInto('class')
    .values({
      ...classColumns(input),
      code,
      state: 'draft',
      state_before: null,
      theme_id: input.themeId ?? null,
      first_at: null,
      last_at: null,
      created_at: cmd.now,
      created_by: cmd.actor.name
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeClassPartsTx(cmd, id, input);
  for (const skipped of input.skipped) {
    await cmd.tx
      .insertInto('class_skipped')
      .values({ class_id: id, from_at: skipped.from, to_at: skipped.to, why: skipped.why })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  if (input.sessions.length > 0) await makeSessionsTx(cmd, await readClassTx(cmd, id), input.sessions);
  cmd.audit({ entity: 'class', entityId: id, after: { code, ...classFact(input), sessions: input.sessions.length } });
  cmd.changed('classes');
  return { id, code, sessions: input.sessions.length, version: 1 };
}
