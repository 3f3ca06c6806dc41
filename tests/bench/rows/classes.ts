import { isDeepStrictEqual } from 'node:util';
import Sqlite, { type Database } from 'better-sqlite3';
import { join } from 'node:path';
import { addDays, dateOf, monthOf } from '../../../electron/contract/core/time.ts';
import { keptFigures, recountClasses } from '../../../electron/service/training/class-figures/recount.ts';
import { applyPragmas } from '../../../electron/service/db/open.ts';
import { DATABASE_FILE } from '../../../electron/service/core/station/open.ts';
import { assertFull, bareConnection, copyData, demandFullLog, removeCopies } from '../data.ts';
import { start } from '../electron.ts';
import { classesOf, OPEN_CLASSES } from '../fill-classes.ts';
import { classListFloor } from '../floors.ts';
import { ATTEMPTS, compare, compareUntilValid, repeat, repeatAsync, ROUNDS, SCAN_ROUNDS, within } from '../harness.ts';
import { openBench, type Client, type OpenedStation } from '../open.ts';
import { PAINT_LIMIT_MS, paintedList } from '../painted-list.ts';
import { FIRST_DATE, NOW, ZONES } from '../plan.ts';
import { randomFrom } from '../random.ts';
import type { Bench, Row } from '../row.ts';

const BLOCK = 40;
const WHOLE = BLOCK * (ROUNDS + 1);
/** Seats of ours until the log is overwritten in place (data.ts); of the minimal one, which writes less. */
const WARM = 120;
const WARM_BARE = 600;

const SEATS = (WHOLE + BLOCK) * ATTEMPTS + WARM_BARE;

interface Seat {
  classId: number;
  personId: number;
}

/** People with earlier classes who can get a seat: not blocked, and free on the evening that all open classes share. */
function seatsFor(sqlite: Database, size: number): Seat[] {
  const first = classesOf(size) - OPEN_CLASSES + 1;
  const people = sqlite
    .prepare(
      `select id from person where id > ? and id not in (select person_id from booking where class_id >= ?)
        and not exists (select 1 from attendance where person_id = person.id and status = 'absent') order by id limit ?`
    )
    .pluck()
    .all(ZONES, first, SEATS) as number[];
  if (people.length < SEATS) throw new Error(`only ${people.length} people can be booked`);
  return people.map((personId, n) => ({ personId, classId: first + (n % OPEN_CLASSES) }));
}

/** A minimal seat: checks that one is free and that the person has none, takes it and counts it. */
function bareSeats(dataFolder: string): { sqlite: Database; book(seat: Seat | undefined): void } {
  const sqlite = new Sqlite(join(dataFolder, 'bare.db'));
  applyPragmas(sqlite);
  assertFull(sqlite);
  sqlite.exec(`create table class (id integer primary key, capacity integer not null, taken integer not null) strict;
    create table seat (id integer primary key, class_id integer not null, person_id integer not null, at integer not null) strict`);
  sqlite.prepare('attach ? as station').run(join(dataFolder, DATABASE_FILE));
  sqlite.exec(`insert into class select id, capacity, taken from station.class;
    insert into seat select id, class_id, person_id, created_at from station.booking;
    create unique index seat_once on seat (class_id, person_id)`);
  sqlite.exec('detach station');
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const begin = sqlite.prepare('begin immediate');
  const commit = sqlite.prepare('commit');
  const free = sqlite.prepare('select capacity - taken from class where id = ?').pluck();
  const known = sqlite.prepare('select 1 from seat where class_id = ? and person_id = ?');
  const insert = sqlite.prepare('insert into seat (class_id, person_id, at) values (?, ?, ?)');
  const count = sqlite.prepare('update class set taken = taken + 1 where id = ?');
  return {
    sqlite,
    book(seat) {
      const { classId, personId } = seat as Seat;
      begin.run();
      if (Number(free.get(classId)) < 1 || known.get(classId, personId) !== undefined) throw new Error('the seat is taken');
      insert.run(classId, personId, NOW);
      count.run(classId);
      commit.run();
    }
  };
}

