import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';

/** Accounts in a station file, by the key of their name, with state and roles. */
export type AccessIn = ReadonlyMap<string, { active: boolean; roles: ReadonlySet<string> }>;

/** Reads from a file that nobody has open, such as a backup or a file set aside as damaged; null where it cannot be read. */
function readIn<R>(file: string, read: (sqlite: SqliteDatabase) => R): R | null {
  try {
    const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      return read(sqlite);
    } finally {
      sqlite.close();
    }
  } catch {
    return null;
  }
}

export const accessIn = (file: string): AccessIn | null =>
  readIn(file, (sqlite) => {
    const accounts = sqlite.prepare('select id, name_key, active from account').all() as { id: number; name_key: string; active: number }[];
    const granted = sqlite.prepare('select account_id, role from account_role').all() as { account_id: number; role: string }[];
    return new Map(
      accounts.map((row) => [
        row.name_key,
        { active: row.active === 1, roles: new Set(granted.filter((one) => one.account_id === row.id).map((one) => one.role)) }
      ])
    );
  });

/** Id of the last audit row of a file; null where it cannot be read. */
export const lastRecorded = (file: string): number | null =>
  readIn(file, (sqlite) => (sqlite.prepare('select max(id) from audit').pluck().get() as number | null) ?? 0);

/** The stored value of a setting of a file; null where there is none or the file cannot be read. */
export const settingIn = (file: string, key: string): string | null =>
  readIn(file, (sqlite) => (sqlite.prepare('select value from setting where key = ?').pluck().get(key) as string | undefined) ?? null);
