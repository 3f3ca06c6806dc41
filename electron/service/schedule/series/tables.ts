import type { Generated } from 'kysely';

export interface SeriesTable {
  id: Generated<number>;
  /** JSON of a SeriesRule. */
  rule: string;
  /** JSON of a StoredTemplate, from which dates added later are made. */
  template: string;
  created_at: number;
  created_by: string;
  version: Generated<number>;
}

export interface SeriesDateTable {
  series_id: number;
  date: string;
  state: 'made' | 'skipped';
  reservation_id: number | null;
}

export interface SeriesTables {
  series: SeriesTable;
  series_date: SeriesDateTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends SeriesTables {}
}
