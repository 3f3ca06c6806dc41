import { z } from 'zod';
import { id, instant } from '../core/base.ts';
import { overlaps } from '../schedule/allocation.ts';
import { addDays, dateOf, DAY_MS, HOUR_MS, instantOf, MINUTE_MS, startOfDate } from '../core/time.ts';

/** Hours of service: states and sources of records, checks of a paper sheet, and how hours are shown. No database. */

/**
 * `running`: clocked in and not out. `pending`: waits for approval. `approved`: counts. `rejected`: does not count. `replaced`:
 * a correction took its place. `void`: a clocking that was undone, or an approved correction that says there was no service.
 */
export const RECORD_STATES = ['running', 'pending', 'approved', 'rejected', 'replaced', 'void'] as const;
export type RecordState = (typeof RECORD_STATES)[number];
export const recordState = z.enum(RECORD_STATES);
/** States in which a record takes its person's time, so that two of them never overlap. */
export const LIVE_RECORDS: readonly RecordState[] = ['running', 'pending', 'approved'];

/** How a record was made: by the clock at the desk, for a whole shift at once, from a paper sheet, or as a correction. */
export const RECORD_SOURCES = ['clock', 'shift', 'paper', 'correction'] as const;
export type RecordSource = (typeof RECORD_SOURCES)[number];
export const recordSource = z.enum(RECORD_SOURCES);

/** Longest service of one record, ms. When somebody forgot to clock out, an operator corrects the record. */
export const MAX_SERVICE_MS = DAY_MS;
/** For how long a clocking can be undone, ms. */
export const UNDO_CLOCK_MS = 10 * MINUTE_MS;
/** A scan within this time after clocking in counts as the same scan, ms. */
export const DOUBLE_SCAN_MS = 2 * MINUTE_MS;

/** What dangerous or skilled work needs: insurance (志愿服务条例 article 17) and training (article 16). */
export const unready = [
  z.object({ reason: z.literal('uninsured'), since: z.string().nullable() }),
  z.object({ reason: z.literal('untrained'), training: z.string(), trainingEn: z.string(), since: z.string().nullable() })
] as const;
export type Unready = z.infer<(typeof unready)[number]>;

/** Why hours cannot be recorded, each reason with the values that its sentence needs. */
export const hoursProblem = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('not_volunteer') }),
  z.object({ reason: z.literal('volunteer_state'), state: z.enum(['applied', 'left']) }),
  z.object({ reason: z.literal('minor') }),
  /** At the desk only, before the work begins. Work that was done all the same can be entered from paper. */
  ...unready,
  z.object({ reason: z.literal('order') }),
  /** Less than a minute, which counts nothing. */
  z.object({ reason: z.literal('too_short') }),
  z.object({ reason: z.literal('too_long') }),
  z.object({ reason: z.literal('future') }),
  /** The person has another service at that time, on record or in another line of the sheet. */
  z.object({
    reason: z.literal('overlap'),
    project: z.string(),
    from: instant,
    to: instant.nullable(),
    recordId: id.nullable(),
    row: z.number().int().nullable()
  }),
  /** The person is clocked in elsewhere, however long ago, and never clocked out. */
  z.object({ reason: z.literal('still_running'), project: z.string(), since: instant, recordId: id }),
  /** Far longer than planned: somebody forgot to clock out, or there is a reason to be given. Minutes. */
  z.object({ reason: z.literal('beyond_plan'), minutes: z.number().int(), planned: z.number().int() })
]);
export type HoursProblem = z.infer<typeof hoursProblem>;

/** A line of a paper sheet, with times as instants (UTC ms). */
export interface SheetLine {
  personId: number;
  from: number;
  to: number;
}

/** The problem of each line, by itself or with another line; null for a good line. @param now UTC ms */
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
 * The instants (UTC ms) of a service on a date between two clock times `HH:MM`. An end before the beginning lies on the next day.
 * Two equal times give an empty service, so a service of 24 hours takes two lines.
 */
export const serviceOn = (date: string, from: string, to: string): { from: number; to: number } => ({
  from: instantOf(date, from),
  to: instantOf(to < from ? addDays(date, 1) : date, to)
});

/** The problem of a service's time by itself, or null. Instants UTC ms. */
export function timeProblem(time: { from: number; to: number }, now: number): HoursProblem | null {
  if (time.to <= time.from) return { reason: 'order' };
  if (serviceMinutes(time.from, time.to) < 1) return { reason: 'too_short' };
  if (time.to - time.from > MAX_SERVICE_MS) return { reason: 'too_long' };
  return time.to > now ? { reason: 'future' } : null;
}

/** How much longer than its shift a service may be without a reason, minutes. */
export const SLACK_MINUTES = 120;
/** Longest service without a shift that needs no reason, minutes. */
export const UNPLANNED_MINUTES = 720;

