import type { Database } from 'better-sqlite3';
import { bareConnection, copyData, removeCopies } from '../data.ts';
import { compare, compareUntilValid, repeat, repeatAsync, warmUp } from '../harness.ts';
import { likeIds, peopleFloor, rangeFloor } from '../floors.ts';
import { openBench, type Client } from '../open.ts';
import { MONTH_FROM, MONTH_ROWS, MONTH_TO, WEEK_FROM, WEEK_ROWS, WEEK_TO } from '../plan.ts';
import type { Measured, Row } from '../row.ts';
import { startRpc } from '../rpc.ts';

/** A copy with our client and a bare connection on it, for as long as `work` runs. */
async function onCopy<T>(size: number, work: (client: Client, bare: Database) => Promise<T>): Promise<T> {
  const folder = copyData(size);
  const bench = await openBench(folder);
  const bare = bareConnection(folder);
  try {
    return await work(bench.client, bare);
  } finally {
    bare.close();
    await bench.close();
    removeCopies([folder]);
  }
}

function demandSame(what: string, ours: readonly number[], floor: readonly number[]): void {
  if (ours.length !== floor.length || ours.some((id, at) => id !== floor[at])) {
    throw new Error(`${what}: ours and the floor do not answer the same (${ours.length} and ${floor.length} rows)`);
  }
}

export const WEEK = { from: WEEK_FROM, to: WEEK_TO, zoneIds: [1] };
const MONTH = { from: MONTH_FROM, to: MONTH_TO, zoneIds: [1, 2] };

function calendar(range: typeof WEEK, rows: number, times: number) {
  return ({ size }: { size: number }): Promise<Measured> =>
    onCopy(size, async (client, bare) => {
      const floor = rangeFloor(bare, range.zoneIds);
      const { columns } = await client.reservations.range(range);
      if (columns.id.length !== rows) throw new Error(`${columns.id.length} rows instead of ${rows}`);
      demandSame(
        'calendar',
        columns.id,
        floor(range.from, range.to).map((row) => row.id)
      );
      const blocks = {
        floor: repeat(times, () => floor(range.from, range.to)),
        ours: repeatAsync(times, () => client.reservations.range(range))
      };
      await warmUp(blocks);
      return compareUntilValid(() => compare(blocks));
    });
}

/** The same week over a port, from another thread. */
async function weekOverPort({ size }: { size: number }): Promise<Measured> {
  const folder = copyData(size);
  const rpc = await startRpc(folder);
  const bare = bareConnection(folder);
  try {
    const floor = rangeFloor(bare, WEEK.zoneIds);
    const { columns } = await rpc.client.reservations.range(WEEK);
    demandSame(
      'calendar',
      columns.id,
      floor(WEEK.from, WEEK.to).map((row) => row.id)
    );
    return await compareUntilValid(() =>
      compare({ floor: repeat(60, () => floor(WEEK.from, WEEK.to)), ours: repeatAsync(60, () => rpc.client.reservations.range(WEEK)) })
    );
  } finally {
    bare.close();
    await rpc.stop();
    removeCopies([folder]);
  }
}

const PAGE = 50;

/**
 * Several queries as a mixture. Their total time counts, because a day's work finds one, many and nobody. A note has the cost of each.
 */
function pages(
  queries: readonly { query: string; says: string }[],
  before?: (client: Client, bare: Database, query: string) => Promise<void>
) {
  return ({ size }: { size: number }): Promise<Measured> =>
    onCopy(size, async (client, bare) => {
      const floor = peopleFloor(bare);
      const notes: string[] = [];
      for (const { query, says } of queries) {
        const page = await client.people.list({ query, limit: PAGE });
        const least = floor.page(query, PAGE);
        demandSame(
          query,
          page.rows.map((row) => row.id),
          least.ids
        );
        if (page.total?.count !== Math.min(least.total, 1000))
          throw new Error(`${query}: ${page.total?.count} counted, not ${least.total}`);
        await before?.(client, bare, query);
        const alone = await compare({
          floor: repeat(40, () => floor.page(query, PAGE)),
          ours: repeatAsync(40, () => client.people.list({ query, limit: PAGE }))
        });
        notes.push(`${says} ${alone.ratio.toFixed(1)}× (${alone.ours.toFixed(2)} ms)`);
      }
      const compared = await compareUntilValid(() =>
        compare({
          floor: repeat(40, () => {
            for (const { query } of queries) floor.page(query, PAGE);
          }),
          ours: repeatAsync(40, async () => {
            for (const { query } of queries) await client.people.list({ query, limit: PAGE });
          })
        })
      );
      return { ...compared, note: notes.join(', ') };
    });
}

/** All people that a query finds, page by page, are all whose name contains it. */
async function demandLike(client: Client, bare: Database, query: string): Promise<void> {
  const found = new Set<number>();
  let after: string | undefined;
  do {
    const page = await client.people.list({ query, limit: 100, ...(after === undefined ? {} : { after }) });
    for (const row of page.rows) {
      if (found.has(row.id)) throw new Error(`${query}: somebody is listed twice`);
      found.add(row.id);
    }
    after = page.next ?? undefined;
  } while (after !== undefined);
  demandSame(
    `${query} by LIKE`,
    [...found].sort((a, b) => a - b),
    likeIds(bare, query)
  );
}

export const readRows: Row[] = [
  { id: 'P3', name: `Week of one zone, ${WEEK_ROWS} rows`, unit: 'ms', budget: 1.3, run: calendar(WEEK, WEEK_ROWS, 100) },
  { id: 'P3r', name: 'The same week over a port', unit: 'ms', budget: 2.5, run: weekOverPort },
  { id: 'P4', name: `Month of two zones, ${MONTH_ROWS} rows`, unit: 'ms', budget: 1.3, run: calendar(MONTH, MONTH_ROWS, 30) },
  {
    id: 'P5',
    name: 'People pages by three prefixes, with their counts',
    unit: 'ms',
    budget: 1.8,
    run: pages([
      { query: '王', says: 'a surname' },
      { query: 'zhang', says: 'pinyin' },
      { query: 'wx', says: 'initials' }
    ])
  },
  {
    id: 'P6',
    name: 'Two characters anywhere in a name: four pages, equal to LIKE',
    unit: 'ms',
    budget: 2,
    run: pages(
      [
        { query: '鑫鑫', says: 'no hit' },
        { query: '盖甲', says: 'few hits' },
        { query: '丑壬', says: 'a hundred hits and more' },
        { query: '甲子', says: 'many hits' }
      ],
      demandLike
    )
  }
];
