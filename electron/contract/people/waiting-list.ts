import { dateOf, HOUR_MS, startOfDate } from '../core/time.ts';

/**
 * Until when an offered seat is held, UTC ms. On the day of the session (Asia/Shanghai) nothing is held: null says that the person
 * gets the seat at once. Offers still open when that day begins lapse.
 */
export function offerUntil(now: number, startAt: number, offerHours: number): number | null {
  const day = startOfDate(dateOf(startAt));
  return now >= day ? null : Math.min(now + offerHours * HOUR_MS, day);
}

/** A person, or a group that stays together, who waits for seats. */
export interface Waiting {
  /** Place in the list; smaller numbers come first. Members of a group share it. */
  place: number;
  /** Null: for the whole class. */
  sessionId: number | null;
  size: number;
}

/** Free seats of a class: `beside` is the seats without a booking of the whole class, `single` how many of them each session has given to bookings of its own. */
export interface FreeSeats {
  beside: number;
  single: ReadonlyMap<number, number>;
}

/** Seats free for the whole class: those free in every session to come. */
export const freeOfClass = (free: FreeSeats): number => free.beside - Math.max(0, ...free.single.values());
/** Seats free in one session. */
export const freeOfSession = (free: FreeSeats, sessionId: number): number => free.beside - (free.single.get(sessionId) ?? 0);

/**
 * Who gets the free seats, first come first served. An entry that does not fit (a group, or a booking of the whole class while a
 * session is full) keeps its place, and later entries that want the same seats wait behind it.
 */
export function promotions<W extends Waiting>(waiting: readonly W[], free: FreeSeats): W[] {
  const promoted: W[] = [];
  const left = { beside: free.beside, single: new Map(free.single) };
  const full = new Set<number>();
  for (const entry of [...waiting].sort((a, b) => a.place - b.place)) {
    const { sessionId } = entry;
    if (sessionId === null) {
      // Every later entry wants at least one of the seats that this entry waits for.
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
