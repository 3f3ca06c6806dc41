import { dateOf, HOUR_MS, startOfDate } from '../core/time.ts';

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
