import { z } from 'zod';
import { BOOKABLE, type ClassState, classState } from './class-rules.ts';
import { dateOf, DAY_MS, HOUR_MS, startOfDate } from '../core/time.ts';

/** Rules of bookings, waiting lists and no-shows. No database: service and window use the same functions. */

// Not from base.ts: errors.ts needs the refusals before base.ts has its errors.
const id = z.number().int().positive();
const instant = z.number().int();
const date = z.iso.date();

export const BOOKING_STATES = ['booked', 'offered', 'waiting', 'ended'] as const;
export type BookingState = (typeof BOOKING_STATES)[number];
export const bookingState = z.enum(BOOKING_STATES);

/** States in which a booking holds a seat. */
export const SEATED: readonly BookingState[] = ['booked', 'offered'];

/** Why a booking ended. `cancelled_late` counts as a no-show; `expired`, `declined` and `left` gave up a place in a waiting list. */
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

export const CLASH_KINDS = ['class', 'schedule'] as const;
/** What else a person has to do at the time of a session. */
export const bookingClash = z.object({
  what: z.enum(CLASH_KINDS),
  /** Code and title of the other class, or what holds the person's time. */
  title: z.string(),
  from: instant,
  to: instant
});
export type BookingClash = z.infer<typeof bookingClash>;

/** Why somebody cannot be booked, each with what its sentence needs. */
export const refusal = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('already_booked'), bookingId: id, state: bookingState }),
  z.object({ reason: z.literal('class_state'), state: classState }),
  z.object({ reason: z.literal('session_over') }),
  z.object({ reason: z.literal('not_yet'), from: instant }),
  z.object({ reason: z.literal('window_over'), to: instant }),
  z.object({ reason: z.literal('not_eligible'), organisations: z.array(z.string()) }),
  z.object({ reason: z.literal('course_missing'), course: z.string() }),
  z.object({ reason: z.literal('certificate_missing'), course: z.string() }),
  z.object({ reason: z.literal('certificate_expired'), course: z.string(), since: date }),
  z.object({ reason: z.literal('clash'), clashes: z.array(bookingClash) }),
  z.object({ reason: z.literal('quota'), organisation: z.string(), limit: z.number().int() }),
  z.object({ reason: z.literal('blocked'), until: instant, dates: z.array(date) }),
  z.object({ reason: z.literal('full'), capacity: z.number().int(), waiting: z.number().int() })
]);
export type Refusal = z.infer<typeof refusal>;
export type RefusalReason = Refusal['reason'];

/** Refusals that a reason overrides. Everything else is changed where it comes from: the class, the certificate, the block. */
export const OVERRIDABLE: readonly RefusalReason[] = ['clash'];

/** What somebody needs before a class, and whether they have it. */
export interface Need {
  what: 'course' | 'certificate';
  course: string;
  held: 'valid' | 'expired' | 'missing';
  /** Last valid date of an expired certificate. */
  validUntil: string | null;
}

/** Everything the checks of a booking look at, read beforehand. */
export interface BookingFacts {
  now: number;
  existing: { bookingId: number; state: BookingState } | null;
  classState: ClassState;
  /** Booking of one session: whether its time is over or it does not take place. */
  sessionOver: boolean;
  bookingFrom: number | null;
  bookingTo: number | null;
  /** Organisations the class is for, when it is for some only, and whether the person belongs to one. */
  organisations: string[] | null;
  belongs: boolean;
  needs: Need[];
  clashes: BookingClash[];
  /** Whether a reason was given that overrides clashes. */
  clashOverridden: boolean;
  quota: { organisation: string; limit: number; used: number } | null;
  block: { until: number; dates: string[] } | null;
  capacity: number;
  /** Seats free for this booking, and how many people wait before it. */
  free: number;
  waiting: number;
}

