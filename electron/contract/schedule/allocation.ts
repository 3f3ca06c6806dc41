import { addDays, dateOf, DAY_MS, HOUR_MS, MINUTE_MS, minutesOf, startOfDate, weekdayOf } from '../core/time.ts';

/**
 * The rules of the one schedule, without a database: what a use occupies, when a zone is open, how much equipment is
 * out at once. Service and window use the same functions, so both refuse a time for the same reason.
 */

/** Longest use of a zone, ms. Anything longer is a closure. */
export const MAX_USE_MS = 24 * HOUR_MS;
/** Longest set-up or clear-up time of a zone, minutes. */
export const MAX_BUFFER_MINUTES = 240;
/** Longest allocation, ms: the longest use with both buffers. It bounds the search for overlaps; a CHECK of the table holds it. */
export const MAX_ALLOCATION_MS = MAX_USE_MS + 2 * MAX_BUFFER_MINUTES * MINUTE_MS;
/** Longest closure, ms: a leap year. */
export const MAX_CLOSURE_MS = 366 * DAY_MS;
/** Proposed times lie on a grid of this many minutes; uses begin and end on any full minute. */
export const PROPOSAL_STEP_MINUTES = 15;

/** A span of time, UTC ms; `to` is excluded. */
export interface Interval {
  from: number;
  to: number;
}

/** The kind of day that the State Council's notice, or the station, makes of a date. */
export type DayKind = 'ordinary' | 'holiday' | 'workday';

/** Whether people work on a date: Mondays to Fridays and make-up workdays (调休), public holidays left out. */
export function isWorkday(date: string, kindOf: (date: string) => DayKind): boolean {
  const kind = kindOf(date);
  return kind === 'workday' || (kind === 'ordinary' && weekdayOf(date) <= 5);
}

/** An opening interval of a weekday (1 Monday … 7 Sunday), clock times `HH:MM`. */
export interface OpeningHours {
  weekday: number;
  open: string;
  close: string;
}

/** What the opening rules read of a zone. */
export interface OpeningRules {
  hours: readonly OpeningHours[];
  holidayPolicy: 'closed' | 'open';
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.from < b.to && b.from < a.to;
}

/** The time for which a use takes its zone: with set-up before it and clear-up after it, both in minutes. */
export function occupied(use: Interval, setupMinutes: number, clearupMinutes: number): Interval {
  return { from: use.from - setupMinutes * MINUTE_MS, to: use.to + clearupMinutes * MINUTE_MS };
}

/** The largest quantity in use at any moment of `over`. */
export function peakUse(over: Interval, uses: readonly (Interval & { quantity: number })[]): number {
  const steps: { at: number; change: number }[] = [];
  for (const use of uses) {
    if (!overlaps(use, over)) continue;
    steps.push({ at: use.from, change: use.quantity }, { at: use.to, change: -use.quantity });
  }
  // Pieces given back at a moment can be taken at the same moment, so ends count before beginnings.
  steps.sort((a, b) => a.at - b.at || a.change - b.change);
  let out = 0;
  let peak = 0;
  for (const step of steps) {
    out += step.change;
    if (out > peak && step.at < over.to) peak = out;
  }
  return peak;
}

/**
 * Opening intervals of a zone on a date, minutes since midnight, in order, touching ones joined.
 * On a public holiday the zone is closed or keeps its weekday's hours, as its policy says. On a make-up workday a Saturday has
 * Friday's hours and a Sunday has Monday's.
 */
export function hoursOn(rules: OpeningRules, date: string, kind: DayKind): { open: number; close: number }[] {
  if (kind === 'holiday' && rules.holidayPolicy === 'closed') return [];
  const own = weekdayOf(date);
  const weekday = kind !== 'workday' ? own : own === 6 ? 5 : own === 7 ? 1 : own;
  const found = rules.hours
    .filter((hours) => hours.weekday === weekday)
    .map((hours) => ({ open: minutesOf(hours.open), close: minutesOf(hours.close) }))
    .sort((a, b) => a.open - b.open);
  const joined: { open: number; close: number }[] = [];
  for (const hours of found) {
    const last = joined.at(-1);
    if (last && hours.open <= last.close) last.close = Math.max(last.close, hours.close);
    else joined.push(hours);
  }
  return joined;
}

/** The intervals of `hoursOn` as instants, UTC ms. */
export function openIntervals(rules: OpeningRules, date: string, kind: DayKind): Interval[] {
  const start = startOfDate(date);
  return hoursOn(rules, date, kind).map((hours) => ({ from: start + hours.open * MINUTE_MS, to: start + hours.close * MINUTE_MS }));
}

/** Dates `YYYY-MM-DD` (Asia/Shanghai) that an interval touches, in order. */
export function datesOf(interval: Interval): string[] {
  const dates: string[] = [];
  const last = dateOf(Math.max(interval.to - 1, interval.from));
  for (let date = dateOf(interval.from); date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/**
 * Null when a use lies within the opening hours, else the first date on which it does not and why. Only the use itself counts, not
 * its buffers, because people may prepare and clear up outside opening hours.
 */
export function outsideHours(
  rules: OpeningRules,
  use: Interval,
  kindOf: (date: string) => DayKind
): { date: string; why: 'holiday' | 'closed_hours' } | null {
  for (const date of datesOf(use)) {
    const start = startOfDate(date);
    const part = { from: Math.max(use.from, start), to: Math.min(use.to, start + DAY_MS) };
    const kind = kindOf(date);
    const open = openIntervals(rules, date, kind);
    if (open.some((hours) => hours.from <= part.from && part.to <= hours.to)) continue;
    return { date, why: kind === 'holiday' && rules.holidayPolicy === 'closed' ? 'holiday' : 'closed_hours' };
  }
  return null;
}

/** Why a time is impossible whatever the schedule holds: `order`, `too_long`, `seconds` (not on full minutes); null if it is possible. */
export function useProblem(use: Interval): 'order' | 'too_long' | 'seconds' | null {
  if (use.to <= use.from) return 'order';
  if (use.to - use.from > MAX_USE_MS) return 'too_long';
  return use.from % MINUTE_MS !== 0 || use.to % MINUTE_MS !== 0 ? 'seconds' : null;
}
