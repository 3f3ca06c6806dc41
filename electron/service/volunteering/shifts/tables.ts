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
  /** Moved by triggers on sign_up alone. */
  taken: Generated<number>;
  offered: Generated<number>;
  waiting: Generated<number>;
  /** Last place given out in its waiting list. */
  last_place: Generated<number>;
  /** When the list of who came was closed. */
  closed_at: number | null;
  reason: Generated<string>;
  created_at: number;
  created_by: string;
  version: Generated<number>;
}

/** What a project takes of a zone: one row for its shifts that overlap. */
export interface ProjectUseTable {
  id: Generated<number>;
  project_id: number;
  zone_id: number;
  from_at: number;
  to_at: number;
  setup_minutes: number;
  clearup_minutes: number;
  /** 1 when its last shift was held: it counts in the zone log from then on. This and the next are kept by triggers alone. */
  held: Generated<number>;
  /** Different people who served in its shifts. */
  served: Generated<number>;
}

export interface ShiftTables {
  shift: ShiftTable;
  project_use: ProjectUseTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends ShiftTables {}
}
