import { z } from 'zod';
import { instant } from '../core/base.ts';

/** What else somebody has to do at a time: a session they have a seat in, or whatever takes their time in the schedule. */
export const commitment = z.object({
  what: z.enum(['class', 'schedule']),
  /** Code and title of the class, or what holds the person's time. */
  title: z.string(),
  from: instant,
  to: instant
});
export type Commitment = z.infer<typeof commitment>;
