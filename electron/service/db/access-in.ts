import Sqlite from 'better-sqlite3';

/** Who could do what by a station file: accounts by the key of their name. */
export type AccessIn = ReadonlyMap<string, { active: boolean; roles: ReadonlySet<string> }>;

/** Reads the accounts of a file that is not in use, such as one that was set aside as damaged; null where they cannot be read. */
export function accessIn(file: string): AccessIn | null {
  try {
    const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      const accounts = sqlite.prepare('select id, name_key, active from account').all() as { id: number; name_key: string; active: number }[];
      const granted = sqlite.prepare('select account_id, role from account_role').all() as { account_id: number; role: string }[];
      return new Map(accounts.map((row) => [row.name_key, { active: row.active === 1, roles: new Set(granted.filter((one) => one.account_id === row.id).map((one) => one.role)) }]));
    } finally {
      sqlite.close();
    }
  } catch {
    return null;
  }
}
