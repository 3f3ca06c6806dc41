import { yearBefore } from '../../../contract/core/year-before.ts';
import { demandMonths, type MonthRange } from './months.ts';

/** The numbers of one area; `people` counts each person once. */
type Numbers = { people: number };

/** The roll-up of an area's figures: one row per month and value of a dimension. Dimension `all` has the single value 0. */
export interface FigureSource<By extends string, F extends Numbers> {
  zero: F;
  /** The numbers of each month, by month and value. */
  months(by: By | 'all', range: MonthRange): Promise<{ month: string; id: number; numbers: F }[]>;
  /** Number of different people over the whole range, per value. */
  peopleOver(by: By | 'all', range: MonthRange): Promise<Map<number, number>>;
  /** The names of these values, all of them above 0. */
  names(by: By, ids: readonly number[]): Promise<{ id: number; name: string }[]>;
  /** First month with anything counted; null: none. */
  firstMonth(): Promise<string | null>;
}

/**
 * Figures from the roll-up: cells by month, sums by value, the total, and the total of the same months a year before.
 * @throws StationError INVALID (order, too_long)
 */
export async function figureTable<By extends string, F extends Numbers>(
  source: FigureSource<By, F>,
  input: MonthRange & { by: By; ids?: readonly number[] | undefined }
) {
  demandMonths(input);
  const keys = Object.keys(source.zero) as (keyof F)[];
  const add = (a: F, b: F) => Object.fromEntries(keys.map((key) => [key, Number(a[key]) + Number(b[key])])) as F;
  const totalOf = async (range: MonthRange): Promise<F> => {
    const total = (await source.months('all', range)).reduce((sum, row) => add(sum, row.numbers), source.zero);
    return { ...total, people: (await source.peopleOver('all', range)).get(0) ?? 0 };
  };
  const rows = (await source.months(input.by, input)).filter((row) => input.ids === undefined || input.ids.includes(row.id));
  const wanted = [...new Set(rows.map((row) => row.id))].filter((id) => id !== 0);
  const named = input.by === 'all' || wanted.length === 0 ? [] : await source.names(input.by, wanted);
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const people = await source.peopleOver(input.by, input);
  const sums = new Map<number, F>();
  for (const row of rows) sums.set(row.id, add(sums.get(row.id) ?? source.zero, row.numbers));
  return {
    cells: rows.map(({ month, id, numbers }) => ({ month, id, name: names.get(id) ?? '', ...numbers })),
    sums: [...sums].map(([id, sum]) => ({ id, name: names.get(id) ?? '', ...sum, people: people.get(id) ?? 0 })),
    total: await totalOf(input),
    yearBefore: { firstMonth: await source.firstMonth(), total: await totalOf(yearBefore(input)) }
  };
}
