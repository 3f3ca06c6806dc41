import type { Generated } from 'kysely';

export interface MediatorTable {
  person_id: number;
  account_id: number | null;
  kind: 'chair' | 'full_time' | 'part_time' | 'invited';
  certificate_number: string;
  qualification: string;
  term_from: string | null;
  term_to: string | null;
  active: number;
  /** People and organisations near to them; sealed, bound to `ties_bind`: the person's id when the row was made, whatever record it was merged into. */
  ties: Uint8Array | null;
  ties_bind: number;
  created_at: number;
  version: Generated<number>;
}

export interface MediatorTables {
  mediator: MediatorTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends MediatorTables {}
}
