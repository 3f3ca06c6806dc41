import type { Kysely } from 'kysely';
import type { StationDatabase } from '../db/schema.ts';

type Describe = (db: Kysely<StationDatabase>, ids: number[]) => Promise<{ id: number; label: string }[]>;

/**
 * How each kind of holder is named in a clash. An area whose records hold allocations adds its own; a hearing has no name:
 * whoever is not a mediator learns that something is taken, and nothing else.
 */
const DESCRIBE: Record<string, Describe> = {
  reservation: async (db, ids) => {
    const rows = await db
      .selectFrom('reservation')
      .innerJoin('purpose', 'purpose.id', 'reservation.purpose_id')
      .select(['reservation.id', 'number', 'title', 'purpose.name'])
      .where('reservation.id', 'in', ids)
      .execute();
    return rows.map((row) => ({ id: row.id, label: `${row.number} ${row.title || row.name}` }));
  },
  session: async (db, ids) => {
    const rows = await db
      .selectFrom('class_session')
      .innerJoin('class', 'class.id', 'class_session.class_id')
      .innerJoin('course', 'course.id', 'class.course_id')
      .select(['class_session.id', 'class.code', 'class.title', 'course.title as course_title'])
      .where('class_session.id', 'in', ids)
      .execute();
    return rows.map((row) => ({ id: row.id, label: `${row.code} ${row.title || row.course_title}` }));
  }
};

/** What people call the holders of some allocations, by kind and id. */
export async function describeHolders(
  db: Kysely<StationDatabase>,
  holders: readonly { source_kind: string; source_id: number }[]
): Promise<(holder: { source_kind: string; source_id: number }) => string> {
  const labels = new Map<string, string>();
  for (const kind of new Set(holders.map((holder) => holder.source_kind))) {
    const ids = [...new Set(holders.filter((holder) => holder.source_kind === kind).map((holder) => holder.source_id))];
    for (const { id, label } of (await DESCRIBE[kind]?.(db, ids)) ?? []) labels.set(`${kind} ${id}`, label);
  }
  return (holder) => labels.get(`${holder.source_kind} ${holder.source_id}`) ?? '';
}
