import { attendance } from './attendance/router.ts';
import { classCalls } from './bookings/calls.ts';
import { seatTimes } from './bookings/facts.ts';
import { bookingOwner, bookingReference, bookingTimeline } from './bookings/people.ts';
import { bookings } from './bookings/router.ts';
import { bookingClock } from './bookings/take-back.ts';
import { certificateReference, certificateTimeline } from './certificates/people.ts';
import { certificates } from './certificates/router.ts';
import { classDocuments } from './class-documents/router.ts';
import { classTemplates } from './class-documents/templates.ts';
import { classFigures } from './class-figures/router.ts';
import { classes } from './classes/router.ts';
import { classesDue } from './classes/settle.ts';
import { classClock, sessionClock } from './classes/take-back.ts';
import { courses } from './courses/router.ts';
import type { Command } from '../core/command.ts';
import type { Scene } from '../schedule/demo/scene.ts';
import { planTermJob } from './planner/plan-job.ts';
import { autoPlan } from './planner/router.ts';
import { satisfaction } from './satisfaction/router.ts';
import { sessionZoneHolder } from './sessions/closures.ts';
import { sessionHolderKind } from './sessions/holder.ts';
import { sessions } from './sessions/router.ts';
import { sessionUses } from './sessions/uses.ts';
import { trainerReference } from './trainers/people.ts';
import { trainers } from './trainers/router.ts';
import { applyWishesJob, openWishesJob, previewWishesJob } from './wishes/import.ts';
import { wishReference } from './wishes/people.ts';
import { wishes } from './wishes/router.ts';

export const training = {
  router: {
    courses,
    trainers,
    classes,
    sessions,
    autoPlan,
    wishes,
    bookings,
    attendance,
    certificates,
    satisfaction,
    classDocuments,
    classFigures
  },
  jobs: { planTerm: planTermJob, openWishes: openWishesJob, previewWishes: previewWishesJob, applyWishes: applyWishesJob },
  due: { classes: classesDue },
  clockOwners: { booking: bookingClock, class: classClock, session: sessionClock },
  personReferences: {
    certificates: certificateReference,
    trainers: trainerReference,
    bookings: bookingReference,
    wishes: wishReference
  },
  timeline: { certificates: certificateTimeline, bookings: bookingTimeline },
  codeOwners: { booking: bookingOwner },
  callSubjects: { class: classCalls },
  holderKinds: { session: sessionHolderKind },
  personTimes: { class: seatTimes },
  zoneHolders: { session: sessionZoneHolder },
  useSources: { session: sessionUses },
  documentTemplates: classTemplates,
  // Only the demonstration loads its data.
  demoStories: { training: async (cmd: Command, scene: Scene) => (await import('./demo/classes.ts')).trainingStory(cmd, scene) }
};
