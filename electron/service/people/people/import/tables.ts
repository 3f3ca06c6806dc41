import type { Generated } from 'kysely';

/** One import of a roster, kept so that it can be undone on its day. */
export interface RosterImportTable {
  id: Generated<number>;
  at: number;
  by: string;
  file_name: string;
  created: number;
  updated: number;
  /** JSON array of the ids of the organisations it made, each after the one it lies in. */
  organisations: string;
  undone_at: number | null;
}

/** What an import did to one person. Rows of earlier days are let go of. */
export interface RosterImportPersonTable {
  import_id: number;
  /** Not a foreign key: the person is gone when the import is undone. */
  person_id: number;
  kind: 'new' | 'update';
  /** JSON of the columns it changed, as they were and as it left them; null for a new person. */
  before: string | null;
  after: string | null;
  /** Somebody on record whom a new person resembles. */
  alike_id: number | null;
}

declare module '../../../db/schema.ts' {
  interface StationDatabase {
    roster_import: RosterImportTable;
    roster_import_person: RosterImportPersonTable;
  }
}
