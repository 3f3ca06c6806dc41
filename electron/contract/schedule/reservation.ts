import { z } from 'zod';
import { id, instant } from '../core/base.ts';
import { HOUR_MS, MINUTE_MS } from '../core/time.ts';

/** The states of a reservation and the steps between them. The service and the window's buttons use the same table. */

export const STATES = ['requested', 'approved', 'in_use', 'finished', 'declined', 'cancelled', 'no_show', 'suspended'] as const;
export type ReservationState = (typeof STATES)[number];
export const reservationState = z.enum(STATES);

/** States in which a reservation holds its zone, equipment and staff. */
export const HOLDING: readonly ReservationState[] = ['requested', 'approved', 'in_use', 'finished'];
/** States that only a step back leaves. */
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
  /** The state it leads to; `before` is the state before the reservation was declined or cancelled. */
  to: ReservationState | 'before';
  reason: 'needed' | 'optional';
  /** Whether the step takes an earlier step back. */
  back: boolean;
}

/**
 * Which step leads where. A check-in on a no-show is a late arrival. Only closures suspend and restore, so operators have no step for
 * it; they can cancel a suspended reservation or move it to a free place.
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

/** For how long after a check-in or finish it can be undone without a reason, as a slip of the hand, ms. */
export const SLIP_MS = 15 * MINUTE_MS;
/** Earliest check-in before the start, ms. */
export const EARLY_CHECK_IN_MS = 2 * HOUR_MS;
/** How far back a walk-in may begin, ms. */
export const WALK_IN_BACK_MS = 12 * HOUR_MS;

/** What the rules read of a reservation. */
export interface StepSubject {
  state: ReservationState;
  from: number;
  to: number;
  checkedInAt: number | null;
  finishedAt: number | null;
}

/**
 * The steps open to a reservation at a moment (UTC ms), each with whether it needs a reason. `STEP_PERMISSIONS` says which
 * permission the operator needs besides.
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
    // Before the start nobody can be absent; that is a cancellation.
    case 'mark_no_show':
      return now >= subject.from;
    // A reservation whose time is over cannot be reopened; somebody makes a new one.
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
 * Whether an approved reservation without a check-in is released. `graceFrom` (UTC ms) is its start, or a later moment at which it
 * was approved, reopened or its check-in undone.
 */
export function isNoShow(graceFrom: number, graceMinutes: number, now: number): boolean {
  return graceFrom + graceMinutes * MINUTE_MS < now;
}

/** A use of a zone as other areas name it: a reservation, a class session or volunteer shift (by the code and title of its class or project), or a hearing, which stays unnamed. */
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
