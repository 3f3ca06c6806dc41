import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';

/**
 * A verified copy of the open file under a name of its own: VACUUM INTO a partial file, integrity and foreign keys
 * checked on the copy, then renamed. Whatever stops it leaves no file that passes for a good copy.
 * @returns size in bytes
 * @throws Error when the copy does not pass
 */
export function copyVerified(sqlite: SqliteDatabase, target: string): number {
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    sqlite.prepare('vacuum into ?').run(partial);
    const copy = new Sqlite(partial, { readonly: true });
    try {
      const integrity = copy.pragma('integrity_check', { simple: true });
      const orphans = copy.pragma('foreign_key_check') as unknown[];
      if (integrity !== 'ok' || orphans.length > 0) throw new Error(`the copy failed its check: ${String(integrity)}`);
    } finally {
      copy.close();
    }
    if (existsSync(target)) throw new Error('a copy of that name exists');
    renameSync(partial, target);
    return statSync(target).size;
  } finally {
    rmSync(partial, { force: true });
  }
}
