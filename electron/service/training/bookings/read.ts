import { ATTENDED } from '../../../contract/training/certificate-rules.ts';
import { keyset, numberKey } from '../../db/keyset.ts';
import { type BookingRow } from '../../../contract/training/bookings.ts';
import { bookingCode } from '../../../contract/people/scan-codes.ts';
import { maskPhone } from '../../../contract/people/people-rules.ts';
import { readClass } from '../classes/rows.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { readSettings } from '../../core/station/settings.ts';
import { listIsOpen } from './book.ts';
import { freeOf, readApplicant, readTarget, refusalFor } from './facts.ts';

/** Bookings with the names that lists show, in no order. */
function rowQuery(db: Db) {
  return db
    .selectFrom('booking')
    .innerJoin('person', 'person.id', 'booking.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .leftJoin('booking_group', 'booking_group.id', 'booking.group_id')
    .innerJoin('class', 'class.id', 'booking.class_id')
    .selectAll('booking')
    .select(['person.name', 'person.mobile', 'organisation.name as organisation_name', 'booking_group.name as group_name', 'class.held']);
}
type Joined = Awaited<ReturnType<ReturnType<typeof rowQuery>['execute']>>[number];

/** Number of sessions attended, by booking. */
async function attendedOf(db: Db, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('attendance')
    .select((eb) => ['booking_id' as const, eb.fn.countAll<number>().as('n')])
    .where('booking_id', 'in', ids)
    .where('status', 'in', [...ATTENDED])
    .groupBy('booking_id')
    .execute();
  return new Map(rows.map((row) => [row.booking_id, Number(row.n)]));
}

async function toRows(db: Db, rows: readonly Joined[]): Promise<BookingRow[]> {
  const attended = await attendedOf(
    db,
    rows.map((row) => row.id)
  );
  const positions = await positionsOf(db, rows);
  return rows.map((row) => ({
    id: row.id,
    code: bookingCode(row.id),
    classId: row.class_id,
    sessionId: row.session_id,
    person: { id: row.person_id, name: row.name, mobileMasked: maskPhone(row.mobile ?? ''), organisation: row.organisation_name ?? '' },
    group: row.group_id === null ? null : { id: row.group_id, name: row.group_name ?? '' },
    state: row.state,
    position: positions.get(row.id) ?? null,
    offerUntil: row.offer_until,
    endReason: row.end_reason,
    overrideReason: row.override_reason,
    bookedAt: row.booked_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
    attended: attended.get(row.id) ?? 0,
    held: row.session_id === null ? row.held : (attended.get(row.id) ?? 0),
    version: row.version
  }));
}

/** Positions of waiting bookings, with one query for each class. */
async function positionsOf(db: Db, rows: readonly Joined[]): Promise<Map<number, number>> {
  const positions = new Map<number, number>();
  for (const classId of new Set(rows.filter((row) => row.place !== null).map((row) => row.class_id))) {
    const waiting = await db
      .selectFrom('booking')
      .select(['place', 'session_id'])
      .where('class_id', '=', classId)
      .where('place', 'is not', null)
      .orderBy('place')
      .execute();
    for (const row of rows.filter((one) => one.class_id === classId && one.place !== null)) {
      const before = waiting.filter(
        (one) => one.place! < row.place! && (row.session_id === null || one.session_id === null || one.session_id === row.session_id)
      );
      positions.set(row.id, new Set(before.map((one) => one.place)).size + 1);
    }
  }
  return positions;
}

const ORDER = ['booked', 'offered', 'waiting', 'ended'];

/** Bookings of a class: with a seat, then offered, then waiting in order, then ended. @throws StationError NOT_FOUND */
export async function bookingsOfClass(
  context: Context,
  input: { classId: number; sessionId?: number | undefined; ended: boolean }
): Promise<BookingRow[]> {
  const { db } = context.station;
  found(await db.selectFrom('class').select('id').where('id', '=', input.classId).executeTakeFirst(), 'class', input.classId);
  let query = rowQuery(db).where('booking.class_id', '=', input.classId);
  if (!input.ended) query = query.where('booking.ended_at', 'is', null);
  const { sessionId } = input;
  if (sessionId !== undefined)
    query = query.where((eb) => eb.or([eb('booking.session_id', 'is', null), eb('booking.session_id', '=', sessionId)]));
  const rows = await query.execute();
  rows.sort(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      (a.place ?? 0) - (b.place ?? 0) ||
      (a.ended_at ?? 0) - (b.ended_at ?? 0) ||
      a.id - b.id
  );
  return toRows(db, rows);
}

/** @throws StationError NOT_FOUND */
export async function getBooking(context: Context, id: number): Promise<BookingRow> {
  const row = found(await rowQuery(context.station.db).where('booking.id', '=', id).executeTakeFirst(), 'booking', id);
  return (await toRows(context.station.db, [row]))[0]!;
}

/** A page of a person's bookings, newest first, with the marks of each. @throws StationError INVALID for a cursor of another list */
export async function bookingsOfPerson(context: Context, input: { personId: number; after?: string | undefined; limit: number }) {
  const { db } = context.station;
  const page = rowQuery(db)
    .innerJoin('course', 'course.id', 'class.course_id')
    .select(['class.code', 'class.title', 'class.first_at', 'class.last_at', 'course.title as course_title'])
    .where('booking.person_id', '=', input.personId);
  const { rows: shown, next } = await keyset(page, input, 'desc', [
    numberKey('booking.created_at', (row) => row.created_at),
    numberKey('booking.id', (row) => row.id)
  ]);
  const ids = shown.map((row) => row.id);
  const marks =
    ids.length === 0
      ? []
      : await db
          .selectFrom('attendance')
          .innerJoin('class_session', 'class_session.id', 'attendance.session_id')
          .select(['booking_id', 'session_id', 'from_at', 'status'])
          .where('booking_id', 'in', ids)
          .orderBy('from_at')
          .execute();
  const listed = await toRows(db, shown);
  return {
    rows: listed.map((row, i) => {
      const own = shown[i]!;
      return {
        ...row,
        class: { id: own.class_id, code: own.code, title: own.title || own.course_title, firstAt: own.first_at, lastAt: own.last_at },
        marks: marks
          .filter((mark) => mark.booking_id === row.id)
          .map((mark) => ({ sessionId: mark.session_id, from: mark.from_at, status: mark.status }))
      };
    }),
    next,
    total:
      input.after === undefined
        ? await cappedCount(db, db.selectFrom('booking').select('id').where('person_id', '=', input.personId))
        : null
  };
}

/** The answer of the checks for somebody. Writes nothing. @throws StationError NOT_FOUND */
export async function checkBooking(
  context: Context,
  input: { classId: number; sessionId: number | null; personId: number; clashOverridden: boolean }
) {
  const { db, clock } = context.station;
  const row = await readClass(db, input.classId);
  const session =
    input.sessionId === null
      ? null
      : found(
          await db
            .selectFrom('class_session')
            .selectAll()
            .where('id', '=', input.sessionId)
            .where('class_id', '=', row.id)
            .executeTakeFirst(),
          'session',
          input.sessionId
        );
  const target = await readTarget(db, row, session, await readSettings(db));
  const applicant = found(await readApplicant(db, input.personId), 'person', input.personId);
  const now = clock.now();
  const refusal = await refusalFor(db, now, target, applicant, input);
  const waits = refusal?.reason === 'full' && listIsOpen(row, session, now);
  const { n } = await db
    .selectFrom('booking')
    .select((eb) => eb.fn.count<number>('place').distinct().as('n'))
    .where('class_id', '=', row.id)
    .where('place', 'is not', null)
    .executeTakeFirstOrThrow();
  return { refusal, position: waits ? Number(n) + 1 : null, free: Math.max(0, freeOf(target)) };
}

const CHOICES = 60;

/** Classes open for booking, soonest first, each with the answer of the checks for somebody. @throws StationError NOT_FOUND */
export async function bookingChoices(context: Context, input: { personId: number; text?: string | undefined }) {
  const { db, clock } = context.station;
  const now = clock.now();
  const applicant = found(await readApplicant(db, input.personId), 'person', input.personId);
  const settings = await readSettings(db);
  const rows = await db
    .selectFrom('class')
    .innerJoin('course', 'course.id', 'class.course_id')
    .selectAll('class')
    .select('course.title as course_title')
    .where('class.state', 'in', ['open', 'confirmed', 'running'])
    .where('class.last_at', '>', now)
    .orderBy('class.first_at')
    .orderBy('class.id')
    .execute();
  const text = input.text?.trim() ?? '';
  const wanted = rows
    .filter((row) => text === '' || row.code.includes(text) || row.title.includes(text) || row.course_title.includes(text))
    .slice(0, CHOICES);
  const choices = [];
  for (const row of wanted) {
    const target = await readTarget(db, row, null, settings);
    choices.push({
      classId: row.id,
      code: row.code,
      title: row.title || row.course_title,
      firstAt: row.first_at,
      free: Math.max(0, freeOf(target)),
      waiting: row.waiting,
      refusal: await refusalFor(db, now, target, applicant, { clashOverridden: false })
    });
  }
  return choices;
}
