import { copyFileSync, existsSync, mkdirSync, openSync, readSync, closeSync, statSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { BootProblemCode } from '../../contract/boot.ts';
import { StationDialect } from './dialect.ts';
import { LATEST_VERSION, MIGRATIONS, type Migration } from './migrations/index.ts';
import type { StationDatabase } from './schema.ts';

/** "STAT" in the file's header: tells a station file from any other SQLite file. */
export const APPLICATION_ID = 0x53544154;
/** How long opening waits for a lock held by another program, ms. */
const OPEN_WAIT_MS = 5_000;
const MAGIC = 'SQLite format 3\0';

/** Why a file cannot be opened as a station file. It was left as it was. */
export class OpenError extends Error {
  readonly code: BootProblemCode;
  readonly file: string;
  constructor(code: BootProblemCode, file: string, detail: string) {
    super(detail);
    this.name = 'OpenError';
    this.code = code;
    this.file = file;
  }
}

export interface OpenDatabase {
  sqlite: SqliteDatabase;
  db: Kysely<StationDatabase>;
  file: string;
}

/**
 * Pragmas of every connection to a station file. FULL is set by hand because better-sqlite3's build falls back to
 * NORMAL on a reopened WAL file, and NORMAL loses acknowledged work in a power cut.
 * @throws Error if the file did not take one of them
 */
export function applyPragmas(sqlite: SqliteDatabase): void {
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('cache_size = -16000');
  sqlite.pragma('temp_store = MEMORY');
  sqlite.pragma('journal_size_limit = 8388608');
  const got = {
    journal: sqlite.pragma('journal_mode', { simple: true }),
    synchronous: sqlite.pragma('synchronous', { simple: true }),
    foreignKeys: sqlite.pragma('foreign_keys', { simple: true })
  };
  if (got.journal !== 'wal' || got.synchronous !== 2 || got.foreignKeys !== 1) {
    throw new Error(`the file refused a setting it needs: ${JSON.stringify(got)}`);
  }
}

/**
 * Opens (or, where there is none, makes) the station file and brings it to the latest version.
 * @throws OpenError that says what is wrong with the file
 */
export function openDatabase(file: string, migrations: readonly Migration[] = MIGRATIONS): OpenDatabase {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw asOpenError(error, file);
  }
  const fresh = !existsSync(file) || statSync(file).size === 0;
  if (!fresh) checkHeader(file);
  let sqlite: SqliteDatabase | undefined;
  try {
    // Opening may wait for another program to let go of the file: nobody is served yet.
    sqlite = new Sqlite(file, { timeout: OPEN_WAIT_MS });
    if (!fresh) inspect(sqlite, file, migrations.length);
    applyPragmas(sqlite);
    // Fails at once on a read-only file or folder, before anybody has typed anything.
    sqlite.exec('begin immediate; rollback');
    migrate(sqlite, file, migrations);
    // From here on waiting happens between turns of the event loop (dialect.ts), not inside SQLite, where it would
    // freeze the thread that answers the windows.
    sqlite.pragma('busy_timeout = 0');
    return { sqlite, db: new Kysely<StationDatabase>({ dialect: new StationDialect(sqlite) }), file };
  } catch (error) {
    sqlite?.close();
    throw asOpenError(error, file);
  }
}

function checkHeader(file: string): void {
  let head: string;
  try {
    const handle = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(16);
      readSync(handle, bytes, 0, 16, 0);
      head = bytes.toString('latin1');
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw asOpenError(error, file);
  }
  if (head !== MAGIC) throw new OpenError('NOT_A_DATABASE', file, 'the file does not begin like an SQLite file');
}

function inspect(sqlite: SqliteDatabase, file: string, latest: number): void {
  const application = sqlite.pragma('application_id', { simple: true });
  const tables = sqlite.prepare('select count(*) as n from sqlite_master').get() as { n: number };
  if (application !== APPLICATION_ID && tables.n > 0) {
    throw new OpenError('NOT_A_STATION_FILE', file, `application id ${String(application)}`);
  }
  const version = Number(sqlite.pragma('user_version', { simple: true }));
  if (version > latest) {
    throw new OpenError('NEWER_VERSION', file, `file version ${version}, this program knows ${latest}`);
  }
}

/** Runs what is missing, each migration in one transaction; an existing file is copied beside itself first. */
export function migrate(sqlite: SqliteDatabase, file: string, migrations: readonly Migration[] = MIGRATIONS): void {
  const from = Number(sqlite.pragma('user_version', { simple: true }));
  if (from === migrations.length) return;
  if (from > 0) copyBeforeMigration(sqlite, file, from);
  for (const migration of migrations.slice(from)) {
    sqlite.exec('begin immediate');
    try {
      for (const statement of migration.statements) sqlite.exec(statement);
      if (migration.version === 1) sqlite.pragma(`application_id = ${APPLICATION_ID}`);
      const broken = sqlite.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) throw new Error(`migration ${migration.version} leaves ${broken.length} rows without their parent`);
      sqlite.pragma(`user_version = ${migration.version}`);
      sqlite.exec('commit');
    } catch (error) {
      if (sqlite.inTransaction) sqlite.exec('rollback');
      if (error instanceof Error && 'code' in error && String(error.code) !== 'SQLITE_ERROR') throw error;
      throw new OpenError('MIGRATION_FAILED', file, `migration ${migration.version} (${migration.name}): ${String(error)}`);
    }
  }
}

function copyBeforeMigration(sqlite: SqliteDatabase, file: string, from: number): void {
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, `before-version-${from + 1}.db`);
  if (existsSync(copy)) return;
  const partial = `${copy}.partial`;
  rmSync(partial, { force: true });
  copyFileSync(file, partial);
  renameSync(partial, copy);
}

function asOpenError(error: unknown, file: string): OpenError {
  if (error instanceof OpenError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  return new OpenError(problemOf(code), file, `${code} ${detail}`.trim());
}

function problemOf(code: string): BootProblemCode {
  if (code.startsWith('SQLITE_NOTADB')) return 'NOT_A_DATABASE';
  if (code.startsWith('SQLITE_CORRUPT')) return 'CORRUPT';
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') return 'READ_ONLY';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'IN_USE';
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return 'DISK_FULL';
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM') || code === 'EACCES' || code === 'EPERM') return 'NO_ACCESS';
  return 'UNKNOWN';
}

export { LATEST_VERSION };
