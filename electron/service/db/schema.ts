import type { AccessTables } from '../access/tables.ts';
import type { AuditTables } from '../audit/tables.ts';
import type { StationTables } from '../station/tables.ts';

/** Every table of the station file, as Kysely sees it. A test compares it with the migrated file. */
export interface StationDatabase extends AccessTables, AuditTables, StationTables {}
