import { allocatedTimes, type PersonTimeSource } from '../../schedule/allocation/person-times.ts';
import { freeOfClass, freeOfSession, type FreeSeats } from '../../../contract/people/waiting-list.ts';
import { bookingRefusal, SEATED, type BookingFacts, type Need, type Refusal } from '../../../contract/training/booking-rules.ts';
import { attendancePercent, ATTENDED, DEFAULT_CERTIFICATE_RULE } from '../../../contract/training/certificate-rules.ts';
import { BOOKABLE } from '../../../contract/training/class-rules.ts';
import { MAX_USE_MS } from '../../../contract/schedule/allocation.ts';
import type { Commitment } from '../../../contract/schedule/commitments.ts';
import type { Settings } from '../../../contract/core/station.ts';
import { dateOf } from '../../../contract/core/time.ts';
import type { ClassRecord } from '../classes/store.ts';
import { readRule } from '../courses/read.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';
import type { SessionRecord } from '../sessions/store.ts';
import { classNoShows } from './no-shows.ts';
import { policyOf, standingOf } from '../../people/no-shows/standing.ts';

/** What the checks read of a class, once for many people. */
export interface Target {
  row: ClassRecord;
  session: SessionRecord | null;
  free: FreeSeats;
  /** Organisations to which the class is limited, or null. */
  organisations: { id: number; name: string }[];
  needs: { courseId: number; title: string; what: 'course' | 'certificate' }[];
  /** Number of people who wait before a new one. */
  waiting: number;
  settings: Settings;
}

/** A person to be booked. */
export interface Applicant {
  id: number;
  name: string;
  organisationId: number | null;
  /** Ids from the root down to the person's organisation, with their kinds. */
  path: { id: number; kind: string; name: string }[];
}

/** Reads what the checks need of a class or session. */
export async function readTarget(db: Db, row: ClassRecord, session: SessionRecord | null, settings: Settings): Promise<Target> {
  const organisations =
    row.who === 'organisations'
      ? await db
          .selectFrom('class_organisation')
          .innerJoin('organisation', 'organisation.id', 'class_organisation.organisation_id')
          .select(['organisation.id', 'organisation.name'])
          .where('class_id', '=', row.id)
          .execute()
      : [];
  const needs: Target['needs'] = await needsOfCourse(db, { courseId: row.course_id });
  if (row.needed_course_id !== null) {
    const course = await db.selectFrom('course').select(['id', 'title']).where('id', '=', row.needed_course_id).executeTakeFirstOrThrow();
    needs.push({ courseId: course.id, title: course.title, what: 'certificate' });
  }
  const singles =
    row.single_peak === 0
      ? []
      : await db
          .selectFrom('class_session')
          .select(['id', 'single_taken'])
          .where('class_id', '=', row.id)
          .where('state', 'in', ['planned', 'suspended'])
          .where('single_taken', '>', 0)
          .execute();
  const single = new Map(singles.map((one) => [one.id, one.single_taken]));
  // A session that is over keeps the seats of its walk-ups.
  if (session !== null && session.single_taken > 0) single.set(session.id, session.single_taken);
  return {
    row,
    session,
    organisations,
    needs,
    settings,
    waiting: await waitingBefore(db, row, session),
    free: { beside: row.capacity - row.taken, single }
  };
}

const needsOfCourse = fixedQuery((db, { courseId }: { courseId: number }) =>
  db
    .selectFrom('course_need')
    .innerJoin('course', 'course.id', 'course_need.needed_course_id')
    .select(['needed_course_id as courseId', 'course.title', 'what'])
    .where('course_id', '=', courseId)
);

/** Number of people who wait for the same seats as a new person would: for the whole class, or for the same session. */
async function waitingBefore(db: Db, row: ClassRecord, session: SessionRecord | null): Promise<number> {
  if (row.waiting === 0) return 0;
  const query = db
    .selectFrom('booking')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('class_id', '=', row.id)
    .where('place', 'is not', null);
  const { n } = await (
    session === null ? query : query.where((eb) => eb.or([eb('session_id', 'is', null), eb('session_id', '=', session.id)]))
  ).executeTakeFirstOrThrow();
  return Number(n);
}

/** Seats free for the class or session asked for. */
export const freeOf = (target: Target): number =>
  target.session === null ? freeOfClass(target.free) : freeOfSession(target.free, target.session.id);

/** Reads a person to be booked; undefined for a record merged into another. */
export async function readApplicant(db: Db, personId: number): Promise<Applicant | undefined> {
  const [row] = await personWithPath(db, { personId });
  if (row === undefined) return undefined;
  const ids = (row.path ?? '').split('/').filter(Boolean).map(Number);
  const rows = ids.length === 0 ? [] : await pathQuery(ids.length)(db, ids);
  return {
    id: row.id,
    name: row.name,
    organisationId: row.organisation_id,
    path: ids.flatMap((id) => rows.find((one) => one.id === id) ?? [])
  };
}