/** C1: a seat in a class, with as many bookings in the file. */
const seat: Row = {
  id: 'C1',
  name: 'Book one seat, against a minimal one',
  unit: 'ms',
  budget: 3,
  async run({ size, say }) {
    const ours = copyData(size, 'classes', say);
    const floor = copyData(size, 'classes');
    const bench = await openBench(ours);
    const bare = bareSeats(floor);
    try {
      const seats = seatsFor(bench.station.sqlite, size);
      const warm = seats.slice(-WARM_BARE);
      for (const seat of warm) bare.book(seat);
      for (const [n, { classId, personId }] of warm.slice(0, WARM).entries())
        await bench.client.bookings.book({ commandId: randomFrom(-1 - n).uuid(), classId, person: { personId } });
      for (const { sqlite } of [bench.station, bare]) demandFullLog(sqlite);
      return await compareUntilValid((attempt) => {
        const own = seats.slice(attempt * (WHOLE + BLOCK));
        const inputs = own.map(({ classId, personId }, n) => ({
          commandId: randomFrom(attempt * 100_000 + n).uuid(),
          classId,
          person: { personId }
        }));
        return compare({
          floor: repeat(BLOCK, (n) => bare.book(own[n])),
          ours: repeatAsync(BLOCK, async (n) => {
            const { state } = await bench.client.bookings.book(inputs[n] as (typeof inputs)[number]);
            if (state !== 'booked') throw new Error('no seat was given');
          })
        });
      });
    } finally {
      bare.sqlite.close();
      await bench.close();
      removeCopies([ours, floor]);
    }
  }
};

/** A copy with our client and a bare connection on it, for as long as `work` runs. */
async function onCopy<T>({ size, say }: Bench, work: (bench: OpenedStation, bare: Database) => Promise<T>): Promise<T> {
  const folder = copyData(size, 'classes', say);
  const bench = await openBench(folder);
  const bare = bareConnection(folder);
  try {
    return await work(bench, bare);
  } finally {
    bare.close();
    await bench.close();
    removeCopies([folder]);
  }
}

const CURRENT = ['draft', 'open', 'confirmed', 'running'] as const;

/** C2: a page of classes with all their numbers: those going on, and the end of all of them. */
const list: Row = {
  id: 'C2',
  name: 'Pages of the class list with their counts',
  unit: 'ms',
  budget: 1.8,
  run: (bench) =>
    onCopy(bench, async ({ client }, bare) => {
      const floor = classListFloor(bare);
      const pages = [{ states: [...CURRENT] }, {}];
      for (const page of pages) {
        const { rows, total } = await client.classes.list({ ...page, limit: 50 });
        const least = floor(page.states, 50);
        if (
          !isDeepStrictEqual(
            rows.map((row) => row.id),
            least.ids
          ) ||
          total?.count !== Math.min(least.total, 1000)
        )
          throw new Error('ours and the floor do not list the same classes');
      }
      return compareUntilValid(() =>
        compare({
          floor: repeat(60, () => {
            for (const page of pages) floor(page.states, 50);
          }),
          ours: repeatAsync(60, async () => {
            for (const page of pages) await client.classes.list({ ...page, limit: 50 });
          })
        })
      );
    })
};

/** C2w: the same list in the window, from those that are over to those going on. */
const painted: Row = {
  id: 'C2w',
  name: `Class list asked for and painted, of ${PAINT_LIMIT_MS} ms`,
  unit: 'ms',
  budget: 1,
  async run({ size, say }) {
    const folder = copyData(size, 'classes', say);
    const app = await start('ours', folder, say);
    try {
      return await paintedList(app, { topic: 'classes', list: 'class-list', address: '#/classes', other: '#/classes?shown=past' });
    } finally {
      await app.quit();
      removeCopies([folder]);
    }
  }
};

const PLANNED = 40;
const PLAN_LIMIT_MS = 5000;
const GAP_LIMIT_MS = 50;

/** Forty drafts of all courses, and an order for a term with a little too few places, so that the search has to continue. */
async function planInput(client: Client) {
  const classIds: number[] = [];
  for (let n = 0; n < PLANNED; n += 1) {
    const { id } = await client.classes.create({
      commandId: randomFrom(900_000 + n).uuid(),
      courseId: 1 + (n % PLANNED),
      zoneId: 1 + (n % 3),
      trainerIds: [],
      capacity: 16 + (n % 3) * 2
    });
    classIds.push(id);
  }
  const from = addDays(dateOf(NOW), 40);
  return (runId: string) => ({
    runId,
    from,
    to: addDays(from, 118),
    slots: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '19:00', to: '21:30' })),
    items: classIds.map((classId, n) => ({
      classId,
      sessions: 6 + (n % 5),
      minutes: n % 4 === 0 ? 90 : 120,
      zoneIds: [1 + (n % 3), 1 + ((n + 1) % 3)]
    }))
  });
}

