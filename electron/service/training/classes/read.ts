import type { ClassDetail, ClassFields, SessionState } from '../../../contract/training/classes.ts';
import type { Context } from '../../core/context.ts';
import { readMaterials } from '../courses/read.ts';
import type { Db } from '../../db/schema.ts';
import { HISTORY_LINES, historyLineOf } from '../../people/history.ts';
import { found, StationError } from '../../core/errors.ts';
import { sessionQuery, sessionsOfClass, toSessionRows } from '../sessions/read.ts';
import { CLASS_COLUMNS, classQuery, readClass, toClassRow, trainersOfClasses } from './rows.ts';
import { whoOf } from './update.ts';

/** The whole record of a class. @throws StationError NOT_FOUND */
export async function getClass(context: Context, id: number): Promise<ClassDetail> {
  const { db } = context.station;
  const joined = found(
    await classQuery(db).select(CLASS_COLUMNS).select('course.materials').where('class.id', '=', id).executeTakeFirst(),
    'class',
    id
  );
  const row = await readClass(db, id);
  const trainers = (await trainersOfClasses(db, [id])).get(id) ?? [];
  const { sessions: _count, ...listed } = toClassRow(joined, trainers);
  const fields = await fieldsOf(db, id);
  const skipped = await db
    .selectFrom('class_skipped')
    .select(['from_at as from', 'to_at as to', 'why'])
    .where('class_id', '=', id)
    .orderBy('from_at')
    .execute();
  const neededCourse =
    row.needed_course_id === null
      ? undefined
      : await db.selectFrom('course').select(['id', 'title']).where('id', '=', row.needed_course_id).executeTakeFirst();
  return {
    ...fields,
    ...listed,
    sessions: await sessionsOfClass(db, id),
    skipped,
    organisations: fields.organisations,
    neededCourse: neededCourse ?? null,
    reason: row.reason,
    materials: readMaterials(joined.materials).map(({ name, quantity, unit, perPerson }) => ({
      name,
      unit,
      quantity: perPerson ? quantity * row.taken : quantity
    })),
    themeId: row.theme_id,
    createdAt: row.created_at,
    createdBy: row.created_by
  };
}

/** The fields of a class as a form gives them. */
async function fieldsOf(db: Db, id: number): Promise<ClassFields & { organisations: { id: number; name: string }[] }> {
  const row = await readClass(db, id);
  const organisations = await db
    .selectFrom('class_organisation')
    .innerJoin('organisation', 'organisation.id', 'class_organisation.organisation_id')
    .select(['organisation.id', 'organisation.name'])
    .where('class_id', '=', id)
    .orderBy('organisation.id')
    .execute();
  const lines = await db
    .selectFrom('class_equipment')
    .select(['equipment_id as equipmentId', 'quantity'])
    .where('class_id', '=', id)
    .orderBy('equipment_id')
    .execute();
  return {
    courseId: row.course_id,
    title: row.title,
    term: row.term,
    trainerIds: ((await trainersOfClasses(db, [id])).get(id) ?? []).map((trainer) => trainer.id),
    zoneId: row.zone_id,
    equipment: lines,
    capacity: row.capacity,
    minToOpen: row.min_to_open,
    bookingFrom: row.booking_from,
    bookingTo: row.booking_to,
    price: row.price,
    who: whoOf(
      row,
      organisations.map((one) => one.id)
    ),
    quota: row.quota,
    cancelNotice: { unit: row.notice_unit, amount: row.notice_amount },
    bySession: row.by_session === 1,
    promoteAfterStart: row.promote_after_start === 1,
    notes: row.notes,
    organisations
  };
}

