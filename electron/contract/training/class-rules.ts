import { EARLY_CHECK_IN_MS } from '../schedule/reservation.ts';
import { z } from 'zod';
import { isWorkday, type DayKind } from '../schedule/allocation.ts';
import { addDays, dateOf, DAY_MS, HOUR_MS, instantOf, MINUTE_MS, startOfDate, weekdayOf } from '../core/time.ts';

/** A class's states and the steps between them; the service and the window's buttons use the same table. No database. */

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
  /** `before`: the state it had before it was archived. */
  to: ClassState | 'before';
  reason: 'needed' | 'optional' | 'below_minimum';
}

/**
 * Which step leads where. Three happen by themselves when somebody next looks: `confirm` as soon as the minimum is
 * booked, `start` of a confirmed class when its first session begins, `finish` when its last session is over. A class that
 * was never confirmed starts with the first person checked in.
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

/** What the rules need to know of a class. Instants UTC ms. */
export interface ClassSubject {
  state: ClassState;
  /** Seats booked or offered for the whole class. */
  taken: number;
  minToOpen: number;
  /** Start of the first and end of the last session that was not cancelled; null without any. */
  firstAt: number | null;
  lastAt: number | null;
  /** Sessions that were not cancelled. */
  sessions: number;
}

/** Why a step is not open to a class now, or null if it is. */
export function classStepProblem(
  step: ClassStep,
  subject: ClassSubject,
  now: number
): 'state' | 'no_sessions' | 'booked' | 'too_early' | 'still_to_come' | null {
  if (!CLASS_STEP_RULES[step].from.includes(subject.state)) return 'state';
  switch (step) {
    case 'open':
      return subject.sessions === 0 ? 'no_sessions' : null;
    // People who have a seat must be told: that is a cancellation.
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

/** The steps open to a class at a moment, each with whether it needs a reason. */
export function classStepsFrom(subject: ClassSubject, now: number): { step: ClassStep; reasonNeeded: boolean }[] {
  return CLASS_STEPS.filter((step) => classStepProblem(step, subject, now) === null).map((step) => ({
    step,
    reasonNeeded: classReasonNeeded(step, subject)
  }));
}

/** The step that is due by itself, if any. */
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
/** Neither set aside nor called off: it takes its zone, and has a list. */
export const STANDING_SESSIONS: readonly SessionState[] = ['planned', 'held'];

/** Most sessions a class may have. */
export const MAX_SESSIONS = 200;
/** Furthest last session after the first, days. */
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
  /** In every so many weeks, counted from the week of `start`. */
  everyWeeks: number;
  /** How many sessions; or the last possible date. Exactly one of the two. */
  count: number | null;
  until: string | null;
  /** Dates that are public holidays are left out and do not count. */
  skipHolidays: boolean;
}

export interface PlannedDate {
  date: string;
  from: number;
  to: number;
  /** Left out because it is a public holiday; the plan goes on behind it. */
  skipped: boolean;
}

const mondayOf = (date: string) => addDays(date, 1 - weekdayOf(date));

/**
 * The dates a rule gives, in order, those skipped for a holiday included and marked. A rule by number goes on until it has
 * that many sessions besides; nothing goes further than MAX_CLASS_SPAN_DAYS or MAX_SESSIONS.
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

/** A slot on a date as instants. */
export function slotOn(date: string, slot: Pick<PlanSlot, 'from' | 'to'>): { from: number; to: number } {
  const from = instantOf(date, slot.from);
  const to = instantOf(date, slot.to);
  return { from, to: to > from ? to : to + DAY_MS };
}

/** How long before the first session somebody must cancel for it not to count as a no-show. */
export interface CancelNotice {
  unit: 'hours' | 'working_days';
  amount: number;
}

/**
 * The last moment at which a booking that begins at `startAt` can be cancelled in time, UTC ms. Working days are full days
 * before the day of the session: Mondays to Fridays and make-up workdays, public holidays left out.
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
