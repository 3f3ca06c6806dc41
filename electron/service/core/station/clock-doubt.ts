import {
  clockDoubt,
  headConfirms,
  UNTOLD_BACK_MS,
  type ClockDoubt,
  type ClockRecord,
  type DoubtfulClock
} from '../../../contract/core/clock.ts';
import { HOUR_MS } from '../../../contract/core/time.ts';
import type { Station } from '../context.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db, Tx } from '../../db/schema.ts';

/** How often a person's work moves on what the clock is held against, ms: not with every booking. */
const NOTED_EVERY_MS = HOUR_MS;

const newest = fixedQuery((db) => db.selectFrom('audit').select('at').orderBy('id', 'desc').limit(1));
const kept = fixedQuery((db) => db.selectFrom('station_clock').select('confirmed_at').where('id', '=', 1));

/** What the clock is held against; null in a file in which nothing was recorded yet. */
export async function clockRecord(db: Db): Promise<ClockRecord | null> {
  const [last] = await newest(db, {});
  if (last === undefined) return null;
  const [row] = await kept(db, {});
  return { recordedAt: last.at, confirmedAt: row?.confirmed_at ?? last.at };
}

/** Why the clock is not trusted now. @param now UTC ms */
export async function clockDoubtTx(db: Db, now: number): Promise<ClockDoubt | null> {
  const record = await clockRecord(db);
  return record === null ? null : clockDoubt(now, record);
}

/** What the window says of the clock and asks; null where there is nothing to ask. */
export async function doubtfulClock({ db, clock }: Pick<Station, 'db' | 'clock'>): Promise<DoubtfulClock | null> {
  const now = clock.now();
  const record = await clockRecord(db);
  const doubt = record === null ? null : clockDoubt(now, record);
  if (record === null || doubt === null) return null;
  const since = doubt === 'behind' ? Math.max(record.confirmedAt, record.recordedAt) : record.confirmedAt;
  if (doubt === 'behind' && now > since - UNTOLD_BACK_MS) return null;
  const { n } = await db
    .selectFrom('clock_step')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('taken_back_at', 'is', null)
    .where('at', '>', now)
    .executeTakeFirstOrThrow();
  return { doubt, now, since, head: headConfirms(now, record), early: Number(n) };
}

/** Keeps that the clock is right now. */
export async function trustClockTx(tx: Tx, now: number): Promise<void> {
  await tx
    .insertInto('station_clock')
    .values({ id: 1, confirmed_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ confirmed_at: now }))
    .execute();
}

/**
 * Somebody works: while the clock is trusted, what they do moves on the moment it is held against. Nobody works for a day
 * without seeing what day the window shows.
 */
export async function noteWorkTx(station: Station, tx: Tx, now: number): Promise<void> {
  const noted = station.workNotedAt;
  if (noted !== null && now >= noted && now < noted + NOTED_EVERY_MS) return;
  if ((await clockDoubtTx(tx, now)) !== null) return;
  await trustClockTx(tx, now);
  station.workNotedAt = now;
}