/** Proposes the fields of a new class, from its course or from a class to be repeated. @throws StationError NOT_FOUND */
export async function proposeClass(
  db: Db,
  input: { courseId?: number | undefined; classId?: number | undefined }
): Promise<ClassFields & { sessions: number; minutes: number }> {
  if (input.classId !== undefined) {
    const { organisations: _names, ...fields } = await fieldsOf(db, input.classId);
    const sessions = await db
      .selectFrom('class_session')
      .select(['from_at', 'to_at'])
      .where('class_id', '=', input.classId)
      .where('state', '<>', 'cancelled')
      .execute();
    const [first] = sessions;
    return {
      ...fields,
      bookingFrom: null,
      bookingTo: null,
      sessions: sessions.length || 8,
      minutes: first ? Math.round((first.to_at - first.from_at) / 60_000) : 120
    };
  }
  const course = found(
    await db
      .selectFrom('course')
      .selectAll()
      .where('id', '=', input.courseId ?? 0)
      .executeTakeFirst(),
    'course',
    input.courseId
  );
  const zones = await db
    .selectFrom('zone')
    .select(['id', 'key', 'capacity'])
    .where('archived_at', 'is', null)
    .where('capacity', '>=', course.default_capacity)
    .orderBy('capacity')
    .execute();
  const zone =
    zones.find((one) => one.key === 'growth_hall') ??
    zones[0] ??
    found(await db.selectFrom('zone').select('id').where('archived_at', 'is', null).executeTakeFirst(), 'zone');
  const minutes = 120;
  return {
    courseId: course.id,
    title: '',
    term: '',
    trainerIds: [],
    zoneId: zone.id,
    equipment: [],
    capacity: course.default_capacity,
    minToOpen: course.min_to_open,
    bookingFrom: null,
    bookingTo: null,
    price: 0,
    who: { kind: 'all' },
    quota: null,
    cancelNotice: { unit: 'hours', amount: 24 },
    bySession: false,
    promoteAfterStart: false,
    notes: '',
    sessions: Math.max(1, Math.ceil(course.minutes / minutes)),
    minutes
  };
}

/** Terms in use, the term with the latest class first. */
export async function listTerms(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('class')
    .select((eb) => ['term' as const, eb.fn.max('created_at').as('at')])
    .where('term', '<>', '')
    .groupBy('term')
    .orderBy('at', 'desc')
    .limit(40)
    .execute();
  return rows.map((row) => row.term);
}

/** The history of a class or of one booking, newest first. @throws StationError NOT_FOUND */
export async function classHistory(db: Db, id: number, bookingId?: number) {
  await readClass(db, id);
  let query = db
    .selectFrom('class_event')
    .leftJoin('person', 'person.id', 'class_event.person_id')
    .select(['class_event.at', 'by', 'kind', 'params', 'class_event.reason', 'booking_id', 'person_id', 'person.name'])
    .where('class_id', '=', id)
    .orderBy('class_event.id', 'desc')
    .limit(HISTORY_LINES);
  if (bookingId !== undefined) query = query.where('booking_id', '=', bookingId);
  return (await query.execute()).map((row) => ({ ...historyLineOf(row), bookingId: row.booking_id }));
}

const MOST_MS = 62 * 86_400_000;

/** Sessions that touch a range, with their classes, by start. @throws StationError INVALID (too_long) */
export async function classCalendar(
  context: Context,
  input: { from: number; to: number; zoneId?: number | undefined; trainerId?: number | undefined; states?: SessionState[] | undefined }
) {
  if (input.to - input.from > MOST_MS) throw new StationError('INVALID', { field: 'to', reason: 'too_long' });
  const { db } = context.station;
  let query = sessionQuery(db)
    .innerJoin('course', 'course.id', 'class.course_id')
    .select([
      'class.code',
      'class.title',
      'class.state as class_state',
      'class.capacity',
      'course.title as course_title',
      'course.title_en as course_title_en'
    ])
    .where('class_session.from_at', '>', input.from - 86_400_000)
    .where('class_session.from_at', '<', input.to)
    .where('class_session.to_at', '>', input.from)
    .where('class_session.state', 'in', input.states ?? ['planned', 'held', 'suspended'])
    .orderBy('class_session.from_at')
    .orderBy('class_session.id');
  const { zoneId, trainerId } = input;
  if (zoneId !== undefined) query = query.where('class_session.zone_id', '=', zoneId);
  if (trainerId !== undefined)
    query = query.where('class_session.id', 'in', (eb) =>
      eb.selectFrom('session_trainer').select('session_id').where('person_id', '=', trainerId)
    );
  const rows = await query.execute();
  const listed = await toSessionRows(db, rows);
  return listed.map((session, i) => {
    const row = rows[i]!;
    return {
      ...session,
      class: {
        id: row.class_id,
        code: row.code,
        title: row.title || row.course_title,
        courseTitle: row.course_title,
        courseTitleEn: row.course_title_en,
        state: row.class_state,
        capacity: row.capacity
      }
    };
  });
}
