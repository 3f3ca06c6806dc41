/** The roll-up of the zone log, updated in the transaction that finishes a use or takes that back. */
export interface ZoneUseMonthTable {
  zone_id: number;
  purpose_id: number;
  /** Month of the start, `YYYY-MM`. */
  month: string;
  uses: number;
  attendances: number;
  minutes: number;
}

export interface FigureTables {
  zone_use_month: ZoneUseMonthTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends FigureTables {}
}
