import { safeName } from '../../core/files/files.ts';
import { ATTENDED, type Attendance } from '../../../contract/training/certificate-rules.ts';
import type { Language } from '../../../contract/core/station.ts';
import type { ClassState } from '../../../contract/training/class-rules.ts';
import { addDays, clockOf, dateOf, startOfDate } from '../../../contract/core/time.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { writeWorkbook } from '../../core/documents/excel.ts';
import { CLASS_COLUMNS, classQuery, readClass, trainersOfClasses } from '../classes/rows.ts';
import { maskPhone } from '../../../contract/people/people-rules.ts';
import { sessionQuery, trainersOfSessions } from '../sessions/read.ts';

const BACK_DAYS = 31;
const AHEAD_DAYS = 366;

/**
 * Sessions as iCalendar: all of a class, or those of a trainer or zone from 31 days back to 366 ahead. Cancelled sessions are marked as
 * such, so that a calendar that reads the file again removes them. Without names of people booked.
 * @throws StationError NOT_FOUND, INVALID unless exactly one of the three is given
 */
export async function sessionCalendar(
  context: Context,
  input: { classId?: number | undefined; trainerId?: number | undefined; zoneId?: number | undefined }
) {
  const { db, clock } = context.station;
  const { classId, trainerId, zoneId } = input;
  if ([classId, trainerId, zoneId].filter((id) => id !== undefined).length !== 1)
    throw new StationError('INVALID', { field: 'classId', reason: 'one_of' });
  let query = sessionQuery(db)
    .innerJoin('course', 'course.id', 'class.course_id')
    .select(['class.code', 'class.title', 'course.title as course_title', 'zone.place'])
    .orderBy('class_session.from_at')
    .orderBy('class_session.id');
  let name: string;
  if (classId !== undefined) {
    const row = await readClass(db, classId);
    name = row.code;
    query = query.where('class_session.class_id', '=', classId);
  } else {
    const today = dateOf(clock.now());
    query = query
      .where('class_session.from_at', '>=', startOfDate(addDays(today, -BACK_DAYS)))
      .where('class_session.from_at', '<', startOfDate(addDays(today, AHEAD_DAYS)));
    if (trainerId !== undefined) {
      name = found(
        await db
          .selectFrom('trainer')
          .innerJoin('person', 'person.id', 'trainer.person_id')
          .select('person.name')
          .where('person_id', '=', trainerId)
          .executeTakeFirst(),
        'trainer',
        trainerId
      ).name;
      query = query.where('class_session.id', 'in', (eb) =>
        eb.selectFrom('session_trainer').select('session_id').where('person_id', '=', trainerId)
      );
    } else {
      name = found(
        await db
          .selectFrom('zone')
          .select('name')
          .where('id', '=', zoneId ?? 0)
          .executeTakeFirst(),
        'zone',
        zoneId
      ).name;
      query = query.where('class_session.zone_id', '=', zoneId ?? 0);
    }
  }
  const rows = await query.execute();
  const trainers = await trainersOfSessions(
    db,
    rows.map((row) => row.id)
  );
  // Loaded with the first calendar, because a start does not need it.
  const { default: ical, ICalCalendarMethod, ICalEventStatus } = await import('ical-generator');
  const calendar = ical({ name, prodId: { company: 'Station', product: 'Station', language: 'ZH' }, method: ICalCalendarMethod.PUBLISH });
  for (const row of rows) {
    calendar.createEvent({
      id: `session-${row.id}@station`,
      sequence: row.version,
      stamp: new Date(clock.now()),
      start: new Date(row.from_at),
      end: new Date(row.to_at),
      summary: row.title || row.course_title,
      description: [row.code, (trainers.get(row.id) ?? []).map((trainer) => trainer.name).join('、'), row.topic]
        .filter((part) => part !== '')
        .join('\n'),
      location: row.place === '' ? row.zone_name : `${row.zone_name} ${row.place}`,
      status:
        row.state === 'cancelled'
          ? ICalEventStatus.CANCELLED
          : row.state === 'suspended'
            ? ICalEventStatus.TENTATIVE
            : ICalEventStatus.CONFIRMED
    });
  }
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'class', entityId: classId ?? '', after: { trainerId, zoneId, events: rows.length } });
    return {};
  });
  return {
    name: `${safeName(name)}.ics`,
    file: new Blob([calendar.toString()], { type: 'text/calendar;charset=utf-8' }),
    events: rows.length
  };
}

const MARKS: Record<Attendance, [string, string]> = {
  present: ['√', 'present'],
  late: ['迟到', 'late'],
  left_early: ['早退', 'left early'],
  excused: ['请假', 'excused'],
  absent: ['缺勤', 'absent']
};

