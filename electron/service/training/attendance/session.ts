import type { AttendanceCounts } from '../../../contract/training/attendance.ts';
import { SEATED } from '../../../contract/training/booking-rules.ts';
import type { Attendance } from '../../../contract/training/certificate-rules.ts';
import { EARLY_CHECK_IN_MS } from '../../../contract/schedule/reservation.ts';
import type { ClassState } from '../../../contract/training/class-rules.ts';
import { MINUTE_MS } from '../../../contract/core/time.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { numbersOf, trainersOfSessions } from '../sessions/read.ts';
import { readSettings } from '../../core/station/settings.ts';

/** States of a class in which attendance can be recorded. */
export const KEEPS_ATTENDANCE: readonly ClassState[] = ['open', 'confirmed', 'running', 'finished'];

/** A session with the data of its class that attendance needs. @throws StationError NOT_FOUND */
export async function readAttended(db: Db, sessionId: number) {
  return found(
    await db
      .selectFrom('class_session')
      .innerJoin('class', 'class.id', 'class_session.class_id')
      .innerJoin('course', 'course.id', 'class.course_id')
      .innerJoin('zone', 'zone.id', 'class_session.zone_id')
      .selectAll('class_session')
      .select([
        'class.code',
        'class.title',
        'class.state as class_state',
        'class.capacity',
        'class.taken',
        'class.course_id',
        'course.title as course_title',
        'zone.name as zone_name',
        'zone.name_en as zone_name_en'
      ])
      .where('class_session.id', '=', sessionId)
      .executeTakeFirst(),
    'session',
    sessionId
  );
}
export type AttendedSession = Awaited<ReturnType<typeof readAttended>>;

/** Bookings that have a seat in a session. */
export function seatedQuery(db: Db, session: { id: number; class_id: number }) {
  return db
    .selectFrom('booking')
    .where('booking.ended_at', 'is', null)
    .where('booking.class_id', '=', session.class_id)
    .where('booking.state', 'in', SEATED)
    .where((eb) => eb.or([eb('booking.session_id', 'is', null), eb('booking.session_id', '=', session.id)]));
}

/** Number of people by mark, and number with a seat and no mark. */
export async function countsOf(db: Db, session: AttendedSession): Promise<AttendanceCounts> {
  const marks = await db
    .selectFrom('attendance')
    .select((eb) => ['status' as const, eb.fn.countAll<number>().as('n')])
    .where('session_id', '=', session.id)
    .groupBy('status')
    .execute();
  const { n } = await seatedQuery(db, session)
    .leftJoin('attendance', (join) =>
      join.on('attendance.session_id', '=', session.id).onRef('attendance.person_id', '=', 'booking.person_id')
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('attendance.person_id', 'is', null)
    .executeTakeFirstOrThrow();
  const of = (status: Attendance) => Number(marks.find((mark) => mark.status === status)?.n ?? 0);
  const unmarked = Number(n);
  const all = marks.reduce((sum, mark) => sum + Number(mark.n), 0);
  return {
    expected: all + unmarked,
    present: of('present'),
    late: of('late'),
    leftEarly: of('left_early'),
    excused: of('excused'),
    absent: of('absent'),
    unmarked,
    capacity: session.seats ?? session.capacity,
    free: Math.max(0, session.capacity - session.taken - session.single_taken)
  };
}

/** The moments (UTC ms) from which people can be checked in and after which they are late. */
export function timesOf(session: { from_at: number }, lateMinutes: number): { opensAt: number; lateAfter: number } {
  return { opensAt: session.from_at - EARLY_CHECK_IN_MS, lateAfter: session.from_at + lateMinutes * MINUTE_MS };
}

/** The header of every list of a session, without names of people booked. */
export async function headerOf(db: Db, session: AttendedSession) {
  const { lateMinutes } = await readSettings(db);
  return {
    session: {
      id: session.id,
      classId: session.class_id,
      number: (await numbersOf(db, [session.class_id])).get(session.id) ?? null,
      from: session.from_at,
      to: session.to_at,
      state: session.state,
      closed: session.closed_at !== null,
      topic: session.topic,
      zone: { name: session.zone_name, nameEn: session.zone_name_en },
      trainers: ((await trainersOfSessions(db, [session.id])).get(session.id) ?? []).map((trainer) => trainer.name)
    },
    class: { id: session.class_id, code: session.code, title: session.title || session.course_title, state: session.class_state },
    counts: await countsOf(db, session),
    ...timesOf(session, lateMinutes)
  };
}
