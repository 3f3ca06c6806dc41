import type { ClassFigures, FigureDimension } from '../../../contract/training/class-figures.ts';
import type { Db } from '../../db/schema.ts';
import type { MonthRange } from '../../core/figures/months.ts';
import { figureTable, type FigureSource } from '../../core/figures/table.ts';

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

const sourceOf = (db: Db): FigureSource<FigureDimension, ClassFigures> => ({
  zero: ZERO,
  async months(by, range) {
    return (await readMonths(db, by, range)).map((row) => ({ month: row.month, id: row.dimension_id, numbers: numbers(row) }));
  },
  /** In each month, those who came for the first time in the range. */
  async peopleOver(by, range) {
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
  },
  names(by, ids) {
    if (by === 'course') return db.selectFrom('course').select(['id', 'title as name']).where('id', 'in', ids).execute();
    return db
      .selectFrom(by === 'organisation' ? 'organisation' : 'person')
      .select(['id', 'name'])
      .where('id', 'in', ids)
      .execute();
  },
  async firstMonth() {
    const rows = db
      .selectFrom('class_month')
      .select('month')
      .where('dimension', '=', 'all')
      .where((eb) => eb.or([eb('sessions', '>', 0), eb('attendances', '>', 0), eb('certificates', '>', 0)]));
    return (await rows.orderBy('month').limit(1).executeTakeFirst())?.month ?? null;
  }
});

/** Cells by month, sums by value, the total, and the total of the year before. @throws StationError INVALID (order, too_long) */
export const classFigureTable = (db: Db, input: MonthRange & { by: FigureDimension; ids?: number[] | undefined }) =>
  figureTable(sourceOf(db), input);
