import type { Db } from '../../db/schema.ts';

/** How many entries of the waiting list come before a booking, plus one; a group is one entry. Null when it does not wait. */
export async function positionOf(
  db: Db,
  booking: { class_id: number; session_id: number | null; place: number | null }
): Promise<number | null> {
  if (booking.place === null) return null;
  const query = db
    .selectFrom('booking')
    .select((eb) => eb.fn.count<number>('place').distinct().as('n'))
    .where('class_id', '=', booking.class_id)
    .where('place', 'is not', null)
    .where('place', '<', booking.place);
  const { session_id: sessionId } = booking;
  const { n } = await (
    sessionId === null ? query : query.where((eb) => eb.or([eb('session_id', 'is', null), eb('session_id', '=', sessionId)]))
  ).executeTakeFirstOrThrow();
  return Number(n) + 1;
}
