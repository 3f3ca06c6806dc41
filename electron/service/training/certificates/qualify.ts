import {
  attendancePercent,
  ATTENDED,
  certificateState,
  missingFor,
  type CandidateRow,
  type Qualification
} from '../../../contract/training/certificates.ts';
import type { CertificateRule } from '../../../contract/training/certificate-rules.ts';
import { minutesBetween } from '../../../contract/training/class-rules.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { readClass } from '../classes/rows.ts';
import { readRule } from '../courses/read.ts';
import type { Db } from '../../db/schema.ts';

export interface ClassResults {
  rule: CertificateRule | null;
  /** Whether the class has no session to come. */
  finished: boolean;
  rows: CandidateRow[];
  /** Dates of the first and the last session held. */
  first: string | null;
  last: string | null;
}

/** Everybody booked for the whole class, with the numbers that decide on a certificate. @throws StationError NOT_FOUND */
export async function classResults(db: Db, classId: number, now: number): Promise<ClassResults> {
  const row = await readClass(db, classId);
  const course = await db.selectFrom('course').select('certificate').where('id', '=', row.course_id).executeTakeFirstOrThrow();
  const rule = readRule(course.certificate);
  const held = await db
    .selectFrom('class_session')
    .select(['id', 'from_at', 'to_at'])
    .where('class_id', '=', classId)
    .where('state', '=', 'held')
    .orderBy('from_at')
    .execute();
  const { n: toCome } = await db
    .selectFrom('class_session')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('class_id', '=', classId)
    .where('state', 'in', ['planned', 'suspended'])
    .where('to_at', '>', now)
    .executeTakeFirstOrThrow();
  const booked = await db
    .selectFrom('booking')
    .innerJoin('person', 'person.id', 'booking.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select(['booking.id as booking_id', 'person.id', 'person.name', 'organisation.name as organisation'])
    .where('booking.class_id', '=', classId)
    .where('booking.ended_at', 'is', null)
    .where('booking.state', '=', 'booked')
    .where('booking.session_id', 'is', null)
    .orderBy('person.name_sort')
    .orderBy('person.id')
    .execute();
  const marks = await db
    .selectFrom('attendance')
    .innerJoin('class_session', 'class_session.id', 'attendance.session_id')
    .select(['person_id', 'session_id', 'status'])
    .where('class_session.class_id', '=', classId)
    .where('class_session.state', '=', 'held')
    .execute();
  const results = await db.selectFrom('class_result').select(['person_id', 'passed', 'score']).where('class_id', '=', classId).execute();
  const certificates = await db
    .selectFrom('certificate')
    .select(['id', 'number', 'person_id', 'valid_until'])
    .where('class_id', '=', classId)
    .where('revoked_at', 'is', null)
    .execute();
  const minutes = new Map(held.map((session) => [session.id, minutesBetween(session.from_at, session.to_at)]));
  const finished = held.length > 0 && Number(toCome) === 0;
  const today = dateOf(now);
  return {
    rule,
    finished,
    first: held[0] === undefined ? null : dateOf(held[0].from_at),
    last: held.length === 0 ? null : dateOf(held.at(-1)!.from_at),
    rows: booked.map((person) => {
      const own = marks.filter((mark) => mark.person_id === person.id);
      const attended = own.filter((mark) => ATTENDED.includes(mark.status));
      const result = results.find((one) => one.person_id === person.id);
      const certificate = certificates.find((one) => one.person_id === person.id);
      const numbers: Qualification = {
        held: held.length,
        attended: attended.length,
        excused: own.filter((mark) => mark.status === 'excused').length,
        minutes: attended.reduce((sum, mark) => sum + (minutes.get(mark.session_id) ?? 0), 0),
        testPassed: result === undefined ? null : result.passed === 1
      };
      return {
        person: { id: person.id, name: person.name, organisation: person.organisation ?? '' },
        bookingId: person.booking_id,
        numbers,
        percent: attendancePercent(numbers),
        missing: rule === null ? [] : missingFor(rule, numbers, finished),
        score: result?.score ?? null,
        certificate:
          certificate === undefined
            ? null
            : {
                id: certificate.id,
                number: certificate.number,
                state: certificateState({ validUntil: certificate.valid_until, revoked: false }, today)
              }
      };
    })
  };
}
