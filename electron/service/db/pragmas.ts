import type { Database as SqliteDatabase } from 'better-sqlite3';

/**
 * Sets the pragmas of a connection to a station file. FULL is explicit, because better-sqlite3's build falls back to NORMAL on a
 * reopened WAL file, and NORMAL loses acknowledged work in a power cut.
 * @throws Error if a pragma had no effect
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
