/** The last number of each yearly series without gaps (numbers.ts). */
export interface NumberCounterTable {
  name: string;
  year: number;
  last: number;
}

export interface CounterTables {
  number_counter: NumberCounterTable;
}

declare module '../db/schema.ts' {
  interface StationDatabase extends CounterTables {}
}
