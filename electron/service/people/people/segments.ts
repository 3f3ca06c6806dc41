import { sql } from 'kysely';
import type { PeopleFilter } from '../../../contract/people/people.ts';
import { fixedQuery } from '../../db/fixed.ts';
import { COUNT_CAP } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { matchOrganisations, peopleOf, subtreeIds } from '../organisations/subtree.ts';
import { parseQuery, type PeopleQuery } from './query.ts';
import { LIST_COLUMNS, personRows, type ListedRow } from './rows.ts';

/**
 * The segments of a list, in order: texts of the search table that begin with the query (g), then people of organisations whose name
 * matches (p); without a query everybody in order of their pinyin (o). Every row has a key (its text, its id), and the next page
 * begins after the last key.
 */
export type Segment = 'g' | 'p' | 'o';
export type Key = [text: string, id: number];
export type Found = ListedRow & { key: string };
export interface Chunk {
  rows: Found[];
  /** The last key read, whether its row passed or not; null if there was none. */
  last: Key | null;
  /** Whether the segment ends here. */
  end: boolean;
}

/** Keys read in one step when other filters remain. */
export const CHUNK = 500;
/** Up to this many people of several organisations are gathered and sorted. With more, everybody is read in order and filtered. */
const SORTED_MOST = 2000;
/** Added to a text, it sorts after every text with that beginning. */
const LAST = '\u{10ffff}';

export interface Plan {
  db: Db;
  query: PeopleQuery | null;
  filter: PeopleFilter;
  segments: readonly Segment[];
  /** Organisations of the filter with all below them; null: people without one; undefined: no filter. */
  within: number[] | null | undefined;
  /** Organisations whose name matches the query, with all below them; read when the walk reaches them. */
  named(): Promise<number[]>;
}

/** How to read a segment: by which index, and which conditions remain to check. */
export interface Source {
  segment: Segment;
  /** Organisations to read by their index; null: people without one; undefined: another index. */
  byOrganisation: number[] | null | undefined;
  byTrade: string | undefined;
  byStatus: PeopleFilter['politicalStatus'];
  /** Conditions on the organisation that remain to check. */
  within: (number[] | null)[];
  filtered: boolean;
}

export async function planFor(db: Db, filter: PeopleFilter): Promise<Plan> {
  const query = filter.query === undefined ? null : parseQuery(filter.query);
  const { organisationId } = filter;
  let named: Promise<number[]> | undefined;
  return {
    db,
    query,
    filter,
    segments: query === null ? ['o'] : ['g', 'p'],
    within: organisationId === undefined ? undefined : organisationId === 0 ? null : await subtreeIds(db, [organisationId]),
    named: () => (named ??= query === null ? Promise.resolve([]) : matchOrganisations(db, query))
  };
}

/** How to read a segment; null if it is empty. */
export async function sourceOf(plan: Plan, segment: Segment): Promise<Source | null> {
  const { filter, within } = plan;
  const rest = filter.documentKind !== undefined || filter.hasMobile !== undefined;
  const trade = filter.trade || undefined;
  const status = filter.politicalStatus;
  const none = { byOrganisation: undefined, byTrade: undefined, byStatus: undefined };
  const either = trade !== undefined || status !== undefined;
  if (segment === 'g')
    return { segment, ...none, within: within === undefined ? [] : [within], filtered: rest || within !== undefined || either };
  // One of status and trade goes by its index; the other remains to check.
  const narrowest = { ...none, ...(status !== undefined ? { byStatus: status } : { byTrade: trade }) };
  const both = trade !== undefined && status !== undefined;
  const asked = segment === 'p' ? await plan.named() : within;
  if (asked !== undefined && asked !== null && asked.length === 0) return null;
  const also = segment === 'p' && within !== undefined ? [within] : [];
  if (asked === undefined) return { segment, ...narrowest, within: [], filtered: rest || both };
  if (asked === null || asked.length === 1 || (await peopleOf(plan.db, asked)) <= SORTED_MOST) {
    return { segment, ...none, byOrganisation: asked, within: also, filtered: rest || either || also.length > 0 };
  }
  return { segment, ...narrowest, within: [asked, ...also], filtered: true };
}

