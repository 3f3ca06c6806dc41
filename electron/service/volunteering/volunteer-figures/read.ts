import type { VolunteerDimension, VolunteerFigures } from '../../../contract/volunteering/volunteer-figures.ts';
import type { MonthRange } from '../../core/figures/months.ts';
import { figureTable, type FigureSource } from '../../core/figures/table.ts';
import type { Db } from '../../db/schema.ts';

const ZERO: VolunteerFigures = { registered: 0, people: 0, services: 0, minutes: 0, shifts: 0, noShows: 0 };
const KEYS = Object.keys(ZERO) as (keyof VolunteerFigures)[];

const NAMES = { category: 'volunteer_choice', organisation: 'organisation' } as const;

const readMonths = (db: Db, by: VolunteerDimension, range: MonthRange) =>
  db
    .selectFrom('volunteer_month')
    .selectAll()
    .where('dimension', '=', by)
    .where('month', '>=', range.fromMonth)
    .where('month', '<=', range.toMonth)
    .orderBy('month')
    .orderBy('dimension_id')
    .execute();

const numbersOf = (row: Awaited<ReturnType<typeof readMonths>>[number]): VolunteerFigures => ({
  registered: row.registered,
  people: row.people,
  services: row.services,
  minutes: row.minutes,
  shifts: row.shifts,
  noShows: row.no_shows
});

const sourceOf = (db: Db): FigureSource<VolunteerDimension, VolunteerFigures> => ({
  zero: ZERO,
  /** Leaves out months whose figures are all zero, because everything in them was taken back. */
  async months(by, range) {
    const rows = (await readMonths(db, by, range)).map((row) => ({ month: row.month, id: row.dimension_id, numbers: numbersOf(row) }));
    return rows.filter(({ numbers }) => KEYS.some((key) => numbers[key] !== 0));
  },
  /** In each month, those who served for the first time in the range. */
  async peopleOver(by, range) {
    const rows = await db
      .selectFrom('volunteer_month_return')
      .select((eb) => ['dimension_id' as const, eb.fn.sum<number>('people').as('n')])
      .where('dimension', '=', by)
      .where('month', '>=', range.fromMonth)
      .where('month', '<=', range.toMonth)
      .where('previous', '<', range.fromMonth)
      .groupBy('dimension_id')
      .execute();
    return new Map(rows.map((row) => [row.dimension_id, Number(row.n)]));
  },
  async names(by, ids) {
    if (by === 'all') return [];
    if (by === 'project') return db.selectFrom('project').select(['id', 'title as name']).where('id', 'in', ids).execute();
    return db.selectFrom(NAMES[by]).select(['id', 'name']).where('id', 'in', ids).execute();
  },
  async firstMonth() {
    const columns = ['registered', 'services', 'shifts', 'no_shows'] as const;
    const rows = db
      .selectFrom('volunteer_month')
      .select('month')
      .where('dimension', '=', 'all')
      .where((eb) => eb.or(columns.map((column) => eb(column, '>', 0))));
    return (await rows.orderBy('month').limit(1).executeTakeFirst())?.month ?? null;
  }
});

/**
 * Cells by month, sums by value, the total, and the total of the year before, and how many volunteers there are.
 * @throws StationError INVALID (order, too_long)
 */
export async function volunteerFigureTable(db: Db, input: MonthRange & { by: VolunteerDimension; ids?: number[] | undefined }) {
  const table = await figureTable(sourceOf(db), input);
  const states = await db
    .selectFrom('volunteer')
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute();
  const of = (state: (typeof states)[number]['state']) => Number(states.find((row) => row.state === state)?.n ?? 0);
  return { ...table, now: { applied: of('applied'), active: of('active'), paused: of('paused'), left: of('left') } };
}
