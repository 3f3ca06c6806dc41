import { z } from 'zod';

/**
 * 同比: the figures of some months beside those of the same months a year before. One rule for all pages of figures.
 */

/** What a figure is: a number of things, minutes, or a share between 0 and 1. */
export type FigureUnit = 'count' | 'minutes' | 'share';

/** Fewest a year before for a percentage to say something: from 2 to 5 is 3 more, not 150 %. Minutes: ten hours. */
export const LEAST_BASE: Record<'count' | 'minutes', number> = { count: 10, minutes: 600 };

/** What a table of figures says of the year before: its sums, and the first month that anything at all is known of; null: nothing yet. */
export const yearBeforeOf = <T extends z.ZodType>(figures: T) => z.object({ firstMonth: z.string().nullable(), total: figures });

/** `YYYY-MM` a year before. */
export const monthYearBefore = (at: string): string => `${String(Number(at.slice(0, 4)) - 1).padStart(4, '0')}-${at.slice(5)}`;

/** The same months a year before. */
export function yearBefore<T extends { fromMonth: string; toMonth: string }>(range: T): T {
  return { ...range, fromMonth: monthYearBefore(range.fromMonth), toMonth: monthYearBefore(range.toMonth) };
}

/** How far the records reach back into the months a year before: over all of them, some, or none. */
export function coverage(range: { fromMonth: string; toMonth: string }, firstMonth: string | null): 'whole' | 'part' | 'none' {
  const before = yearBefore(range);
  if (firstMonth === null || firstMonth > before.toMonth) return 'none';
  return firstMonth > before.fromMonth ? 'part' : 'whole';
}

export interface Change {
  /** Now less then, in the figure's own unit. */
  difference: number;
  /** The difference as a share of what there was then (0.2: 20 % more); null for shares, and where the base is too small to say anything. */
  ratio: number | null;
}

/**
 * What became of a figure since the same months a year before.
 * @param now null: there is no such figure (a share of nothing)
 * @param then null likewise, or what is not to be told
 * @returns null where one of the two is missing
 */
export function changeOf(now: number | null, then: number | null, unit: FigureUnit): Change | null {
  if (now === null || then === null) return null;
  return { difference: now - then, ratio: unit === 'share' || then < LEAST_BASE[unit] ? null : (now - then) / then };
}

/** A count of cases as it may be told of an organisation: null below the fewest. */
export const toldOf = (count: number, fewest: number): number | null => (count >= fewest ? count : null);
