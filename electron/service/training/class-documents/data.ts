import { qrOf } from '../../core/documents/qr.ts';
import { badgeCode, bookingCode } from '../../../contract/people/scan-codes.ts';
import type {
  CertificateData,
  DoorSignData,
  RosterData,
  SignInSheetData,
  TimetableData
} from '../../../contract/training/class-documents.ts';
import { SEATED } from '../../../contract/training/booking-rules.ts';
import { STANDING_SESSIONS } from '../../../contract/training/class-rules.ts';
import { maskPhone } from '../../../contract/people/people-rules.ts';
import { addDays, clockOf, dateOf, DAY_MS, startOfDate, weekdayOf } from '../../../contract/core/time.ts';
import { readCalendar } from '../../schedule/calendar/days.ts';
import { qrTextOf } from '../certificates/read.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { numbersOf, sessionQuery, trainersOfSessions } from '../sessions/read.ts';
import { readSettings } from '../../core/station/settings.ts';
import { trainersOfClasses } from '../classes/rows.ts';

/** Empty lines on a sign-in sheet for walk-ups. */
const EMPTY_LINES = 5;
/** Longest timetable, days. */
const MOST_DAYS = 200;

async function headOf(db: Db, classId: number) {
  const row = found(
    await db
      .selectFrom('class')
      .innerJoin('course', 'course.id', 'class.course_id')
      .innerJoin('zone', 'zone.id', 'class.zone_id')
      .select([
        'class.code',
        'class.title',
        'course.title as course_title',
        'class.term',
        'class.capacity',
        'zone.name as zone',
        'zone.place'
      ])
      .where('class.id', '=', classId)
      .executeTakeFirst(),
    'class',
    classId
  );
  const trainers = (await trainersOfClasses(db, [classId])).get(classId) ?? [];
  return {
    station: (await readSettings(db)).stationName,
    code: row.code,
    title: row.title || row.course_title,
    course: row.course_title,
    term: row.term,
    zone: row.zone,
    place: row.place,
    trainers: trainers.map((trainer) => trainer.name).join('、'),
    capacity: row.capacity
  };
}

type SessionJoined = Awaited<ReturnType<ReturnType<typeof sessionQuery>['execute']>>[number];

async function linesOf(db: Db, rows: readonly SessionJoined[]) {
  const trainers = await trainersOfSessions(
    db,
    rows.map((row) => row.id)
  );
  const numbers = await numbersOf(db, [...new Set(rows.map((row) => row.class_id))]);
  return rows.map((row) => {
    const date = dateOf(row.from_at);
    return {
      number: numbers.get(row.id) ?? null,
      date,
      weekday: weekdayOf(date),
      from: clockOf(row.from_at),
      to: clockOf(row.to_at),
      zone: row.zone_name,
      trainers: (trainers.get(row.id) ?? []).map((trainer) => trainer.name).join('、'),
      topic: row.topic
    };
  });
}

