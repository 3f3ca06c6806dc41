import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';
import { storedName } from '../people/names.ts';
import { matchUnits, type PeopleQuery } from '../people/query.ts';

const LAST = '\u{10ffff}';
/** A query that matches more organisations than this is too vague to search for their people. */
const MATCHED_MOST = 100;
const IDS_MOST = 500;

/** The upper bound (excluded) of the paths below a path: '/1/5/' ends where '/1/50' begins. */
export const endOfSubtree = (path: string): string => `${path.slice(0, -1)}0`;

/** Ids of these organisations and all below them. */
export async function subtreeIds(db: Db, ids: readonly number[]): Promise<number[]> {
  const found = new Set<number>();
  for (const { path } of await db.selectFrom('organisation').select('path').where('id', 'in', ids).execute()) {
    const below = await db
      .selectFrom('organisation')
      .select('id')
      .where('path', '>=', path)
      .where('path', '<', endOfSubtree(path))
      .execute();
    for (const { id } of below) found.add(id);
  }
  return [...found];
}

/** Prepared queries, one for each number of prefixes. */
const finders: ((db: Db, ends: Record<string, string>) => Promise<{ id: number; name: string; readings: string }[]>)[] = [];

/** Ids of the organisations whose name matches a query, and of all below them; empty if it matches too many. */
export async function matchOrganisations(db: Db, query: PeopleQuery): Promise<number[]> {
  const prefixes = query.prefixes.filter((prefix) => !prefix.startsWith('6'));
  // A single letter is too vague.
  if (prefixes.length === 0 || query.text.length < 2) return [];
  const finder = (finders[prefixes.length] ??= fixedQuery((fixed, ends: Record<string, string>) => {
    const ranges = prefixes.map((_, i) =>
      fixed
        .selectFrom('organisation_gram')
        .select('organisation_id')
        .where('gram', '>=', ends[`from${i}`] as string)
        .where('gram', '<', ends[`to${i}`] as string)
    );
    const keys = ranges.reduce((all, range) => all.unionAll(range)).limit(200);
    return fixed
      .selectFrom('organisation')
      .select(['id', 'name', 'readings'])
      .where('id', 'in', fixed.selectFrom(keys.as('found')).select('found.organisation_id'));
  }));
  const rows = await finder(
    db,
    Object.fromEntries(
      prefixes.flatMap((prefix, i) => [
        [`from${i}`, prefix],
        [`to${i}`, prefix + LAST]
      ])
    )
  );
  const matched = query.mixed ? rows.filter((row) => matchUnits(query.text, storedName(row))) : rows;
  if (matched.length === 0 || matched.length > MATCHED_MOST) return [];
  return (
    await subtreeIds(
      db,
      matched.map((row) => row.id)
    )
  ).slice(0, IDS_MOST);
}

/** Number of people in these organisations together. */
export async function peopleOf(db: Db, ids: readonly number[]): Promise<number> {
  const { total } = await db
    .selectFrom('organisation')
    .select((eb) => eb.fn.sum<number | null>('people').as('total'))
    .where('id', 'in', ids)
    .executeTakeFirstOrThrow();
  return Number(total ?? 0);
}
