import type { Generated } from 'kysely';
import type { SessionState } from '../../../contract/training/class-rules.ts';

export interface ClassSessionTable {
  id: Generated<number>;
  class_id: number;
  from_at: number;
  to_at: number;
  zone_id: number;
  /** Buffers of the zone when it was made, minutes. */
  setup_minutes: number;
  clearup_minutes: number;
  state: SessionState;
  /** While suspended, the closure that suspends it. */
  closure_id: number | null;
  changed: Generated<number>;
  /** Seats taken by bookings of this session alone; counted by triggers on booking. */
  single_taken: Generated<number>;
  /** Counted by triggers on attendance. */
  attended: Generated<number>;
  /** Once held: the capacity at that time. */
  seats: number | null;
  /** When its attendance list was closed. */
  closed_at: number | null;
  topic: Generated<string>;
  notes: Generated<string>;
  reason: Generated<string>;
  version: Generated<number>;
}

export interface SessionTrainerTable {
  session_id: number;
  person_id: number;
  /** 0: the trainer for whom it counts. */
  position: number;
}

export interface SessionEquipmentTable {
  session_id: number;
  equipment_id: number;
  quantity: number;
}

export interface SessionTables {
  class_session: ClassSessionTable;
  session_trainer: SessionTrainerTable;
  session_equipment: SessionEquipmentTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends SessionTables {}
}
