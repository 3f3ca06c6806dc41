import type { Generated } from 'kysely';

export interface PersonTable {
  id: Generated<number>;
  name: string;
  /** The name without blanks and dots in lower case, for finding a Chinese substring. */
  name_key: string;
  /** Pinyin with a blank between syllables, for the order of lists. */
  name_sort: string;
  /** Pinyin of every unit of the name (names.ts), several readings joined by `|`. */
  readings: string;
  sex: string | null;
  birth_date: string | null;
  document_kind: string;
  document_number: string;
  mobile: string | null;
  organisation_id: number | null;
  trade: string;
  political_status: string | null;
  emergency_name: string;
  emergency_phone: string;
  consent_at: number | null;
  consent_how: string | null;
  /** Name of the operator who recorded it. */
  consent_by: string | null;
  notes: string;
  /** The record that this one was merged into; a merged row never changes. */
  merged_into: Generated<number | null>;
  merged_at: Generated<number | null>;
  created_at: number;
  updated_at: number;
  version: Generated<number>;
}

export interface PersonGramTable {
  /** A class digit and a text, see names.ts. */
  gram: string;
  person_id: number;
}

export interface PersonPhotoTable {
  person_id: number;
  type: string;
  bytes: Uint8Array;
  updated_at: number;
}

export interface PeopleTables {
  person: PersonTable;
  person_gram: PersonGramTable;
  person_photo: PersonPhotoTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends PeopleTables {}
}
