import { sql } from 'kysely';
import { occupied, overlaps, type Interval } from '../../../contract/schedule/allocation.ts';
import type { ReservationRef } from '../../../contract/schedule/reservation.ts';
import type { Clash } from '../../../contract/core/errors.ts';
import type { Command } from '../../core/command.ts';
import { Extension } from '../../core/extension.ts';
import type { Db, StationDatabase } from '../../db/schema.ts';
import type { ScheduleRequest } from '../allocation/request.ts';

/** A closure suspends `coming` uses; an `on` use must end first; `suspended` ones may be restored. */
export type HitKind = 'coming' | 'on' | 'suspended';

/** A use of a zone whose occupied time, buffers included, overlaps an interval. */
export interface Hit {
  id: number;
  ref: ReservationRef;
  occupied: Interval;
  /** While suspended, the closure that suspends it. */
  closureId: number | null;
}

/** Bounds of a start, UTC ms: `from` (default now) included, `to` excluded. */
export interface ComingBounds {
  zoneId?: number;
  from?: number;
  to?: number;
}

/** Records that hold zones. A closure suspends and restores them; a change of a zone or its hours looks for the coming ones. */
export interface ZoneHolder {
  /** The coming uses, by start. */
  coming(db: Db, now: number, bounds: ComingBounds): Promise<ReservationRef[]>;
  /** Number of uses of a zone that are coming, on or suspended. */
  countComing(db: Db, zoneId: number, now: number): Promise<number>;
  /** Number of uses that each closure suspends. */
  suspended(db: Db): Promise<{ closureId: number; count: number }[]>;
  hits(db: Db, now: number, zoneId: number, interval: Interval, which: HitKind): Promise<Hit[]>;
  /** Releases the zone and keeps the state before. */
  suspendTx(cmd: Command, id: number, closureId: number): Promise<ReservationRef>;
  /** Restores the use after a full check. With clashes it stays suspended, by the closure among the clashes if there is one. */
  restoreTx(cmd: Command, id: number): Promise<{ ref: ReservationRef; clashes: Clash[] }>;
  /** Ends finished uses in the schedule at the start of the closure. */
  trimTx(cmd: Command, zoneId: number, interval: Interval): Promise<void>;
}

/** All holders of zones, by the kind of their references. */
export const zoneHolders = new Extension<ZoneHolder>('zone holder');

/** References to the coming uses of all kinds, by start. @param bounds bounds of the start, UTC ms */
export async function comingRefs(db: Db, now: number, bounds: ComingBounds): Promise<ReservationRef[]> {
  const refs: ReservationRef[] = [];
  for (const holder of zoneHolders.all()) refs.push(...(await holder.coming(db, now, bounds)));
  return refs.sort((a, b) => a.from - b.from);
}

/** Number of uses of a zone that are coming, on or suspended, which keep it from being archived. */
export async function countComing(db: Db, zoneId: number, now: number): Promise<number> {
  let count = 0;
  for (const holder of zoneHolders.all()) count += await holder.countComing(db, zoneId, now);
  return count;
}

/** Number of uses of all kinds that each closure suspends. */
export async function suspendedByClosure(db: Db): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (const holder of zoneHolders.all()) {
    for (const { closureId, count } of await holder.suspended(db)) counts.set(closureId, (counts.get(closureId) ?? 0) + count);
  }
  return counts;
}

/** Uses of all kinds that a closure of a zone would meet, by start. */
export async function hitsOf(
  db: Db,
  now: number,
  zoneId: number,
  interval: Interval,
  which: HitKind
): Promise<(Hit & { holder: ZoneHolder })[]> {
  const hits: (Hit & { holder: ZoneHolder })[] = [];
  for (const holder of zoneHolders.all())
    for (const hit of await holder.hits(db, now, zoneId, interval, which)) hits.push({ ...hit, holder });
  return hits.sort((a, b) => a.ref.from - b.ref.from);
}

/** Counts by closure from the rows of a query. */
export const countsOf = (rows: readonly { closure_id: number | null; n: number }[]): { closureId: number; count: number }[] =>
  rows.flatMap((row) => (row.closure_id === null ? [] : [{ closureId: row.closure_id, count: Number(row.n) }]));

/**
 * The counting functions of a holder for records that are planned, held or suspended.
 * @param table has the columns zone_id, state, to_at and closure_id
 */
export const plannedCounts = (table: keyof StationDatabase & string): Pick<ZoneHolder, 'countComing' | 'suspended'> => ({
  async countComing(db, zoneId, now) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}
      where zone_id = ${zoneId} and state in ('planned', 'suspended') and to_at > ${now}`.execute(db);
    return Number(rows[0]?.n ?? 0);
  },
  async suspended(db) {
    const { rows } = await sql<{ closure_id: number; n: number }>`select closure_id, count(*) as n from ${sql.table(table)}
      where closure_id is not null and state = 'suspended' group by closure_id`.execute(db);
    return countsOf(rows);
  }
});

/**
 * How something that was set aside asks for its zone again: unless it is over it may have begun, or be set up for, meanwhile,
 * and takes what is left of its time.
 * @param now UTC ms
 */
export const askedAgain = (use: Interval, now: number): Pick<ScheduleRequest, 'lift' | 'notBefore'> =>
  now < use.to ? { lift: { past: true }, notBefore: now } : {};

/** The closure among the clashes of a restore, where it is not the one that set the record aside; else null. */
export function handedTo(clashes: readonly Clash[], closureId: number | null): number | null {
  const other = clashes.find((clash) => clash.kind === 'closure')?.holderId ?? null;
  return other === closureId ? null : other;
}

/** The planned records that a closure meets, in the shape of `hits`. @param now UTC ms */
export function plannedHits<Row extends { id: number; from_at: number; to_at: number; closure_id: number | null }>(
  rows: readonly Row[],
  { now, interval, which }: { now: number; interval: Interval; which: HitKind },
  of: { ref(row: Row): ReservationRef; buffers(row: Row): { setup: number; clearup: number } }
): Hit[] {
  return rows
    .filter((row) => which === 'suspended' || (which === 'coming' ? row.from_at > now : row.from_at <= now && now < row.to_at))
    .map((row) => {
      const { setup, clearup } = of.buffers(row);
      const held = occupied({ from: row.from_at, to: row.to_at }, setup, clearup);
      return { id: row.id, ref: of.ref(row), occupied: held, closureId: row.closure_id };
    })
    .filter((hit) => overlaps(hit.occupied, interval));
}
