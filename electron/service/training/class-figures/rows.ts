import { ATTENDED } from '../../../contract/training/certificate-rules.ts';
import type { FigureCount, FigureDimension } from '../../../contract/training/class-figures.ts';
import type { Db } from '../../db/schema.ts';
import { monthBounds } from '../../core/figures/months.ts';
import { behindKey, figureRows, orZero, type FigureRowsInput } from '../../core/figures/rows.ts';

export interface RowsInput extends FigureRowsInput {
  by: FigureDimension;
  id: number;
  count: FigureCount;
}

/** One row behind a number. The next page begins after `key`, newest first. */
interface Behind {
  key: [at: number, id: number, more: number];
  class: { id: number; code: string; title: string };
  sessionId: number | null;
  person: { id: number; name: string } | null;
  detail: string;
}
type Source = (db: Db, input: RowsInput, before: Behind['key'] | null, limit: number) => Promise<Behind[]>;

const SOURCES: Record<FigureCount, Source> = {
  classes: classesBehind,
  sessions: sessionsBehind,
  attendances: marksBehind,
  expected: marksBehind,
  absent: marksBehind,
  excused: marksBehind,
  people: peopleBehind,
  lateCancelled: endedBehind,
  unserved: endedBehind,
  certificates: certificatesBehind
};

/** A page of the rows behind a number, newest first. @throws StationError INVALID */
export const classFigureRows = (db: Db, input: RowsInput) =>
  figureRows(input, 3, (before: Behind['key'] | null, limit) => SOURCES[input.count](db, input, before, limit));

interface ClassNamed {
  class_id: number;
  code: string;
  title: string;
  course_title: string;
}
const classOf = (row: ClassNamed) => ({ id: row.class_id, code: row.code, title: row.title || row.course_title });

/** Classes of a range; organisations have none of their own. */
async function classesBehind(db: Db, input: RowsInput, before: Behind['key'] | null, limit: number): Promise<Behind[]> {
  if (input.by === 'organisation') return [];
  let query = db
    .selectFrom('class')
    .innerJoin('course', 'course.id', 'class.course_id')
    .select(['class.id as class_id', 'class.code', 'class.title', 'course.title as course_title', 'first_at'])
    .where('counted_month', '>=', input.fromMonth)
    .where('counted_month', '<=', input.toMonth)
    .where(behindKey(['class.first_at', 'class.id', 'class.id'], before));
  if (input.by === 'course') query = query.where('class.course_id', '=', input.id);
  if (input.by === 'trainer') query = query.where(orZero('class.counted_trainer_id'), '=', input.id);
  const rows = await query.orderBy('first_at', 'desc').orderBy('class.id', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    key: [row.first_at ?? 0, row.class_id, row.class_id],
    class: classOf(row),
    sessionId: null,
    person: null,
    detail: ''
  }));
}

/** Sessions of a range with their class and the trainer for whom they count. */
function sessionsOf(db: Db, input: RowsInput) {
  const { from, to } = monthBounds(input);
  let query = db
    .selectFrom('class_session')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .leftJoin('session_trainer', (join) => join.onRef('session_trainer.session_id', '=', 'class_session.id').on('position', '=', 0))
    .where('class_session.from_at', '>=', from)
    .where('class_session.from_at', '<', to);
  if (input.by === 'course') query = query.where('class.course_id', '=', input.id);
  if (input.by === 'trainer') query = query.where(orZero('session_trainer.person_id'), '=', input.id);
  return query;
}

async function sessionsBehind(db: Db, input: RowsInput, before: Behind['key'] | null, limit: number): Promise<Behind[]> {
  if (input.by === 'organisation') return [];
  const rows = await sessionsOf(db, input)
    .where('class_session.state', '=', 'held')
    .where(behindKey(['class_session.from_at', 'class_session.id', 'class_session.id'], before))
    .select([
      'class_session.id',
      'class_session.from_at',
      'class_id',
      'class.code',
      'class.title',
      'course.title as course_title',
      'class_session.attended',
      'class_session.seats'
    ])
    .orderBy('class_session.from_at', 'desc')
    .orderBy('class_session.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    key: [row.from_at, row.id, row.id],
    class: classOf(row),
    sessionId: row.id,
    person: null,
    detail: `${row.attended}/${row.seats ?? 0}`
  }));
}

async function marksBehind(db: Db, input: RowsInput, before: Behind['key'] | null, limit: number): Promise<Behind[]> {
  let query = sessionsOf(db, input)
    .innerJoin('attendance', 'attendance.session_id', 'class_session.id')
    .innerJoin('person', 'person.id', 'attendance.person_id')
    .select([
      'class_session.id',
      'class_session.from_at',
      'class_id',
      'class.code',
      'class.title',
      'course.title as course_title',
      'person.id as person_id',
      'person.name',
      'attendance.status'
    ])
    .where(behindKey(['class_session.from_at', 'class_session.id', 'attendance.person_id'], before));
  if (input.by === 'organisation') query = query.where(orZero('attendance.organisation_id'), '=', input.id);
  if (input.count === 'absent' || input.count === 'excused') query = query.where('attendance.status', '=', input.count);
  else if (input.count === 'attendances') query = query.where('attendance.status', 'in', [...ATTENDED]);
  const rows = await query
    .orderBy('class_session.from_at', 'desc')
    .orderBy('class_session.id', 'desc')
    .orderBy('attendance.person_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    key: [row.from_at, row.id, row.person_id],
    class: classOf(row),
    sessionId: row.id,
    person: { id: row.person_id, name: row.name },
    detail: row.status
  }));
}

