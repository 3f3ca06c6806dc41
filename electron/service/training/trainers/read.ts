import { maskPhone } from '../../../contract/people/people-rules.ts';
import { clockOfMinutes, dateOf } from '../../../contract/core/time.ts';
import type { Trainer } from '../../../contract/training/trainers.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';

/** Trainers by name, with all their data; a station has some dozens. */
export async function readTrainers(
  db: Db,
  now: number,
  which: { id: number } | { inactive: boolean; courseId?: number | undefined }
): Promise<Trainer[]> {
  let query = db
    .selectFrom('trainer')
    .innerJoin('person', 'person.id', 'trainer.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select([
      'trainer.person_id',
      'trainer.active',
      'trainer.notes',
      'trainer.version',
      'person.name',
      'person.mobile',
      'person.organisation_id'
    ])
    .select('organisation.name as organisation_name')
    .orderBy('person.name_sort')
    .orderBy('person.id');
  if ('id' in which) query = query.where('trainer.person_id', '=', which.id);
  else {
    if (!which.inactive) query = query.where('trainer.active', '=', 1);
    const { courseId } = which;
    if (courseId !== undefined)
      query = query.where('trainer.person_id', 'in', (eb) =>
        eb.selectFrom('trainer_course').select('person_id').where('course_id', '=', courseId)
      );
  }
  const rows = await query.execute();
  const ids = rows.map((row) => row.person_id);
  if (ids.length === 0) return [];
  const courses = await db
    .selectFrom('trainer_course')
    .innerJoin('course', 'course.id', 'trainer_course.course_id')
    .select(['person_id', 'course.id', 'course.title'])
    .where('person_id', 'in', ids)
    .orderBy('course.title')
    .execute();
  const qualifications = await db.selectFrom('trainer_qualification').selectAll().where('person_id', 'in', ids).orderBy('id').execute();
  const hours = await db
    .selectFrom('trainer_hours')
    .selectAll()
    .where('person_id', 'in', ids)
    .orderBy('weekday')
    .orderBy('from_minute')
    .execute();
  const leave = await db.selectFrom('trainer_leave').selectAll().where('person_id', 'in', ids).orderBy('from_date').execute();
  const today = dateOf(now);
  return rows.map((row) => {
    const own = <R extends { person_id: number }>(list: R[]) => list.filter((one) => one.person_id === row.person_id);
    return {
      id: row.person_id,
      name: row.name,
      organisation: row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation_name ?? '' },
      mobileMasked: maskPhone(row.mobile ?? ''),
      courses: own(courses).map(({ id, title }) => ({ id, title })),
      qualifications: own(qualifications).map((one) => ({
        name: one.name,
        number: one.number,
        validUntil: one.valid_until,
        courseIds: JSON.parse(one.course_ids) as number[],
        expired: one.valid_until !== null && one.valid_until < today
      })),
      hours: own(hours).map((one) => ({ weekday: one.weekday, from: clockOfMinutes(one.from_minute), to: clockOfMinutes(one.to_minute) })),
      leave: own(leave).map((one) => ({ from: one.from_date, to: one.to_date, reason: one.reason })),
      notes: row.notes,
      active: row.active === 1,
      version: row.version
    };
  });
}

/** @throws StationError NOT_FOUND */
export async function readTrainer(db: Db, now: number, id: number): Promise<Trainer> {
  return found((await readTrainers(db, now, { id }))[0], 'trainer', id);
}
