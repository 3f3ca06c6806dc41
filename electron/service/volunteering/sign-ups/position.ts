import type { Db } from '../../db/schema.ts';
import { positionIn } from '../../people/waiting-list.ts';

/** Position of a sign-up in the waiting list, from 1. Null when it does not wait. */
export function positionOf(db: Db, signUp: { shift_id: number; place: number | null }): Promise<number | null> {
  const list = db.selectFrom('sign_up').select('place').where('shift_id', '=', signUp.shift_id).where('place', 'is not', null);
  return positionIn(db, list, signUp.place);
}
