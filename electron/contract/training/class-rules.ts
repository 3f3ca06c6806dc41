import { EARLY_CHECK_IN_MS } from '../schedule/reservation.ts';
import { z } from 'zod';
import { isWorkday, type DayKind } from '../schedule/allocation.ts';
import { addDays, dateOf, DAY_MS, HOUR_MS, instantOf, MINUTE_MS, startOfDate, weekdayOf } from '../core/time.ts';

/** The states of a class and the steps between them. The service and the window's buttons use the same table. No database. */

export const CLASS_STATES = ['draft', 'open', 'confirmed', 'running', 'finished', 'archived', 'cancelled'] as const;
export type ClassState = (typeof CLASS_STATES)[number];
export const classState = z.enum(CLASS_STATES);

/** States in which people can be booked. */
export const BOOKABLE: readonly ClassState[] = ['open', 'confirmed', 'running'];
/** States that only a step back leaves. */
export const CLASS_CLOSED: readonly ClassState[] = ['archived', 'cancelled'];

export const CLASS_STEPS = [
  'open',
  'withdraw',
  'confirm',
  'start',
  'finish',
  'resume',
  'archive',
  'unarchive',
  'cancel',
  'reinstate'
] as const;
export type ClassStep = (typeof CLASS_STEPS)[number];
export const classStep = z.enum(CLASS_STEPS);

interface ClassStepRule {
  from: readonly ClassState[];
  /** `before`: the state before the class was archived. */
  to: ClassState | 'before';
  reason: 'needed' | 'optional' | 'below_minimum';
}

/**
 * Which step leads where. Three steps are also taken without an operator, when somebody next looks: `confirm` once the minimum is
 * booked, `start` of a confirmed class when its first session begins, and `finish` after its last session. A class that was never
 * confirmed starts with its first check-in.
 */
export const CLASS_STEP_RULES: Record<ClassStep, ClassStepRule> = {
  open: { from: ['draft'], to: 'open', reason: 'optional' },
  withdraw: { from: ['open'], to: 'draft', reason: 'needed' },
  confirm: { from: ['open'], to: 'confirmed', reason: 'below_minimum' },
  start: { from: ['open', 'confirmed'], to: 'running', reason: 'below_minimum' },
  finish: { from: ['running'], to: 'finished', reason: 'optional' },
  resume: { from: ['finished'], to: 'running', reason: 'needed' },
  archive: { from: ['finished', 'cancelled'], to: 'archived', reason: 'optional' },
  unarchive: { from: ['archived'], to: 'before', reason: 'needed' },
  cancel: { from: ['draft', 'open', 'confirmed', 'running'], to: 'cancelled', reason: 'needed' },
  reinstate: { from: ['cancelled'], to: 'draft', reason: 'needed' }
};

/** What the rules read of a class. Instants UTC ms. */
export interface ClassSubject {
  state: ClassState;
  /** Seats booked or offered for the whole class. */
  taken: number;
  minToOpen: number;
  /** Start of the first and end of the last session, cancelled ones apart; null without any. */
  firstAt: number | null;
  lastAt: number | null;
  /** Number of sessions, cancelled ones apart. */
  sessions: number;
}

/** Why a class cannot take a step at `now` (UTC ms), or null if it can. */
export function classStepProblem(
  step: ClassStep,
  subject: ClassSubject,
  now: number
): 'state' | 'no_sessions' | 'booked' | 'too_early' | 'still_to_come' | null {
  if (!CLASS_STEP_RULES[step].from.includes(subject.state)) return 'state';
  switch (step) {
    case 'open':
      return subject.sessions === 0 ? 'no_sessions' : null;
    // People with a seat must be called, as `cancel` does.
    case 'withdraw':
      return subject.taken > 0 ? 'booked' : null;
    case 'start':
      return subject.firstAt === null ? 'no_sessions' : now < subject.firstAt - EARLY_CHECK_IN_MS ? 'too_early' : null;
    case 'finish':
      return subject.lastAt !== null && now < subject.lastAt ? 'still_to_come' : null;
    default:
      return null;
  }
}

export const classReasonNeeded = (step: ClassStep, subject: Pick<ClassSubject, 'taken' | 'minToOpen'>): boolean =>
  CLASS_STEP_RULES[step].reason === 'needed' || (CLASS_STEP_RULES[step].reason === 'below_minimum' && subject.taken < subject.minToOpen);

/** The steps open to a class at a moment (UTC ms), each with whether it needs a reason. */
export function classStepsFrom(subject: ClassSubject, now: number): { step: ClassStep; reasonNeeded: boolean }[] {
  return CLASS_STEPS.filter((step) => classStepProblem(step, subject, now) === null).map((step) => ({
    step,
    reasonNeeded: classReasonNeeded(step, subject)
  }));
}

