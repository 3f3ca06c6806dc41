import type { AttendanceRow } from '../../../contract/training/attendance.ts';
import { STANDING_SESSIONS } from '../../../contract/training/class-rules.ts';
import { maskPhone } from '../../../contract/people/people-rules.ts';
import { DAY_MS, dateOf, startOfDate } from '../../../contract/core/time.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { firstGram, parseQuery } from '../../people/people/query.ts';
import { headerOf, readAttended, seatedQuery, type AttendedSession, KEEPS_ATTENDANCE } from './session.ts';

/** Everybody with a seat in a session, and everybody marked in it, by name. */
async function rowsOf(db: Db, session: AttendedSession) {
  const seated = await seatedQuery(db, session).select(['booking.id', 'person_id', 'state', 'walk_up']).execute();
  const marks = await db
    .selectFrom('attendance')
    .innerJoin('booking', 'booking.id', 'attendance.booking_id')
    .select([
      'attendance.person_id',
      'attendance.status',
      'attendance.at',
      'attendance.way',
      'attendance.by',
      'booking.id',
      'booking.state',
      'booking.walk_up'
    ])
    .where('attendance.session_id', '=', session.id)
    .execute();
  const bookings = new Map([...marks, ...seated].map((row) => [row.person_id, row]));
  if (bookings.size === 0) return [];
  const people = await db
    .selectFrom('person')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select([
      'person.id',
      'person.name',
      'person.name_key',
      'person.readings',
      'person.mobile',
      'person.document_number',
      'organisation.name as organisation'
    ])
    .where('person.id', 'in', [...bookings.keys()])
    .orderBy('person.name_sort')
    .orderBy('person.id')
    .execute();
  return people.map((person) => {
    const booking = bookings.get(person.id)!;
    const mark = marks.find((one) => one.person_id === person.id);
    const row: AttendanceRow = {
      bookingId: booking.id,
      person: { id: person.id, name: person.name, organisation: person.organisation ?? '', mobileMasked: maskPhone(person.mobile ?? '') },
      bookingState: booking.state,
      walkUp: booking.walk_up === 1,
      status: mark?.status ?? null,
      at: mark?.at ?? null,
      way: mark?.way ?? null,
      by: mark?.by ?? ''
    };
    return { person, row };
  });
}

/** The list of a session, by name. @throws StationError NOT_FOUND */
export async function attendanceList(context: Context, sessionId: number) {
  const { db } = context.station;
  const session = await readAttended(db, sessionId);
  return { ...(await headerOf(db, session)), rows: (await rowsOf(db, session)).map(({ row }) => row) };
}

/** What the screen at the door shows: numbers without names. @throws StationError NOT_FOUND */
export async function attendanceDoor(context: Context, sessionId: number) {
  return headerOf(context.station.db, await readAttended(context.station.db, sessionId));
}

const FOUND = 8;

/** Finds booked people by typed text; none for an empty text. @throws StationError NOT_FOUND */
export async function findAttending(context: Context, sessionId: number, typed: string): Promise<AttendanceRow[]> {
  const { db } = context.station;
  const session = await readAttended(db, sessionId);
  const query = parseQuery(typed);
  if (query === null) return [];
  const hits = (await rowsOf(db, session)).flatMap(({ person, row }) => {
    const gram = firstGram(query, person);
    return gram === null ? [] : [{ gram, row }];
  });
  // A lower class of the matching text is a better match.
  return hits
    .sort((a, b) => (a.gram < b.gram ? -1 : a.gram > b.gram ? 1 : 0))
    .slice(0, FOUND)
    .map(({ row }) => row);
}

const BACK_DAYS = 14;

/** Today's sessions, and earlier ones with an open list, by start. */
export async function dueSessions(context: Context) {
  const { db, clock } = context.station;
  const today = startOfDate(dateOf(clock.now()));
  const rows = await db
    .selectFrom('class_session')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .select(['class_session.id', 'class_session.from_at', 'class_session.closed_at'])
    .where('class_session.from_at', '>=', today - BACK_DAYS * DAY_MS)
    .where('class_session.from_at', '<', today + DAY_MS)
    .where('class_session.state', 'in', STANDING_SESSIONS)
    .where('class.state', 'in', [...KEEPS_ATTENDANCE])
    .orderBy('class_session.from_at')
    .execute();
  const answers = [];
  for (const row of rows) {
    if (row.from_at < today && row.closed_at !== null) continue;
    answers.push({ ...(await headerOf(db, await readAttended(db, row.id))), overdue: row.from_at < today });
  }
  return answers;
}
