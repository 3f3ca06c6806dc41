import type { Generated } from 'kysely';
import type { ClassState } from '../../../contract/training/class-rules.ts';

export interface ClassTable {
  id: Generated<number>;
  /** `2026-0001`: year of making and a counter without gaps. */
  code: string;
  course_id: number;
  title: string;
  term: string;
  zone_id: number;
  capacity: number;
  min_to_open: number;
  booking_from: number | null;
  booking_to: number | null;
  price: number;
  who: 'all' | 'organisations' | 'certificate';
  needed_course_id: number | null;
  quota: number | null;
  notice_unit: 'hours' | 'working_days';
  notice_amount: number;
  by_session: number;
  promote_after_start: number;
  notes: string;
  state: ClassState;
  /** While archived: the state before. */
  state_before: 'finished' | 'cancelled' | null;
  reason: Generated<string>;
  theme_id: number | null;
  /** Start of the first and end of the last session, number of sessions, and number held; all without cancelled ones. */
  first_at: number | null;
  last_at: number | null;
  sessions: Generated<number>;
  held: Generated<number>;
  /** Triggers on booking count it; the service never writes it. */
  taken: Generated<number>;
  offered: Generated<number>;
  waiting: Generated<number>;
  /** Most seats that bookings of single sessions take in one session to come; counted by triggers. */
  single_peak: Generated<number>;
  /** The last place given in the waiting list. */
  last_place: Generated<number>;
  /** Month and trainer for which the figures count the class. */
  counted_month: Generated<string | null>;
  counted_trainer_id: Generated<number | null>;
  created_at: number;
  created_by: string;
  version: Generated<number>;
}

export interface ClassTrainerTable {
  class_id: number;
  person_id: number;
  /** 0: the trainer for whom the class counts. */
  position: number;
}

export interface ClassEquipmentTable {
  class_id: number;
  equipment_id: number;
  quantity: number;
}

export interface ClassOrganisationTable {
  class_id: number;
  organisation_id: number;
}

export interface ClassSkippedTable {
  class_id: number;
  from_at: number;
  to_at: number;
  why: string;
}

export interface ClassTables {
  class: ClassTable;
  class_trainer: ClassTrainerTable;
  class_equipment: ClassEquipmentTable;
  class_organisation: ClassOrganisationTable;
  class_skipped: ClassSkippedTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends ClassTables {}
}
