import type { Db } from '../../db/schema.ts';

/** A closure as the page of a suspended record names it; null where there is none. */
export async function closureNamed(db: Db, id: number | null) {
  if (id === null) return null;
  const columns = ['id', 'from_at as from', 'to_at as to', 'reason'] as const;
  return (await db.selectFrom('closure').select(columns).where('id', '=', id).executeTakeFirst()) ?? null;
}
