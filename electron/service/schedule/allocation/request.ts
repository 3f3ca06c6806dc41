import type { Interval } from '../../../contract/schedule/allocation.ts';

/** The kinds of records that hold allocations. Each area adds its own with `declare module` and registers them (holders.ts). */
export interface HolderKinds {
  reservation: true;
}

/** The holder of an allocation. An id means nothing without its kind. */
export interface Source {
  kind: keyof HolderKinds;
  id: number;
}

/** A request to the schedule. */
export interface ScheduleRequest {
  /** The use itself, without buffers, UTC ms. */
  use: Interval;
  zoneId: number | null;
  /** People whose time it takes. */
  personIds: readonly number[];
  equipment: readonly { equipmentId: number; quantity: number }[];
  /** People expected; 0: unknown. */
  headcount: number;
  /** Set-up and clear-up minutes; left out: the zone's own. */
  buffers?: { setup: number; clearup: number };
  /** Takes the schedule only from this moment on, for a late arrival, UTC ms. */
  notBefore?: number;
  /** Rules that do not apply this time. The rules on holders always apply. */
  lift?: {
    /** The start may be past, to record a use that has begun. */
    past?: boolean;
    /** Opening hours and holidays. */
    hours?: boolean;
    capacity?: boolean;
  };
}

/** A row of the schedule to be written. */
export interface Wanted extends Interval {
  kind: 'zone' | 'person' | 'equipment';
  id: number;
  quantity: number;
}
