import type { Generated } from 'kysely';
import type { ChoiceKind } from '../../../contract/volunteering/volunteer-choices.ts';
import type { VolunteerState } from '../../../contract/volunteering/volunteer-rules.ts';

export interface VolunteerChoiceTable {
  id: Generated<number>;
  kind: ChoiceKind;
  name: string;
  name_en: string;
  archived_at: number | null;
  version: Generated<number>;
}

export interface VolunteerTable {
  person_id: number;
  number: string;
  national_number: string;
  state: VolunteerState;
  reason: Generated<string>;
  state_at: number;
  state_by: string;
  availability: number;
  availability_note: string;
  limits: string;
  guardian_name: string;
  guardian_phone: string;
  guardian_consent_on: string | null;
  insurance: string;
  insured_until: string | null;
  publish_consent_at: number | null;
  team: string;
  team_leader: number;
  notes: string;
  applied_at: number;
  /** When they first became active (UTC ms), and the organisation for which that counts. */
  registered_at: number | null;
  registered_organisation_id: number | null;
  /** Approved service; counted by triggers on service_record alone. */
  minutes: Generated<number>;
  services: Generated<number>;
  last_served_at: number | null;
  /** Highest star in force; kept by triggers on service_award. */
  star: Generated<number>;
  version: Generated<number>;
}

/** Skills and languages of volunteers. */
export interface VolunteerHasTable {
  choice_id: number;
  person_id: number;
}

export interface VolunteerTrainingTable {
  id: Generated<number>;
  person_id: number;
  choice_id: number;
  on_date: string;
  valid_until: string | null;
  reference: string;
}

export interface VolunteerTables {
  volunteer_choice: VolunteerChoiceTable;
  volunteer: VolunteerTable;
  volunteer_has: VolunteerHasTable;
  volunteer_training: VolunteerTrainingTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends VolunteerTables {}
}
