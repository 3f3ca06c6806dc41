import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';

/** Opens a file read-only, without migrating it. @throws Error when it is missing or not a database */
export function openReadOnly(file: string): SqliteDatabase {
  return new Sqlite(file, { readonly: true, fileMustExist: true });
}
