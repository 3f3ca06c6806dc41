import { access } from './access/router.ts';
import { vault } from './access/vault/router.ts';
import { attendance } from './attendance/router.ts';
import { audit } from './audit/router.ts';
import { backup } from './backup/router.ts';
import { bookings } from './bookings/router.ts';
import { calendar } from './calendar/router.ts';
import { calls } from './calls/router.ts';
import { caseFigures } from './case-figures/router.ts';
import { casePapers } from './case-papers/router.ts';
import { cases } from './cases/router.ts';
import { certificates } from './certificates/router.ts';
import { classDocuments } from './class-documents/router.ts';
import { classFigures } from './class-figures/router.ts';
import { autoPlan, classes } from './classes/router.ts';
import { closures } from './closures/router.ts';
import { courses } from './courses/router.ts';
import { drafts } from './drafts/router.ts';
import { figures } from './figures/router.ts';
import { hearings } from './hearings/router.ts';
import { implementer } from './implementer.ts';
import { mediators } from './mediators/router.ts';
import { organisations } from './organisations/router.ts';
import { people } from './people/router.ts';
import { recognition } from './recognition/router.ts';
import { reservations } from './reservations/router.ts';
import { satisfaction } from './satisfaction/router.ts';
import { series } from './series/router.ts';
import { serviceCertificates } from './service-certificates/router.ts';
import { serviceHours } from './service-hours/router.ts';
import { sessions } from './sessions/router.ts';
import { shifts } from './shifts/router.ts';
import { signUps } from './sign-ups/router.ts';
import { station } from './station/router.ts';
import { trainers } from './trainers/router.ts';
import { volunteerFigures } from './volunteer-figures/router.ts';
import { volunteerProjects } from './volunteer-projects/router.ts';
import { volunteers } from './volunteers/router.ts';
import { wishes } from './wishes/router.ts';
import { zones } from './zones/router.ts';

/** Every area's handlers; a missing or extra one does not compile. */
export const router = implementer.router({
  station, access, audit, backup, drafts, organisations, people, zones, calendar, reservations, closures, series, figures,
  courses, trainers, classes, sessions, autoPlan, wishes, bookings, calls, attendance, certificates, satisfaction, classDocuments, classFigures, vault,
  volunteers, volunteerProjects, shifts, signUps, serviceHours, recognition, serviceCertificates, volunteerFigures,
  cases, hearings, mediators, casePapers, caseFigures
});
