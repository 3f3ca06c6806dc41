import type { Migration } from './migration.ts';
import { calls } from './0005-volunteers/calls.ts';
import { figures } from './0005-volunteers/figures.ts';
import { projects } from './0005-volunteers/projects.ts';
import { recognition } from './0005-volunteers/recognition.ts';
import { records } from './0005-volunteers/records.ts';
import { signUps } from './0005-volunteers/sign-ups.ts';
import { volunteers as people } from './0005-volunteers/volunteers.ts';

/** Volunteers, projects, shifts, sign-ups, hours, awards, record certificates, and their figures; calls about more than classes. */
export const volunteers: Migration = {
  version: 5,
  name: 'volunteers',
  statements: [...people, ...projects, ...signUps, ...records, ...recognition, ...figures, ...calls]
};
