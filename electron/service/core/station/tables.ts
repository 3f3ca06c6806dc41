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

export interface StationTables {
  setting: SettingTable;
  command: CommandTable;
  draft: DraftTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends StationTables {}
}
