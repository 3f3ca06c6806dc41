import type { Generated } from 'kysely';
import type { ReservationState } from '../../../contract/schedule/reservation.ts';

export interface ReservationTable {
  id: Generated<number>;
  /** `2026-000123`: year of making and a counter without gaps. */
  number: string;
  zone_id: number;
  purpose_id: number;
  title: string;
  organisation_id: number | null;
  contact_id: number | null;
  contact_name: string;
  contact_phone: string;
  expected_headcount: number;
  from_at: number;
  to_at: number;
  /** Buffers of the zone when it was reserved, minutes. */
  setup_minutes: number;
  clearup_minutes: number;
  /** The person whose time it takes. */
  staff_id: number | null;
  notes: string;
  state: ReservationState;
  /** While suspended, declined or cancelled: the state before. */
  state_before: 'requested' | 'approved' | null;
  /** Begin of the grace time: the start, or a later approval, reopening or undone check-in, UTC ms. */
  grace_from_at: number;
  /** While suspended, the closure that suspends it. */
  closure_id: number | null;
  series_id: number | null;
  series_date: string | null;
  series_changed: Generated<number>;
  checked_in_at: number | null;
  headcount: number | null;
  finished_at: number | null;
  used_minutes: number | null;
  decided_at: number | null;
  decided_by: string | null;
  reason: Generated<string>;
  created_at: number;
  created_by: string;
  /** Set in states that only a step back leaves, UTC ms. */
  closed_at: number | null;
  version: Generated<number>;
}

export interface ReservationEquipmentTable {
  reservation_id: number;
  equipment_id: number;
  quantity: number;
}

export interface AttachmentTable {
  id: Generated<number>;
  reservation_id: number;
  name: string;
  mime: string;
  size: number;
  sha256: string;
  bytes: Uint8Array;
  added_at: number;
  added_by: string;
}

export interface ReservationTables {
  reservation: ReservationTable;
  reservation_equipment: ReservationEquipmentTable;
  attachment: AttachmentTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends ReservationTables {}
}
