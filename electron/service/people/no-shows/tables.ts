import type { Generated } from 'kysely';

/** Areas that count no-shows apart from each other. */
export type NoShowArea = 'classes' | 'shifts';

export interface NoShowLiftTable {
  id: Generated<number>;
  person_id: number;
  at: number;
  by: string;
  reason: string;
  area: Generated<NoShowArea>;
}

export interface NoShowTables {
  no_show_lift: NoShowLiftTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends NoShowTables {}
}
