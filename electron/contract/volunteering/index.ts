import { recognition } from './recognition.ts';
import { serviceCertificates } from './service-certificates.ts';
import { serviceHours } from './service-hours.ts';
import { shifts } from './shifts.ts';
import { signUps } from './sign-ups.ts';
import { volunteerFigures } from './volunteer-figures.ts';
import { volunteerProjects } from './volunteer-projects.ts';
import { volunteers } from './volunteers.ts';

/** The procedures of volunteering. */
export const volunteeringContract = {
  volunteers,
  volunteerProjects,
  shifts,
  signUps,
  serviceHours,
  recognition,
  serviceCertificates,
  volunteerFigures
};
