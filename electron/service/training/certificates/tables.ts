import type { Generated } from 'kysely';

export interface ClassResultTable {
  class_id: number;
  person_id: number;
  passed: number;
  score: number | null;
  at: number;
  by: string;
}

export interface CertificateTable {
  id: Generated<number>;
  number: string;
  code: string;
  class_id: number;
  course_id: number;
  person_id: number;
  organisation_id: number | null;
  /** The trainer for whom the figures count it. */
  trainer_id: number | null;
  /** Snapshot from here on: values at the time of issue. */
  name: string;
  document_masked: string;
  organisation_name: string;
  title: string;
  minutes: number;
  held: number;
  attended: number;
  excused: number;
  test_passed: number | null;
  first_date: string;
  last_date: string;
  issued_at: number;
  issued_on: string;
  issued_by: string;
  valid_until: string | null;
  prints: Generated<number>;
  revoked_at: number | null;
  revoked_reason: Generated<string>;
}

export interface CertificateEventTable {
  id: Generated<number>;
  certificate_id: number;
  at: number;
  by: string;
  kind: 'issued' | 'reprinted' | 'revoked';
  reason: string;
}

export interface CertificateTables {
  class_result: ClassResultTable;
  certificate: CertificateTable;
  certificate_event: CertificateEventTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends CertificateTables {}
}
