export interface CalendarDayTable {
  date: string;
  /** 'manual' wins over 'imported', and that over the bundled notices. */
  origin: string;
  kind: string;
  name: string;
  /** Year of the file that an imported row came with; a December date may come with next year's. */
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
