import { access } from './core/access/router.ts';
import { vault } from './core/vault/router.ts';
import { attendance } from './training/attendance/router.ts';
import { audit } from './core/audit/router.ts';
import { backup } from './core/backup/router.ts';
import { bookings } from './training/bookings/router.ts';
import { calendar } from './schedule/calendar/router.ts';
import { calls } from './people/calls/router.ts';
import { caseFigures } from './mediation/case-figures/router.ts';
import { casePapers } from './mediation/case-papers/router.ts';
import { cases } from './mediation/cases/router.ts';
import { certificates } from './training/certificates/router.ts';
import { classDocuments } from './training/class-documents/router.ts';
import { classFigures } from './training/class-figures/router.ts';
import { autoPlan, classes } from './training/classes/router.ts';
import { closures } from './schedule/closures/router.ts';
import { courses } from './training/courses/router.ts';
import { drafts } from './core/drafts/router.ts';
import { figures } from './schedule/zone-log/router.ts';
import { hearings } from './mediation/hearings/router.ts';
import { implementer } from './core/implementer.ts';
import { mediators } from './mediation/mediators/router.ts';
import { organisations } from './people/organisations/router.ts';
import { people } from './people/people/router.ts';
import { recognition } from './volunteering/recognition/router.ts';
import { reservations } from './schedule/reservations/router.ts';
import { satisfaction } from './training/satisfaction/router.ts';
import { series } from './schedule/series/router.ts';
import { serviceCertificates } from './volunteering/service-certificates/router.ts';
import { serviceHours } from './volunteering/service-hours/router.ts';
import { sessions } from './training/sessions/router.ts';
import { shifts } from './volunteering/shifts/router.ts';
import { signUps } from './volunteering/sign-ups/router.ts';
import { station } from './core/station/router.ts';
import { trainers } from './training/trainers/router.ts';
import { volunteerFigures } from './volunteering/volunteer-figures/router.ts';
import { volunteerProjects } from './volunteering/volunteer-projects/router.ts';
import { volunteers } from './volunteering/volunteers/router.ts';
import { wishes } from './training/wishes/router.ts';
import { zones } from './schedule/zones/router.ts';

/** Every area's handlers; a missing or extra one does not compile. */
export const router = implementer.router({
  station,
  access,
  audit,
  backup,
  drafts,
  organisations,
  people,
  zones,
  calendar,
  reservations,
  closures,
  series,
  figures,
  courses,
  trainers,
  classes,
  sessions,
  autoPlan,
  wishes,
  bookings,
  calls,
  attendance,
  certificates,
  satisfaction,
  classDocuments,
  classFigures,
  vault,
  volunteers,
  volunteerProjects,
  shifts,
  signUps,
  serviceHours,
  recognition,
  serviceCertificates,
  volunteerFigures,
  cases,
  hearings,
  mediators,
  casePapers,
  caseFigures
});
