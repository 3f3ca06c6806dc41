import type { Generated } from 'kysely';

export interface ClosureTable {
  id: Generated<number>;
  zone_id: number;
  from_at: number;
  to_at: number;
  reason: string;
  cancelled: Generated<number>;
  /** When somebody ended it early, UTC ms. */
  ended_at: number | null;
  created_at: number;
  created_by: string;
  version: Generated<number>;
}

export interface ClosureTables {
  closure: ClosureTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends ClosureTables {}
}
