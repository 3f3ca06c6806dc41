import type { Generated } from 'kysely';
import type { ProjectState } from '../../../contract/volunteering/volunteer-project-rules.ts';

export interface ProjectTable {
  id: Generated<number>;
  code: string;
  title: string;
  category_id: number;
  organiser: string;
  organiser_id: number | null;
  zone_id: number | null;
  place: string;
  service_object: string;
  description: string;
  leader_id: number | null;
  contact: string;
  from_date: string;
  to_date: string;
  dangerous: number;
  risks: string;
  min_age: number | null;
  notice_hours: number;
  notes: string;
  state: ProjectState;
  state_before: 'finished' | 'cancelled' | null;
  reason: Generated<string>;
  created_at: number;
  created_by: string;
  version: Generated<number>;
}

export interface ProjectTrainingTable {
  project_id: number;
  choice_id: number;
}

export interface ProjectNeedTable {
  id: Generated<number>;
  project_id: number;
  role: string;
  number: number;
  minimum: number;
  description: string;
  position: number;
  archived: Generated<number>;
}

export interface ProjectNeedSkillTable {
  need_id: number;
  choice_id: number;
}

export interface ProjectEventTable {
  id: Generated<number>;
  project_id: number;
  shift_id: number | null;
  sign_up_id: number | null;
  person_id: number | null;
  at: number;
  by: string;
  kind: string;
  /** JSON. */
  params: string;
  reason: string;
}

export interface VolunteerProjectTables {
  project: ProjectTable;
  project_training: ProjectTrainingTable;
  project_need: ProjectNeedTable;
  project_need_skill: ProjectNeedSkillTable;
  project_event: ProjectEventTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends VolunteerProjectTables {}
}
