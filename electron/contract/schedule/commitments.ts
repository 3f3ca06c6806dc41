import { z } from 'zod';
import { instant } from '../core/base.ts';

/** A commitment of a person: a session in which they have a seat, or something that takes their time in the schedule. */
export const commitment = z.object({
  what: z.enum(['class', 'schedule']),
  /** Code and title of the class, or the name of what takes the time. */
  title: z.string(),
  from: instant,
  to: instant
});
export type Commitment = z.infer<typeof commitment>;
