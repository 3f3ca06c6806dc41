import { copyData, removeCopies } from '../data.ts';
import { compare, compareUntilValid, repeatAsync, ROUNDS } from '../harness.ts';
import { openBench, type Client } from '../open.ts';
import { freeSlot, NOW } from '../plan.ts';
import { dateOf, monthOf, addDays } from '../../../electron/contract/core/time.ts';
import type { Bench, Measured, Row } from '../row.ts';
import { bookingInput } from './bookings.ts';
import { WEEK } from './reads.ts';

/**
 * The growth of the cost with the file: the same work with the same size of result in a file of 10,000 bookings (or 100,000 where the
 * small one has no full page) and in one of the size asked for.
 */
const SMALL = 10_000;

type Work = (client: Client, n: number) => Promise<unknown>;
interface Scaled {
  /** Bookings in the smaller file. */
  small?: number;
  times: number;
  /** Prepares the work on a file. @returns the work to repeat */
  prepare(client: Client, size: number): Promise<Work> | Work;
}

function scaled({ small = SMALL, times, prepare }: Scaled) {
  return async ({ size }: Bench): Promise<Measured> => {
    const folders = [copyData(small), copyData(size)] as const;
    const files = [await openBench(folders[0]), await openBench(folders[1])] as const;
    try {
      const floor = await prepare(files[0].client, small);
      const ours = await prepare(files[1].client, size);
      const blocks = ROUNDS + 2;
      return await compareUntilValid((attempt) =>
        compare({
          floor: repeatAsync(times, (n) => floor(files[0].client, attempt * blocks * times + n)),
          ours: repeatAsync(times, (n) => ours(files[1].client, attempt * blocks * times + n))
        })
      );
    } finally {
      for (const file of files) await file.close();
      removeCopies(folders);
    }
  };
}

/** The cursor of the last page that begins before nine tenths of the people, found once by going there. */
async function cursorAt(client: Client, people: number): Promise<string> {
  const wanted = Math.floor(people * 0.9);
  let after: string | undefined;
  for (let seen = 0; seen < wanted; seen += 100) {
    const page = await client.people.list({ limit: 100, ...(after === undefined ? {} : { after }) });
    after = page.next ?? undefined;
  }
  if (after === undefined) throw new Error('the list ended early');
  return after;
}

async function demandFullPage(client: Client, query: string): Promise<void> {
  const page = await client.people.list({ query, limit: 50 });
  if (page.rows.length !== 50) throw new Error(`${query} has no full page`);
}

const page = (query: string): Scaled => ({
  small: 100_000,
  times: 60,
  async prepare(client) {
    await demandFullPage(client, query);
    return (own) => own.people.list({ query, limit: 50 });
  }
});

/** A request on an evening that is free in every file, and on a busy noon. */
const probe: Scaled = {
  times: 100,
  prepare: () => (client, n) => {
    const { zone, from, to } = freeSlot(n % 1000);
    return client.reservations.probe({ zoneId: zone, from, to, expectedHeadcount: 10 });
  }
};

const months = { fromMonth: monthOf(addDays(dateOf(NOW), -365)), toMonth: monthOf(dateOf(NOW)) };

export const scalingRows: Row[] = [
  {
    id: 'X1',
    name: 'Create booking, large file against small',
    budget: 1.2,
    ...common(),
    run: scaled({
      times: 40,
      prepare: () => {
        const inputs = new Map<number, ReturnType<typeof bookingInput>>();
        // Made before the clock runs: the first thousand and a half, enough for every retry.
        for (let n = 0; n < 40 * (ROUNDS + 2) * 4; n += 1) inputs.set(n, bookingInput(n));
        return (client, n) => client.reservations.create(inputs.get(n) as ReturnType<typeof bookingInput>);
      }
    })
  },
  { id: 'X2', name: 'Probe, large file against small', budget: 1.3, ...common(), run: scaled(probe) },
  {
    id: 'X3',
    name: 'Week of 308 rows, large file against small',
    budget: 3.2,
    ...common(),
    run: scaled({ times: 60, prepare: () => (client) => client.reservations.range(WEEK) })
  },
  { id: 'X4', name: 'People page by prefix, against 100,000', budget: 1.3, ...common(), run: scaled(page('王')) },
  { id: 'X5', name: 'Full page of two characters, against 100,000', budget: 1.5, ...common(), run: scaled(page('甲子')) },
  {
    id: 'X6',
    name: 'Page at 90 % of the list, large file against small',
    budget: 1.2,
    ...common(),
    run: scaled({
      times: 60,
      async prepare(client, size) {
        const after = await cursorAt(client, size / 2);
        return (own) => own.people.list({ limit: 50, after });
      }
    })
  },
  {
    id: 'X7',
    name: 'First page with its capped count, large file against small',
    budget: 1.3,
    ...common(),
    run: scaled({
      times: 60,
      async prepare(client) {
        const { total } = await client.people.list({ limit: 50 });
        if (!total?.capped) throw new Error('the count is not beyond its cap');
        return (own) => own.people.list({ limit: 50 });
      }
    })
  },
  {
    id: 'X8',
    name: 'A year’s figures, large file against small',
    budget: 1.3,
    ...common(),
    run: scaled({ times: 30, prepare: () => (client) => client.figures.zones(months) })
  }
];

function common() {
  return { unit: 'ms' as const, scaling: true };
}
