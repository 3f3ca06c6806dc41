import type { Generated } from 'kysely';
import type { VolunteerDimension } from '../../../contract/volunteering/volunteer-figures.ts';

/** Figures of a month: of everything (id 0), a project, a category or an organisation (0: none). Kept by triggers alone. */
export interface VolunteerMonthTable {
  dimension: VolunteerDimension;
  dimension_id: number;
  month: string;
  registered: Generated<number>;
  people: Generated<number>;
  services: Generated<number>;
  minutes: Generated<number>;
  shifts: Generated<number>;
  no_shows: Generated<number>;
}

/** Who served in a month, how often and how long. */
export interface VolunteerMonthPersonTable {
  dimension: VolunteerDimension;
  dimension_id: number;
  month: string;
  person_id: number;
  services: number;
  minutes: number;
}

/** How many people of a month had served before in which month (empty: never). */
export interface VolunteerMonthReturnTable {
  dimension: VolunteerDimension;
  dimension_id: number;
  month: string;
  previous: string;
  people: number;
}

/** Who served in a year: the sum of their months, in order of minutes by its index. */
export interface VolunteerYearPersonTable {
  /** `YYYY` */
  year: string;
  person_id: number;
  services: number;
  minutes: number;
}

export interface VolunteerFigureTables {
  volunteer_year_person: VolunteerYearPersonTable;
  volunteer_month: VolunteerMonthTable;
  volunteer_month_person: VolunteerMonthPersonTable;
  volunteer_month_return: VolunteerMonthReturnTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends VolunteerFigureTables {}
}
