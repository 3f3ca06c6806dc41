import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** How long to wait for a service that is just ending, ms. */
const WAIT_MS = 3_000;

const codeOf = (error: unknown) => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '');

/**
 * Makes this process the only service of a folder by locking a separate SQLite file. The operating system releases the lock however the
 * process ends, so no stale lock stays behind.
 * @returns releases the lock
 * @throws SqliteError SQLITE_BUSY when another service has the folder
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'station.lock');
  try {
    return hold(file);
  } catch (error) {
    // The file is empty, so one that is overwritten can be made again.
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