/** The checks in their order; the first that fails is what the person is told. */
const CHECKS: ((facts: BookingFacts) => Refusal | null)[] = [
  ({ existing }) => existing && { reason: 'already_booked', ...existing },
  (facts) => (BOOKABLE.includes(facts.classState) ? null : { reason: 'class_state', state: facts.classState }),
  (facts) => (facts.sessionOver ? { reason: 'session_over' } : null),
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

/**
 * Until when a seat is held for somebody it is offered to, UTC ms. On the day of the session itself nothing is held: null
 * says that the seat is theirs at once, and what is still on offer when that day begins lapses.
 */
export function offerUntil(now: number, startAt: number, offerHours: number): number | null {
  const day = startOfDate(dateOf(startAt));
  return now >= day ? null : Math.min(now + offerHours * HOUR_MS, day);
}

/** Somebody, or a group that stays together, waiting for seats. */
export interface Waiting {
  /** Place in the list: smaller comes first. Members of a group share it. */
  place: number;
  /** Null: for the whole class. */
  sessionId: number | null;
  size: number;
}

/** What is free of a class: seats that no booking of the whole class has, and how many of them single sessions have given away. */
export interface FreeSeats {
  beside: number;
  single: ReadonlyMap<number, number>;
}

/** Seats free for the whole class: what every session still to come has free. */
export const freeOfClass = (free: FreeSeats): number => free.beside - Math.max(0, ...free.single.values());
/** Seats free in one session. */
export const freeOfSession = (free: FreeSeats, sessionId: number): number => free.beside - (free.single.get(sessionId) ?? 0);

/**
 * Who gets the seats that are free, first come first served. Nobody overtakes: an entry that does not fit (a group, or one
 * who wants the whole class while a session is full) keeps its place, and those behind it who want the same seats wait
 * with it.
 */
export function promotions<W extends Waiting>(waiting: readonly W[], free: FreeSeats): W[] {
  const promoted: W[] = [];
  const left = { beside: free.beside, single: new Map(free.single) };
  const full = new Set<number>();
  for (const entry of [...waiting].sort((a, b) => a.place - b.place)) {
    const { sessionId } = entry;
    if (sessionId === null) {
      // Everybody behind wants at least one of the seats that this one waits for.
      if (full.size > 0 || freeOfClass(left) < entry.size) break;
      left.beside -= entry.size;
    } else if (full.has(sessionId) || freeOfSession(left, sessionId) < entry.size) {
      full.add(sessionId);
      continue;
    } else left.single.set(sessionId, (left.single.get(sessionId) ?? 0) + entry.size);
    promoted.push(entry);
  }
  return promoted;
}

/** So many no-shows within so many days block somebody for so many days; a count of 0 switches it off. */
export interface NoShowPolicy {
  count: number;
  windowDays: number;
  blockDays: number;
}

export const NO_SHOW_KINDS = ['absent', 'cancelled_late'] as const;
export interface NoShow {
  at: number;
  kind: (typeof NO_SHOW_KINDS)[number];
}

export interface NoShowStanding<E extends NoShow = NoShow> {
  /** No-shows that count towards the next block. */
  counted: E[];
  /** The block in force, with what led to it. */
  block: { from: number; until: number; because: E[] } | null;
}

/**
 * Where somebody stands with the policy at a moment. A block begins with the no-show that fills the count and uses up
 * what led to it, so that the count begins anew; it ends by itself, or when it is lifted, which wipes the slate.
 * @param noShows in any order; those after `now` do not count
 * @param lifted when blocks were lifted
 */
export function noShowStanding<E extends NoShow>(
  policy: NoShowPolicy,
  noShows: readonly E[],
  lifted: readonly number[],
  now: number
): NoShowStanding<E> {
  if (policy.count === 0) return { counted: [], block: null };
  let counted: E[] = [];
  let block: NoShowStanding<E>['block'] = null;
  const lifts = [...lifted].filter((at) => at <= now).sort((a, b) => a - b);
  const wipe = (until: number) => {
    while (lifts.length > 0 && lifts[0]! <= until) {
      const at = lifts.shift()!;
      counted = counted.filter((event) => event.at > at);
      if (block !== null && block.from <= at) block = null;
    }
  };
  for (const event of noShows.filter((one) => one.at <= now).sort((a, b) => a.at - b.at)) {
    wipe(event.at);
    counted = [...counted.filter((one) => one.at > event.at - policy.windowDays * DAY_MS), event];
    if (counted.length < policy.count) continue;
    block = { from: event.at, until: event.at + policy.blockDays * DAY_MS, because: counted };
    counted = [];
  }
  wipe(now);
  counted = counted.filter((one) => one.at > now - policy.windowDays * DAY_MS);
  return { counted, block: block !== null && now < block.until ? block : null };
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What scanners read: `B` and a booking's, `P` and a person's number, with a check character against misreading. */
export type ScanCode = { kind: 'booking' | 'person'; id: number };

const checkCharacter = (letter: string, number: number) => {
  let sum = letter.charCodeAt(0);
  for (const digit of String(number)) sum = (sum * 7 + Number(digit)) % 31;
  return ALPHABET[sum]!;
};

export const bookingCode = (bookingId: number): string => `B${bookingId}${checkCharacter('B', bookingId)}`;
export const badgeCode = (personId: number): string => `P${personId}${checkCharacter('P', personId)}`;

/** The record a scanned code names; null if it is none of ours. */
export function readScanCode(text: string): ScanCode | null {
  const found = /^([BP])(\d{1,15})([0-9A-Z])$/.exec(text.normalize('NFKC').trim().toUpperCase());
  if (!found) return null;
  const [, letter, digits, check] = found as unknown as [string, string, string, string];
  if (checkCharacter(letter, Number(digits)) !== check) return null;
  return { kind: letter === 'B' ? 'booking' : 'person', id: Number(digits) };
}