const newPathQuery = (length: number) =>
  fixedQuery((db, ids: readonly number[]) =>
    db
      .selectFrom('organisation')
      .select(['id', 'kind', 'name'])
      .where(
        'id',
        'in',
        Array.from({ length }, (_, i) => ids[i] as number)
      )
  );
const pathQueries: ReturnType<typeof newPathQuery>[] = [];
/** A query for `length` organisations by id, built once for each depth of the tree. */
const pathQuery = (length: number) => (pathQueries[length] ??= newPathQuery(length));

const personWithPath = fixedQuery((db, { personId }: { personId: number }) =>
  db
    .selectFrom('person')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select(['person.id', 'person.name', 'organisation_id', 'organisation.path'])
    .where('person.id', '=', personId)
    .where('merged_into', 'is', null)
);

/**
 * The organisation whose quota somebody uses: the nearest of those to which the class is limited, or else the nearest that is not a
 * team, because a team is part of its site or enterprise. Null for people without an organisation.
 */
export function quotaOrganisation(applicant: Applicant, target: Pick<Target, 'organisations'>): Applicant['path'][number] | null {
  const listed = applicant.path.findLast((one) => target.organisations.some((organisation) => organisation.id === one.id));
  return listed ?? applicant.path.findLast((one) => one.kind !== 'work_team') ?? applicant.path[0] ?? null;
}

/**
 * Why somebody cannot be booked, or null. It reads only what the checks need.
 * @param walkUp the person is here, so the booking window and the end of the session do not matter
 */
export async function refusalFor(
  db: Db,
  now: number,
  target: Target,
  applicant: Applicant,
  options: { clashOverridden: boolean; walkUp?: boolean }
): Promise<Refusal | null> {
  const { row, session } = target;
  const walkUp = options.walkUp === true;
  const quota = row.quota === null ? null : quotaOrganisation(applicant, target);
  const { block } = await standingOf(db, classNoShows, applicant.id, policyOf(target.settings), now);
  const facts: BookingFacts = {
    now,
    existing: await existingBooking(db, row.id, session?.id ?? null, applicant.id),
    // A finished class still takes walk-ups from paper.
    classState: walkUp && row.state === 'finished' ? 'running' : row.state,
    sessionOver:
      session !== null &&
      (walkUp ? session.state === 'cancelled' || session.state === 'suspended' : session.state !== 'planned' || now >= session.to_at),
    classOver: session === null && !walkUp && row.last_at !== null && row.last_at <= now ? row.last_at : null,
    bookingFrom: walkUp ? null : row.booking_from,
    bookingTo: walkUp ? null : row.booking_to,
    organisations: row.who === 'organisations' ? target.organisations.map((one) => one.name) : null,
    belongs: applicant.path.some((one) => target.organisations.some((organisation) => organisation.id === one.id)),
    needs: await needsOf(db, target, applicant.id, dateOf(session?.from_at ?? row.first_at ?? now)),
    clashes: await clashesOf(db, row.id, session?.id ?? null, applicant.id, now),
    clashOverridden: options.clashOverridden,
    quota:
      quota === null || row.quota === null
        ? null
        : { organisation: quota.name, limit: row.quota, used: await quotaUsed(db, row.id, quota.id) },
    block: block === null ? null : { until: block.until, dates: block.because.map((one) => dateOf(one.at)) },
    capacity: row.capacity,
    free: freeOf(target),
    waiting: target.waiting
  };
  return bookingRefusal(facts);
}

async function existingBooking(db: Db, classId: number, sessionId: number | null, personId: number): Promise<BookingFacts['existing']> {
  const own = await liveInClass(db, { classId, personId });
  const found = sessionId === null ? own[0] : own.find((booking) => booking.session_id === null || booking.session_id === sessionId);
  return found === undefined ? null : { bookingId: found.id, state: found.state };
}

const liveInClass = fixedQuery((db, { classId, personId }: { classId: number; personId: number }) =>
  db
    .selectFrom('booking')
    .select(['id', 'state', 'session_id'])
    .where('ended_at', 'is', null)
    .where('class_id', '=', classId)
    .where('person_id', '=', personId)
);

/** Number of seats of a class that people of an organisation have. */
export async function quotaUsed(db: Db, classId: number, organisationId: number): Promise<number> {
  const { n } = await db
    .selectFrom('booking')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('ended_at', 'is', null)
    .where('class_id', '=', classId)
    .where('quota_organisation_id', 'is not', null)
    .where('quota_organisation_id', '=', organisationId)
    .where('state', 'in', SEATED)
    .executeTakeFirstOrThrow();
  return Number(n);
}

