import { accessSync, closeSync, constants, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';
import type { Versions } from './migrations.ts';
import { OpenError } from './open-error.ts';

/** "STAT" in the file's header, which marks a station file among SQLite files. */
export const APPLICATION_ID = 0x53544154;
const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

/**
 * Examines a file before it is opened for writing, without changing a byte.
 * @param versions the versions that this program opens
 * @returns `fresh`: whether the file is empty or missing
 * @throws OpenError MISSING, NOT_A_DATABASE, NOT_A_STATION_FILE, NEWER_VERSION, READ_ONLY, NO_ACCESS, CORRUPT;
 * MIGRATION_FAILED for a file too old to be upgraded; or an error of the system
 */
export function inspect(file: string, { oldest, latest }: Versions): { fresh: boolean } {
  const size = existsSync(file) ? statSync(file).size : 0;
  const log = `${file}-wal`;
  const hasLog = existsSync(log) && statSync(log).size > 0;
  if (size === 0) {
    // Backups mean that there was a file. Somebody moved or emptied it, and a new empty file in its place would look as if everything
    // were lost.
    if (hasBackups(file)) throw new OpenError('MISSING', file, 'there is no file, but there are backups of it');
    demandWritable(file, false);
    return { fresh: true };
  }
  const head = readHeader(file);
  if (head.length < HEADER_BYTES || head.toString('latin1', 0, 16) !== MAGIC) {
    throw new OpenError('NOT_A_DATABASE', file, 'the file does not begin like an SQLite file');
  }
  // Without a WAL the header is complete; with one, only SQLite knows.
  const found = hasLog ? ask(file) : { application: head.readInt32BE(68), version: head.readInt32BE(60), empty: size <= pageSize(head) };
  if (found.application !== APPLICATION_ID && !found.empty) {
    throw new OpenError('NOT_A_STATION_FILE', file, `application id ${found.application}`);
  }
  if (found.version > latest) {
    throw new OpenError('NEWER_VERSION', file, `file version ${found.version}, this program knows ${latest}`);
  }
  if (found.version < oldest && !found.empty) {
    throw new OpenError('MIGRATION_FAILED', file, `file version ${found.version} is too old: files are upgraded from version ${oldest}`);
  }
  demandWritable(file, true);
  return { fresh: found.empty };
}

function hasBackups(file: string): boolean {
  const folder = join(dirname(file), 'backups');
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.db'));
}

function readHeader(file: string): Buffer {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(HEADER_BYTES);
    return bytes.subarray(0, readSync(handle, bytes, 0, HEADER_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}

/** Page size in bytes; in the header 1 stands for 65536. */
const pageSize = (head: Buffer) => (head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16));

function ask(file: string): { application: number; version: number; empty: boolean } {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    const { n } = sqlite.prepare('select count(*) as n from sqlite_master').get() as { n: number };
    return {
      application: Number(sqlite.pragma('application_id', { simple: true })),
      version: Number(sqlite.pragma('user_version', { simple: true })),
      empty: n === 0
    };
  } finally {
    sqlite.close();
  }
}

/** Demands a writable file, because SQLite opens others read-only and fails only at the first write. */
function demandWritable(file: string, exists: boolean): void {
  for (const path of exists ? [file, dirname(file)] : [dirname(file)]) {
    try {
      accessSync(path, constants.W_OK);
    } catch (error) {
      throw new OpenError(readable(path) ? 'READ_ONLY' : 'NO_ACCESS', file, `${path}: ${error instanceof Error ? error.message : ''}`);
    }
  }
}

function readable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads the first page of every table and index, so that a file with a damaged structure is refused now and not in the middle of the
 * day. The daily backup reads everything and finds damage deeper inside.
 * @throws SqliteError SQLITE_CORRUPT
 */
export function touchTables(sqlite: SqliteDatabase): void {
  const parts = sqlite
    .prepare(
      `select type, name, tbl_name as tableName from sqlite_master where rootpage > 0 and (sql is null or sql not like '%index%where%')`
    )
    .all() as { type: string; name: string; tableName: string }[];
  const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
  for (const { type, name, tableName } of parts) {
    sqlite.prepare(`select 1 from ${quote(tableName)} ${type === 'index' ? `indexed by ${quote(name)}` : 'not indexed'} limit 1`).get();
  }
}
