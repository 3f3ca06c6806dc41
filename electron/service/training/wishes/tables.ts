import type { Generated } from 'kysely';

export interface WishThemeTable {
  id: Generated<number>;
  title: string;
  course_id: number | null;
  archived_at: number | null;
  created_at: number;
  version: Generated<number>;
}

export interface WishTable {
  id: Generated<number>;
  person_id: number;
  organisation_id: number | null;
  course_id: number | null;
  text: string;
  /** What tells the same words from others: without blanks and case. */
  text_key: string;
  /** Bits of the weekdays: Monday is 1, Sunday 64. */
  evenings: number;
  theme_id: number | null;
  /** The class that was made for it. */
  class_id: number | null;
  at: number;
  by: string;
}

export interface WishTables {
  wish_theme: WishThemeTable;
  wish: WishTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends WishTables {}
}
