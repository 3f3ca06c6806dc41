import type { Generated, GeneratedAlways } from 'kysely';
import type { RecordSource, RecordState } from '../../../contract/volunteering/service-hour-rules.ts';

export interface ServiceRecordTable {
  id: Generated<number>;
  person_id: number;
  project_id: number;
  /** Category of the project and organisation of the volunteer when it was recorded; the figures count it for these. */
  category_id: number;
  organisation_id: number | null;
  shift_id: number | null;
  role: string;
  from_at: number;
  to_at: number | null;
  minutes: GeneratedAlways<number>;
  month: GeneratedAlways<string>;
  state: RecordState;
  source: RecordSource;
  entered_at: number;
  entered_by: string;
  entered_by_id: number | null;
  decided_at: number | null;
  decided_by: Generated<string>;
  decided_by_id: number | null;
  reason: Generated<string>;
  rejection: Generated<string>;
  quality: number | null;
  remark: Generated<string>;
  corrects_id: number | null;
  /** 1: a correction that says there was no such service. */
  none: Generated<number>;
  version: Generated<number>;
}

export interface ServiceHourTables {
  service_record: ServiceRecordTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends ServiceHourTables {}
}
