import type { Generated } from 'kysely';

export interface StarLevelTable {
  level: number;
  name: string;
  name_en: string;
  minutes: number;
}

export interface ServiceAwardTable {
  id: Generated<number>;
  person_id: number;
  kind: 'star' | 'honour';
  level: number | null;
  title: string;
  minutes: number;
  on_date: string;
  authority: string;
  reference: string;
  remark: string;
  recorded_at: number;
  recorded_by: string;
  revoked_at: number | null;
  revoked_reason: Generated<string>;
}

export interface RecognitionTables {
  star_level: StarLevelTable;
  service_award: ServiceAwardTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends RecognitionTables {}
}