/** Keys of the search table with one of the prefixes, best first; null if none can come after `after`. */
export function gramKeys(db: Db, prefixes: readonly string[], after: Key | null, limit: number) {
  const ranges = prefixes.flatMap((prefix) => {
    if (after !== null && after[0] >= prefix && !after[0].startsWith(prefix)) return [];
    let range = db
      .selectFrom('person_gram')
      .select(['gram', 'person_id'])
      .where('gram', '<', prefix + LAST);
    range =
      after === null || after[0] < prefix
        ? range.where('gram', '>=', prefix)
        : range.where((eb) => eb(eb.refTuple('gram', 'person_id'), '>', eb.tuple(after[0], after[1])));
    return [db.selectFrom(range.orderBy('gram').orderBy('person_id').limit(limit).as('range')).selectAll()];
  });
  const [first, ...rest] = ranges;
  return first === undefined ? null : rest.reduce((all, range) => all.unionAll(range), first);
}

/** Prepared queries, one for each number of prefixes. */
const counters: ((db: Db, ends: Record<string, string>) => Promise<{ n: number; organisations: number }[]>)[] = [];

/** Number of people, and of organisations, with a text that begins with one of the prefixes. */
export async function countGrams(db: Db, prefixes: readonly string[]) {
  const counter = (counters[prefixes.length] ??= fixedQuery((fixed, ends: Record<string, string>) => {
    const ranges = prefixes.map((_, i) =>
      fixed
        .selectFrom('person_gram')
        .select('person_id')
        .where('gram', '>=', ends[`from${i}`] as string)
        .where('gram', '<', ends[`to${i}`] as string)
    );
    const all = ranges.reduce((united, range) => united.unionAll(range));
    const counted = fixed
      .selectFrom(all.as('found'))
      .select('found.person_id')
      .distinct()
      .limit(COUNT_CAP + 1);
    const organisations = prefixes.map((_, i) =>
      fixed
        .selectFrom('organisation_gram')
        .select('organisation_id')
        .where('gram', '>=', ends[`from${i}`] as string)
        .where('gram', '<', ends[`to${i}`] as string)
    );
    return fixed
      .selectFrom(counted.as('counted'))
      .select((eb) => [eb.fn.countAll<number>().as('n'), eb.or(organisations.map((named) => eb.exists(named))).as('organisations')])
      .$castTo<{ n: number; organisations: number }>();
  }));
  const [row] = await counter(
    db,
    Object.fromEntries(
      prefixes.flatMap((prefix, i) => [
        [`from${i}`, prefix],
        [`to${i}`, prefix + LAST]
      ])
    )
  );
  const n = Number(row?.n ?? 0);
  return { total: { count: Math.min(n, COUNT_CAP), capped: n > COUNT_CAP }, organisations: row?.organisations === 1 };
}

/** People in order of their pinyin, by the source's index. */
export function orderKeys(db: Db, source: Source, after: Key | null) {
  let keys = db.selectFrom('person').where('person.merged_into', 'is', null);
  if (after) keys = keys.where((eb) => eb(eb.refTuple('person.name_sort', 'person.id'), '>', eb.tuple(after[0], after[1])));
  if (source.byOrganisation === null) return keys.where('person.organisation_id', 'is', null);
  if (source.byOrganisation !== undefined) return keys.where('person.organisation_id', 'in', source.byOrganisation);
  if (source.byStatus !== undefined) return keys.where('person.political_status', '=', source.byStatus);
  if (source.byTrade !== undefined) return keys.where('person.trade', '=', source.byTrade);
  return keys;
}

/** The text to sort by. For several organisations an added empty text makes SQLite gather by their index and sort, not read everybody. */
const sortText = (source: Source) =>
  (source.byOrganisation?.length ?? 0) > 1 ? sql<string>`person.name_sort || ''` : sql<string>`person.name_sort`;

/** The next rows of a segment, at most `limit` if no filter remains. */
export async function nextRows(plan: Plan, source: Source, after: Key | null, limit: number): Promise<Chunk> {
  if (source.filtered) return filteredRows(plan, source, after);
  const rows = await wholeRows(plan, source, after, limit);
  const last = rows.at(-1);
  return { rows, last: last ? [last.key, last.id] : null, end: rows.length < limit };
}