/** A workbook of the people of a class with their mark in each session. @throws StationError NOT_FOUND */
export async function rosterSheet(context: Context, input: { classId: number; language: Language }) {
  const { db } = context.station;
  const row = await readClass(db, input.classId);
  const zh = input.language === 'zh-CN';
  const word = (a: string, b: string) => (zh ? a : b);
  const sessions = await db
    .selectFrom('class_session')
    .select(['id', 'from_at'])
    .where('class_id', '=', row.id)
    .where('state', '<>', 'cancelled')
    .orderBy('from_at')
    .execute();
  const people = await db
    .selectFrom('booking')
    .innerJoin('person', 'person.id', 'booking.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select([
      'person.id',
      'person.name',
      'person.mobile',
      'organisation.name as organisation',
      'booking.state',
      'booking.end_reason',
      'booking.walk_up'
    ])
    .where('booking.class_id', '=', row.id)
    .where((eb) => eb.or([eb('booking.ended_at', 'is', null), eb('booking.end_reason', '=', 'cancelled_late')]))
    .orderBy('person.name_sort')
    .orderBy('booking.id')
    .execute();
  const marks = await db
    .selectFrom('attendance')
    .innerJoin('class_session', 'class_session.id', 'attendance.session_id')
    .select(['person_id', 'session_id', 'status'])
    .where('class_session.class_id', '=', row.id)
    .execute();
  const states: Record<string, string> = {
    booked: word('已报名', 'booked'),
    offered: word('名额待确认', 'offered'),
    waiting: word('候补', 'waiting'),
    ended: word('临期取消', 'cancelled late')
  };
  const bytes = await writeWorkbook([
    {
      name: row.code,
      title: `${row.code} ${row.title}`.trim(),
      columns: [
        { header: word('姓名', 'Name') },
        { header: word('单位', 'Organisation'), width: 22 },
        { header: word('联系电话', 'Mobile'), width: 14 },
        { header: word('状态', 'State'), width: 10 },
        ...sessions.map((session) => ({ header: `${dateOf(session.from_at).slice(5)} ${clockOf(session.from_at)}`, width: 12 })),
        { header: word('出勤', 'Attended'), width: 8, type: 'number' as const }
      ],
      rows: people.map((person) => {
        const own = sessions.map((session) => marks.find((mark) => mark.session_id === session.id && mark.person_id === person.id)?.status);
        return [
          person.name,
          person.organisation ?? '',
          maskPhone(person.mobile ?? ''),
          person.walk_up === 1 ? word('临时到课', 'walk-up') : (states[person.state] ?? ''),
          ...own.map((status) => (status === undefined ? '' : MARKS[status][zh ? 0 : 1])),
          own.filter((status) => status !== undefined && ATTENDED.includes(status)).length
        ];
      })
    }
  ]);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'class', entityId: row.id, after: { rows: people.length } });
    return {};
  });
  return { name: `${row.code} ${word('名单', 'list')}.xlsx`, file: new Blob([bytes as BlobPart]), rows: people.length };
}

const STATES: Record<ClassState, [string, string]> = {
  draft: ['草稿', 'draft'],
  open: ['报名中', 'open'],
  confirmed: ['已成班', 'confirmed'],
  running: ['进行中', 'running'],
  finished: ['已结课', 'finished'],
  archived: ['已归档', 'archived'],
  cancelled: ['已取消', 'cancelled']
};

/** A workbook of the classes with their first session between two dates, both included. */
export async function classSheet(context: Context, input: { from: string; to: string; language: Language }) {
  const { db } = context.station;
  const zh = input.language === 'zh-CN';
  const word = (a: string, b: string) => (zh ? a : b);
  const rows = await classQuery(db)
    .select(CLASS_COLUMNS)
    .where('class.first_at', '>=', startOfDate(input.from))
    .where('class.first_at', '<', startOfDate(addDays(input.to, 1)))
    .orderBy('class.first_at')
    .orderBy('class.id')
    .execute();
  const trainers = await trainersOfClasses(
    db,
    rows.map((row) => row.id)
  );
  const bytes = await writeWorkbook([
    {
      name: word('班级', 'Classes'),
      columns: [
        { header: word('班级', 'Class'), width: 12 },
        { header: word('课程', 'Course'), width: 22 },
        { header: word('名称', 'Title'), width: 22 },
        { header: word('学期', 'Term'), width: 14 },
        { header: word('讲师', 'Trainers'), width: 18 },
        { header: word('功能区', 'Zone'), width: 16 },
        { header: word('状态', 'State'), width: 10 },
        { header: word('开课', 'First'), width: 12 },
        { header: word('结课', 'Last'), width: 12 },
        { header: word('课次', 'Sessions'), width: 8, type: 'number' },
        { header: word('名额', 'Capacity'), width: 8, type: 'number' },
        { header: word('已报名', 'Booked'), width: 8, type: 'number' },
        { header: word('候补', 'Waiting'), width: 8, type: 'number' }
      ],
      rows: rows.map((row) => [
        row.code,
        row.course_title,
        row.title,
        row.term,
        (trainers.get(row.id) ?? []).map((trainer) => trainer.name).join('、'),
        zh ? row.zone_name : row.zone_name_en || row.zone_name,
        STATES[row.state][zh ? 0 : 1],
        row.first_at === null ? '' : dateOf(row.first_at),
        row.last_at === null ? '' : dateOf(row.last_at),
        row.sessions,
        row.capacity,
        row.taken,
        row.waiting
      ])
    }
  ]);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'class', after: { from: input.from, to: input.to, rows: rows.length } });
    return {};
  });
  return { name: `${word('班级', 'classes')}-${input.from}-${input.to}.xlsx`, file: new Blob([bytes as BlobPart]), rows: rows.length };
}
