import type { Db } from '../../db/schema.ts';
import { positionIn } from '../../people/waiting-list.ts';

/** Position of a booking in the waiting list, from 1; a group is one entry. Null when it does not wait. */
export function positionOf(db: Db, booking: { class_id: number; session_id: number | null; place: number | null }): Promise<number | null> {
  const all = db.selectFrom('booking').select('place').where('class_id', '=', booking.class_id).where('place', 'is not', null);
  const { session_id: sessionId } = booking;
  const list = sessionId === null ? all : all.where((eb) => eb.or([eb('session_id', 'is', null), eb('session_id', '=', sessionId)]));
  return positionIn(db, list, booking.place);
}
