import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { MAX_ALLOCATION_MS } from '../../../electron/contract/schedule/allocation.ts';
import { applyPragmas } from '../../../electron/service/db/open.ts';
import { DATABASE_FILE } from '../../../electron/service/core/station/open.ts';
import { assertFull, bareConnection, copyData, demandFullLog, removeCopies } from '../data.ts';
import { ATTEMPTS, compare, compareUntilValid, repeat, repeatAsync, ROUNDS } from '../harness.ts';
import { openBench, type Client, type OpenedStation } from '../open.ts';
import { freeSlot } from '../plan.ts';
import { randomFrom } from '../random.ts';
import type { Row } from '../row.ts';
import { replayer, type Traced } from '../trace.ts';

/** Bookings per block, and per whole comparison (one block of ours more than rounds that count). */
const BLOCK = 40;
const WHOLE = BLOCK * (ROUNDS + 1);
/** Bookings until the log is overwritten in place and no page is as full as after the filling: of ours, and of the minimal one, which writes less. */
const WARM = 120;
const WARM_BARE = 600;

/** The n-th booking of a comparison: a free evening hour, a host and a contact on record. */
export function bookingInput(n: number) {
  const slot = freeSlot(n);
  const { zone: zoneId, ...use } = slot;
  return {
    commandId: randomFrom(n).uuid(),
    zoneId,
    ...use,
    purposeId: 1 + (n % 6),
    organisationId: 1 + (n % 20),
    contactId: 1 + (n % 4000),
    expectedHeadcount: 12
  };
}

type Input = ReturnType<typeof bookingInput>;

/** The bookings of one comparison, prepared before the clock runs, without those for warming up. */
function inputsOf(attempt: number): Input[] {
  return Array.from({ length: WHOLE + BLOCK }, (_, n) => bookingInput(attempt * (WHOLE + BLOCK) + n));
}
const warmInputs = (count: number): Input[] => Array.from({ length: count }, (_, n) => bookingInput(ATTEMPTS * (WHOLE + BLOCK) + n));

const book = (client: Client, input: Input | undefined) => client.reservations.create(input as Input);

/** §2a's booking: one bare table with one index, the bounded probe, an insert. */
function bareTable(dataFolder: string): { sqlite: Database; book(input: Input | undefined): void } {
  const file = join(dataFolder, 'bare.db');
  const sqlite = new Sqlite(file);
  applyPragmas(sqlite);
  assertFull(sqlite);
  sqlite.exec(`create table booking (id integer primary key, zone_id integer not null, start_at integer not null, end_at integer not null,
    person_id integer not null, title text not null) strict`);
  sqlite.prepare('attach ? as station').run(join(dataFolder, DATABASE_FILE));
  sqlite.exec(`insert into booking select id, resource_id, start_at, end_at, 1, '班前会' from station.allocation where resource_kind = 'zone';
    create index booking_zone on booking (zone_id, start_at, end_at)`);
  sqlite.exec('detach station');
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const begin = sqlite.prepare('begin immediate');
  const commit = sqlite.prepare('commit');
  const probe = sqlite.prepare('select 1 from booking where zone_id = ? and start_at > ? and start_at < ? and end_at > ? limit 1');
  const insert = sqlite.prepare('insert into booking (zone_id, start_at, end_at, person_id, title) values (?, ?, ?, ?, ?)');
  return {
    sqlite,
    book(input) {
      const { zoneId, from, to } = input as Input;
      begin.run();
      if (probe.get(zoneId, from - MAX_ALLOCATION_MS, to, from) !== undefined) throw new Error('the slot is taken');
      insert.run(zoneId, from, to, 1, '班前会');
      commit.run();
    }
  };
}

const rowsIn = (sqlite: Database) => sqlite.prepare('select count(*) from reservation').pluck().get();

/** P1: against a minimal booking. */
const minimal: Row = {
  id: 'P1',
  name: 'Create booking, against a minimal one',
  unit: 'ms',
  budget: 3,
  async run({ size }) {
    const ours = copyData(size);
    const floor = copyData(size);
    const bench = await openBench(ours);
    const bare = bareTable(floor);
    try {
      for (const input of warmInputs(WARM)) await book(bench.client, input);
      for (const input of warmInputs(WARM_BARE)) bare.book(input);
      for (const { sqlite } of [bench.station, bare]) demandFullLog(sqlite);
      return await compareUntilValid((attempt) => {
        const inputs = inputsOf(attempt);
        return compare({
          floor: repeat(BLOCK, (n) => bare.book(inputs[n])),
          ours: repeatAsync(BLOCK, (n) => book(bench.client, inputs[n]))
        });
      });
    } finally {
      bare.sqlite.close();
      await bench.close();
      removeCopies([ours, floor]);
    }
  }
};

