import { z } from 'zod';
import { id, instant } from './base.ts';
import { DAY_MS, MINUTE_MS } from './time.ts';

/**
 * What the PC's clock may do. Batteries die, and a wrong clock looks like any other: so nothing falls due by time while the
 * clock stands where no clock should, and whatever fell due can be taken back in one step.
 */

/** How far the clock may be on from the last moment that somebody worked at or confirmed, ms. */
export const TRUSTED_FOR_MS = DAY_MS;
/** Longest rest of a station, days: the front desk may confirm a date so much later; for more it takes the head. */
export const LONGEST_REST_DAYS = 10;
/** A clock that is set over a network goes back seconds; nobody is told of less than this, ms. */
export const UNTOLD_BACK_MS = 5 * MINUTE_MS;

export type ClockDoubt = 'behind' | 'ahead';

/** What the clock is held against. Instants UTC ms. */
export interface ClockRecord {
  /** When the newest entry of the audit was written. */
  recordedAt: number;
  /** The last moment at which somebody worked while the clock was trusted, or which somebody confirmed. */
  confirmedAt: number;
}

/** Why the clock is not trusted at a moment, or null if it is. @param now UTC ms */
export function clockDoubt(now: number, record: ClockRecord): ClockDoubt | null {
  if (now < record.recordedAt || now < record.confirmedAt) return 'behind';
  return now > record.confirmedAt + TRUSTED_FOR_MS ? 'ahead' : null;
}

/** Whether it takes the head to confirm what the clock shows: it went back, or is on by more than a station ever rests. */
export function headConfirms(now: number, record: ClockRecord): boolean {
  const since = Math.max(record.confirmedAt, record.recordedAt);
  return now < since - UNTOLD_BACK_MS || now > record.confirmedAt + LONGEST_REST_DAYS * DAY_MS;
}

/** The clock is in doubt: what it shows, and the moment it should not be before, or not be far from. */
export const doubtfulClock = z.object({
  doubt: z.enum(['behind', 'ahead']),
  now: instant,
  since: instant,
  /** Only the head may confirm it. */
  head: z.boolean(),
  /** Things that the clock did at moments which, by what it shows now, are still to come. */
  early: z.number().int()
});
export type DoubtfulClock = z.infer<typeof doubtfulClock>;

/** Something that fell due by time and was written: a no-show, a class that began, an offer that lapsed. */
export const clockStep = z.object({
  id,
  at: instant,
  /** Kind of the record and its id: `reservation`, `booking`, `class`, `session`, `sign_up`, `project`, `shift`. */
  entity: z.string(),
  entityId: id,
  /** What the record is called, and whom it is about. */
  label: z.string(),
  from: z.string(),
  to: z.string()
});
export type ClockStep = z.infer<typeof clockStep>;

/** Why something the clock did stays as it is: it was changed since, or what it held is taken by now. */
export const leftStep = z.object({ id, label: z.string(), why: z.enum(['changed', 'taken']) });
