import { z } from 'zod';
import { id, instant } from '../core/base.ts';

/** One line of the history of something that people take part in: what happened, by whom, and why. */
export const historyLine = z.object({
  at: instant,
  by: z.string(),
  /** The person concerned; null when the line is about the thing itself. */
  person: z.object({ id, name: z.string() }).nullable(),
  kind: z.string(),
  /** What the sentence of that kind needs. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  reason: z.string()
});
export type HistoryLine = z.infer<typeof historyLine>;
