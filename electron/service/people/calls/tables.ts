import type { CALL_OUTCOMES, CALL_REASONS } from '../../../contract/people/calls.ts';
import type { Generated } from 'kysely';

/** A person to be called about a class or a volunteer project. */
export interface CallTable {
  id: Generated<number>;
  class_id: number | null;
  session_id: number | null;
  booking_id: number | null;
  project_id: number | null;
  shift_id: number | null;
  sign_up_id: number | null;
  person_id: number;
  reason: (typeof CALL_REASONS)[number];
  open: Generated<number>;
  created_at: number;
  called_at: number | null;
  called_by: Generated<string>;
  outcome: (typeof CALL_OUTCOMES)[number] | null;
  note: Generated<string>;
}

export interface CallTables {
  call: CallTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends CallTables {}
}
