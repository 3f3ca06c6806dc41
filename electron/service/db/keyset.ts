import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';

/** A cursor that the list did not make; who asked for the page is told that it is INVALID (core/errors.ts). */
export class CursorError extends Error {
  constructor() {
    super('not a cursor of this list');
    this.name = 'CursorError';
  }
}

/**
 * Pages by keyset: a page begins behind the last row of the page before, told by the values it is ordered by, so that a page costs
 * the same wherever it lies, and a row that stays is neither shown twice nor passed over while others come and go. The last key
 * must tell rows apart (an id). Columns are never null.
 */
export interface Key<Row> {
  /** Column or expression that the page is ordered by. */
  column: string | RawBuilder<unknown>;
  kind: 'number' | 'text';
  of(row: Row): number | string;
}

export const numberKey = <Row>(column: Key<Row>['column'], of: (row: Row) => number): Key<Row> => ({ column, kind: 'number', of });
export const textKey = <Row>(column: Key<Row>['column'], of: (row: Row) => string): Key<Row> => ({ column, kind: 'text', of });

type Direction = 'asc' | 'desc';
export type KeyValue = number | string;

const reference = (column: Key<never>['column']) => (typeof column === 'string' ? sql.ref(column) : column);

/** The cursor behind a row: opaque to the window. */
export const cursorOf = (values: readonly KeyValue[]): string => JSON.stringify(values);

/**
 * The values in a cursor that this list made.
 * @throws CursorError for anything else
 */
export function readCursor(cursor: string, kinds: readonly Key<never>['kind'][]): KeyValue[] {
  let values: unknown;
  try {
    values = JSON.parse(cursor);
  } catch {
    values = null;
  }
  const fits = (value: unknown, kind: Key<never>['kind']) => (kind === 'text' ? typeof value === 'string' : Number.isSafeInteger(value));
  if (!Array.isArray(values) || values.length !== kinds.length || !kinds.every((kind, i) => fits(values[i], kind))) {
    throw new CursorError();
  }
  return values as KeyValue[];
}

/** Rows that come behind some values in the order of the columns. */
export function behind(columns: readonly Key<never>['column'][], direction: Direction, values: readonly KeyValue[]): RawBuilder<boolean> {
  const row = sql.join(columns.map(reference));
  const key = sql.join(values.map((value) => sql.val(value)));
  return direction === 'asc' ? sql<boolean>`(${row}) > (${key})` : sql<boolean>`(${row}) < (${key})`;
}

/** Cuts a page off rows that were asked for with one more than it holds, and makes the cursor of the next page, if there is one. */
export function cut<Row>(rows: readonly Row[], limit: number, of: (row: Row) => readonly KeyValue[]): { rows: Row[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursorOf(of(last)) : null };
}

/**
 * A page of a query, ordered by its keys.
 * @param input.after the cursor of the page before; undefined: the first page
 * @throws CursorError for a cursor that this list did not make
 */
export async function keyset<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  input: { after?: string | undefined; limit: number },
  direction: Direction,
  keys: readonly Key<Row>[]
): Promise<{ rows: Row[]; next: string | null }> {
  const columns = keys.map((key) => key.column);
  const kinds = keys.map((key) => key.kind);
  let page = query;
  if (input.after !== undefined) page = page.where(behind(columns, direction, readCursor(input.after, kinds)));
  for (const column of columns) page = page.orderBy(reference(column), direction);
  const rows = (await page.limit(input.limit + 1).execute()) as Row[];
  return cut(rows, input.limit, (row) => keys.map((key) => key.of(row)));
}
