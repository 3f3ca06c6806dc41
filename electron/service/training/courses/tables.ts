import type { Generated } from 'kysely';

export interface CourseCategoryTable {
  id: Generated<number>;
  key: Generated<string | null>;
  name: string;
  name_en: string;
  archived_at: number | null;
  version: Generated<number>;
}

export interface CourseTable {
  id: Generated<number>;
  category_id: number;
  title: string;
  title_en: string;
  description: string;
  minutes: number;
  audience: string;
  default_capacity: number;
  min_to_open: number;
  /** JSON of Material[]. */
  materials: string;
  /** JSON of CertificateRule; null: no certificate. */
  certificate: string | null;
  certificate_title: string;
  certificate_template: string | null;
  created_at: number;
  archived_at: number | null;
  version: Generated<number>;
}

export interface CourseNeedTable {
  course_id: number;
  needed_course_id: number;
  what: 'course' | 'certificate';
}

export interface CourseCoverTable {
  course_id: number;
  mime: string;
  bytes: Uint8Array;
}

export interface CourseTables {
  course_category: CourseCategoryTable;
  course: CourseTable;
  course_need: CourseNeedTable;
  course_cover: CourseCoverTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends CourseTables {}
}
