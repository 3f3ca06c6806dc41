import type { Db } from '../../db/schema.ts';

/** How many of the waiting list come before a sign-up, plus one. Null when it does not wait. */
export async function positionOf(db: Db, signUp: { shift_id: number; place: number | null }): Promise<number | null> {
  if (signUp.place === null) return null;
  const { n } = await db
    .selectFrom('sign_up')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('shift_id', '=', signUp.shift_id)
    .where('place', 'is not', null)
    .where('place', '<', signUp.place)
    .executeTakeFirstOrThrow();
  return Number(n) + 1;
}
