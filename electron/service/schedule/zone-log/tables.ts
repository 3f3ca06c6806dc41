/** The zone log summed up, kept in the transaction that finishes (or unfinishes) a use. */
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
