import { access } from './access.ts';
import { attendance } from './attendance.ts';
import { audit } from './audit.ts';
import { autoPlan } from './auto-plan.ts';
import { backup } from './backup.ts';
import { bookings, calls } from './bookings.ts';
import { calendar } from './calendar.ts';
import { caseFigures } from './case-figures.ts';
import { casePapers } from './case-papers.ts';
import { cases } from './cases.ts';
import { certificates } from './certificates.ts';
import { classDocuments } from './class-documents.ts';
import { classFigures } from './class-figures.ts';
import { classes } from './classes.ts';
import { closures } from './closures.ts';
import { courses } from './courses.ts';
import { drafts } from './drafts.ts';
import { figures } from './figures.ts';
import { hearings } from './hearings.ts';
import { mediators } from './mediators.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';
import { recognition } from './recognition.ts';
import { reservations } from './reservations.ts';
import { satisfaction } from './satisfaction.ts';
import { series } from './series.ts';
import { serviceCertificates } from './service-certificates.ts';
import { serviceHours } from './service-hours.ts';
import { sessions } from './sessions.ts';
import { shifts } from './shifts.ts';
import { signUps } from './sign-ups.ts';
import { station } from './station.ts';
import { trainers } from './trainers.ts';
import { vault } from './vault.ts';
import { volunteerFigures } from './volunteer-figures.ts';
import { volunteerProjects } from './volunteer-projects.ts';
import { volunteers } from './volunteers.ts';
import { wishes } from './wishes.ts';
import { zones } from './zones.ts';

/** The whole promise between service and window. */
export const contract = {
  station, access, audit, backup, drafts, organisations, people, zones, calendar, reservations, series, closures, figures,
  courses, trainers, classes, sessions, autoPlan, wishes, bookings, calls, attendance, certificates, satisfaction,
  classDocuments, classFigures, vault,
  volunteers, volunteerProjects, shifts, signUps, serviceHours, recognition, serviceCertificates, volunteerFigures,
  cases, hearings, mediators, casePapers, caseFigures
};
export type Contract = typeof contract;
