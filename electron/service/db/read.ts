import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';

/** A file as it lies, for looking only: never migrated, never written. @throws Error when there is none or it is no database */
export function openReadOnly(file: string): SqliteDatabase {
  return new Sqlite(file, { readonly: true, fileMustExist: true });
}
