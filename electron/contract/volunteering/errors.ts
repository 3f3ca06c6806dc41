import { z } from 'zod';
import { CORE_ERRORS, mayOf } from '../core/errors.ts';
import { PEOPLE_ERRORS } from '../people/errors.ts';
import { SCHEDULE_ERRORS } from '../schedule/errors.ts';
import { hoursProblem } from './service-hour-rules.ts';
import { signUpRefusal } from './sign-up-rules.ts';

/** The errors of volunteer service that a person can act on. */
export const VOLUNTEERING_ERRORS = {
  /** Volunteers who cannot sign up, each with the check that failed first. */
  SIGN_UP_REFUSED: z.object({ refusals: z.array(z.object({ volunteerId: z.number().int(), name: z.string(), refusal: signUpRefusal })) }),
  /** Hours that cannot be recorded: index of the line in its sheet (0 for a single service), the volunteer, and why. */
  HOURS_REFUSED: z.object({
    rows: z.array(z.object({ row: z.number().int(), volunteerId: z.number().int(), name: z.string(), problem: hoursProblem }))
  }),
  /** Records that the operator cannot approve or reject: not pending, a correction of their own, or overlapping a record approved since. */
  RECORDS_REFUSED: z.object({
    records: z.array(
      z.object({ id: z.number().int(), name: z.string(), reason: z.enum(['state', 'own_correction', 'own_entry', 'replaced']) })
    )
  })
} as const;
type VolunteeringErrors = typeof VOLUNTEERING_ERRORS;

declare module '../core/errors.ts' {
  interface ErrorCatalogue extends VolunteeringErrors {}
}

export const may = mayOf({ ...CORE_ERRORS, ...PEOPLE_ERRORS, ...SCHEDULE_ERRORS, ...VOLUNTEERING_ERRORS });
