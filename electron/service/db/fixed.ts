import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, type Compilable, type CompiledQuery, type Insertable } from 'kysely';
import { runNow, StationQueryCompiler } from './dialect.ts';
import type { StationDatabase } from './schema.ts';

/** Stands for a value while a query is built. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }

  [Symbol.toPrimitive](): never {
    throw new Error(`a fixed query cannot compute with "${this.name}": give it the result as a value`);
  }
}

// It only builds and compiles, so it has no file.
const builder = new Kysely<StationDatabase>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new StationQueryCompiler()
  }
});

/**
 * A query of fixed shape, built and compiled on its first run, because building takes longer than most look-ups. Use it for what every
 * booking, page or keystroke runs; write other queries where they are used.
 * @param build makes the query. Each property of `values` is a placeholder: pass it on to the query, and neither compute with it nor
 * let it decide the shape.
 * @returns runs the query with values on a handle (inside a command, the transaction) and answers its rows
 */
export function fixedQuery<V extends object, O>(
  build: (db: Kysely<StationDatabase>, values: V) => Compilable<O>
): (db: Kysely<StationDatabase>, values: V) => Promise<O[]> {
  let compiled: CompiledQuery<O> | undefined;
  return async (db, values) => {
    compiled ??= build(builder, new Proxy({} as V, { get: (_target, name) => new Placeholder(String(name)) })).compile();
    const given = values as Record<string, unknown>;
    const parameters = compiled.parameters.map((value) => (value instanceof Placeholder ? given[value.name] : value));
    return (runNow<O>(db, compiled.sql, parameters) ?? (await db.executeQuery<O>({ ...compiled, parameters }))).rows;
  };
}

/** A statement that inserts one row with these columns in this order. */
interface RowInsert {
  columns: readonly string[];
  compiled: CompiledQuery;
}
/** Statements by table; a table has few sets of columns. */
const rowInserts = new Map<string, RowInsert[]>();

/** The values of a row in the order of these columns; undefined if the row has other columns. */
function valuesOf(row: Record<string, unknown>, columns: readonly string[]): unknown[] | undefined {
  const values: unknown[] = [];
  for (const column in row) {
    const value = row[column];
    if (value === undefined) continue;
    if (columns[values.length] !== column) return undefined;
    values.push(value);
  }
  return values.length === columns.length ? values : undefined;
}

/**
 * Inserts one row. The statement is built once for a table and its columns.
 * @returns the id of the row; meaningless for a table without ids
 */
export async function insertRow<T extends keyof StationDatabase>(
  db: Kysely<StationDatabase>,
  table: T,
  row: Insertable<StationDatabase[T]>
): Promise<number> {
  const given = row as Record<string, unknown>;
  let known = rowInserts.get(table);
  if (!known) rowInserts.set(table, (known = []));
  for (const { columns, compiled } of known) {
    const parameters = valuesOf(given, columns);
    if (parameters) return runInsert(db, compiled, parameters);
  }
  const columns = Object.keys(given).filter((column) => given[column] !== undefined);
  const values = Object.fromEntries(columns.map((column) => [column, new Placeholder(column)]));
  const compiled = builder
    .insertInto(table)
    .values(values as never)
    .compile();
  known.push({ columns, compiled });
  return runInsert(
    db,
    compiled,
    columns.map((column) => given[column])
  );
}

async function runInsert(db: Kysely<StationDatabase>, compiled: CompiledQuery, parameters: unknown[]): Promise<number> {
  const { insertId } = runNow(db, compiled.sql, parameters) ?? (await db.executeQuery({ ...compiled, parameters }));
  return Number(insertId);
}

const inserts = new Map<string, CompiledQuery>();

/**
 * Inserts rows with the same columns. The statement is built once for a table, its columns and a number of rows, so pass chunks of
 * one size.
 * @returns ids of the rows in their order; meaningless for a table without ids
 */
export async function insertRows<T extends keyof StationDatabase>(
  db: Kysely<StationDatabase>,
  table: T,
  rows: readonly Insertable<StationDatabase[T]>[]
): Promise<number[]> {
  const [first] = rows as readonly Record<string, unknown>[];
  if (first === undefined) return [];
  const columns = Object.keys(first).filter((column) => first[column] !== undefined);
  const key = `${table} ${columns.join()} ${rows.length}`;
  let compiled = inserts.get(key);
  if (!compiled) {
    const values = rows.map((_, i) => Object.fromEntries(columns.map((column) => [column, new Placeholder(`${column} ${i}`)])));
    compiled = builder
      .insertInto(table)
      .values(values as never)
      .compile();
    inserts.set(key, compiled);
  }
  const parameters: unknown[] = [];
  for (const row of rows as readonly Record<string, unknown>[]) for (const column of columns) parameters.push(row[column]);
  const { insertId } = await db.executeQuery({ ...compiled, parameters });
  // One statement under the write lock numbers its rows without a gap.
  return rows.map((_, i) => Number(insertId) - rows.length + 1 + i);
}
