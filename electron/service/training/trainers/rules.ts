import type { Clash } from '../../../contract/core/errors.ts';
import type { Interval } from '../../../contract/schedule/allocation.ts';
import { clockOfMinutes } from '../../../contract/core/time.ts';
import { trainerProblems, type TrainerRules } from '../../../contract/training/trainers.ts';
import type { Db } from '../../db/schema.ts';

export interface KnownTrainer extends TrainerRules {
  id: number;
  name: string;
}

/** Rules of the given trainers or of all, by id. People who are not trainers are missing. */
export async function readTrainerRules(db: Db, ids?: readonly number[]): Promise<Map<number, KnownTrainer>> {
  let query = db.selectFrom('trainer').innerJoin('person', 'person.id', 'trainer.person_id').select(['person_id', 'active', 'person.name']);
  if (ids !== undefined) {
    if (ids.length === 0) return new Map();
    query = query.where('person_id', 'in', ids);
  }
  const rows = await query.execute();
  const found = rows.map((row) => row.person_id);
  if (found.length === 0) return new Map();
  const courses = await db.selectFrom('trainer_course').selectAll().where('person_id', 'in', found).execute();
  const qualifications = await db
    .selectFrom('trainer_qualification')
    .select(['person_id', 'valid_until', 'course_ids'])
    .where('person_id', 'in', found)
    .execute();
  const hours = await db.selectFrom('trainer_hours').selectAll().where('person_id', 'in', found).execute();
  const leave = await db
    .selectFrom('trainer_leave')
    .select(['person_id', 'from_date', 'to_date'])
    .where('person_id', 'in', found)
    .execute();
  const of = <R extends { person_id: number }>(list: R[], id: number) => list.filter((one) => one.person_id === id);
  return new Map(
    rows.map(({ person_id: id, name, active }) => [
      id,
      {
        id,
        name,
        active: active === 1,
        courseIds: of(courses, id).map((row) => row.course_id),
        qualifications: of(qualifications, id).map((row) => ({
          validUntil: row.valid_until,
          courseIds: JSON.parse(row.course_ids) as number[]
        })),
        hours: of(hours, id).map((row) => ({
          weekday: row.weekday,
          from: clockOfMinutes(row.from_minute),
          to: clockOfMinutes(row.to_minute)
        })),
        leave: of(leave, id).map((row) => ({ from: row.from_date, to: row.to_date }))
      }
    ])
  );
}

/** The rules that prevent trainers from teaching a course at a time (UTC ms), as clashes of a session. */
export function trainerClashes(rules: Map<number, KnownTrainer>, trainerIds: readonly number[], courseId: number, use: Interval): Clash[] {
  return trainerIds.flatMap((id): Clash[] => {
    const trainer = rules.get(id);
    if (trainer === undefined) return [{ kind: 'trainer_subject', name: '', heldBy: '', holderKind: 'person', holderId: id }];
    return trainerProblems(trainer, courseId, use).map((kind) => ({ kind, name: trainer.name, heldBy: '', from: use.from, to: use.to }));
  });
}
