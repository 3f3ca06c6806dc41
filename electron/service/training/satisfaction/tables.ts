import type { Generated } from 'kysely';

export interface SatisfactionTable {
  id: Generated<number>;
  class_id: number;
  /** Null: anonymous. */
  person_id: number | null;
  score: number;
  remark: string;
  at: number;
  by: string;
}

export interface SatisfactionTables {
  satisfaction: SatisfactionTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends SatisfactionTables {}
}