/** Different people, each at the last time they came. */
async function peopleBehind(db: Db, input: RowsInput, before: Behind['key'] | null, limit: number): Promise<Behind[]> {
  let marks = sessionsOf(db, input)
    .innerJoin('attendance', 'attendance.session_id', 'class_session.id')
    .where('attendance.status', 'in', [...ATTENDED])
    .select((eb) => ['attendance.person_id', eb.fn.max('class_session.from_at').as('at')])
    .groupBy('attendance.person_id');
  if (input.by === 'organisation') marks = marks.where(orZero('attendance.organisation_id'), '=', input.id);
  const people = await db
    .selectFrom(marks.as('came'))
    .innerJoin('person', 'person.id', 'came.person_id')
    .select(['came.at', 'person.id', 'person.name'])
    .where(behindKey(['came.at', 'person.id', 'person.id'], before))
    .orderBy('came.at', 'desc')
    .orderBy('person.id', 'desc')
    .limit(limit)
    .execute();
  const rows: Behind[] = [];
  for (const [i, person] of people.entries()) {
    const key: Behind['key'] = [person.at, person.id, person.id];
    // People after the page are only counted.
    const last = i > input.limit ? undefined : await lastClass(db, input, person);
    rows.push({
      key,
      class: last === undefined ? { id: 0, code: '', title: '' } : classOf(last),
      sessionId: last?.id ?? null,
      person: { id: person.id, name: person.name },
      detail: last?.status ?? ''
    });
  }
  return rows;
}

function lastClass(db: Db, input: RowsInput, person: { id: number; at: number }) {
  return sessionsOf(db, input)
    .innerJoin('attendance', 'attendance.session_id', 'class_session.id')
    .select(['class_session.id', 'class_id', 'class.code', 'class.title', 'course.title as course_title', 'attendance.status'])
    .where('attendance.person_id', '=', person.id)
    .where('class_session.from_at', '=', person.at)
    .executeTakeFirst();
}

async function endedBehind(db: Db, input: RowsInput, before: Behind['key'] | null, limit: number): Promise<Behind[]> {
  let query = db
    .selectFrom('booking')
    .innerJoin('class', 'class.id', 'booking.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .innerJoin('person', 'person.id', 'booking.person_id')
    .select([
      'booking.id',
      'booking.ended_at',
      'booking.session_id',
      'booking.class_id',
      'class.code',
      'class.title',
      'course.title as course_title'
    ])
    .select(['person.id as person_id', 'person.name', 'end_reason'])
    .where('figure_month', 'is not', null)
    .where('figure_month', '>=', input.fromMonth)
    .where('figure_month', '<=', input.toMonth)
    .where('end_reason', '=', input.count === 'unserved' ? 'unserved' : 'cancelled_late')
    .where(behindKey(['booking.ended_at', 'booking.id', 'booking.id'], before));
  if (input.by === 'course') query = query.where('class.course_id', '=', input.id);
  if (input.by === 'trainer') query = query.where(orZero('booking.figure_trainer_id'), '=', input.id);
  if (input.by === 'organisation') query = query.where(orZero('booking.organisation_id'), '=', input.id);
  const rows = await query.orderBy('booking.ended_at', 'desc').orderBy('booking.id', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    key: [row.ended_at ?? 0, row.id, row.id],
    class: classOf(row),
    sessionId: row.session_id,
    person: { id: row.person_id, name: row.name },
    detail: row.end_reason ?? ''
  }));
}

async function certificatesBehind(db: Db, input: RowsInput, before: Behind['key'] | null, limit: number): Promise<Behind[]> {
  const { from, to } = monthBounds(input);
  let query = db
    .selectFrom('certificate')
    .innerJoin('class', 'class.id', 'certificate.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .select([
      'certificate.id',
      'certificate.issued_at',
      'certificate.class_id',
      'class.code',
      'class.title',
      'course.title as course_title'
    ])
    .select(['certificate.person_id', 'certificate.name', 'certificate.number'])
    .where('certificate.revoked_at', 'is', null)
    .where('certificate.issued_at', '>=', from)
    .where('certificate.issued_at', '<', to)
    .where(behindKey(['certificate.issued_at', 'certificate.id', 'certificate.id'], before));
  if (input.by === 'course') query = query.where('certificate.course_id', '=', input.id);
  if (input.by === 'trainer') query = query.where(orZero('certificate.trainer_id'), '=', input.id);
  if (input.by === 'organisation') query = query.where(orZero('certificate.organisation_id'), '=', input.id);
  const rows = await query.orderBy('certificate.issued_at', 'desc').orderBy('certificate.id', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    key: [row.issued_at, row.id, row.id],
    class: classOf(row),
    sessionId: null,
    person: { id: row.person_id, name: row.name },
    detail: row.number
  }));
}
