import { z } from 'zod';
import { CORE_ERRORS, mayOf } from '../core/errors.ts';
import { PEOPLE_ERRORS } from '../people/errors.ts';
import { clashSchema } from '../core/errors.ts';
import { SCHEDULE_ERRORS } from '../schedule/errors.ts';
import { refusal } from './booking-rules.ts';
import { MISSING } from './certificate-rules.ts';

/** The errors of training that a person can act on. */
export const TRAINING_ERRORS = {
  /** People who cannot be booked, each with the check that failed first. */
  BOOKING_REFUSED: z.object({ refusals: z.array(z.object({ personId: z.number().int().nullable(), name: z.string(), refusal })) }),
  /** People who get no certificate, each with what they lack or with the number of the certificate they have. */
  CERTIFICATE_REFUSED: z.object({
    people: z.array(
      z.object({ personId: z.number().int(), name: z.string(), missing: z.array(z.enum(MISSING)), has: z.string().nullable() })
    )
  }),
  /** Classes of a plan whose sessions clash since it was proposed. */
  PLAN_CLASH: z.object({ classes: z.array(z.object({ classId: z.number().int(), code: z.string(), clashes: z.array(clashSchema) })) })
} as const;
type TrainingErrors = typeof TRAINING_ERRORS;

declare module '../core/errors.ts' {
  interface ErrorCatalogue extends TrainingErrors {}
}

export const may = mayOf({ ...CORE_ERRORS, ...PEOPLE_ERRORS, ...SCHEDULE_ERRORS, ...TRAINING_ERRORS });