async function needsOf(db: Db, target: Target, personId: number, day: string): Promise<Need[]> {
  const needs: Need[] = [];
  for (const need of target.needs) {
    const certificates = await db
      .selectFrom('certificate')
      .select('valid_until')
      .where('person_id', '=', personId)
      .where('course_id', '=', need.courseId)
      .where('revoked_at', 'is', null)
      .execute();
    const base = { what: need.what, course: need.title };
    if (need.what === 'course') {
      const passed = certificates.length > 0 || (await hasPassed(db, need.courseId, personId));
      needs.push({ ...base, held: passed ? 'valid' : 'missing', validUntil: null });
      continue;
    }
    const valid = certificates.some((one) => one.valid_until === null || one.valid_until >= day);
    const last =
      certificates
        .map((one) => one.valid_until ?? '')
        .sort()
        .at(-1) ?? null;
    needs.push({ ...base, held: valid ? 'valid' : last === null ? 'missing' : 'expired', validUntil: last });
  }
  return needs;
}

/** Whether somebody attended enough of a finished class of a course. */
async function hasPassed(db: Db, courseId: number, personId: number): Promise<boolean> {
  const course = await db.selectFrom('course').select('certificate').where('id', '=', courseId).executeTakeFirst();
  const { attendancePercent: wanted } = readRule(course?.certificate ?? null) ?? DEFAULT_CERTIFICATE_RULE;
  const classes = await db
    .selectFrom('booking')
    .innerJoin('class', 'class.id', 'booking.class_id')
    .select(['class.id', 'class.held'])
    .where('booking.person_id', '=', personId)
    .where('class.course_id', '=', courseId)
    .where('class.state', 'in', ['finished', 'archived'])
    .distinct()
    .execute();
  for (const row of classes) {
    const marks = await db
      .selectFrom('attendance')
      .innerJoin('class_session', 'class_session.id', 'attendance.session_id')
      .select('status')
      .where('class_session.class_id', '=', row.id)
      .where('attendance.person_id', '=', personId)
      .execute();
    const attended = marks.filter((mark) => ATTENDED.includes(mark.status)).length;
    if (row.held > 0 && attended > 0 && attendancePercent({ held: row.held, attended }) >= wanted) return true;
  }
  return false;
}

/** Commitments of somebody during the sessions to come: other classes, and anything else that takes their time. */
async function clashesOf(db: Db, classId: number, sessionId: number | null, personId: number, now: number): Promise<Commitment[]> {
  const planned = (await sessionsOf(db, { classId, after: now - MAX_USE_MS })).filter(
    (session) => session.state === 'planned' && session.to > now
  );
  const mine = sessionId === null ? planned : planned.filter((session) => session.id === sessionId);
  if (mine.length === 0) return [];
  const span = { from: Math.min(...mine.map((session) => session.from)), to: Math.max(...mine.map((session) => session.to)) };
  const meets = (from: number, to: number) => mine.some((session) => session.from < to && from < session.to);
  const others = (await sessionsWithSeat(db, personId, classId, span)).filter((row) => meets(row.from_at, row.to_at));
  const taken = (await allocatedTimes(db, personId, span)).filter(({ from, to }) => meets(from, to));
  return [...others.map((row) => ({ what: 'class' as const, ...seatTime(row) })), ...taken];
}

/** Sessions of a class that begin after a moment (UTC ms). */
const sessionsOf = fixedQuery((db, { classId, after }: { classId: number; after: number }) =>
  db
    .selectFrom('class_session')
    .select(['id', 'state', 'from_at as from', 'to_at as to'])
    .where('class_id', '=', classId)
    .where('from_at', '>', after)
);

/** Sessions in a span (UTC ms) in which somebody has a seat, without those of one class (null: all). */
async function sessionsWithSeat(db: Db, personId: number, classId: number | null, span: { from: number; to: number }) {
  const seats = (await seatsOf(db, { personId })).filter(
    (seat) => seat.class_id !== classId && seat.state !== 'waiting' && BOOKABLE.includes(seat.class_state)
  );
  if (seats.length === 0) return [];
  const rows = await db
    .selectFrom('class_session')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .select(['class_session.id', 'class_id', 'from_at', 'to_at', 'code', 'class.title', 'course.title as course_title'])
    .where('class_id', 'in', [...new Set(seats.map((seat) => seat.class_id))])
    .where('from_at', '>', span.from - MAX_USE_MS)
    .where('from_at', '<', span.to)
    .where('class_session.state', '=', 'planned')
    .orderBy('from_at')
    .execute();
  return rows.filter(
    (row) =>
      row.to_at > span.from &&
      seats.some((seat) => seat.class_id === row.class_id && (seat.session_id === null || seat.session_id === row.id))
  );
}

/** Live bookings of somebody, finished classes included. */
const seatsOf = fixedQuery((db, { personId }: { personId: number }) =>
  db
    .selectFrom('booking')
    .innerJoin('class', 'class.id', 'booking.class_id')
    .select(['class_id', 'session_id', 'booking.state', 'class.state as class_state'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
);

/** The time that a session takes. */
const seatTime = (row: Awaited<ReturnType<typeof sessionsWithSeat>>[number]) => ({
  title: `${row.code} ${row.title || row.course_title}`,
  from: row.from_at,
  to: row.to_at
});

/** Seats in classes, which take people's time without an allocation. */
export const seatTimes: PersonTimeSource = async (db, personId, span) => (await sessionsWithSeat(db, personId, null, span)).map(seatTime);