async function wholeRows(plan: Plan, source: Source, after: Key | null, limit: number): Promise<Found[]> {
  if (source.segment !== 'g') {
    return orderKeys(plan.db, source, after)
      .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
      .select([...LIST_COLUMNS, 'person.name_sort as key'])
      .orderBy(sortText(source))
      .orderBy('person.id')
      .limit(limit)
      .execute();
  }
  const rows: Found[] = [];
  // One range at a time. A union would read and sort all of them, however many rows the first one has.
  for (const prefix of plan.query?.prefixes ?? []) {
    const wanted = limit - rows.length;
    const to = prefix + LAST;
    if (after === null || after[0] < prefix) rows.push(...(await gramRows(plan.db, { from: prefix, to, wanted })));
    else if (after[0].startsWith(prefix)) rows.push(...(await laterGramRows(plan.db, { gram: after[0], id: after[1], to, wanted })));
    if (rows.length === limit) break;
  }
  return rows;
}

/** People by a text of the search table, in its order. The cross join keeps SQLite from starting with the people. */
const byGram = (db: Db, to: string, wanted: number) =>
  db
    .selectFrom('person_gram')
    .crossJoin('person')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select([...LIST_COLUMNS, 'person_gram.gram as key'])
    .whereRef('person.id', '=', 'person_gram.person_id')
    .where('gram', '<', to)
    .orderBy('gram')
    .orderBy('person_id')
    .limit(wanted);
const gramRows = fixedQuery((db, range: { from: string; to: string; wanted: number }) =>
  byGram(db, range.to, range.wanted).where('gram', '>=', range.from)
);
const laterGramRows = fixedQuery((db, range: { gram: string; id: number; to: string; wanted: number }) =>
  byGram(db, range.to, range.wanted).where((eb) => eb(eb.refTuple('gram', 'person_id'), '>', eb.tuple(range.gram, range.id)))
);

/** Reads the keys first and then filters them, so that the cost is that of the keys, however few pass. */
async function filteredRows(plan: Plan, source: Source, after: Key | null): Promise<Chunk> {
  const keys = await keysOf(plan, source, after);
  const end = keys.at(-1);
  if (end === undefined) return { rows: [], last: null, end: true };
  const { filter } = plan;
  let passing = personRows(plan.db).where('person.id', 'in', [...new Set(keys.map((key) => key.id))]);
  for (const ids of source.within) {
    // As expressions, so that SQLite still goes by the ids.
    passing =
      ids === null
        ? passing.where('person.organisation_id', 'is', null)
        : passing.where(sql<number>`coalesce(person.organisation_id, 0)`, 'in', ids);
  }
  if (filter.documentKind !== undefined) passing = passing.where('person.document_kind', '=', filter.documentKind);
  if (filter.hasMobile !== undefined) passing = passing.where('person.mobile', filter.hasMobile ? 'is not' : 'is', null);
  if (filter.politicalStatus !== undefined)
    passing = passing.where(sql<string>`coalesce(person.political_status, '')`, '=', filter.politicalStatus);
  if (filter.trade) passing = passing.where(sql<string>`person.trade || ''`, '=', filter.trade);
  const byId = new Map((await passing.execute()).map((row) => [row.id, row]));
  const rows = keys.flatMap(({ id, key }) => {
    const row = byId.get(id);
    return row ? [{ ...row, key }] : [];
  });
  return { rows, last: [end.key, end.id], end: keys.length < CHUNK };
}

async function keysOf(plan: Plan, source: Source, after: Key | null): Promise<{ id: number; key: string }[]> {
  if (source.segment !== 'g') {
    const keys = orderKeys(plan.db, source, after).select(['person.id', 'person.name_sort as key']);
    return keys.orderBy(sortText(source)).orderBy('person.id').limit(CHUNK).execute();
  }
  const ranges = gramKeys(plan.db, plan.query?.prefixes ?? [], after, CHUNK);
  if (ranges === null) return [];
  return plan.db
    .selectFrom(ranges.as('found'))
    .select(['found.person_id as id', 'found.gram as key'])
    .orderBy('found.gram')
    .orderBy('found.person_id')
    .limit(CHUNK)
    .execute();
}
