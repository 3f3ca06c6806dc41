import type { Generated } from 'kysely';
import type { VolunteerDimension } from '../../../contract/volunteering/volunteer-figures.ts';

/** Figures of a month: of all (id 0), a project, a category or an organisation (0: none). Triggers alone keep them. */
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

/** People who served in a month, how often and how long. */
export interface VolunteerMonthPersonTable {
  dimension: VolunteerDimension;
  dimension_id: number;
  month: string;
  person_id: number;
  services: number;
  minutes: number;
}

/** Number of people of a month by the month in which they last served before (empty: never). */
export interface VolunteerMonthReturnTable {
  dimension: VolunteerDimension;
  dimension_id: number;
  month: string;
  previous: string;
  people: number;
}

/** People who served in a year, with the sum of their months; an index has them in order of minutes. */
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
