import { attendance } from './attendance.ts';
import { bookings } from './bookings.ts';
import { certificates } from './certificates.ts';
import { classDocuments } from './class-documents.ts';
import { classFigures } from './class-figures.ts';
import { classes } from './classes.ts';
import { courses } from './courses.ts';
import { autoPlan } from './planner.ts';
import { satisfaction } from './satisfaction.ts';
import { sessions } from './sessions.ts';
import { trainers } from './trainers.ts';
import { wishes } from './wishes.ts';

/** The procedures of training. */
export const trainingContract = {
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
};
