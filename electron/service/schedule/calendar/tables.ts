export interface CalendarDayTable {
  date: string;
  /** 'manual' wins over 'imported', which wins over the bundled notices. */
  origin: string;
  kind: string;
  name: string;
  /** Year of the imported file; a December date may come with next year's file. */
  file_year: number | null;
}

export interface CalendarYearTable {
  year: number;
  imported_at: number;
}

export interface CalendarTables {
  calendar_day: CalendarDayTable;
  calendar_year: CalendarYearTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends CalendarTables {}
}
