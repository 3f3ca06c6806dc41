import { cut, readCursor } from '../../db/keyset.ts';
import { escapeLike, likeEscaped } from '../../db/contains.ts';
import { sql } from 'kysely';
import type { ClassRow, ClassState } from '../../../contract/training/classes.ts';
import { addDays, startOfDate } from '../../../contract/core/time.ts';
import type { Context } from '../../core/context.ts';
import { fixedQuery } from '../../db/fixed.ts';
import { COUNT_CAP } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { CLASS_COLUMNS, classQuery, toClassRow, trainersOfClasses, type JoinedClass } from './rows.ts';

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
/** The values of a filter. The names of the values it has are its shape. */
interface Values {
  state0: ClassState;
  courseId: number;
  categoryId: number;
  zoneId: number;
  trainerId: number;
  term: string;
  from: number;
  to: number;
  code: string;
  codeEnd: string;
  like: string;
  at: number;
  id: number;
  limit: number;
}

function valuesOf(filter: ClassFilter): Partial<Values> {
  const { courseId, categoryId, zoneId, trainerId, term, fromDate, toDate } = filter;
  const text = filter.text?.trim() ?? '';
  const states = [...new Set(filter.states ?? [])];
  return {
    ...Object.fromEntries(states.map((state, i) => [`state${i}`, state])),
    ...(courseId === undefined ? {} : { courseId }),
    ...(categoryId === undefined ? {} : { categoryId }),
    ...(zoneId === undefined ? {} : { zoneId }),
    ...(trainerId === undefined ? {} : { trainerId }),
    ...(term === undefined ? {} : { term }),
    ...(fromDate === undefined ? {} : { from: startOfDate(fromDate) }),
    ...(toDate === undefined ? {} : { to: startOfDate(addDays(toDate, 1)) }),
    ...(text === '' ? {} : /^\d{4}-\d{0,4}$/.test(text) ? { code: text, codeEnd: `${text}:` } : { like: `%${escapeLike(text)}%` })
  };
}

/** The queries for filters of one shape: pages in either direction, and the number of rows. */
function listOf(names: readonly string[]) {
  const has = (name: keyof Values) => names.includes(name);
  const stateNames = names.filter((name) => name.startsWith('state')) as 'state0'[];
  const filtered = (db: Db, values: Values) => {
    let query = classQuery(db);
    if (stateNames.length > 0)
      query = query.where(
        'class.state',
        'in',
        stateNames.map((name) => values[name])
      );
    if (has('courseId')) query = query.where('class.course_id', '=', values.courseId);
    if (has('categoryId')) query = query.where('course.category_id', '=', values.categoryId);
    if (has('zoneId')) query = query.where('class.zone_id', '=', values.zoneId);
    if (has('term')) query = query.where('class.term', '=', values.term);
    if (has('trainerId'))
      query = query.where('class.id', 'in', (eb) =>
        eb.selectFrom('class_trainer').select('class_id').where('person_id', '=', values.trainerId)
      );
    if (has('from')) query = query.where('class.first_at', '>=', values.from);
    if (has('to')) query = query.where('class.first_at', '<', values.to);
    if (has('code')) query = query.where('class.code', '>=', values.code).where('class.code', '<', values.codeEnd);
    if (has('like'))
      query = query.where((eb) =>
        eb.or((['class.title', 'course.title', 'class.term'] as const).map((column) => likeEscaped(column, eb.val(values.like))))
      );
    return query;
  };
  const page = (ascending: boolean, later: boolean) =>
    fixedQuery((db, values: Values) => {
      const direction = ascending ? 'asc' : 'desc';
      const beyond = ascending ? '>' : '<';
      let query = filtered(db, values);
      if (later) {
        query = query
          .where(orderKey, ascending ? '>=' : '<=', values.at)
          .where((eb) => eb.or([eb(orderKey, beyond, values.at), eb('class.id', beyond, values.id)]));
      }
      return query
        .select(CLASS_COLUMNS)
        .orderBy(orderKey, direction)
        .orderBy('class.id', direction)
        .limit(values.limit)
        .$castTo<JoinedClass>();
    });
  return {
    pages: { asc: [page(true, false), page(true, true)], desc: [page(false, false), page(false, true)] } as const,
    count: fixedQuery((db, values: Values) =>
      db
        .selectFrom(
          filtered(db, values)
            .select('class.id')
            .limit(sql.lit(COUNT_CAP + 1))
            .as('counted')
        )
        .select((eb) => eb.fn.countAll<number>().as('n'))
    )
  };
}

const lists = new Map<string, ReturnType<typeof listOf>>();

/** A page of a filtered list by first session and id. @throws StationError INVALID for a cursor of another list */
export async function listClasses(
  context: Context,
  input: ClassFilter & { after?: string | undefined; limit: number; ascending: boolean }
): Promise<{ rows: ClassRow[]; next: string | null; total: { count: number; capped: boolean } | null }> {
  const { db } = context.station;
  const given = valuesOf(input);
  const names = Object.keys(given);
  const shape = names.join();
  let list = lists.get(shape);
  if (!list) lists.set(shape, (list = listOf(names)));
  const [at, id] = input.after === undefined ? [0, 0] : (readCursor(input.after, ['number', 'number']) as [number, number]);
  // The queries use only the values of their shape.
  const values = { ...given, at, id, limit: input.limit + 1 } as Values;
  const rows = await list.pages[input.ascending ? 'asc' : 'desc'][input.after === undefined ? 0 : 1](db, values);
  const { rows: shown, next } = cut(rows, input.limit, (row) => [row.first_at ?? NEVER, row.id]);
  const trainers = await trainersOfClasses(
    db,
    shown.map((row) => row.id)
  );
  const count = input.after === undefined ? Number((await list.count(db, values))[0]?.n ?? 0) : null;
  return {
    rows: shown.map((row) => toClassRow(row, trainers.get(row.id) ?? [])),
    next,
    total: count === null ? null : { count: Math.min(count, COUNT_CAP), capped: count > COUNT_CAP }
  };
}
