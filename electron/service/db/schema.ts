import type { AccessTables } from '../core/access/tables.ts';
import type { VaultTables } from '../core/vault/tables.ts';
import type { AttendanceTables } from '../training/attendance/tables.ts';
import type { AuditTables } from '../core/audit/tables.ts';
import type { BookingTables } from '../training/bookings/tables.ts';
import type { CalendarTables } from '../schedule/calendar/tables.ts';
import type { CallTables } from '../people/calls/tables.ts';
import type { CaseTables } from '../mediation/cases/tables.ts';
import type { CertificateTables } from '../training/certificates/tables.ts';
import type { ClassFigureTables } from '../training/class-figures/tables.ts';
import type { ClassTables } from '../training/classes/tables.ts';
import type { ClosureTables } from '../schedule/closures/tables.ts';
import type { CourseTables } from '../training/courses/tables.ts';
import type { FigureTables } from '../schedule/zone-log/tables.ts';
import type { NoShowTables } from '../people/no-shows/tables.ts';
import type { MediatorTables } from '../mediation/mediators/tables.ts';
import type { OrganisationTables } from '../people/organisations/tables.ts';
import type { PeopleTables } from '../people/people/tables.ts';
import type { RecognitionTables } from '../volunteering/recognition/tables.ts';
import type { ReservationTables } from '../schedule/reservations/tables.ts';
import type { SatisfactionTables } from '../training/satisfaction/tables.ts';
import type { ScheduleTables } from '../schedule/allocation/tables.ts';
import type { SeriesTables } from '../schedule/series/tables.ts';
import type { ServiceCertificateTables } from '../volunteering/service-certificates/tables.ts';
import type { ServiceHourTables } from '../volunteering/service-hours/tables.ts';
import type { SessionTables } from '../training/sessions/tables.ts';
import type { ShiftTables } from '../volunteering/shifts/tables.ts';
import type { SignUpTables } from '../volunteering/sign-ups/tables.ts';
import type { StationTables } from '../core/station/tables.ts';
import type { TrainerTables } from '../training/trainers/tables.ts';
import type { VolunteerFigureTables } from '../volunteering/volunteer-figures/tables.ts';
import type { VolunteerProjectTables } from '../volunteering/volunteer-projects/tables.ts';
import type { VolunteerTables } from '../volunteering/volunteers/tables.ts';
import type { WishTables } from '../training/wishes/tables.ts';
import type { ZoneTables } from '../schedule/zones/tables.ts';

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
