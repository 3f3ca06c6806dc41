import type { ReservationRef } from '../../../contract/schedule/reservation.ts';
import type { Db } from '../../db/schema.ts';

/** Sessions with the columns for a ReservationRef. */
export function sessionRefQuery(db: Db) {
  return db
    .selectFrom('class_session')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .selectAll('class_session')
    .select(['class.code', 'class.title', 'course.title as course_title'])
    .select((eb) => eb.selectFrom('purpose').select('purpose.id').where('purpose.key', '=', 'class').as('purpose_id'));
}
type Joined = Awaited<ReturnType<ReturnType<typeof sessionRefQuery>['execute']>>[number];

/** A session in a list of reservations, with code and title of its class; `approved` unless suspended. */
export const sessionRef = (row: Joined): ReservationRef => ({
  kind: 'session',
  id: row.id,
  number: row.code,
  zoneId: row.zone_id,
  purposeId: row.purpose_id ?? 0,
  title: row.title || row.course_title,
  from: row.from_at,
  to: row.to_at,
  state: row.state === 'suspended' ? 'suspended' : 'approved'
});

/** Coming sessions whose start is within bounds, UTC ms. */
export async function comingSessionRefs(
  db: Db,
  now: number,
  bounds: { zoneId?: number; from?: number; to?: number }
): Promise<ReservationRef[]> {
  let query = sessionRefQuery(db)
    .where('class_session.state', '=', 'planned')
    .where('class_session.from_at', '>=', Math.max(now, bounds.from ?? now))
    .orderBy('class_session.from_at');
  if (bounds.zoneId !== undefined) query = query.where('class_session.zone_id', '=', bounds.zoneId);
  if (bounds.to !== undefined) query = query.where('class_session.from_at', '<', bounds.to);
  return (await query.execute()).map(sessionRef);
}
