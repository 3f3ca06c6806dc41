export interface AuditTable {
  id: number;
  at: number;
  actor_id: number | null;
  actor_name: string;
  action: string;
  entity: string;
  entity_id: string;
  before: string | null;
  after: string | null;
  previous_hash: string;
  hash: string;
}

export interface AuditTables {
  audit: AuditTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends AuditTables {}
}
