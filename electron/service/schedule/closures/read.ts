import type { Closure } from '../../../contract/schedule/closures.ts';
import type { Db } from '../../db/schema.ts';
import { suspendedByClosure } from './holders.ts';

const SHOWN_PAST = 200;

function stateOf(row: { cancelled: number; ended_at: number | null; from_at: number; to_at: number }, now: number): Closure['state'] {
  if (row.cancelled === 1) return 'cancelled';
  if (row.ended_at !== null || row.to_at <= now) return 'ended';
  return row.from_at > now ? 'planned' : 'in_force';
}

/** Closures in force and to come, by start; with `past` also the ended ones, newest first. */
export async function listClosures(db: Db, now: number, input: { zoneId?: number | undefined; past: boolean }): Promise<Closure[]> {
  let query = db.selectFrom('closure').innerJoin('zone', 'zone.id', 'closure.zone_id').selectAll('closure').select(['name', 'name_en']);
  if (input.zoneId !== undefined) query = query.where('zone_id', '=', input.zoneId);
  query = input.past
    ? query.orderBy('from_at', 'desc').limit(SHOWN_PAST)
    : query.where('cancelled', '=', 0).where('to_at', '>', now).orderBy('from_at');
  const rows = await query.execute();
  const suspended = await suspendedByClosure(db);
  return rows.map((row) => ({
    id: row.id,
    zone: { id: row.zone_id, name: row.name, nameEn: row.name_en },
    from: row.from_at,
    to: row.to_at,
    reason: row.reason,
    state: stateOf(row, now),
    suspended: suspended.get(row.id) ?? 0,
    createdBy: row.created_by,
    version: row.version
  }));
}
