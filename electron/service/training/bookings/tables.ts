import type { Generated } from 'kysely';
import type { BookingState, EndReason } from '../../../contract/training/booking-rules.ts';

export interface BookingTable {
  id: Generated<number>;
  class_id: number;
  /** Null: the whole class. */
  session_id: number | null;
  person_id: number;
  /** The person's organisation at the time of booking, and the one whose quota it uses. */
  organisation_id: number | null;
  quota_organisation_id: number | null;
  group_id: number | null;
  state: BookingState;
  /** While waiting: the place in the list; members of a group share one. */
  place: number | null;
  offer_until: number | null;
  booked_at: number | null;
  ended_at: number | null;
  end_reason: EndReason | null;
  walk_up: Generated<number>;
  override_reason: Generated<string>;
  /** When cancelled late or unserved: the month and trainer for which the figures count it. */
  figure_month: Generated<string | null>;
  figure_trainer_id: Generated<number | null>;
  created_at: number;
  created_by: string;
  version: Generated<number>;
}

export interface BookingGroupTable {
  id: Generated<number>;
  class_id: number;
  name: string;
  created_at: number;
  created_by: string;
}

export interface ClassEventTable {
  id: Generated<number>;
  class_id: number;
  booking_id: number | null;
  person_id: number | null;
  at: number;
  by: string;
  kind: string;
  /** JSON. */
  params: string;
  reason: string;
}

export interface BookingTables {
  booking: BookingTable;
  booking_group: BookingGroupTable;
  class_event: ClassEventTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends BookingTables {}
}