/** Plans the term a few times. @returns the duration of each, and the longest time without an answer of the service */
async function planTimes(bench: Bench): Promise<{ took: number[]; gaps: number[]; placed: number }> {
  return onCopy(bench, async ({ client }) => {
    const input = await planInput(client);
    const took: number[] = [];
    const gaps: number[] = [];
    let placed = 0;
    for (let i = 0; i < 5; i += 1) {
      let last = performance.now();
      let gap = 0;
      const look = () => {
        const now = performance.now();
        gap = Math.max(gap, now - last);
        last = now;
      };
      const timer = setInterval(look, 2);
      const began = performance.now();
      const proposal = await client.autoPlan.propose(input(randomFrom(i).uuid()));
      took.push(performance.now() - began);
      look();
      clearInterval(timer);
      gaps.push(gap);
      if (proposal.placed.length < proposal.firstFit || proposal.placed.length + proposal.unplaced.length !== PLANNED)
        throw new Error('the plan is not whole');
      placed = proposal.placed.length;
    }
    return { took, gaps, placed };
  });
}

const plan: Row = {
  id: 'C3',
  name: `Auto-plan of ${PLANNED} classes, of ${PLAN_LIMIT_MS} ms`,
  unit: 'ms',
  budget: 1,
  async run(bench) {
    const { took, placed } = await planTimes(bench);
    return within(took, PLAN_LIMIT_MS, `${placed} placed`);
  }
};

/** C3b: longest wait of another call meanwhile, ms. */
const unblocked: Row = {
  id: 'C3b',
  name: `Longest silence of the service during auto-plan, of ${GAP_LIMIT_MS} ms`,
  unit: 'ms',
  budget: 1,
  async run(bench) {
    const { gaps } = await planTimes(bench);
    return within(gaps, GAP_LIMIT_MS, `longest of ${gaps.length} runs ${Math.max(...gaps).toFixed(1)} ms`);
  }
};

const FIGURES = { by: 'all' as const, fromMonth: monthOf(FIRST_DATE), toMonth: monthOf(dateOf(NOW)) };

/** The figures of all months out of the rows themselves. */
function figuresFloor(sqlite: Database): () => { attendances: number; people: number }[] {
  const sessions =
    sqlite.prepare(`select strftime('%Y-%m', from_at / 1000 + 28800, 'unixepoch') as month, count(*) as sessions, sum(seats) as seats
    from class_session where state = 'held' group by 1 order by 1`);
  const marks = sqlite.prepare(`select strftime('%Y-%m', s.from_at / 1000 + 28800, 'unixepoch') as month, count(*) as expected,
      sum(a.status in ('present', 'late', 'left_early')) as attendances, sum(a.status = 'absent') as absent, sum(a.status = 'excused') as excused,
      count(distinct case when a.status in ('present', 'late', 'left_early') then a.person_id end) as people
    from attendance a join class_session s on s.id = a.session_id group by 1 order by 1`);
  const everybody = sqlite
    .prepare(`select count(distinct person_id) from attendance where status in ('present', 'late', 'left_early')`)
    .pluck();
  return () => {
    sessions.all();
    everybody.get();
    return marks.all() as { attendances: number; people: number }[];
  };
}

/** C4: the figures of classes by month, against counting them again (with P7's budget). */
const figures: Row = {
  id: 'C4',
  name: 'Figures of classes of all months, against a scan of the rows',
  unit: 'ms',
  budget: 0.05,
  run: (bench) =>
    onCopy(bench, async ({ client, station }, bare) => {
      const floor = figuresFloor(bare);
      const { cells } = await client.classFigures.table(FIGURES);
      const counted = (rows: { attendances: number; people: number }[]) => rows.map(({ attendances, people }) => [attendances, people]);
      if (!isDeepStrictEqual(counted(cells), counted(floor()))) throw new Error('the figures and a scan do not say the same');
      if (!isDeepStrictEqual(await keptFigures(station.db), await recountClasses(station.db)))
        throw new Error('the roll-up and a recount do not say the same');
      return compareUntilValid(() =>
        compare({ floor: repeat(1, () => floor()), ours: repeatAsync(10, () => client.classFigures.table(FIGURES)), rounds: SCAN_ROUNDS })
      );
    })
};

export const classRows: Row[] = [seat, list, painted, plan, unblocked, figures].map((row) => ({ ...row, content: 'classes' as const }));
