import type { Generated } from 'kysely';
import type { FigureDimension } from '../../../contract/training/class-figures.ts';

/** Figures of a month: of all (id 0), a course, an organisation (0: none) or a trainer (0: none). */
export interface ClassMonthTable {
  dimension: FigureDimension;
  dimension_id: number;
  month: string;
  classes: Generated<number>;
  sessions: Generated<number>;
  seats: Generated<number>;
  attendances: Generated<number>;
  /** Counted by triggers on class_month_person. */
  people: Generated<number>;
  expected: Generated<number>;
  absent: Generated<number>;
  excused: Generated<number>;
  late_cancelled: Generated<number>;
  unserved: Generated<number>;
  certificates: Generated<number>;
}

/** People who came in a month, and how often, to count different people. */
export interface ClassMonthPersonTable {
  dimension: FigureDimension;
  dimension_id: number;
  month: string;
  person_id: number;
  marks: number;
}

/** Number of people of a month by the month in which they last came before. Triggers on class_month_person keep it. */
export interface ClassMonthReturnTable {
  dimension: FigureDimension;
  dimension_id: number;
  month: string;
  /** Empty: they had never come. */
  last_month: string;
  people: Generated<number>;
}

export interface ClassFigureTables {
  class_month: ClassMonthTable;
  class_month_person: ClassMonthPersonTable;
  class_month_return: ClassMonthReturnTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends ClassFigureTables {}
}
