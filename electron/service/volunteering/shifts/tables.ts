import type { Generated } from 'kysely';
import type { ShiftState } from '../../../contract/volunteering/volunteer-project-rules.ts';

export interface ShiftTable {
  id: Generated<number>;
  project_id: number;
  need_id: number;
  from_at: number;
  to_at: number;
  zone_id: number | null;
  place: string;
  state: ShiftState;
  closure_id: number | null;
  number: number;
  minimum: number;
  /** Counted by triggers on sign_up alone. */
  taken: Generated<number>;
  offered: Generated<number>;
  waiting: Generated<number>;
  /** Last place given in its waiting list. */
  last_place: Generated<number>;
  /** When the list of who came was closed, UTC ms. */
  closed_at: number | null;
  reason: Generated<string>;
  created_at: number;
  created_by: string;
  version: Generated<number>;
}

/** A use of a zone by a project: one row for its overlapping shifts. */
export interface ProjectUseTable {
  id: Generated<number>;
  project_id: number;
  zone_id: number;
  from_at: number;
  to_at: number;
  setup_minutes: number;
  clearup_minutes: number;
  /** 1 when its last shift was held, from when it counts in the zone log. Triggers alone keep this and the next column. */
  held: Generated<number>;
  /** Number of different people who served in its shifts. */
  served: Generated<number>;
}

export interface ShiftTables {
  shift: ShiftTable;
  project_use: ProjectUseTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends ShiftTables {}
}
