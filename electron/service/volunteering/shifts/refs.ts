import type { ReservationRef } from '../../../contract/schedule/reservation.ts';
import type { Db } from '../../db/schema.ts';

/** Shifts in zones with the columns for a ReservationRef, and the buffers of their use. */
export function shiftRefQuery(db: Db) {
  return db
    .selectFrom('shift')
    .innerJoin('project', 'project.id', 'shift.project_id')
    .innerJoin('zone', 'zone.id', 'shift.zone_id')
    .selectAll('shift')
    .select(['project.code', 'project.title', 'zone.setup_minutes', 'zone.clearup_minutes'])
    .select((eb) => eb.selectFrom('purpose').select('purpose.id').where('purpose.key', '=', 'volunteer').as('purpose_id'));
}
type Joined = Awaited<ReturnType<ReturnType<typeof shiftRefQuery>['execute']>>[number];

/** A shift in a list of reservations, with code and title of its project; `approved` unless suspended. */
export const shiftRef = (row: Joined): ReservationRef => ({
  kind: 'shift',
  id: row.id,
  number: row.code,
  zoneId: row.zone_id ?? 0,
  purposeId: row.purpose_id ?? 0,
  title: row.title,
  from: row.from_at,
  to: row.to_at,
  state: row.state === 'suspended' ? 'suspended' : 'approved'
});

/** Coming shifts whose start is within bounds, UTC ms. */
export async function comingShiftRefs(
  db: Db,
  now: number,
  bounds: { zoneId?: number; from?: number; to?: number }
): Promise<ReservationRef[]> {
  let query = shiftRefQuery(db)
    .where('shift.state', '=', 'planned')
    .where('shift.from_at', '>=', Math.max(now, bounds.from ?? now))
    .orderBy('shift.from_at');
  if (bounds.zoneId !== undefined) query = query.where('shift.zone_id', '=', bounds.zoneId);
  if (bounds.to !== undefined) query = query.where('shift.from_at', '<', bounds.to);
  return (await query.execute()).map(shiftRef);
}
