import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';

/**
 * Makes a verified copy of the open file: VACUUM INTO a partial file, check integrity and foreign keys there, then rename. An
 * interruption leaves no file that could pass for a good copy.
 * @returns size in bytes
 * @throws Error when the copy fails a check
 */
export function copyVerified(sqlite: SqliteDatabase, target: string, options: { replace?: boolean } = {}): number {
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    sqlite.prepare('vacuum into ?').run(partial);
    verify(partial);
    if (existsSync(target) && options.replace !== true) throw new Error('a copy of that name exists');
    renameSync(partial, target);
    return statSync(target).size;
  } finally {
    rmSync(partial, { force: true });
  }
}

/**
 * Checks a whole file, which nobody else may have open.
 * @throws Error, or SqliteError, when it is damaged
 */
export function verify(file: string): void {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const integrity = sqlite.pragma('integrity_check', { simple: true });
    const orphans = sqlite.pragma('foreign_key_check') as unknown[];
    if (integrity !== 'ok') throw new Error(`the copy failed its check: ${String(integrity)}`);
    if (orphans.length > 0) throw new Error(`the copy has ${orphans.length} rows without their parent`);
  } finally {
    sqlite.close();
  }
}
