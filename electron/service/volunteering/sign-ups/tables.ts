import type { Generated } from 'kysely';
import type { SignUpEnd, SignUpOutcome, SignUpState } from '../../../contract/volunteering/sign-up-rules.ts';

export interface SignUpTable {
  id: Generated<number>;
  shift_id: number;
  project_id: number;
  person_id: number;
  /** The volunteer's organisation at the time of sign-up. */
  organisation_id: number | null;
  state: SignUpState;
  /** While waiting: the place in the list. */
  place: number | null;
  offer_until: number | null;
  signed_at: number | null;
  ended_at: number | null;
  end_reason: SignUpEnd | null;
  outcome: SignUpOutcome | null;
  /** 1: closing the list set the outcome. */
  by_closing: Generated<number>;
  walk_up: Generated<number>;
  override_reason: Generated<string>;
  created_at: number;
  created_by: string;
  version: Generated<number>;
}

export interface SignUpTables {
  sign_up: SignUpTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends SignUpTables {}
}
