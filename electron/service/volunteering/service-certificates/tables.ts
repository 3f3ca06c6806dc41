import type { Generated } from 'kysely';
import type { REQUEST_WAYS, ServiceCertificateState } from '../../../contract/volunteering/service-certificates.ts';

export interface ServiceCertificateTable {
  id: Generated<number>;
  number: string | null;
  code: string | null;
  person_id: number;
  state: ServiceCertificateState;
  request_way: (typeof REQUEST_WAYS)[number];
  requested_at: number;
  requested_by: string;
  purpose: string;
  notes: string;
  /** The requested period and projects. */
  wanted_from: string | null;
  wanted_to: string | null;
  /** JSON. */
  wanted_projects: string;
  posted_until: string | null;
  /** Snapshot from here on: values at the time of issue. */
  name: string;
  document_masked: string;
  volunteer_number: string;
  minutes: Generated<number>;
  services: Generated<number>;
  first_date: string | null;
  last_date: string | null;
  hours: Generated<string>;
  /** JSON. */
  lines: Generated<string>;
  issuer: Generated<string>;
  head: Generated<string>;
  handler: Generated<string>;
  contact: Generated<string>;
  issued_at: number | null;
  issued_on: string | null;
  issued_by: Generated<string>;
  prints: Generated<number>;
  reason: Generated<string>;
  /** A trigger sets it when one of its records is rejected or replaced. */
  outdated: Generated<number>;
  version: Generated<number>;
}

export interface ServiceCertificateRecordTable {
  certificate_id: number;
  record_id: number;
}

export interface ServiceCertificateEventTable {
  id: Generated<number>;
  certificate_id: number;
  at: number;
  by: string;
  kind: 'requested' | 'issued' | 'declined' | 'reprinted' | 'revoked';
  reason: string;
}

export interface ServiceCertificateTables {
  service_certificate: ServiceCertificateTable;
  service_certificate_record: ServiceCertificateRecordTable;
  service_certificate_event: ServiceCertificateEventTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends ServiceCertificateTables {}
}
