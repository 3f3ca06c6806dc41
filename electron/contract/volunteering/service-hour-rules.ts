import { z } from 'zod';
import { id, instant } from '../core/base.ts';
import { overlaps } from '../schedule/allocation.ts';
import { addDays, DAY_MS, instantOf, MINUTE_MS } from '../core/time.ts';

/** Hours of service: their states and sources, what a paper sheet may say, and how they are shown. No database. */

/**
 * `running`: clocked in and not out. `pending`: waits for approval. `approved`: counts. `rejected`: does not. `replaced`:
 * a correction took its place. `void`: a clocking taken back at once, or the approved correction that says there was none.
 */
export const RECORD_STATES = ['running', 'pending', 'approved', 'rejected', 'replaced', 'void'] as const;
export type RecordState = (typeof RECORD_STATES)[number];
export const recordState = z.enum(RECORD_STATES);
/** States in which a record takes its person's time: two of these never overlap. */
export const LIVE_RECORDS: readonly RecordState[] = ['running', 'pending', 'approved'];

/** Where hours come from: clocked at the desk, a whole shift at once, a paper sheet, or a correction. */
export const RECORD_SOURCES = ['clock', 'shift', 'paper', 'correction'] as const;
export type RecordSource = (typeof RECORD_SOURCES)[number];
export const recordSource = z.enum(RECORD_SOURCES);

/** Longest service that one record may say, ms; who forgot to clock out is corrected by hand. */
export const MAX_SERVICE_MS = DAY_MS;
/** How long after it a clocking can be taken back, ms. */
export const UNDO_CLOCK_MS = 10 * MINUTE_MS;
/** A second scan within this time of clocking in is taken for the same scan, ms. */
export const DOUBLE_SCAN_MS = 2 * MINUTE_MS;

/** What dangerous or skilled work is not begun without: insurance (志愿服务条例 article 17) and training (article 16). */
export const unready = [
  z.object({ reason: z.literal('uninsured'), since: z.string().nullable() }),
  z.object({ reason: z.literal('untrained'), training: z.string(), trainingEn: z.string(), since: z.string().nullable() })
] as const;
export type Unready = z.infer<(typeof unready)[number]>;

/** Why hours cannot be written down, each with what its sentence needs. */
export const hoursProblem = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('not_volunteer') }),
  z.object({ reason: z.literal('volunteer_state'), state: z.enum(['applied', 'left']) }),
  z.object({ reason: z.literal('minor') }),
  /** At the desk alone, where the work is still ahead: what was done all the same is written down from paper. */
  ...unready,
  z.object({ reason: z.literal('order') }),
  /** Less than a minute: nothing that could be counted. */
  z.object({ reason: z.literal('too_short') }),
  z.object({ reason: z.literal('too_long') }),
  z.object({ reason: z.literal('future') }),
  /** Another service of the same person at that time, on record or in another line of the sheet. */
  z.object({
    reason: z.literal('overlap'),
    project: z.string(),
    from: instant,
    to: instant.nullable(),
    recordId: id.nullable(),
    row: z.number().int().nullable()
  })
]);
export type HoursProblem = z.infer<typeof hoursProblem>;

/** A line of a paper sheet, its times as instants. */
export interface SheetLine {
  personId: number;
  from: number;
  to: number;
}

/** What is wrong with each line in itself and between lines; null where nothing is. */
export function sheetProblems(lines: readonly SheetLine[], now: number): (HoursProblem | null)[] {
  return lines.map((line, row) => {
    const problem = timeProblem(line, now);
    if (problem !== null) return problem;
    const other = lines.findIndex((one, at) => at < row && one.personId === line.personId && overlaps(one, line));
    return other === -1
      ? null
      : { reason: 'overlap', project: '', from: lines[other]!.from, to: lines[other]!.to, recordId: null, row: other };
  });
}

/**
 * A service on a date between two clock times (`HH:MM`), as instants: an end before the beginning lies on the next day.
 * The same time twice is no time at all; a whole day of service is two lines.
 */
export const serviceOn = (date: string, from: string, to: string): { from: number; to: number } => ({
  from: instantOf(date, from),
  to: instantOf(to < from ? addDays(date, 1) : date, to)
});

/** What is wrong with the time of a service by itself; null for nothing. */
export function timeProblem(time: { from: number; to: number }, now: number): HoursProblem | null {
  if (time.to <= time.from) return { reason: 'order' };
  if (serviceMinutes(time.from, time.to) < 1) return { reason: 'too_short' };
  if (time.to - time.from > MAX_SERVICE_MS) return { reason: 'too_long' };
  return time.to > now ? { reason: 'future' } : null;
}

/** Minutes of a service; seconds are left out. */
export const serviceMinutes = (from: number, to: number): number => Math.floor((to - from) / MINUTE_MS);

/** How minutes are shown as hours. What is stored are the minutes themselves. */
export interface HoursDisplay {
  /** Rounded to so many minutes: 1 not at all, 15, 30 or 60. */
  roundTo: number;
  rounding: 'down' | 'nearest';
  /** Most minutes of one day that are shown; 0: all. */
  dayCap: number;
}

/** Minutes as they are shown: each day capped, the sum rounded. */
export function shownMinutes(days: readonly { date: string; minutes: number }[], display: HoursDisplay): number {
  const sums = new Map<string, number>();
  for (const { date, minutes } of days) sums.set(date, (sums.get(date) ?? 0) + minutes);
  const sum = [...sums.values()].reduce((all, minutes) => all + (display.dayCap === 0 ? minutes : Math.min(minutes, display.dayCap)), 0);
  const steps = sum / display.roundTo;
  return (display.rounding === 'down' ? Math.floor(steps) : Math.round(steps)) * display.roundTo;
}

/** Hours with at most two places, as certificates and sheets say them: `12.5`. */
export const hoursOf = (minutes: number): string => String(Math.round((minutes / 60) * 100) / 100);

/** States in which a record can be corrected. */
export const CORRECTABLE: readonly RecordState[] = ['pending', 'approved'];
/** Whether a record can be corrected: a correction that waits is rejected and written anew instead. */
export const canCorrect = (record: { state: RecordState; correctsId: number | null }): boolean =>
  record.state === 'approved' || (record.state === 'pending' && record.correctsId === null);

/** Why somebody may not approve a record, or null. A correction is approved by somebody else than who wrote it. */
export const approvalProblem = (
  record: { state: RecordState; source: RecordSource; enteredById: number | null },
  approverId: number
): 'state' | 'own_correction' | null =>
  record.state !== 'pending' ? 'state' : record.source === 'correction' && record.enteredById === approverId ? 'own_correction' : null;
