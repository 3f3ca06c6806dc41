import type { Generated } from 'kysely';

export interface OrganisationTable {
  id: Generated<number>;
  parent_id: number | null;
  kind: string;
  name: string;
  name_key: string;
  name_sort: string;
  readings: string;
  /** Ids from the top down, `/1/5/`. Written by triggers only. */
  path: Generated<string>;
  contact_name: string;
  contact_phone: string;
  industry: string;
  headcount: number | null;
  party_members: number | null;
  /** JSON array of strings. */
  tags: string;
  notes: string;
  archived: Generated<number>;
  /** Number of people directly in this organisation. Written by triggers only. */
  people: Generated<number>;
  created_at: number;
  updated_at: number;
  version: Generated<number>;
}

export interface OrganisationGramTable {
  gram: string;
  organisation_id: number;
}

export interface OrganisationTables {
  organisation: OrganisationTable;
  organisation_gram: OrganisationGramTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends OrganisationTables {}
}
