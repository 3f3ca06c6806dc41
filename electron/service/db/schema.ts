import type { AccessTables } from '../access/tables.ts';
import type { VaultTables } from '../access/vault/tables.ts';
import type { AttendanceTables } from '../attendance/tables.ts';
import type { AuditTables } from '../audit/tables.ts';
import type { BookingTables } from '../bookings/tables.ts';
import type { CalendarTables } from '../calendar/tables.ts';
import type { CallTables } from '../calls/tables.ts';
import type { CaseTables } from '../cases/tables.ts';
import type { CertificateTables } from '../certificates/tables.ts';
import type { ClassFigureTables } from '../class-figures/tables.ts';
import type { ClassTables } from '../classes/tables.ts';
import type { ClosureTables } from '../closures/tables.ts';
import type { CourseTables } from '../courses/tables.ts';
import type { FigureTables } from '../figures/tables.ts';
import type { NoShowTables } from '../no-shows/tables.ts';
import type { MediatorTables } from '../mediators/tables.ts';
import type { OrganisationTables } from '../organisations/tables.ts';
import type { PeopleTables } from '../people/tables.ts';
import type { RecognitionTables } from '../recognition/tables.ts';
import type { ReservationTables } from '../reservations/tables.ts';
import type { SatisfactionTables } from '../satisfaction/tables.ts';
import type { ScheduleTables } from '../schedule/tables.ts';
import type { SeriesTables } from '../series/tables.ts';
import type { ServiceCertificateTables } from '../service-certificates/tables.ts';
import type { ServiceHourTables } from '../service-hours/tables.ts';
import type { SessionTables } from '../sessions/tables.ts';
import type { ShiftTables } from '../shifts/tables.ts';
import type { SignUpTables } from '../sign-ups/tables.ts';
import type { StationTables } from '../station/tables.ts';
import type { TrainerTables } from '../trainers/tables.ts';
import type { VolunteerFigureTables } from '../volunteer-figures/tables.ts';
import type { VolunteerProjectTables } from '../volunteer-projects/tables.ts';
import type { VolunteerTables } from '../volunteers/tables.ts';
import type { WishTables } from '../wishes/tables.ts';
import type { ZoneTables } from '../zones/tables.ts';

/** Every table of the station file, as Kysely sees it. A test compares it with the migrated file. */
export interface StationDatabase
  extends AccessTables,
    AttendanceTables,
    AuditTables,
    BookingTables,
    CalendarTables,
    CallTables,
    CaseTables,
    CertificateTables,
    ClassFigureTables,
    ClassTables,
    ClosureTables,
    CourseTables,
    FigureTables,
    NoShowTables,
    MediatorTables,
    OrganisationTables,
    PeopleTables,
    RecognitionTables,
    ReservationTables,
    SatisfactionTables,
    ScheduleTables,
    SeriesTables,
    ServiceCertificateTables,
    ServiceHourTables,
    SessionTables,
    ShiftTables,
    SignUpTables,
    StationTables,
    TrainerTables,
    VolunteerFigureTables,
    VolunteerProjectTables,
    VolunteerTables,
    VaultTables,
    WishTables,
    ZoneTables {}
