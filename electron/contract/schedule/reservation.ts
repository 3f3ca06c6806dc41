import { z } from 'zod';
import { id, instant } from '../core/base.ts';
import { HOUR_MS, MINUTE_MS } from '../core/time.ts';

/** A reservation's states and the steps between them; the service and the window's buttons use the same table. */

export const STATES = ['requested', 'approved', 'in_use', 'finished', 'declined', 'cancelled', 'no_show', 'suspended'] as const;
export type ReservationState = (typeof STATES)[number];
export const reservationState = z.enum(STATES);

/** States in which a reservation holds its zone, equipment and staff. */
export const HOLDING: readonly ReservationState[] = ['requested', 'approved', 'in_use', 'finished'];
/** States from which nothing but a step back leads on. */
export const CLOSED: readonly ReservationState[] = ['finished', 'declined', 'cancelled', 'no_show'];

export const STEPS = [
  'approve',
  'decline',
  'withdraw_approval',
  'cancel',
  'check_in',
  'undo_check_in',
  'finish',
  'undo_finish',
  'mark_no_show',
  'reopen'
] as const;
export type ReservationStep = (typeof STEPS)[number];

interface StepRule {
  from: readonly ReservationState[];
  /** The state it leads to; `before` is the one the reservation had before it was declined or cancelled. */
  to: ReservationState | 'before';
  reason: 'needed' | 'optional';
  /** A step back takes something back that was said before. */
  back: boolean;
}

/**
 * Which step leads where. A check-in on a no-show is a late arrival. Suspending and restoring is done by closures alone
 * and is no step of an operator's; a suspended reservation can be cancelled, or moved to where there is room.
 */
export const STEP_RULES: Record<ReservationStep, StepRule> = {
  approve: { from: ['requested'], to: 'approved', reason: 'optional', back: false },
  decline: { from: ['requested'], to: 'declined', reason: 'needed', back: false },
  withdraw_approval: { from: ['approved'], to: 'requested', reason: 'needed', back: true },
  cancel: { from: ['requested', 'approved', 'suspended'], to: 'cancelled', reason: 'needed', back: false },
  check_in: { from: ['approved', 'no_show'], to: 'in_use', reason: 'optional', back: false },
  undo_check_in: { from: ['in_use'], to: 'approved', reason: 'needed', back: true },
  finish: { from: ['in_use'], to: 'finished', reason: 'optional', back: false },
  undo_finish: { from: ['finished'], to: 'in_use', reason: 'needed', back: true },
  mark_no_show: { from: ['approved'], to: 'no_show', reason: 'optional', back: false },
  reopen: { from: ['declined', 'cancelled'], to: 'before', reason: 'needed', back: true }
};

/** How long a check-in or a finish counts as a slip of the hand that is undone without a reason, ms. */
export const SLIP_MS = 15 * MINUTE_MS;
/** How long before its start a reservation's people may be checked in, ms. */
export const EARLY_CHECK_IN_MS = 2 * HOUR_MS;
/** How far back a use that nobody had reserved may be recorded, ms. */
export const WALK_IN_BACK_MS = 12 * HOUR_MS;

/** What the rules need to know of a reservation. */
export interface StepSubject {
  state: ReservationState;
  from: number;
  to: number;
  checkedInAt: number | null;
  finishedAt: number | null;
}

/**
 * The steps open to a reservation at a moment (UTC ms), each with whether it needs a reason. Permissions come on top:
 * `STEP_PERMISSIONS`.
 */
export function stepsFrom(subject: StepSubject, now: number): { step: ReservationStep; reasonNeeded: boolean }[] {
  return STEPS.filter((step) => STEP_RULES[step].from.includes(subject.state) && inTime(step, subject, now)).map((step) => ({
    step,
    reasonNeeded: reasonNeeded(step, subject, now)
  }));
}

function inTime(step: ReservationStep, subject: StepSubject, now: number): boolean {
  switch (step) {
    case 'check_in':
      return now >= subject.from - EARLY_CHECK_IN_MS;
    // Before its start nobody can have failed to come: that is a cancellation.
    case 'mark_no_show':
      return now >= subject.from;
    // What is over cannot be asked for again; it can be reserved anew.
    case 'reopen':
      return now < subject.to;
    default:
      return true;
  }
}

export function reasonNeeded(step: ReservationStep, subject: StepSubject, now: number): boolean {
  const did = step === 'undo_check_in' ? subject.checkedInAt : step === 'undo_finish' ? subject.finishedAt : null;
  if (did !== null && now - did <= SLIP_MS) return false;
  return STEP_RULES[step].reason === 'needed';
}

/** The permission each step takes. */
export const STEP_PERMISSIONS = {
  approve: 'reservations.approve',
  decline: 'reservations.approve',
  withdraw_approval: 'reservations.approve',
  cancel: 'reservations.write',
  check_in: 'reservations.check_in',
  undo_check_in: 'reservations.check_in',
  finish: 'reservations.check_in',
  undo_finish: 'reservations.check_in',
  mark_no_show: 'reservations.check_in',
  reopen: 'reservations.write'
} as const satisfies Record<ReservationStep, string>;

/**
 * Whether an approved reservation that nobody checked in is released. The grace time counts from the start, or from a
 * later moment at which it was approved, reopened or its check-in undone.
 */
export function isNoShow(graceFrom: number, graceMinutes: number, now: number): boolean {
  return graceFrom + graceMinutes * MINUTE_MS < now;
}

/** What holds a zone, named in another area's answer: a reservation, a session of a class or a volunteer shift (by the class's or project's code and title), or a hearing, which has no name. */
export const reservationRef = z.object({
  kind: z.enum(['reservation', 'session', 'shift', 'hearing']),
  id,
  number: z.string(),
  zoneId: id,
  purposeId: id,
  title: z.string(),
  from: instant,
  to: instant,
  state: reservationState
});
export type ReservationRef = z.infer<typeof reservationRef>;
