import type { Generated } from 'kysely';

export interface TrainerTable {
  person_id: number;
  active: Generated<number>;
  notes: string;
  created_at: number;
  version: Generated<number>;
}

export interface TrainerCourseTable {
  person_id: number;
  course_id: number;
}

export interface TrainerQualificationTable {
  id: Generated<number>;
  person_id: number;
  name: string;
  number: string;
  valid_until: string | null;
  /** JSON array of the courses that need it. */
  course_ids: string;
}

export interface TrainerHoursTable {
  person_id: number;
  weekday: number;
  from_minute: number;
  to_minute: number;
}

export interface TrainerLeaveTable {
  id: Generated<number>;
  person_id: number;
  from_date: string;
  to_date: string;
  reason: string;
}

export interface TrainerTables {
  trainer: TrainerTable;
  trainer_course: TrainerCourseTable;
  trainer_qualification: TrainerQualificationTable;
  trainer_hours: TrainerHoursTable;
  trainer_leave: TrainerLeaveTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends TrainerTables {}
}
