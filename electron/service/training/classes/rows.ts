import type { ClassRow } from '../../../contract/training/classes.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import type { ClassRecord } from './store.ts';

/** @throws StationError NOT_FOUND */
export async function readClass(db: Db, id: number): Promise<ClassRecord> {
  return found(await db.selectFrom('class').selectAll().where('id', '=', id).executeTakeFirst(), 'class', id);
}

/** Classes with the names that a list shows, in no order. Every number is a column, so nothing is counted. */
export function classQuery(db: Db) {
  return db.selectFrom('class').innerJoin('course', 'course.id', 'class.course_id').innerJoin('zone', 'zone.id', 'class.zone_id');
}

export const CLASS_COLUMNS = [
  'class.id',
  'class.code',
  'class.course_id',
  'class.title',
  'class.term',
  'class.zone_id',
  'class.state',
  'class.capacity',
  'class.min_to_open',
  'class.taken',
  'class.offered',
  'class.waiting',
  'class.sessions',
  'class.held',
  'class.first_at',
  'class.last_at',
  'class.price',
  'class.version',
  'course.title as course_title',
  'course.title_en as course_title_en',
  'course.category_id',
  'zone.name as zone_name',
  'zone.name_en as zone_name_en',
  'zone.colour as zone_colour'
] as const;

export interface JoinedClass {
  id: number;
  code: string;
  course_id: number;
  title: string;
  term: string;
  zone_id: number;
  state: ClassRow['state'];
  capacity: number;
  min_to_open: number;
  taken: number;
  offered: number;
  waiting: number;
  sessions: number;
  held: number;
  first_at: number | null;
  last_at: number | null;
  price: number;
  version: number;
  course_title: string;
  course_title_en: string;
  category_id: number;
  zone_name: string;
  zone_name_en: string;
  zone_colour: string;
}

export function toClassRow(row: JoinedClass, trainers: ClassRow['trainers']): ClassRow {
  return {
    id: row.id,
    code: row.code,
    course: { id: row.course_id, title: row.course_title, titleEn: row.course_title_en, categoryId: row.category_id },
    title: row.title,
    term: row.term,
    zone: { id: row.zone_id, name: row.zone_name, nameEn: row.zone_name_en, colour: row.zone_colour },
    trainers,
    state: row.state,
    capacity: row.capacity,
    minToOpen: row.min_to_open,
    taken: row.taken,
    offered: row.offered,
    waiting: row.waiting,
    sessions: row.sessions,
    held: row.held,
    firstAt: row.first_at,
    lastAt: row.last_at,
    price: row.price,
    version: row.version
  };
}

/** Trainers by class; the first is the one for whom the class counts. */
export async function trainersOfClasses(db: Db, classIds: readonly number[]): Promise<Map<number, { id: number; name: string }[]>> {
  const found = new Map<number, { id: number; name: string }[]>(classIds.map((id) => [id, []]));
  if (classIds.length === 0) return found;
  const rows = await trainersQuery(classIds.length)(db, classIds);
  for (const { class_id, id, name } of rows) found.get(class_id)?.push({ id, name });
  return found;
}

const queries: ReturnType<typeof newTrainersQuery>[] = [];
/** The query for `count` classes, built once, because lists ask for the same number repeatedly. */
const trainersQuery = (count: number) => (queries[count] ??= newTrainersQuery(count));

function newTrainersQuery(count: number) {
  return fixedQuery((db, ids: readonly number[]) =>
    db
      .selectFrom('class_trainer')
      .innerJoin('person', 'person.id', 'class_trainer.person_id')
      .select(['class_id', 'person.id', 'person.name'])
      .where(
        'class_id',
        'in',
        Array.from({ length: count }, (_, i) => ids[i] as number)
      )
      .orderBy('class_id')
      .orderBy('position')
  );
}
