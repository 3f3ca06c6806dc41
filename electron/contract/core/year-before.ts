import { z } from 'zod';

/**
 * 同比: figures beside those of the same months a year before. One rule for all pages of figures.
 */

/** The unit of a figure: a number of things, minutes, or a share between 0 and 1. */
export type FigureUnit = 'count' | 'minutes' | 'share';

/** Smallest figure a year before that allows a percentage: from 2 to 5 is 3 more, not 150 %. Minutes: ten hours. */
export const LEAST_BASE: Record<'count' | 'minutes', number> = { count: 10, minutes: 600 };

/** The year before in a table of figures: its sums, and the first month on record; null: nothing on record. */
export const yearBeforeOf = <T extends z.ZodType>(figures: T) => z.object({ firstMonth: z.string().nullable(), total: figures });

/** The month `YYYY-MM` a year before. */
export const monthYearBefore = (at: string): string => `${String(Number(at.slice(0, 4)) - 1).padStart(4, '0')}-${at.slice(5)}`;

/** The same months a year before. */
export function yearBefore<T extends { fromMonth: string; toMonth: string }>(range: T): T {
  return { ...range, fromMonth: monthYearBefore(range.fromMonth), toMonth: monthYearBefore(range.toMonth) };
}

/** How much of the months a year before is on record. @param firstMonth first month on record; null: none */
export function coverage(range: { fromMonth: string; toMonth: string }, firstMonth: string | null): 'whole' | 'part' | 'none' {
  const before = yearBefore(range);
  if (firstMonth === null || firstMonth > before.toMonth) return 'none';
  return firstMonth > before.fromMonth ? 'part' : 'whole';
}

export interface Change {
  /** Now minus then, in the figure's own unit. */
  difference: number;
  /** The difference as a share of the figure then (0.2: 20 % more); null for shares and where that figure is below LEAST_BASE. */
  ratio: number | null;
}

/**
 * How a figure changed since the same months a year before.
 * @param now null: there is no such figure (a share of nothing)
 * @param then null: no such figure, or one that must not be shown
 * @returns null where one of the two is missing
 */
export function changeOf(now: number | null, then: number | null, unit: FigureUnit): Change | null {
  if (now === null || then === null) return null;
  return { difference: now - then, ratio: unit === 'share' || then < LEAST_BASE[unit] ? null : (now - then) / then };
}

/** A count of cases as figures may show it for an organisation: null below `fewest`, so that no single case can be guessed. */
export const toldOf = (count: number, fewest: number): number | null => (count >= fewest ? count : null);
