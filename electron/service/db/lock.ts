import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** How long a service that is just ending may take to let go, ms. */
const WAIT_MS = 3_000;

const codeOf = (error: unknown) => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '');

/**
 * Makes this process the only service of a folder: an SQLite file of its own is held locked, so that the operating
 * system lets go of it whatever way the process ends, and no stale lock is ever left behind.
 * @returns lets go
 * @throws SqliteError SQLITE_BUSY when another service has the folder
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'station.lock');
  try {
    return hold(file);
  } catch (error) {
    // It holds nothing, so one that something else has overwritten is simply made again.
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error))) throw error;
    rmSync(file, { force: true });
    return hold(file);
  }
}

function hold(file: string): () => void {
  const lock = new Sqlite(file, { timeout: WAIT_MS });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => {
    lock.exec('rollback');
    lock.close();
  };
}
