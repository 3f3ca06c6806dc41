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
  /** Sealed people and organisations near to the mediator. Bound to `ties_bind`, the person's id when the row was made; a merge keeps it. */
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