/**
 * The problem of a service that is so much longer than planned that it needs a reason; null without one.
 * @param shift its planned time, UTC ms; null: it has no shift
 */
export function beyondPlan(
  time: { from: number; to: number },
  shift: { from: number; to: number } | null,
  reason: string
): HoursProblem | null {
  const minutes = serviceMinutes(time.from, time.to);
  const planned = shift === null ? UNPLANNED_MINUTES : serviceMinutes(shift.from, shift.to);
  const most = shift === null ? planned : planned + SLACK_MINUTES;
  return minutes > most && reason.trim() === '' ? { reason: 'beyond_plan', minutes, planned } : null;
}

/** How long before its end a volunteer may leave a shift for the next one, ms. */
export const EARLY_CHANGE_MS = 30 * MINUTE_MS;
/** How long after its end clocking in elsewhere still ends a shift, ms; later, somebody forgot to clock out. */
export const LATE_CHANGE_MS = 2 * HOUR_MS;

/**
 * When a volunteer who is clocked in at one shift leaves it by clocking in at another, UTC ms; null if that is no change-over.
 * @param shift planned end of the first one; null: it has no shift
 * @param at when they clock in at the other, UTC ms
 */
export function changeOverAt(record: { from: number }, shift: { to: number } | null, at: number): number | null {
  if (shift === null || at < shift.to - EARLY_CHANGE_MS || at > shift.to + LATE_CHANGE_MS) return null;
  const left = Math.min(at, shift.to);
  return serviceMinutes(record.from, left) >= 1 ? left : null;
}

/** Full minutes of a service between two instants (UTC ms). */
export const serviceMinutes = (from: number, to: number): number => Math.floor((to - from) / MINUTE_MS);

/** How minutes are shown as hours. The database stores the actual minutes. */
export interface HoursDisplay {
  /** Rounds to this many minutes: 1 (no rounding), 15, 30 or 60. */
  roundTo: number;
  rounding: 'down' | 'nearest';
  /** Most minutes shown of one day; 0: all. */
  dayCap: number;
}

/**
 * Minutes of each service as they are shown, in the order given. Each day (station time) counts up to its cap, earlier services first, one
 * over midnight on both its days; then each service is rounded. Whatever adds hours up adds these, so that a sum is the sum of its lines.
 * @param services in order of their start (`from`, UTC ms), with their actual minutes
 */
export function shownServices(services: readonly { from: number; minutes: number }[], display: HoursDisplay): number[] {
  const used = new Map<string, number>();
  return services.map(({ from, minutes }) => {
    let counted = 0;
    for (let at = from, left = minutes; left > 0;) {
      const date = dateOf(at);
      const midnight = startOfDate(addDays(date, 1));
      const part = Math.min(left, Math.max(1, Math.ceil((midnight - at) / MINUTE_MS)));
      const before = used.get(date) ?? 0;
      const taken = display.dayCap === 0 ? part : Math.max(0, Math.min(part, display.dayCap - before));
      used.set(date, before + taken);
      counted += taken;
      left -= part;
      at = midnight;
    }
    const steps = counted / display.roundTo;
    return (display.rounding === 'down' ? Math.floor(steps) : Math.round(steps)) * display.roundTo;
  });
}

/** The sum of services as they are shown, minutes. */
export const shownMinutes = (services: readonly { from: number; minutes: number }[], display: HoursDisplay): number =>
  shownServices(services, display).reduce((sum, minutes) => sum + minutes, 0);

/** Minutes as hours with at most two decimal places, as on certificates and sheets: `12.5`. */
export const hoursOf = (minutes: number): string => String(Math.round((minutes / 60) * 100) / 100);

/** The sum of hours as they are printed (hoursOf): of the hundredths that stand there, not of the minutes behind them. */
export const sumOfHours = (hours: readonly string[]): string =>
  String(hours.reduce((sum, one) => sum + Math.round(Number(one) * 100), 0) / 100);

/** States in which a record can be corrected. */
export const CORRECTABLE: readonly RecordState[] = ['pending', 'approved'];
/** Whether a record can be corrected. A pending correction cannot; it is rejected and written anew. */
export const canCorrect = (record: { state: RecordState; correctsId: number | null }): boolean =>
  record.state === 'approved' || (record.state === 'pending' && record.correctsId === null);

/**
 * Why an account may not approve a record, or null. Nobody approves a correction of their own, nor hours that they typed from paper.
 * @param secondPerson the station's setting: false lets accounts approve paper that they typed themselves
 */
export function approvalProblem(
  record: { state: RecordState; source: RecordSource; enteredById: number | null },
  approverId: number,
  secondPerson: boolean
): 'state' | 'own_correction' | 'own_entry' | null {
  if (record.state !== 'pending') return 'state';
  if (record.enteredById !== approverId) return null;
  if (record.source === 'correction') return 'own_correction';
  return secondPerson && record.source === 'paper' ? 'own_entry' : null;
}
