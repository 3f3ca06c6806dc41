import { sql, type Kysely } from 'kysely';
import type { ClassDetail, ClassFields, ClassRow, ClassState, SessionState } from '../../contract/classes.ts';
import { addDays, startOfDate } from '../../contract/time.ts';
import type { Context } from '../context.ts';
import { readMaterials } from '../courses/read.ts';
import { cappedCount } from '../db/paging.ts';
import type { StationDatabase } from '../db/schema.ts';
import { found, StationError } from '../errors.ts';
import { sessionQuery, sessionsOfClass, toSessionRows } from '../sessions/read.ts';
import { CLASS_COLUMNS, classQuery, readClass, toClassRow, trainersOfClasses } from './rows.ts';
import { settleClasses } from './settle.ts';
import { whoOf } from './update.ts';

type Db = Kysely<StationDatabase>;

export interface ClassFilter {
  states?: ClassState[] | undefined;
  courseId?: number | undefined;
  categoryId?: number | undefined;
  trainerId?: number | undefined;
  zoneId?: number | undefined;
  term?: string | undefined;
  fromDate?: string | undefined;
  toDate?: string | undefined;
  text?: string | undefined;
}

/** Classes without sessions come after all others in time. */
const NEVER = Number.MAX_SAFE_INTEGER;
const orderKey = sql<number>`coalesce(class.first_at, ${sql.lit(NEVER)})`;
const escaped = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`);

function filtered(db: Db, filter: ClassFilter) {
  let query = classQuery(db);
  if (filter.states) query = query.where('class.state', 'in', filter.states);
  if (filter.courseId !== undefined) query = query.where('class.course_id', '=', filter.courseId);
  if (filter.categoryId !== undefined) query = query.where('course.category_id', '=', filter.categoryId);
  if (filter.zoneId !== undefined) query = query.where('class.zone_id', '=', filter.zoneId);
  if (filter.term !== undefined) query = query.where('class.term', '=', filter.term);
  const { trainerId } = filter;
  if (trainerId !== undefined) query = query.where('class.id', 'in', (eb) => eb.selectFrom('class_trainer').select('class_id').where('person_id', '=', trainerId));
  if (filter.fromDate !== undefined) query = query.where('class.first_at', '>=', startOfDate(filter.fromDate));
  if (filter.toDate !== undefined) query = query.where('class.first_at', '<', startOfDate(addDays(filter.toDate, 1)));
  const text = filter.text?.trim() ?? '';
  if (/^\d{4}-\d{0,4}$/.test(text)) query = query.where('class.code', '>=', text).where('class.code', '<', `${text}:`);
  else if (text !== '') {
    const like = `%${escaped(text)}%`;
    query = query.where((eb) => eb.or([eb('class.title', 'like', like), eb('course.title', 'like', like), eb('class.term', 'like', like)]));
  }
  return query;
}

/** A page of a filtered list by first session and id. @throws StationError INVALID for a cursor that is none */
export async function listClasses(
  context: Context,
  input: ClassFilter & { after?: string | undefined; limit: number; ascending: boolean }
): Promise<{ rows: ClassRow[]; next: string | null; total: { count: number; capped: boolean } | null }> {
  const { db } = context.station;
  await settleClasses(context.station);
  let page = filtered(db, input);
  if (input.after !== undefined) {
    const [at, id] = input.after.split('.').map(Number);
    if (at === undefined || id === undefined || !Number.isFinite(at) || !Number.isFinite(id)) throw new StationError('INVALID', { field: 'after', reason: 'cursor' });
    const beyond = input.ascending ? '>' : '<';
    page = page
      .where(orderKey, input.ascending ? '>=' : '<=', at)
      .where((eb) => eb.or([eb(orderKey, beyond, at), eb('class.id', beyond, id)]));
  }
  const direction = input.ascending ? 'asc' : 'desc';
  const rows = await page.select(CLASS_COLUMNS).orderBy(orderKey, direction).orderBy('class.id', direction).limit(input.limit + 1).execute();
  const shown = rows.slice(0, input.limit);
  const trainers = await trainersOfClasses(db, shown.map((row) => row.id));
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => toClassRow(row, trainers.get(row.id) ?? [])),
    next: rows.length > input.limit && last ? `${last.first_at ?? NEVER}.${last.id}` : null,
    total: input.after === undefined ? await cappedCount(db, filtered(db, input).select('class.id')) : null
  };
}

/** Everything about one class. @throws StationError NOT_FOUND */
export async function getClass(context: Context, id: number): Promise<ClassDetail> {
  const { db } = context.station;
  await settleClasses(context.station);
  const joined = found(await classQuery(db).select(CLASS_COLUMNS).select('course.materials').where('class.id', '=', id).executeTakeFirst(), 'class', id);
  const row = await readClass(db, id);
  const trainers = (await trainersOfClasses(db, [id])).get(id) ?? [];
  const { sessions: _count, ...listed } = toClassRow(joined, trainers);
  const fields = await fieldsOf(db, id);
  const skipped = await db.selectFrom('class_skipped').select(['from_at as from', 'to_at as to', 'why']).where('class_id', '=', id).orderBy('from_at').execute();
  const neededCourse = row.needed_course_id === null ? undefined : await db.selectFrom('course').select(['id', 'title']).where('id', '=', row.needed_course_id).executeTakeFirst();
  return {
    ...fields,
    ...listed,
    sessions: await sessionsOfClass(db, id),
    skipped,
    organisations: fields.organisations,
    neededCourse: neededCourse ?? null,
    reason: row.reason,
    materials: readMaterials(joined.materials).map(({ name, quantity, unit, perPerson }) => ({ name, unit, quantity: perPerson ? quantity * row.taken : quantity })),
    themeId: row.theme_id,
    createdAt: row.created_at,
    createdBy: row.created_by
  };
}

/** What a form gave of a class. */
async function fieldsOf(db: Db, id: number): Promise<ClassFields & { organisations: { id: number; name: string }[] }> {
  const row = await readClass(db, id);
  const organisations = await db
    .selectFrom('class_organisation')
    .innerJoin('organisation', 'organisation.id', 'class_organisation.organisation_id')
    .select(['organisation.id', 'organisation.name'])
    .where('class_id', '=', id)
    .orderBy('organisation.id')
    .execute();
  const lines = await db.selectFrom('class_equipment').select(['equipment_id as equipmentId', 'quantity']).where('class_id', '=', id).orderBy('equipment_id').execute();
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
    who: whoOf(row, organisations.map((one) => one.id)),
    quota: row.quota,
    cancelNotice: { unit: row.notice_unit, amount: row.notice_amount },
    bySession: row.by_session === 1,
    promoteAfterStart: row.promote_after_start === 1,
    notes: row.notes,
    organisations
  };
}

/** The fields to begin a new class from: of its course, or of a class to be repeated. @throws StationError NOT_FOUND */
export async function proposeClass(db: Db, input: { courseId?: number | undefined; classId?: number | undefined }): Promise<ClassFields & { sessions: number; minutes: number }> {
  if (input.classId !== undefined) {
    const { organisations: _names, ...fields } = await fieldsOf(db, input.classId);
    const sessions = await db.selectFrom('class_session').select(['from_at', 'to_at']).where('class_id', '=', input.classId).where('state', '<>', 'cancelled').execute();
    const [first] = sessions;
    return { ...fields, bookingFrom: null, bookingTo: null, sessions: sessions.length || 8, minutes: first ? Math.round((first.to_at - first.from_at) / 60_000) : 120 };
  }
  const course = found(await db.selectFrom('course').selectAll().where('id', '=', input.courseId ?? 0).executeTakeFirst(), 'course', input.courseId);
  const zones = await db.selectFrom('zone').select(['id', 'key', 'capacity']).where('archived_at', 'is', null).where('capacity', '>=', course.default_capacity).orderBy('capacity').execute();
  const zone = zones.find((one) => one.key === 'growth_hall') ?? zones[0] ?? found(await db.selectFrom('zone').select('id').where('archived_at', 'is', null).executeTakeFirst(), 'zone');
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

/** Terms in use, the one whose classes begin last first. */
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

const HISTORY = 200;

/** Who moved when and why, newest first. @throws StationError NOT_FOUND */
export async function classHistory(db: Db, id: number, bookingId?: number) {
  await readClass(db, id);
  let query = db
    .selectFrom('class_event')
    .leftJoin('person', 'person.id', 'class_event.person_id')
    .select(['class_event.at', 'by', 'kind', 'params', 'class_event.reason', 'booking_id', 'person.id', 'person.name'])
    .where('class_id', '=', id)
    .orderBy('class_event.id', 'desc')
    .limit(HISTORY);
  if (bookingId !== undefined) query = query.where('booking_id', '=', bookingId);
  const rows = await query.execute();
  return rows.map((row) => ({
    at: row.at,
    by: row.by,
    person: row.id === null ? null : { id: row.id, name: row.name ?? '' },
    bookingId: row.booking_id,
    kind: row.kind,
    params: JSON.parse(row.params) as Record<string, string | number | null>,
    reason: row.reason
  }));
}

const MOST_MS = 62 * 86_400_000;

/** Sessions that touch a range, with their classes, by start. @throws StationError INVALID (too_long) */
export async function classCalendar(
  context: Context,
  input: { from: number; to: number; zoneId?: number | undefined; trainerId?: number | undefined; states?: SessionState[] | undefined }
) {
  if (input.to - input.from > MOST_MS) throw new StationError('INVALID', { field: 'to', reason: 'too_long' });
  const { db } = context.station;
  await settleClasses(context.station);
  let query = sessionQuery(db)
    .innerJoin('course', 'course.id', 'class.course_id')
    .select(['class.code', 'class.title', 'class.state as class_state', 'class.capacity', 'course.title as course_title', 'course.title_en as course_title_en'])
    .where('class_session.from_at', '>', input.from - 86_400_000)
    .where('class_session.from_at', '<', input.to)
    .where('class_session.to_at', '>', input.from)
    .where('class_session.state', 'in', input.states ?? ['planned', 'held', 'suspended'])
    .orderBy('class_session.from_at')
    .orderBy('class_session.id');
  const { zoneId, trainerId } = input;
  if (zoneId !== undefined) query = query.where('class_session.zone_id', '=', zoneId);
  if (trainerId !== undefined) query = query.where('class_session.id', 'in', (eb) => eb.selectFrom('session_trainer').select('session_id').where('person_id', '=', trainerId));
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
