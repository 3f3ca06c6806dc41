import type { Station } from '../core/context.ts';
import { exportAwardsJob } from './recognition/awards.ts';
import { recognition } from './recognition/router.ts';
import { exportServiceCertificatesJob } from './service-certificates/read.ts';
import { serviceCertificates } from './service-certificates/router.ts';
import { serviceCertificateTemplate } from './service-certificates/template.ts';
import { exportServiceJob } from './service-hours/export.ts';
import { serviceHours } from './service-hours/router.ts';
import { shiftZoneHolder } from './shifts/closures.ts';
import { projectUseHolderKind } from './shifts/holder.ts';
import { shifts } from './shifts/router.ts';
import { shiftsDue } from './shifts/settle.ts';
import { projectClock, shiftClock, signUpClock } from './shifts/take-back.ts';
import { shiftUses } from './shifts/uses.ts';
import { signUpHolderKind } from './sign-ups/holder.ts';
import { signUps } from './sign-ups/router.ts';
import { volunteerFigures } from './volunteer-figures/router.ts';
import { projectCalls } from './volunteer-projects/calls.ts';
import { volunteerProjects } from './volunteer-projects/router.ts';
import { exportVolunteersJob } from './volunteers/export.ts';
import { volunteerReference, volunteerTimeline } from './volunteers/people.ts';
import { volunteers } from './volunteers/router.ts';

export const volunteering = {
  router: { volunteers, volunteerProjects, shifts, signUps, serviceHours, recognition, serviceCertificates, volunteerFigures },
  jobs: {
    exportService: exportServiceJob,
    exportVolunteers: exportVolunteersJob,
    exportAwards: exportAwardsJob,
    exportServiceCertificates: exportServiceCertificatesJob
  },
  due: { shifts: shiftsDue },
  clockOwners: { project: projectClock, shift: shiftClock, sign_up: signUpClock },
  personReferences: { volunteers: volunteerReference },
  timeline: { volunteers: volunteerTimeline },
  callSubjects: { project: projectCalls },
  holderKinds: { project_use: projectUseHolderKind, sign_up: signUpHolderKind },
  zoneHolders: { shift: shiftZoneHolder },
  useSources: { shift: shiftUses },
  documentTemplates: { service_certificate: serviceCertificateTemplate },
  // Only the demonstration loads its data.
  demo: { volunteers: { seed: async (station: Station) => (await import('./demo/volunteers.ts')).seedVolunteers(station) } }
};
