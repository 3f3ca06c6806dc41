import { z } from 'zod';
import { clashSchema, CORE_ERRORS, mayOf } from '../core/errors.ts';
import { PEOPLE_ERRORS } from '../people/errors.ts';

/** The errors of the schedule that a person can act on. */
export const SCHEDULE_ERRORS = {
  /** Dates of a series that clash without a decision, or with a decision that does not work. */
  SERIES_CLASH: z.object({ dates: z.array(z.object({ date: z.string(), clashes: z.array(clashSchema) })) })
} as const;
type ScheduleErrors = typeof SCHEDULE_ERRORS;

declare module '../core/errors.ts' {
  interface ErrorCatalogue extends ScheduleErrors {}
}

export const may = mayOf({ ...CORE_ERRORS, ...PEOPLE_ERRORS, ...SCHEDULE_ERRORS });
