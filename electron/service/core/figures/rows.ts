import { sql, type RawBuilder } from 'kysely';
import { dateOf } from '../../../contract/core/time.ts';
import { behind, cut, readCursor } from '../../db/keyset.ts';
import { COUNT_CAP } from '../../db/paging.ts';
import { demandMonths, type MonthRange } from './months.ts';

/** Key of a row in lists, newest first: an instant (UTC ms), then ids that make it unique. The next page begins after the last key. */
export type RowKey = [at: number, ...ids: number[]];

export interface FigureRowsInput extends MonthRange {
  after?: string | undefined;
  limit: number;
}

/**
 * A page of the rows behind a number, newest first; the first page has the total.
 * @param keys how many numbers a key has
 * @param read reads the rows after a key (null: from the newest), at most as many as asked for
 * @throws StationError INVALID (order, too_long); CursorError for a cursor of another list
 */
export async function figureRows<K extends RowKey, R extends { key: K }>(
  input: FigureRowsInput,
  keys: K['length'],
  read: (before: K | null, limit: number) => Promise<R[]>
) {
  demandMonths(input);
  const before = input.after === undefined ? null : (readCursor(input.after, Array<'number'>(keys).fill('number')) as K);
  const first = before === null ? await read(null, COUNT_CAP + 1) : null;
  const rows = first ?? (await read(before, input.limit + 1));
  const { rows: shown, next } = cut(rows, input.limit, (row) => row.key);
  return {
    rows: shown.map(({ key, ...row }) => ({ at: key[0], date: dateOf(key[0]), ...row })),
    next,
    total: first === null ? null : { count: Math.min(first.length, COUNT_CAP), capped: first.length > COUNT_CAP }
  };
}

/** A condition for the rows after a key, newest first; null: all rows. */
export const behindKey = (columns: readonly string[], key: RowKey | null): RawBuilder<boolean> =>
  key === null ? sql<boolean>`1 = 1` : behind(columns, 'desc', key);

/** The value of a dimension; 0 for a row without one. */
export const orZero = (column: string) => sql<number>`coalesce(${sql.ref(column)}, 0)`;
