import { sql } from 'kysely';
import type { ZoneUse } from '../../../contract/schedule/reservations.ts';
import { MAX_ALLOCATION_MS, type Interval } from '../../../contract/schedule/allocation.ts';
import { MINUTE_MS } from '../../../contract/core/time.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';
import { describeUses } from './holders.ts';

/** Reads by the index allocation_other, so that its cost grows neither with the history nor with the reservations. */
const heldByOthers = fixedQuery((db, span: { after: number; from: number; to: number }) =>
  db
    .selectFrom('allocation')
    .select(['resource_id', 'start_at', 'end_at', 'source_kind', 'source_id'])
    .where('resource_kind', '=', sql.lit('zone'))
    .where('source_kind', '<>', sql.lit('reservation'))
    .where('start_at', '>', span.after)
    .where('start_at', '<', span.to)
    .where('end_at', '>', span.from)
    .orderBy('start_at')
);

const minutes = (ms: number) => Math.max(0, Math.round(ms / MINUTE_MS));

/**
 * Uses of zones by areas other than reservations in [from, to), by start. A use that its area describes is cut to the time it still
 * holds, because one that ended early holds less. Any other is the time held, without a title.
 * @param zoneIds undefined: all zones
 * @param now UTC ms
 */
export async function readOthers(db: Db, span: Interval, zoneIds: readonly number[] | undefined, now: number): Promise<ZoneUse[]> {
  let held = await heldByOthers(db, { after: span.from - MAX_ALLOCATION_MS, from: span.from, to: span.to });
  if (zoneIds) held = held.filter((row) => zoneIds.includes(row.resource_id));
  if (held.length === 0) return [];
  const uses = new Map<string, Awaited<ReturnType<typeof describeUses>>>();
  for (const kind of new Set(held.map((row) => row.source_kind))) {
    uses.set(
      kind,
      await describeUses(
        db,
        kind,
        held.filter((row) => row.source_kind === kind).map((row) => row.source_id),
        now
      )
    );
  }
  return held.map((row) => {
    const place = { kind: row.source_kind, zoneId: row.resource_id };
    const use = uses.get(row.source_kind)?.get(row.source_id);
    if (!use) {
      const state = row.end_at <= now ? ('done' as const) : ('coming' as const);
      const unnamed = { number: '', title: '', titleEn: '', who: '', expected: null, headcount: null, version: 0 };
      return {
        ...place,
        id: row.source_id,
        recordId: row.source_id,
        from: row.start_at,
        to: row.end_at,
        setup: 0,
        clearup: 0,
        state,
        ...unnamed
      };
    }
    const from = Math.min(Math.max(use.from, row.start_at), row.end_at);
    const to = Math.max(Math.min(use.to, row.end_at), from);
    return { ...place, ...use, from, to, setup: minutes(from - row.start_at), clearup: minutes(row.end_at - to) };
  });
}
