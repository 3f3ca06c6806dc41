import { demandMonths, type MonthRange } from '../../core/figures/months.ts';
import type { ClassFigures, FigureDimension } from '../../../contract/training/class-figures.ts';
import { yearBefore } from '../../../contract/core/year-before.ts';
import type { Db } from '../../db/schema.ts';

const ZERO: ClassFigures = {
  classes: 0,
  sessions: 0,
  seats: 0,
  attendances: 0,
  people: 0,
  expected: 0,
  absent: 0,
  excused: 0,
  lateCancelled: 0,
  unserved: 0,
  certificates: 0
};

/** The names behind the ids of a dimension; 0 has none. */
async function namesOf(db: Db, by: FigureDimension, ids: readonly number[]): Promise<Map<number, string>> {
  const wanted = ids.filter((id) => id !== 0);
  if (by === 'all' || wanted.length === 0) return new Map();
  if (by === 'course')
    return new Map(
      (await db.selectFrom('course').select(['id', 'title as name']).where('id', 'in', wanted).execute()).map((row) => [row.id, row.name])
    );
  const rows = await db
    .selectFrom(by === 'organisation' ? 'organisation' : 'person')
    .select(['id', 'name'])
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Different people over a range of months, per value of a dimension: those who came in it and had not come in it before. */
async function peopleOver(db: Db, by: FigureDimension, range: MonthRange): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('class_month_return')
    .select((eb) => ['dimension_id' as const, eb.fn.sum<number>('people').as('n')])
    .where('dimension', '=', by)
    .where('month', '>=', range.fromMonth)
    .where('month', '<=', range.toMonth)
    .where('last_month', '<', range.fromMonth)
    .groupBy('dimension_id')
    .execute();
  return new Map(rows.map((row) => [row.dimension_id, Number(row.n)]));
}

const add = (a: ClassFigures, b: ClassFigures): ClassFigures =>
  Object.fromEntries(Object.keys(ZERO).map((key) => [key, a[key as keyof ClassFigures] + b[key as keyof ClassFigures]])) as ClassFigures;

const readMonths = (db: Db, by: FigureDimension, range: MonthRange) =>
  db
    .selectFrom('class_month')
    .selectAll()
    .where('dimension', '=', by)
    .where('month', '>=', range.fromMonth)
    .where('month', '<=', range.toMonth)
    .orderBy('month')
    .orderBy('dimension_id')
    .execute();

const numbers = (row: Awaited<ReturnType<typeof readMonths>>[number]): ClassFigures => ({
  classes: row.classes,
  sessions: row.sessions,
  seats: row.seats,
  attendances: row.attendances,
  people: row.people,
  expected: row.expected,
  absent: row.absent,
  excused: row.excused,
  lateCancelled: row.late_cancelled,
  unserved: row.unserved,
  certificates: row.certificates
});

/** The sum of everything over a range; people once. */
async function totalOf(db: Db, range: MonthRange): Promise<ClassFigures> {
  const total = (await readMonths(db, 'all', range)).reduce((sum, row) => add(sum, numbers(row)), ZERO);
  return { ...total, people: (await peopleOver(db, 'all', range)).get(0) ?? 0 };
}

/** First month that anything was counted in; null: none yet. */
async function firstMonthOf(db: Db): Promise<string | null> {
  const rows = db
    .selectFrom('class_month')
    .select('month')
    .where('dimension', '=', 'all')
    .where((eb) => eb.or([eb('sessions', '>', 0), eb('attendances', '>', 0), eb('certificates', '>', 0)]));
  return (await rows.orderBy('month').limit(1).executeTakeFirst())?.month ?? null;
}

/** Cells by month, sums by value, the sum of all and that of the year before; from the roll-up alone. @throws StationError INVALID */
export async function classFigureTable(db: Db, input: MonthRange & { by: FigureDimension; ids?: number[] | undefined }) {
  demandMonths(input);
  const rows = (await readMonths(db, input.by, input)).filter((row) => input.ids === undefined || input.ids.includes(row.dimension_id));
  const names = await namesOf(db, input.by, [...new Set(rows.map((row) => row.dimension_id))]);
  const people = await peopleOver(db, input.by, input);
  const sums = new Map<number, ClassFigures>();
  for (const row of rows) sums.set(row.dimension_id, add(sums.get(row.dimension_id) ?? ZERO, numbers(row)));
  return {
    cells: rows.map((row) => ({ month: row.month, id: row.dimension_id, name: names.get(row.dimension_id) ?? '', ...numbers(row) })),
    sums: [...sums].map(([id, sum]) => ({ id, name: names.get(id) ?? '', ...sum, people: people.get(id) ?? 0 })),
    total: await totalOf(db, input),
    yearBefore: { firstMonth: await firstMonthOf(db), total: await totalOf(db, yearBefore(input)) }
  };
}