/** The step that is due without an operator, or null. */
export function dueClassStep(subject: ClassSubject, now: number): 'confirm' | 'start' | 'finish' | null {
  if (subject.firstAt === null || subject.lastAt === null) return null;
  if (subject.state === 'open' && subject.taken >= subject.minToOpen) return 'confirm';
  if (subject.state === 'confirmed' && now >= subject.firstAt) return 'start';
  if (subject.state === 'running' && now >= subject.lastAt) return 'finish';
  return null;
}

/**
 * A session's states. `planned` becomes `held` when its end has passed; `suspended` by a closure, which restores it;
 * `cancelled` by hand or with its class.
 */
export const SESSION_STATES = ['planned', 'held', 'suspended', 'cancelled'] as const;
export type SessionState = (typeof SESSION_STATES)[number];
export const sessionState = z.enum(SESSION_STATES);
/** States in which a session takes its zone and has an attendance list. */
export const STANDING_SESSIONS: readonly SessionState[] = ['planned', 'held'];

/** Most sessions a class may have. */
export const MAX_SESSIONS = 200;
/** Longest span from the first session to the last, days. */
export const MAX_CLASS_SPAN_DAYS = 730;

/** A weekly time of a plan: weekday 1 Monday … 7 Sunday, clock times; an end not after the start lies on the next day. */
export interface PlanSlot {
  weekday: number;
  from: string;
  to: string;
}

export interface SessionRule {
  start: string;
  slots: readonly PlanSlot[];
  /** Every this many weeks, counted from the week of `start`. */
  everyWeeks: number;
  /** The number of sessions, or the last possible date: exactly one of the two. */
  count: number | null;
  until: string | null;
  /** Whether to leave out public holidays; they do not count as sessions. */
  skipHolidays: boolean;
}

export interface PlannedDate {
  date: string;
  from: number;
  to: number;
  /** Left out as a public holiday; the plan continues after it. */
  skipped: boolean;
}

const mondayOf = (date: string) => addDays(date, 1 - weekdayOf(date));

/**
 * The dates of a rule, in order. Dates skipped for a holiday are included and marked. A rule with a count goes on until it has that
 * many sessions without them. No rule exceeds MAX_CLASS_SPAN_DAYS or MAX_SESSIONS.
 */
export function planDates(rule: SessionRule, kindOf: (date: string) => DayKind): PlannedDate[] {
  const found: PlannedDate[] = [];
  const slots = [...rule.slots].sort((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1));
  const last = rule.until ?? addDays(rule.start, MAX_CLASS_SPAN_DAYS);
  const end = last > addDays(rule.start, MAX_CLASS_SPAN_DAYS) ? addDays(rule.start, MAX_CLASS_SPAN_DAYS) : last;
  let made = 0;
  for (let week = mondayOf(rule.start); week <= end; week = addDays(week, 7 * rule.everyWeeks)) {
    for (const slot of slots) {
      const date = addDays(week, slot.weekday - 1);
      if (date < rule.start || date > end) continue;
      if (made === rule.count || found.length === MAX_SESSIONS) return found;
      const skipped = rule.skipHolidays && kindOf(date) === 'holiday';
      found.push({ date, ...slotOn(date, slot), skipped });
      if (!skipped) made += 1;
    }
  }
  return found;
}

/** The instants (UTC ms) of a slot on a date (Asia/Shanghai). */
export function slotOn(date: string, slot: Pick<PlanSlot, 'from' | 'to'>): { from: number; to: number } {
  const from = instantOf(date, slot.from);
  const to = instantOf(date, slot.to);
  return { from, to: to > from ? to : to + DAY_MS };
}

/** How long before the first session somebody must cancel to avoid a no-show. */
export interface CancelNotice {
  unit: 'hours' | 'working_days';
  amount: number;
}

/**
 * The last moment to cancel in time a booking that begins at `startAt`, both UTC ms. Working days are the full days before the
 * day of the session: Mondays to Fridays and make-up workdays, without public holidays.
 */
export function cancelDeadline(startAt: number, notice: CancelNotice, kindOf: (date: string) => DayKind): number {
  if (notice.unit === 'hours') return startAt - notice.amount * HOUR_MS;
  let date = dateOf(startAt);
  for (let left = notice.amount; left > 0;) {
    date = addDays(date, -1);
    if (isWorkday(date, kindOf)) left -= 1;
  }
  return notice.amount === 0 ? startAt : startOfDate(date);
}

/** Minutes between two instants. */
export const minutesBetween = (from: number, to: number): number => Math.round((to - from) / MINUTE_MS);
