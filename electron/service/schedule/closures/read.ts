import type { Closure } from '../../../contract/schedule/closures.ts';
import { MAX_ALLOCATION_MS, occupied, overlaps, type Interval } from '../../../contract/schedule/allocation.ts';
import type { Db } from '../../db/schema.ts';
import { REF_COLUMNS } from '../reservations/coming.ts';

const SHOWN_PAST = 200;

function stateOf(row: { cancelled: number; ended_at: number | null; from_at: number; to_at: number }, now: number): Closure['state'] {
  if (row.cancelled === 1) return 'cancelled';
  if (row.ended_at !== null || row.to_at <= now) return 'ended';
  return row.from_at > now ? 'planned' : 'in_force';
}

/** Closures in force and to come by their start; with `past` the ended ones too, newest first. */
export async function listClosures(db: Db, now: number, input: { zoneId?: number | undefined; past: boolean }): Promise<Closure[]> {
  let query = db.selectFrom('closure').innerJoin('zone', 'zone.id', 'closure.zone_id').selectAll('closure').select(['name', 'name_en']);
  if (input.zoneId !== undefined) query = query.where('zone_id', '=', input.zoneId);
  query = input.past
    ? query.orderBy('from_at', 'desc').limit(SHOWN_PAST)
    : query.where('cancelled', '=', 0).where('to_at', '>', now).orderBy('from_at');
  const rows = await query.execute();
  const counts = await db
    .selectFrom('reservation')
    .select((eb) => ['closure_id' as const, eb.fn.countAll<number>().as('n')])
    .where('closed_at', 'is', null)
    .where('state', '=', 'suspended')
    .groupBy('closure_id')
    .execute();
  const sessions = await db
    .selectFrom('class_session')
    .select((eb) => ['closure_id' as const, eb.fn.countAll<number>().as('n')])
    .where('closure_id', 'is not', null)
    .groupBy('closure_id')
    .execute();
  const hearings = await db
    .selectFrom('case_hearing')
    .select((eb) => ['closure_id' as const, eb.fn.countAll<number>().as('n')])
    .where('closure_id', 'is not', null)
    .groupBy('closure_id')
    .execute();
  const suspendedBy = (id: number) =>
    [...counts, ...sessions, ...hearings].filter((count) => count.closure_id === id).reduce((sum, count) => sum + Number(count.n), 0);
  return rows.map((row) => ({
    id: row.id,
    zone: { id: row.zone_id, name: row.name, nameEn: row.name_en },
    from: row.from_at,
    to: row.to_at,
    reason: row.reason,
    state: stateOf(row, now),
    suspended: suspendedBy(row.id),
    createdBy: row.created_by,
    version: row.version
  }));
}

/** Open reservations of a zone whose occupied time, buffers included, meets an interval. */
export async function hitBy(
  db: Db,
  zoneId: number,
  interval: Interval,
  states: readonly ('requested' | 'approved' | 'in_use' | 'suspended')[]
) {
  const rows = await db
    .selectFrom('reservation')
    .select(REF_COLUMNS)
    .select(['setup_minutes', 'clearup_minutes', 'closure_id', 'version'])
    .where('closed_at', 'is', null)
    .where('state', 'in', states)
    .where('zone_id', '=', zoneId)
    .where('from_at', '>', interval.from - MAX_ALLOCATION_MS)
    .where('from_at', '<', interval.to + MAX_ALLOCATION_MS)
    .orderBy('from_at')
    .orderBy('reservation.id')
    .execute();
  return rows.filter((row) => overlaps(occupied({ from: row.from_at, to: row.to_at }, row.setup_minutes, row.clearup_minutes), interval));
}
