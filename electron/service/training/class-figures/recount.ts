import { ATTENDED } from '../../../contract/training/certificate-rules.ts';
import type { Db } from '../../db/schema.ts';
import { COUNTED_COLUMNS, type ClassNumbersColumn } from './columns.ts';
import { cellsOf, monthOfInstant, type Place } from './rollup.ts';

export type Cell = Record<ClassNumbersColumn | 'people', number>;

/** Counts all figures again from the records; every cell (`dimension id month`) must equal the roll-up. */
export async function recountClasses(db: Db): Promise<Map<string, Cell>> {
  const cells = new Map<string, Cell>();
  const people = new Map<string, Set<number>>();
  const keys = (place: Place) => cellsOf(place).map((cell) => `${cell.dimension} ${cell.dimension_id} ${cell.month}`);
  const add = (place: Place, counts: Partial<Cell>) => {
    for (const key of keys(place)) {
      const cell = cells.get(key) ?? (Object.fromEntries([...COUNTED_COLUMNS, 'people'].map((column) => [column, 0])) as Cell);
      for (const [column, by] of Object.entries(counts)) cell[column as keyof Cell] += by;
      cells.set(key, cell);
    }
  };
  const sessions = await db
    .selectFrom('class_session')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .leftJoin('session_trainer', (join) => join.onRef('session_trainer.session_id', '=', 'class_session.id').on('position', '=', 0))
    .select(['class_session.id', 'class_id', 'from_at', 'class_session.state', 'seats', 'course_id', 'person_id as lead'])
    .orderBy('from_at')
    .execute();
  const leads = new Map(
    (await db.selectFrom('class_trainer').select(['class_id', 'person_id']).where('position', '=', 0).execute()).map((row) => [
      row.class_id,
      row.person_id
    ])
  );
  const seen = new Set<number>();
  for (const session of sessions) {
    if (session.state !== 'held') continue;
    const month = monthOfInstant(session.from_at);
    add({ month, courseId: session.course_id, trainerId: session.lead }, { sessions: 1, seats: session.seats ?? 0 });
    if (!seen.has(session.class_id))
      add({ month, courseId: session.course_id, trainerId: leads.get(session.class_id) ?? null }, { classes: 1 });
    seen.add(session.class_id);
  }
  const byId = new Map(sessions.map((session) => [session.id, session]));
  for (const mark of await db.selectFrom('attendance').selectAll().execute()) {
    const session = byId.get(mark.session_id)!;
    const place = {
      month: monthOfInstant(session.from_at),
      courseId: session.course_id,
      organisationId: mark.organisation_id,
      trainerId: session.lead
    };
    const came = ATTENDED.includes(mark.status);
    add(place, {
      expected: 1,
      attendances: came ? 1 : 0,
      absent: mark.status === 'absent' ? 1 : 0,
      excused: mark.status === 'excused' ? 1 : 0
    });
    if (came) for (const key of keys(place)) people.set(key, (people.get(key) ?? new Set()).add(mark.person_id));
  }
  const courses = new Map((await db.selectFrom('class').select(['id', 'course_id']).execute()).map((row) => [row.id, row.course_id]));
  for (const row of await db.selectFrom('booking').selectAll().where('end_reason', 'in', ['cancelled_late', 'unserved']).execute()) {
    const place = {
      month: row.figure_month ?? '',
      courseId: courses.get(row.class_id) ?? 0,
      organisationId: row.organisation_id,
      trainerId: row.figure_trainer_id
    };
    add(place, row.end_reason === 'unserved' ? { unserved: 1 } : { late_cancelled: 1 });
  }
  for (const row of await db.selectFrom('certificate').selectAll().where('revoked_at', 'is', null).execute()) {
    add(
      { month: monthOfInstant(row.issued_at), courseId: row.course_id, organisationId: row.organisation_id, trainerId: row.trainer_id },
      { certificates: 1 }
    );
  }
  for (const [key, set] of people) cells.get(key)!.people = set.size;
  return cells;
}

/** The roll-up in the same form, without cells that hold only zeros. */
export async function keptFigures(db: Db): Promise<Map<string, Cell>> {
  const cells = new Map<string, Cell>();
  for (const { dimension, dimension_id, month, ...cell } of await db.selectFrom('class_month').selectAll().execute()) {
    if (Object.values(cell).some((value) => value !== 0)) cells.set(`${dimension} ${dimension_id} ${month}`, cell);
  }
  return cells;
}
