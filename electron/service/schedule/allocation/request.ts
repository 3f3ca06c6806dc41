import type { Interval } from '../../../contract/schedule/allocation.ts';

/** The kinds of records that hold allocations; each area adds its own (`declare module`) and registers how they are called. */
export interface HolderKinds {
  reservation: true;
}

/** Who holds an allocation. The id alone means nothing: ids of two kinds are the same numbers. */
export interface Source {
  kind: keyof HolderKinds;
  id: number;
}

/** What the schedule is asked for. */
export interface ScheduleRequest {
  /** The use itself, without buffers, UTC ms. */
  use: Interval;
  zoneId: number | null;
  /** People whose time it takes. */
  personIds: readonly number[];
  equipment: readonly { equipmentId: number; quantity: number }[];
  /** How many are expected; 0: unknown. */
  headcount: number;
  /** Set-up and clear-up minutes; left out: the zone's own. */
  buffers?: { setup: number; clearup: number };
  /** Takes the schedule only from this moment on (a late arrival), UTC ms. */
  notBefore?: number;
  /** Rules that do not apply this time. Nothing lifts the rules on who holds what. */
  lift?: {
    /** What has begun already may be written down: the start may be past. */
    past?: boolean;
    /** Opening hours and holidays. */
    hours?: boolean;
    capacity?: boolean;
  };
}

/** A row of the schedule about to be. */
export interface Wanted extends Interval {
  kind: 'zone' | 'person' | 'equipment';
  id: number;
  quantity: number;
}
