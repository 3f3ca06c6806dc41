import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';

/** A cursor that the list did not make; core/errors.ts turns it into INVALID. */
export class CursorError extends Error {
  constructor() {
    super('not a cursor of this list');
    this.name = 'CursorError';
  }
}

/**
 * A key of a list with keyset paging. A page begins after the last row of the page before, found by the values that order the list. So
 * every page costs the same, and no row is shown twice or skipped while others come and go. The last key must be unique (an
 * id). Columns are never null.
 */
export interface Key<Row> {
  /** Column or expression that orders the page. */
  column: string | RawBuilder<unknown>;
  kind: 'number' | 'text';
  of(row: Row): number | string;
}

export const numberKey = <Row>(column: Key<Row>['column'], of: (row: Row) => number): Key<Row> => ({ column, kind: 'number', of });
export const textKey = <Row>(column: Key<Row>['column'], of: (row: Row) => string): Key<Row> => ({ column, kind: 'text', of });

type Direction = 'asc' | 'desc';
export type KeyValue = number | string;

const reference = (column: Key<never>['column']) => (typeof column === 'string' ? sql.ref(column) : column);

/** The cursor after a row, opaque to the window. */
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

/** A condition for the rows after these values in the order of the columns. */
export function behind(columns: readonly Key<never>['column'][], direction: Direction, values: readonly KeyValue[]): RawBuilder<boolean> {
  const row = sql.join(columns.map(reference));
  const key = sql.join(values.map((value) => sql.val(value)));
  return direction === 'asc' ? sql<boolean>`(${row}) > (${key})` : sql<boolean>`(${row}) < (${key})`;
}

/** Makes a page of rows read with one more than `limit`; `next` is the cursor of the next page, or null. */
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
