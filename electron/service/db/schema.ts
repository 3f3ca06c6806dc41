import type { AccessTables } from '../access/tables.ts';
import type { AuditTables } from '../audit/tables.ts';
import type { CalendarTables } from '../calendar/tables.ts';
import type { ClosureTables } from '../closures/tables.ts';
import type { FigureTables } from '../figures/tables.ts';
import type { OrganisationTables } from '../organisations/tables.ts';
import type { PeopleTables } from '../people/tables.ts';
import type { ReservationTables } from '../reservations/tables.ts';
import type { ScheduleTables } from '../schedule/tables.ts';
import type { SeriesTables } from '../series/tables.ts';
import type { StationTables } from '../station/tables.ts';
import type { ZoneTables } from '../zones/tables.ts';

/** Every table of the station file, as Kysely sees it. A test compares it with the migrated file. */
export interface StationDatabase
  extends AccessTables,
    AuditTables,
    CalendarTables,
    ClosureTables,
    FigureTables,
    OrganisationTables,
    PeopleTables,
    ReservationTables,
    ScheduleTables,
    SeriesTables,
    StationTables,
    ZoneTables {}