/** P1s: against the same statements, which are recorded on a third copy with the same bookings. */
const sameWork: Row = {
  id: 'P1s',
  name: 'Create booking, against its own statements',
  unit: 'ms',
  budget: 1.5,
  async run({ size }) {
    const folders = [copyData(size), copyData(size), copyData(size)] as const;
    const bench = await openBench(folders[0]);
    const noting = await openBench(folders[1], true);
    const bare = bareConnection(folders[2]);
    const replay = replayer(bare);
    try {
      const warm = warmInputs(WARM);
      for (const traced of await note(noting, warm)) replay(traced);
      for (const input of warm) await book(bench.client, input);
      for (const sqlite of [bench.station.sqlite, bare]) demandFullLog(sqlite);
      let attempts = 0;
      const compared = await compareUntilValid(async (attempt) => {
        attempts = attempt + 1;
        const inputs = inputsOf(attempt);
        const noted = await note(noting, inputs);
        return compare({
          floor: repeat(BLOCK, (n) => replay(noted[n] as Traced[])),
          ours: repeatAsync(BLOCK, (n) => book(bench.client, inputs[n]))
        });
      });
      // The floor has one block more in every attempt: the last.
      if (rowsIn(bare) !== Number(rowsIn(bench.station.sqlite)) + BLOCK * attempts)
        throw new Error('floor and ours did not make the same bookings');
      return compared;
    } finally {
      bare.close();
      await noting.close();
      await bench.close();
      removeCopies(folders);
    }
  }
};

async function note(noting: OpenedStation, inputs: readonly Input[]): Promise<Traced[][]> {
  const noted: Traced[][] = [];
  noting.take();
  for (const input of inputs) {
    await book(noting.client, input);
    noted.push(noting.take());
  }
  return noted;
}

/** P1w: how often a booking waits for the disk, counted by a shim in front of fdatasync. */
const syncs: Row = {
  id: 'P1w',
  name: 'WAL syncs per booking',
  unit: 'syncs',
  budget: 1.1,
  async run({ size }) {
    if (process.platform !== 'linux') return { leftOut: 'counted on Linux only' };
    const work = mkdtempSync(join(tmpdir(), 'station-syncs-'));
    const folders: string[] = [];
    try {
      const shim = join(work, 'syncs.so');
      const built = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', shim, join(import.meta.dirname, '../syncs.c'), '-ldl'], {
        encoding: 'utf8'
      });
      if (built.error || built.status !== 0) return { leftOut: 'no C compiler here' };
      const counted = [100, 500].map((bookings) => {
        const folder = copyData(size);
        folders.push(folder);
        const report = join(work, `count-${bookings}`);
        const child = spawnSync(process.execPath, [join(import.meta.dirname, '../syncs-child.ts'), folder, String(bookings)], {
          encoding: 'utf8',
          env: { ...process.env, LD_PRELOAD: shim, STATION_SYNCS: report }
        });
        if (child.status !== 0 || !existsSync(report)) throw new Error(`the counted process failed: ${child.stderr}`);
        return Number(readFileSync(report, 'utf8'));
      });
      const each = ((counted[1] as number) - (counted[0] as number)) / 400;
      return { ours: each, floor: 1, ratio: each, self: 1, isVoid: false };
    } finally {
      removeCopies(folders);
      rmSync(work, { recursive: true, force: true });
    }
  }
};

/** P2: a refusal may cost no more than a booking. */
const refuse: Row = {
  id: 'P2',
  name: 'Refuse a clash, against our own create',
  unit: 'ms',
  budget: 1,
  async run({ size }) {
    const folder = copyData(size);
    const bench = await openBench(folder);
    const refused = async (input: Input | undefined) => {
      try {
        await book(bench.client, input);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'CLASH') return;
        throw error;
      }
      throw new Error('a slot was given twice');
    };
    try {
      return await compareUntilValid((attempt) => {
        const inputs = inputsOf(attempt);
        const again = inputs.map((input, n) => ({ ...input, commandId: randomFrom(-1 - n).uuid() }));
        return compare({
          floor: repeatAsync(BLOCK, (n) => book(bench.client, inputs[n])),
          // What the block of the floor before has just taken.
          ours: repeatAsync(BLOCK, (n) => refused(again[n]))
        });
      });
    } finally {
      await bench.close();
      removeCopies([folder]);
    }
  }
};

export const bookingRows: Row[] = [minimal, sameWork, syncs, refuse];
