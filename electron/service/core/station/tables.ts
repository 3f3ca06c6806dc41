import type { Generated } from 'kysely';

export interface SettingTable {
  key: string;
  /** JSON. */
  value: string;
}

export interface CommandTable {
  id: string;
  procedure: string;
  account_id: number | null;
  at: number;
  /** JSON of the first answer. */
  result: string;
}

export interface DraftTable {
  account_id: number;
  key: string;
  /** JSON of the form as it stood. */
  body: string;
  saved_at: number;
}

/** One row: the last moment at which the clock was right by what a person did or said, UTC ms. */
export interface StationClockTable {
  id: number;
  confirmed_at: number;
}

/** What fell due by time and was written. */
export interface ClockStepTable {
  id: Generated<number>;
  at: number;
  action: string;
  /** Kind of the record, as the audit names it. */
  entity: string;
  entity_id: number;
  /** JSON of the columns that changed, without the version. */
  before: string;
  after: string;
  taken_back_at: number | null;
}

/** Records that the clock leaves to people, as far as they were due up to a moment. */
export interface ClockHoldTable {
  entity: string;
  entity_id: number;
  through: number;
}

export interface StationTables {
  station_clock: StationClockTable;
  clock_step: ClockStepTable;
  clock_hold: ClockHoldTable;
  setting: SettingTable;
  command: CommandTable;
  draft: DraftTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends StationTables {}
}
