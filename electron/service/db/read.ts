import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';
import { id } from './sql-text.ts';

/** Opens a file read-only, without migrating it. @throws Error when it is missing or not a database */
export function openReadOnly(file: string): SqliteDatabase {
  return new Sqlite(file, { readonly: true, fileMustExist: true });
}

/** Every row of a table in order of its id, one by one: a table of a million rows is never in memory. */
export function eachRow<Row>(sqlite: SqliteDatabase, table: string): IterableIterator<Row> {
  return sqlite.prepare(`select * from ${id(table)} order by id`).iterate() as IterableIterator<Row>;
}
