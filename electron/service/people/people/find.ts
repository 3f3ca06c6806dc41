import type { MatchKind, PeopleFilter, PersonHit, PersonRow } from '../../../contract/people/people.ts';
import { COUNT_CAP, cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { belongsHere, firstGram, isExact, type PeopleQuery } from './query.ts';
import { toListed } from './rows.ts';
import { CHUNK, countGrams, nextRows, orderKeys, planFor, sourceOf, type Found, type Key, type Plan, type Segment } from './segments.ts';

/** Segment and key of the last row of a page. */
type Cursor = [Segment, ...Key];
type Shown = Found & { segment: Segment };

/** Most rows that one call reads, so that a filter that few people pass takes several calls and not one long one. */
const BUDGET = 2000;

interface Walk {
  rows: Shown[];
  /** Where the next call continues; null at the end. */
  next: Cursor | null;
}

/** Collects rows from a cursor on until there are `wanted`, the end is reached or the budget is spent. */
async function walk(plan: Plan, from: Cursor | null, wanted: number): Promise<Walk> {
  const rows: Shown[] = [];
  // On the first page a person not met before is new, and this is their best text. Later pages must look that up.
  const met = from === null && plan.query !== null && isExact(plan.query) ? new Set<number>() : null;
  const isShown = (segment: Segment, row: Found) =>
    met === null ? shownHere(plan.query, segment, row) : !met.has(row.id) && met.add(row.id);
  let looked = 0;
  for (const segment of plan.segments.slice(from ? Math.max(plan.segments.indexOf(from[0]), 0) : 0)) {
    const source = await sourceOf(plan, segment);
    if (source === null) continue;
    let after: Key | null = from?.[0] === segment ? [from[1], from[2]] : null;
    for (;;) {
      // Two sizes only, so that few statements are prepared.
      const asked = wanted <= 101 ? Math.max(wanted, 51) : CHUNK;
      const chunk = await nextRows(plan, source, after, asked);
      looked += source.filtered ? CHUNK : asked;
      for (const row of chunk.rows) {
        if (!isShown(segment, row)) continue;
        rows.push(Object.assign(row, { segment }));
        if (rows.length === wanted) return { rows, next: [segment, row.key, row.id] };
      }
      if (chunk.end || chunk.last === null) break;
      after = chunk.last;
      if (looked >= BUDGET) return { rows, next: [segment, ...after] };
    }
  }
  return { rows, next: null };
}

/** Whether a person is shown at this row. Each is shown once: at the best matching text, or else through their organisation. */
function shownHere(query: PeopleQuery | null, segment: Segment, row: Found): boolean {
  if (query === null) return true;
  return segment === 'g' ? belongsHere(query, row.key, row) : firstGram(query, row) === null;
}

/**
 * A page of people. Filters narrow it; a query orders it by how well a name matches.
 * @param after the cursor of the page before
 * @param mayReveal whether the operator may see numbers in full
 * @returns fewer rows than asked for only at the end, or where the filters let almost nobody through
 */
export async function listPeople(db: Db, filter: PeopleFilter, after: string | undefined, limit: number, mayReveal: boolean) {
  const plan = await planFor(db, filter);
  const cursor = after === undefined ? null : readCursor(after);
  const indexed = after === undefined ? await countByIndex(plan) : null;
  if (indexed?.count === 0) return { rows: [], next: null, total: indexed };
  // Without an index to count by, the walk to the first page counts.
  const counting = after === undefined && indexed === null;
  const found = await walk(plan, cursor, counting ? COUNT_CAP + 1 : limit + 1);
  const shown = found.rows.slice(0, limit);
  const last = shown.at(-1);
  const next: Cursor | null = found.rows.length > limit && last ? [last.segment, last.key, last.id] : found.next;
  return {
    rows: shown.map((row): PersonRow => toListed(row, plan.query, mayReveal)),
    next: next === null ? null : JSON.stringify(next),
    total: counting ? { count: Math.min(found.rows.length, COUNT_CAP), capped: found.next !== null } : indexed
  };
}

/** The number of people, if an index alone can count them. */
async function countByIndex(plan: Plan): Promise<{ count: number; capped: boolean } | null> {
  const { query } = plan;
  const source = await sourceOf(plan, query === null ? 'o' : 'g');
  if (source === null) return { count: 0, capped: false };
  if (source.filtered) return null;
  if (query === null) return cappedCount(plan.db, orderKeys(plan.db, source, null).select('person.id'));
  if (!isExact(query)) return null;
  const { total, organisations } = await countGrams(plan.db, query.prefixes);
  if (!organisations) plan.named = () => Promise.resolve([]);
  return total.capped || (await plan.named()).length === 0 ? total : null;
}

function readCursor(text: string): Cursor | null {
  try {
    const [segment, key, id] = JSON.parse(text) as unknown[];
    if ((segment === 'g' || segment === 'p' || segment === 'o') && typeof key === 'string' && typeof id === 'number')
      return [segment, key, id];
  } catch {
    // A cursor of another list: start at the beginning.
  }
  return null;
}

/** Everybody who passes a filter, in the order of the list, a few hundred at a time, for exports. */
export async function* everyPerson(db: Db, filter: PeopleFilter): AsyncGenerator<Found[]> {
  const plan = await planFor(db, filter);
  let cursor: Cursor | null = null;
  do {
    const found: Walk = await walk(plan, cursor, CHUNK);
    yield found.rows;
    cursor = found.next;
  } while (cursor !== null);
}

const KINDS: readonly MatchKind[] = ['prefix', 'initials', 'substring', 'substring', 'mixed', 'digits'];

/** The best matches of a query, at most `limit`: exact names, beginnings, initials, inner parts, mixed, numbers, organisations. */
export async function searchPeople(db: Db, typed: string, limit: number, mayReveal: boolean): Promise<PersonHit[]> {
  const plan = await planFor(db, { query: typed });
  const { query } = plan;
  if (query === null) return [];
  const { rows } = await walk(plan, null, limit);
  return rows.map((row) => ({ ...toListed(row, query, mayReveal), match: kindOf(query, row) }));
}

function kindOf(query: PeopleQuery, row: Shown): MatchKind {
  if (row.segment === 'p') return 'organisation';
  if (row.key.startsWith('1') && row.key.slice(1) === query.text) return 'exact';
  return KINDS[Number(row.key[0]) - 1] ?? 'substring';
}
