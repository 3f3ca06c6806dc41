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
 * One more connection to the file that this process has open already: for a worker thread. It neither looks at the file
 * nor upgrades it. Looking would do harm: closing a file by hand drops the locks of every connection of the process.
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
 * Opens (or, where there is none, makes) the station file and brings it to the latest version.
 * @param schema what the file is made of and how older ones come to it (service/schema.ts)
 * @param options.onLongWork told before an upgrade, which may take minutes
 * @throws OpenError that says what is wrong with the file
 */
export function openDatabase(file: string, schema: Schema, options: { onLongWork?: () => void } = {}): OpenDatabase {
  let sqlite: SqliteDatabase | undefined;
  try {
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    const { fresh } = inspect(file, versionsOf(schema));
    // Opening may wait for another program to let go of the file: nobody is served yet.
    sqlite = new Sqlite(file, { timeout: OPEN_WAIT_MS });
    applyPragmas(sqlite);
    // A lock, a full disk or a file SQLite took for read-only shows now, before anybody has typed anything.
    sqlite.exec(`begin immediate; pragma user_version = ${Number(sqlite.pragma('user_version', { simple: true }))}; rollback`);
    migrate(sqlite, file, schema, options.onLongWork);
    if (!fresh) touchTables(sqlite);
    // From here on waiting happens between turns of the event loop (dialect.ts), not inside SQLite, where it would
    // freeze the thread that answers the windows.
    sqlite.pragma('busy_timeout = 0');
    return { sqlite, db: handleOn<StationDatabase>(sqlite), file };
  } catch (error) {
    sqlite?.close();
    throw asOpenError(error, file);
  }
}

export { APPLICATION_ID, applyPragmas, OpenError };
