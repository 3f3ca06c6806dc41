import { offerUntil, promotions, type FreeSeats, type Waiting } from '../../contract/people/waiting-list.ts';
import type { AliasableExpression } from 'kysely';
import type { Command } from '../core/command.ts';
import { StationError } from '../core/errors.ts';
import { readSettings } from '../core/station/settings.ts';
import type { Db } from '../db/schema.ts';

/**
 * The waiting list, the same for seats of classes and places of shifts. A cancellation, a lapsed offer or more capacity frees a seat,
 * and the same transaction gives it away, so that nobody at a desk can take it first.
 */

/** A waiting list as its area hands it over. */
export interface Promotion<E extends Waiting> {
  /** Entries that may get a seat. */
  entries: readonly E[];
  /** The free seats, read again after each entry. */
  free(): Promise<FreeSeats>;
  /** Whether to skip an entry this time; it keeps its place. */
  passedOver(entry: E): Promise<boolean>;
  give(entry: E): Promise<void>;
}

/**
 * Gives free seats to the waiting list, first come first served.
 * @returns how many people got or were offered a seat
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

/** How an entry gets its seat: at once (`promoted`), or held until the person answers (`offered`). */
export interface Given {
  kind: 'promoted' | 'offered';
  /** Until when an offered seat is held, or since when a promoted person has it, UTC ms. */
  offer_until: number | null;
  takenAt: number | null;
}

/** How a seat is given in something that begins at `startAt` (UTC ms), by the setting for offers. */
export async function givenTx(cmd: Command, startAt: number): Promise<Given> {
  const { offerHours } = await readSettings(cmd.tx);
  const until = offerUntil(cmd.now, startAt, offerHours);
  return until === null
    ? { kind: 'promoted', offer_until: null, takenAt: cmd.now }
    : { kind: 'offered', offer_until: until, takenAt: null };
}

/** Ends lapsed offers; then each of their lists gives the freed seats away. */
export async function lapseTx<O>(
  offers: readonly O[],
  area: { listOf(offer: O): number; end(offer: O): Promise<void>; promote(list: number): Promise<unknown> }
): Promise<void> {
  for (const offer of offers) await area.end(offer);
  for (const list of new Set(offers.map(area.listOf))) await area.promote(list);
}

/**
 * The position of a place in its list, from 1; people who share a place count as one entry. Null for an entry that does not wait.
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

/** @throws StationError STEP_NOT_ALLOWED unless the state is one from which the step starts */
export function demandState<S extends string>(state: S, states: readonly S[], step: string): void {
  if (!states.includes(state)) throw new StationError('STEP_NOT_ALLOWED', { from: state, step });
}

/**
 * Whether somebody gives a seat up too late, which counts as a no-show unless it is excused with a reason.
 * @param deadline last moment in time, UTC ms
 * @throws StationError REASON_NEEDED for an excuse without a reason
 */
export function isLate(now: number, deadline: number, input: { excused: boolean; reason: string }): boolean {
  if (now <= deadline) return false;
  if (input.excused && input.reason.trim() === '') throw new StationError('REASON_NEEDED', {});
  return !input.excused;
}
