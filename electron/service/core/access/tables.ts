import type { Generated } from 'kysely';

export interface AccountTable {
  id: Generated<number>;
  /** Sign-in name as typed; name_key makes it unique whatever its case. */
  name: string;
  name_key: string;
  display_name: string;
  /** `scrypt$N$r$p$salt$hash`, base64. */
  password: string;
  active: number;
  /** Wrong tries since the last success or lock. */
  failed: number;
  /** Locks in a row; each lasts twice as long as the one before. */
  lock_count: number;
  locked_until: number | null;
  last_sign_in_at: number | null;
  created_at: number;
  version: number;
}

export interface AccountRoleTable {
  account_id: number;
  role: string;
}

export interface SessionTable {
  id: Generated<number>;
  /** SHA-256 of the token; the token itself lives only in the window's memory. */
  token_hash: string;
  account_id: number;
  created_at: number;
  /** When it was last signed in or unlocked, UTC ms; a window locks itself after two hours at most. */
  seen_at: number;
  locked: number;
  ended_at: number | null;
}

export interface AccessTables {
  account: AccountTable;
  account_role: AccountRoleTable;
  session: SessionTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends AccessTables {}
}
