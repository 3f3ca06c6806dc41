import type { Generated } from 'kysely';

/** A row of the one schedule. Only allocate.ts writes it; a test looks for others. */
export interface AllocationTable {
  id: Generated<number>;
  resource_kind: string;
  resource_id: number;
  start_at: number;
  end_at: number;
  quantity: number;
  source_kind: string;
  source_id: number;
}

export interface ScheduleTables {
  allocation: AllocationTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends ScheduleTables {}
}
