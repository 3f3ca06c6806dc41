import type { z } from 'zod';
import { trainerProblems, type TrainerProblem, type trainerFields } from '../../../contract/training/trainers.ts';
import { minutesOf } from '../../../contract/core/time.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { difference } from '../../schedule/reservations/store.ts';
import { readTrainerRules } from './rules.ts';

export type TrainerInput = z.output<z.ZodObject<typeof trainerFields>>;

/** @throws StationError INVALID (hours: order, overlap; leave: order), NOT_FOUND */
async function checkTx(cmd: Command, input: TrainerInput): Promise<void> {
  const hours = input.hours
    .map((one) => ({ ...one, from: minutesOf(one.from), to: minutesOf(one.to) }))
    .sort((a, b) => a.weekday - b.weekday || a.from - b.from);
  if (hours.some((one) => one.to <= one.from)) throw new StationError('INVALID', { field: 'hours', reason: 'order' });
  const overlap = hours.some((one, i) => i > 0 && hours[i - 1]?.weekday === one.weekday && one.from < (hours[i - 1]?.to ?? 0));
  if (overlap) throw new StationError('INVALID', { field: 'hours', reason: 'overlap' });
  if (input.leave.some((one) => one.to < one.from)) throw new StationError('INVALID', { field: 'leave', reason: 'order' });
  for (const id of new Set([...input.courseIds, ...input.qualifications.flatMap((one) => one.courseIds)])) {
    found(await cmd.tx.selectFrom('course').select('id').where('id', '=', id).executeTakeFirst(), 'course', id);
  }
}

async function writePartsTx(cmd: Command, id: number, input: TrainerInput): Promise<void> {
  await cmd.tx.deleteFrom('trainer_course').where('person_id', '=', id).execute();
  await cmd.tx.deleteFrom('trainer_qualification').where('person_id', '=', id).execute();
  await cmd.tx.deleteFrom('trainer_hours').where('person_id', '=', id).execute();
  await cmd.tx.deleteFrom('trainer_leave').where('person_id', '=', id).execute();
  for (const course_id of new Set(input.courseIds))
    await cmd.tx.insertInto('trainer_course').values({ person_id: id, course_id }).execute();
  for (const one of input.qualifications) {
    const { name, number, validUntil: valid_until, courseIds } = one;
    await cmd.tx
      .insertInto('trainer_qualification')
      .values({ person_id: id, name, number, valid_until, course_ids: JSON.stringify([...new Set(courseIds)]) })
      .execute();
  }
  for (const one of input.hours) {
    await cmd.tx
      .insertInto('trainer_hours')
      .values({ person_id: id, weekday: one.weekday, from_minute: minutesOf(one.from), to_minute: minutesOf(one.to) })
      .execute();
  }
  for (const one of input.leave)
    await cmd.tx.insertInto('trainer_leave').values({ person_id: id, from_date: one.from, to_date: one.to, reason: one.reason }).execute();
}

/** A trainer as the audit keeps it, without the reasons of leave, which are private. */
async function factTx(cmd: Command, id: number): Promise<Record<string, unknown>> {
  const row = await cmd.tx.selectFrom('trainer').select(['active', 'notes']).where('person_id', '=', id).executeTakeFirstOrThrow();
  const rules = (await readTrainerRules(cmd.tx, [id])).get(id);
  return { ...row, courseIds: rules?.courseIds, qualifications: rules?.qualifications, hours: rules?.hours, leave: rules?.leave };
}

/** Makes a person on record a trainer, former trainers included. @throws StationError NOT_FOUND, INVALID, NAME_TAKEN (is a trainer already) */
export async function createTrainerTx(cmd: Command, input: TrainerInput & { personId: number }): Promise<number> {
  const person = found(
    await cmd.tx
      .selectFrom('person')
      .select(['id', 'name'])
      .where('id', '=', input.personId)
      .where('merged_into', 'is', null)
      .executeTakeFirst(),
    'person',
    input.personId
  );
  const before = await cmd.tx.selectFrom('trainer').selectAll().where('person_id', '=', person.id).executeTakeFirst();
  if (before?.active === 1) throw new StationError('NAME_TAKEN', { name: person.name });
  await checkTx(cmd, input);
  if (before) {
    await cmd.tx
      .updateTable('trainer')
      .set({ active: 1, notes: input.notes, version: before.version + 1 })
      .where('person_id', '=', person.id)
      .execute();
  } else await cmd.tx.insertInto('trainer').values({ person_id: person.id, notes: input.notes, created_at: cmd.now }).execute();
  await writePartsTx(cmd, person.id, input);
  cmd.audit({ entity: 'trainer', entityId: person.id, after: await factTx(cmd, person.id) });
  cmd.changed('trainers');
  return person.id;
}

/** Changes a trainer. Answers the coming sessions that they can no longer take. @throws StationError NOT_FOUND, STALE, INVALID */
export async function updateTrainerTx(cmd: Command, input: TrainerInput & { id: number; version: number; active: boolean }) {
  const row = found(
    await cmd.tx.selectFrom('trainer').selectAll().where('person_id', '=', input.id).executeTakeFirst(),
    'trainer',
    input.id
  );
  if (row.version !== input.version) throw new StationError('STALE', { what: 'trainer' });
  await checkTx(cmd, input);
  const before = await factTx(cmd, row.person_id);
  const version = row.version + 1;
  await cmd.tx
    .updateTable('trainer')
    .set({ active: input.active ? 1 : 0, notes: input.notes, version })
    .where('person_id', '=', row.person_id)
    .execute();
  await writePartsTx(cmd, row.person_id, input);
  cmd.audit({ entity: 'trainer', entityId: row.person_id, ...difference(before, await factTx(cmd, row.person_id)) });
  cmd.changed('trainers');
  return { version, affected: await affectedTx(cmd, row.person_id) };
}

async function affectedTx(cmd: Command, id: number) {
  const rules = (await readTrainerRules(cmd.tx, [id])).get(id);
  const rows = await cmd.tx
    .selectFrom('session_trainer')
    .innerJoin('class_session', 'class_session.id', 'session_trainer.session_id')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .select(['class_session.id', 'class_id', 'class.code', 'class.title', 'course.title as course_title', 'course_id', 'from_at', 'to_at'])
    .where('session_trainer.person_id', '=', id)
    .where('class_session.state', 'in', ['planned', 'suspended'])
    .where('to_at', '>', cmd.now)
    .orderBy('from_at')
    .execute();
  return rows
    .map((row) => {
      const use = { from: row.from_at, to: row.to_at };
      const problems: TrainerProblem[] = rules === undefined ? ['trainer_subject'] : trainerProblems(rules, row.course_id, use);
      return {
        sessionId: row.id,
        classId: row.class_id,
        code: row.code,
        title: row.title || row.course_title,
        from: row.from_at,
        problems
      };
    })
    .filter((row) => row.problems.length > 0);
}