async function seatedOf(db: Db, classId: number, sessionId: number | null) {
  let query = db
    .selectFrom('booking')
    .innerJoin('person', 'person.id', 'booking.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select(['person.id', 'person.name', 'person.mobile', 'organisation.name as organisation', 'booking.state'])
    .where('booking.ended_at', 'is', null)
    .where('booking.class_id', '=', classId)
    .where('booking.state', 'in', SEATED)
    .orderBy('person.name_sort')
    .orderBy('person.id');
  query =
    sessionId === null
      ? query.where('booking.session_id', 'is', null)
      : query.where((eb) => eb.or([eb('booking.session_id', 'is', null), eb('booking.session_id', '=', sessionId)]));
  return (await query.execute()).map((row, i) => ({
    number: i + 1,
    name: row.name,
    organisation: row.organisation ?? '',
    mobileMasked: maskPhone(row.mobile ?? ''),
    status: row.state
  }));
}

async function sessionHead(db: Db, sessionId: number) {
  const row = found(await sessionQuery(db).where('class_session.id', '=', sessionId).executeTakeFirst(), 'session', sessionId);
  const head = await headOf(db, row.class_id);
  const zone = await db.selectFrom('zone').select(['name', 'place']).where('id', '=', row.zone_id).executeTakeFirstOrThrow();
  const [session] = await linesOf(db, [row]);
  return { row, data: { ...head, zone: zone.name, place: zone.place, trainers: session!.trainers || head.trainers, session: session! } };
}

/** @throws StationError NOT_FOUND */
export async function signInSheetData(db: Db, sessionId: number): Promise<SignInSheetData> {
  const { row, data } = await sessionHead(db, sessionId);
  return { ...data, people: await seatedOf(db, row.class_id, row.id), emptyLines: EMPTY_LINES };
}

/** @throws StationError NOT_FOUND */
export async function doorSignData(db: Db, sessionId: number): Promise<DoorSignData> {
  return (await sessionHead(db, sessionId)).data;
}

/** @throws StationError NOT_FOUND */
export async function rosterData(db: Db, classId: number): Promise<RosterData> {
  const head = await headOf(db, classId);
  const rows = await sessionQuery(db)
    .where('class_session.class_id', '=', classId)
    .where('class_session.state', '<>', 'cancelled')
    .orderBy('from_at')
    .execute();
  return { ...head, sessions: await linesOf(db, rows), people: await seatedOf(db, classId, null) };
}

const ZH_DAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** Sessions between two dates, both included. @throws StationError INVALID (order, too_long) */
export async function timetableData(db: Db, input: { from: string; to: string; term?: string | undefined }): Promise<TimetableData> {
  if (input.to < input.from) throw new StationError('INVALID', { field: 'to', reason: 'order' });
  if (startOfDate(input.to) - startOfDate(input.from) > MOST_DAYS * DAY_MS)
    throw new StationError('INVALID', { field: 'to', reason: 'too_long' });
  let query = sessionQuery(db)
    .innerJoin('course', 'course.id', 'class.course_id')
    .select(['class.code', 'class.title', 'course.title as course_title', 'class.capacity', 'class.taken'])
    .where('class_session.from_at', '>=', startOfDate(input.from))
    .where('class_session.from_at', '<', startOfDate(addDays(input.to, 1)))
    .where('class_session.state', 'in', STANDING_SESSIONS)
    .where('class.state', 'in', ['open', 'confirmed', 'running', 'finished', 'archived'])
    .orderBy('class_session.from_at')
    .orderBy('class_session.id');
  if (input.term !== undefined) query = query.where('class.term', '=', input.term);
  const rows = await query.execute();
  const lines = await linesOf(db, rows);
  const calendar = await readCalendar(db, input.from, input.to);
  const sessions = rows.map((row, i) => ({
    classId: row.class_id,
    line: { ...lines[i]!, code: row.code, title: row.title || row.course_title }
  }));
  const classes = [...new Map(rows.map((row) => [row.class_id, row])).values()];
  const trainers = await trainersOfClasses(
    db,
    classes.map((row) => row.class_id)
  );
  const dates = [...new Set(sessions.map(({ line }) => line.date))];
  return {
    station: (await readSettings(db)).stationName,
    title: input.term ?? '',
    from: input.from,
    to: input.to,
    rows: classes.map((row) => {
      const own = sessions.filter((one) => one.classId === row.class_id).map((one) => one.line);
      return {
        code: row.code,
        title: row.title || row.course_title,
        trainers: (trainers.get(row.class_id) ?? []).map((trainer) => trainer.name).join('、'),
        zone: row.zone_name,
        weekdays: [...new Set(own.map((line) => line.weekday))]
          .sort()
          .map((day) => ZH_DAYS[day - 1])
          .join('、'),
        times: [...new Set(own.map((line) => `${line.from}–${line.to}`))].join('、'),
        firstDate: own[0]!.date,
        lastDate: own.at(-1)!.date,
        sessions: own.length,
        free: Math.max(0, row.capacity - row.taken)
      };
    }),
    days: dates.map((date) => {
      const day = calendar.day(date);
      return {
        date,
        weekday: weekdayOf(date),
        holiday: day?.kind === 'holiday' ? day.name : '',
        sessions: sessions.filter(({ line }) => line.date === date).map(({ line }) => line)
      };
    })
  };
}

const hoursText = (minutes: number): string => String(Math.round((minutes / 60) * 10) / 10);

/** @throws StationError NOT_FOUND */
export async function certificateData(db: Db, id: number): Promise<CertificateData & { template: string | null }> {
  const row = found(await db.selectFrom('certificate').selectAll().where('id', '=', id).executeTakeFirst(), 'certificate', id);
  const course = await db.selectFrom('course').select('certificate_template').where('id', '=', row.course_id).executeTakeFirstOrThrow();
  const qrText = qrTextOf(row);
  return {
    station: (await readSettings(db)).stationName,
    number: row.number,
    code: row.code,
    name: row.name,
    documentMasked: row.document_masked,
    organisation: row.organisation_name,
    course: row.title,
    hours: hoursText(row.minutes),
    from: row.first_date,
    to: row.last_date,
    issuedOn: row.issued_on,
    validUntil: row.valid_until ?? '',
    tested: row.test_passed === 1,
    revoked: row.revoked_at !== null,
    qrText,
    qr: await qrOf(qrText),
    template: course.certificate_template
  };
}

/** @throws StationError NOT_FOUND */
export async function bookingQr(db: Db, bookingId: number) {
  found(await db.selectFrom('booking').select('id').where('id', '=', bookingId).executeTakeFirst(), 'booking', bookingId);
  const text = bookingCode(bookingId);
  return { text, qr: await qrOf(text) };
}

/** @throws StationError NOT_FOUND */
export async function badgeQr(db: Db, personId: number) {
  const row = found(
    await db.selectFrom('person').select('name').where('id', '=', personId).where('merged_into', 'is', null).executeTakeFirst(),
    'person',
    personId
  );
  const text = badgeCode(personId);
  return { text, qr: await qrOf(text), name: row.name };
}
