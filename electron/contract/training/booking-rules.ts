import { z } from 'zod';
import { BOOKABLE, type ClassState, classState } from './class-rules.ts';
import { date, id, instant } from '../core/base.ts';
import { commitment, type Commitment } from '../schedule/commitments.ts';

/** Rules of bookings, waiting lists and no-shows. No database: service and window use the same functions. */

export const BOOKING_STATES = ['booked', 'offered', 'waiting', 'ended'] as const;
export type BookingState = (typeof BOOKING_STATES)[number];
export const bookingState = z.enum(BOOKING_STATES);

/** States in which a booking holds a seat. */
export const SEATED: readonly BookingState[] = ['booked', 'offered'];

/** Why a booking ended. `cancelled_late` counts as a no-show; `expired`, `declined` and `left` end a place in a waiting list. */
export const END_REASONS = [
  'cancelled',
  'cancelled_late',
  'declined',
  'expired',
  'left',
  'promoted_elsewhere',
  'class_cancelled',
  'session_cancelled',
  'unserved',
  'merged'
] as const;
export type EndReason = (typeof END_REASONS)[number];
export const endReason = z.enum(END_REASONS);

/** Why somebody cannot be booked, each reason with the values that its sentence needs. */
export const refusal = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('already_booked'), bookingId: id, state: bookingState }),
  z.object({ reason: z.literal('class_state'), state: classState }),
  z.object({ reason: z.literal('session_over') }),
  z.object({ reason: z.literal('class_over'), since: instant }),
  z.object({ reason: z.literal('not_yet'), from: instant }),
  z.object({ reason: z.literal('window_over'), to: instant }),
  z.object({ reason: z.literal('not_eligible'), organisations: z.array(z.string()) }),
  z.object({ reason: z.literal('course_missing'), course: z.string() }),
  z.object({ reason: z.literal('certificate_missing'), course: z.string() }),
  z.object({ reason: z.literal('certificate_expired'), course: z.string(), since: date }),
  z.object({ reason: z.literal('clash'), clashes: z.array(commitment) }),
  z.object({ reason: z.literal('quota'), organisation: z.string(), limit: z.number().int() }),
  z.object({ reason: z.literal('blocked'), until: instant, dates: z.array(date) }),
  z.object({ reason: z.literal('full'), capacity: z.number().int(), waiting: z.number().int() })
]);
export type Refusal = z.infer<typeof refusal>;
export type RefusalReason = Refusal['reason'];

/** Refusals that a reason overrides. The others need a change of the class, the certificate or the block. */
export const OVERRIDABLE: readonly RefusalReason[] = ['clash'];

/** A need of the course, and whether the person meets it. */
export interface Need {
  what: 'course' | 'certificate';
  course: string;
  held: 'valid' | 'expired' | 'missing';
  /** Last valid date of an expired certificate. */
  validUntil: string | null;
}

/** Everything that the checks of a booking read. */
export interface BookingFacts {
  now: number;
  existing: { bookingId: number; state: BookingState } | null;
  classState: ClassState;
  /** For a booking of one session: whether the session is over or does not take place. */
  sessionOver: boolean;
  /** Booking of the whole class: when its last session ended, if all of them are over. UTC ms. */
  classOver: number | null;
  bookingFrom: number | null;
  bookingTo: number | null;
  /** Organisations that the class is limited to, or null, and whether the person belongs to one of them. */
  organisations: string[] | null;
  belongs: boolean;
  needs: Need[];
  clashes: Commitment[];
  /** Whether the operator gave a reason that overrides clashes. */
  clashOverridden: boolean;
  quota: { organisation: string; limit: number; used: number } | null;
  block: { until: number; dates: string[] } | null;
  capacity: number;
  /** Seats free for this booking, and the number of people who wait before it. */
  free: number;
  waiting: number;
}

/** The checks in order; the person is told the first that fails. */
const CHECKS: ((facts: BookingFacts) => Refusal | null)[] = [
  ({ existing }) => existing && { reason: 'already_booked', ...existing },
  (facts) => (BOOKABLE.includes(facts.classState) ? null : { reason: 'class_state', state: facts.classState }),
  (facts) => (facts.sessionOver ? { reason: 'session_over' } : null),
  (facts) => (facts.classOver === null ? null : { reason: 'class_over', since: facts.classOver }),
  (facts) => (facts.bookingFrom !== null && facts.now < facts.bookingFrom ? { reason: 'not_yet', from: facts.bookingFrom } : null),
  (facts) => (facts.bookingTo !== null && facts.now >= facts.bookingTo ? { reason: 'window_over', to: facts.bookingTo } : null),
  (facts) => (facts.organisations !== null && !facts.belongs ? { reason: 'not_eligible', organisations: facts.organisations } : null),
  (facts) => firstNeed(facts.needs),
  (facts) => (facts.clashes.length > 0 && !facts.clashOverridden ? { reason: 'clash', clashes: facts.clashes } : null),
  ({ quota }) =>
    quota !== null && quota.used >= quota.limit ? { reason: 'quota', organisation: quota.organisation, limit: quota.limit } : null,
  ({ block }) => (block === null ? null : { reason: 'blocked', ...block }),
  (facts) => (facts.free < 1 || facts.waiting > 0 ? { reason: 'full', capacity: facts.capacity, waiting: facts.waiting } : null)
];

/** Why somebody cannot be booked, or null if they can. */
export function bookingRefusal(facts: BookingFacts): Refusal | null {
  for (const check of CHECKS) {
    const refused = check(facts);
    if (refused !== null) return refused;
  }
  return null;
}

function firstNeed(needs: readonly Need[]): Refusal | null {
  for (const need of needs) {
    if (need.held === 'valid') continue;
    if (need.what === 'course') return { reason: 'course_missing', course: need.course };
    if (need.held === 'expired' && need.validUntil !== null)
      return { reason: 'certificate_expired', course: need.course, since: need.validUntil };
    return { reason: 'certificate_missing', course: need.course };
  }
  return null;
}
