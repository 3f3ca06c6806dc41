import type { Migration } from './migration.ts';
import { attendance } from './0004-classes/attendance.ts';
import { bookings } from './0004-classes/bookings.ts';
import { courses } from './0004-classes/courses.ts';
import { figures } from './0004-classes/figures.ts';
import { sessions } from './0004-classes/sessions.ts';

/** Courses, trainers, wishes, classes with their sessions, bookings, attendance, certificates, and their figures. */
export const classes: Migration = {
  version: 4,
  name: 'classes',
  statements: [...courses, ...sessions, ...bookings, ...attendance, ...figures]
};
