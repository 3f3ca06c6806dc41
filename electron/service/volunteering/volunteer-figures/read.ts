import type { VolunteerDimension, VolunteerFigures } from '../../../contract/volunteering/volunteer-figures.ts';
import { yearBefore } from '../../../contract/core/year-before.ts';
import { demandMonths, type MonthRange } from '../../core/figures/months.ts';
import type { Db } from '../../db/schema.ts';

const ZERO: VolunteerFigures = { registered: 0, people: 0, services: 0, minutes: 0, shifts: 0, noShows: 0 };
const KEYS = Object.keys(ZERO) as (keyof VolunteerFigures)[];
const add = (a: VolunteerFigures, b: VolunteerFigures) => Object.fromEntries(KEYS.map((key) => [key, a[key] + b[key]])) as VolunteerFigures;

const NAMES = { project: 'project', category: 'volunteer_choice', organisation: 'organisation' } as const;

/** The names behind the ids of a dimension; 0 has none. */
async function namesOf(db: Db, by: VolunteerDimension, ids: readonly number[]): Promise<Map<number, string>> {
  const wanted = ids.filter((id) => id !== 0);
  if (by === 'all' || wanted.length === 0) return new Map();
  if (by === 'project')
    return new Map(
      (await db.selectFrom('project').select(['id', 'title as name']).where('id', 'in', wanted).execute()).map((row) => [row.id, row.name])
    );
  return new Map(
    (await db.selectFrom(NAMES[by]).select(['id', 'name']).where('id', 'in', wanted).execute()).map((row) => [row.id, row.name])
  );
}

/** Different people over a range of months, per value of a dimension: those of each month who had not served since the range began. */
async function peopleOver(db: Db, by: VolunteerDimension, range: MonthRange): Promise<Map<number, number>> {
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
}

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

const numbers = (row: Awaited<ReturnType<typeof readMonths>>[number]): VolunteerFigures => ({
  registered: row.registered,
  people: row.people,
  services: row.services,
  minutes: row.minutes,
  shifts: row.shifts,
  noShows: row.no_shows
});

/** The sum of everything over a range; people once. */
async function totalOf(db: Db, range: MonthRange): Promise<VolunteerFigures> {
  const total = (await readMonths(db, 'all', range)).reduce((sum, row) => add(sum, numbers(row)), ZERO);
  return { ...total, people: (await peopleOver(db, 'all', range)).get(0) ?? 0 };
}

/** First month that anything was counted in; null: none yet. Months whose figures were all taken back stay behind as zeros. */
async function firstMonthOf(db: Db): Promise<string | null> {
  const columns = ['registered', 'services', 'shifts', 'no_shows'] as const;
  const rows = db
    .selectFrom('volunteer_month')
    .select('month')
    .where('dimension', '=', 'all')
    .where((eb) => eb.or(columns.map((column) => eb(column, '>', 0))));
  return (await rows.orderBy('month').limit(1).executeTakeFirst())?.month ?? null;
}

/** Cells by month, sums by value, the sum of all and that of the year before, and how many volunteers there are; from the roll-up alone. @throws StationError INVALID */
export async function volunteerFigureTable(db: Db, input: MonthRange & { by: VolunteerDimension; ids?: number[] | undefined }) {
  demandMonths(input);
  const rows = (await readMonths(db, input.by, input))
    .filter((row) => input.ids === undefined || input.ids.includes(row.dimension_id))
    .filter((row) => KEYS.some((key) => numbers(row)[key] !== 0));
  const names = await namesOf(db, input.by, [...new Set(rows.map((row) => row.dimension_id))]);
  const people = await peopleOver(db, input.by, input);
  const sums = new Map<number, VolunteerFigures>();
  for (const row of rows) sums.set(row.dimension_id, add(sums.get(row.dimension_id) ?? ZERO, numbers(row)));
  const states = await db
    .selectFrom('volunteer')
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute();
  const of = (state: (typeof states)[number]['state']) => Number(states.find((row) => row.state === state)?.n ?? 0);
  return {
    cells: rows.map((row) => ({ month: row.month, id: row.dimension_id, name: names.get(row.dimension_id) ?? '', ...numbers(row) })),
    sums: [...sums].map(([id, sum]) => ({ id, name: names.get(id) ?? '', ...sum, people: people.get(id) ?? 0 })),
    total: await totalOf(db, input),
    yearBefore: { firstMonth: await firstMonthOf(db), total: await totalOf(db, yearBefore(input)) },
    now: { applied: of('applied'), active: of('active'), paused: of('paused'), left: of('left') }
  };
}
