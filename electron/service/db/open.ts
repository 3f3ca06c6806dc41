import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { handleOn } from './dialect.ts';
import { APPLICATION_ID, inspect, touchTables } from './inspect.ts';
import { migrate } from './migrate.ts';
import { applyPragmas } from './pragmas.ts';
import { versionsOf, type Schema } from './migrations.ts';
import { asOpenError, OpenError } from './open-error.ts';
import type { StationDatabase } from './schema.ts';

/** How long opening waits for a lock held by another program, ms. */
const OPEN_WAIT_MS = 5_000;

export interface OpenDatabase {
  sqlite: SqliteDatabase;
  db: Kysely<StationDatabase>;
  file: string;
}

/**
 * Another connection to a file that this process has open, for a worker thread. It neither examines nor upgrades the file. Examining it
 * would do harm, because closing the file by hand drops the locks of every connection of the process.
 * @throws SqliteError
 */
export function joinDatabase(file: string): OpenDatabase {
  const sqlite = new Sqlite(file, { fileMustExist: true, timeout: OPEN_WAIT_MS });
  try {
    applyPragmas(sqlite);
    return { sqlite, db: handleOn<StationDatabase>(sqlite), file };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/**
 * Opens the station file, or makes it where there is none, and upgrades it to the latest version.
 * @param schema baseline and migrations (service/schema.ts)
 * @param options.onLongWork called before an upgrade, which may take minutes
 * @throws OpenError
 */
export function openDatabase(file: string, schema: Schema, options: { onLongWork?: () => void } = {}): OpenDatabase {
  let sqlite: SqliteDatabase | undefined;
  try {
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    const { fresh } = inspect(file, versionsOf(schema));
    // Opening may block while another program has the file, because nobody is served yet.
    sqlite = new Sqlite(file, { timeout: OPEN_WAIT_MS });
    applyPragmas(sqlite);
    // This shows a lock, a full disk or a read-only file now, before anybody has typed anything.
    sqlite.exec(`begin immediate; pragma user_version = ${Number(sqlite.pragma('user_version', { simple: true }))}; rollback`);
    migrate(sqlite, file, schema, options.onLongWork);
    if (!fresh) touchTables(sqlite);
    // From here on dialect.ts waits between turns of the event loop. SQLite itself must not wait, because that would freeze the thread
    // that answers the windows.
    sqlite.pragma('busy_timeout = 0');
    return { sqlite, db: handleOn<StationDatabase>(sqlite), file };
  } catch (error) {
    sqlite?.close();
    throw asOpenError(error, file);
  }
}

export { APPLICATION_ID, applyPragmas, OpenError };
