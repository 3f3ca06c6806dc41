import { offerUntil, promotions, type FreeSeats, type Waiting } from '../../contract/people/waiting-list.ts';
import type { AliasableExpression } from 'kysely';
import type { Command } from '../core/command.ts';
import { StationError } from '../core/errors.ts';
import { readSettings } from '../core/station/settings.ts';
import type { Db } from '../db/schema.ts';

/**
 * The waiting list, the same for seats of classes and places of shifts. Whatever frees one (a cancellation, an offer that
 * lapsed, more capacity) gives it away in the same transaction, so that nobody at a desk can get in between.
 */

/** What an area says of a list that something of is given away. */
export interface Promotion<E extends Waiting> {
  /** Entries that may still be served. */
  entries: readonly E[];
  /** What is free, read again after each entry that got something. */
  free(): Promise<FreeSeats>;
  /** Whether an entry is passed over for the time being; it keeps its place. */
  passedOver(entry: E): Promise<boolean>;
  give(entry: E): Promise<void>;
}

/**
 * Gives what is free to those who wait for it, first come first served.
 * @returns how many people got something or were offered it
 */
export async function promoteInTurn<E extends Waiting>(list: Promotion<E>): Promise<number> {
  let entries = list.entries;
  let promoted = 0;
  for (;;) {
    const [next] = promotions(entries, await list.free());
    if (next === undefined) return promoted;
    entries = entries.filter((entry) => entry !== next);
    if (await list.passedOver(next)) continue;
    await list.give(next);
    promoted += next.size;
  }
}

/** What somebody of a list gets: theirs at once, or held for them until they answer. */
export interface Given {
  kind: 'promoted' | 'offered';
  /** Offered: until when it is held. Promoted: since when it is theirs. UTC ms. */
  offer_until: number | null;
  takenAt: number | null;
}

/** How something that begins at an instant is given to somebody of a list, by the setting for offers. */
export async function givenTx(cmd: Command, startAt: number): Promise<Given> {
  const { offerHours } = await readSettings(cmd.tx);
  const until = offerUntil(cmd.now, startAt, offerHours);
  return until === null
    ? { kind: 'promoted', offer_until: null, takenAt: cmd.now }
    : { kind: 'offered', offer_until: until, takenAt: null };
}

/** Ends offers that lapsed; each list they were of then gives away what that frees. */
export async function lapseTx<O>(
  offers: readonly O[],
  area: { listOf(offer: O): number; end(offer: O): Promise<void>; promote(list: number): Promise<unknown> }
): Promise<void> {
  for (const offer of offers) await area.end(offer);
  for (const list of new Set(offers.map(area.listOf))) await area.promote(list);
}

/**
 * How many entries of a list come before a place, plus one; those who share a place are one entry. Null when it does not wait.
 * @param list the places of everybody who waits for the same
 */
export async function positionIn(
  db: Db,
  list: AliasableExpression<{ place: number | null }>,
  place: number | null
): Promise<number | null> {
  if (place === null) return null;
  const { n } = await db
    .selectFrom(list.as('list'))
    .select((eb) => eb.fn.count<number>('list.place').distinct().as('n'))
    .where('list.place', '<', place)
    .executeTakeFirstOrThrow();
  return Number(n) + 1;
}

/** @throws StationError STEP_NOT_ALLOWED unless a record is in one of the states that the step begins in */
export function demandState<S extends string>(state: S, states: readonly S[], step: string): void {
  if (!states.includes(state)) throw new StationError('STEP_NOT_ALLOWED', { from: state, step });
}

/**
 * Whether something is given up too late, which counts as a no-show. An excuse lifts that and says why.
 * @param deadline last instant in time, UTC ms
 * @throws StationError REASON_NEEDED
 */
export function isLate(now: number, deadline: number, input: { excused: boolean; reason: string }): boolean {
  if (now <= deadline) return false;
  if (input.excused && input.reason.trim() === '') throw new StationError('REASON_NEEDED', {});
  return !input.excused;
}
