import { calls } from './people/calls.ts';
import { access } from './core/access.ts';
import { attendance } from './training/attendance.ts';
import { audit } from './core/audit.ts';
import { autoPlan } from './training/planner.ts';
import { backup } from './core/backup.ts';
import { bookings } from './training/bookings.ts';
import { calendar } from './schedule/calendar.ts';
import { caseFigures } from './mediation/case-figures.ts';
import { casePapers } from './mediation/case-papers.ts';
import { cases } from './mediation/cases.ts';
import { certificates } from './training/certificates.ts';
import { classDocuments } from './training/class-documents.ts';
import { classFigures } from './training/class-figures.ts';
import { classes } from './training/classes.ts';
import { closures } from './schedule/closures.ts';
import { courses } from './training/courses.ts';
import { drafts } from './core/drafts.ts';
import { figures } from './schedule/zone-log.ts';
import { hearings } from './mediation/hearings.ts';
import { mediators } from './mediation/mediators.ts';
import { organisations } from './people/organisations.ts';
import { people } from './people/people.ts';
import { recognition } from './volunteering/recognition.ts';
import { reservations } from './schedule/reservations.ts';
import { satisfaction } from './training/satisfaction.ts';
import { series } from './schedule/series.ts';
import { serviceCertificates } from './volunteering/service-certificates.ts';
import { serviceHours } from './volunteering/service-hours.ts';
import { sessions } from './training/sessions.ts';
import { shifts } from './volunteering/shifts.ts';
import { signUps } from './volunteering/sign-ups.ts';
import { station } from './core/station.ts';
import { trainers } from './training/trainers.ts';
import { vault } from './core/vault.ts';
import { volunteerFigures } from './volunteering/volunteer-figures.ts';
import { volunteerProjects } from './volunteering/volunteer-projects.ts';
import { volunteers } from './volunteering/volunteers.ts';
import { wishes } from './training/wishes.ts';
import { zones } from './schedule/zones.ts';

/** The whole promise between service and window. */
export const contract = {
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
  series,
  closures,
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
};
export type Contract = typeof contract;
