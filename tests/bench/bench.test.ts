import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkIdNumber } from '../../electron/contract/people/people-rules.ts';
import { keptFigures, recountClasses } from '../../electron/service/training/class-figures/recount.ts';
import { keptVolunteers, recountVolunteers } from '../../electron/service/volunteering/volunteer-figures/recount.ts';
import { gramsOf } from '../../electron/service/people/people/persons.ts';
import { DATABASE_FILE } from '../../electron/service/core/station/open.ts';
import { bareConnection } from './data.ts';
import { generate } from './generate.ts';
import { SHIFT } from './fill-volunteers.ts';
import { classListFloor, peopleFloor } from './floors.ts';
import { compare, compareUntilValid, judge, median, ROUNDS } from './harness.ts';
import { openBench } from './open.ts';
import { freeSlot, WEEK_ROWS } from './plan.ts';
import { judgement, table } from './report.ts';
import { bookingInput } from './rows/bookings.ts';
import { WEEK } from './rows/reads.ts';
import { replayer } from './trace.ts';

describe('a comparison', () => {
  it('takes the median of the rounds, the first pair left out', () => {
    // The machine drifts to half its speed, with one odd block; ours is three times the floor throughout.
    const floors = [50, ...Array.from({ length: 10 }, (_, i) => 10 + i)];
    const ours = [500, ...Array.from({ length: 9 }, (_, i) => (i === 4 ? 900 : 3 * (10.5 + i)))];
    const made = judge(floors, ours);
    expect(made.ratio).toBeCloseTo(3);
    expect(made.self).toBeCloseTo(median(Array.from({ length: 9 }, (_, i) => (11 + i) / (10 + i))));
    expect(made.isVoid).toBe(false);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow();
    expect(() => judge([1, 2], [1, 2])).toThrow();
  });

  it('is void when the floor is not like itself, and is then made again three times', async () => {
    const steep = Array.from({ length: 11 }, (_, i) => 1.2 ** i);
    expect(judge(steep, steep.slice(1)).isVoid).toBe(true);
    expect(
      judge(
        steep.map((value) => 1 / value),
        steep.slice(1)
      ).isVoid
    ).toBe(true);
    let made = 0;
    const never = await compareUntilValid(() => {
      made += 1;
      return compare({ floor: (round) => 2 ** round, ours: () => 1 });
    });
    expect([made, never.isVoid]).toEqual([4, true]);
    made = 0;
    const third = await compareUntilValid((attempt) => {
      made += 1;
      return compare({ floor: (round) => (attempt < 2 ? 2 ** round : 1), ours: () => 1 });
    });
    expect([made, third.isVoid, third.ratio]).toEqual([3, false, 1]);
  });

  it('runs the blocks in turn', async () => {
    const order: string[] = [];
    const party = (name: string) => () => {
      order.push(name);
      return 1;
    };
    await compare({ floor: party('f'), ours: party('o') });
    expect(order.join('')).toBe(`${'fo'.repeat(ROUNDS + 1)}f`);
  });

  it('is a missed budget when it is void, when it failed and when it is over, and only then', () => {
    const row = { id: 'P0', name: 'Nothing', unit: 'ms' as const, budget: 2 };
    const measured = { ours: 3, floor: 1.5, ratio: 2, self: 1, isVoid: false };
    expect(judgement(row, 10, measured)).toMatchObject({ id: 'P0', size: 10, ours: 3, floor: 1.5, ratio: 2, budget: 2, ok: true });
    expect(judgement(row, 10, { ...measured, ratio: 2.1 }).ok).toBe(false);
    expect(judgement(row, 10, { ...measured, ratio: 2.5 }, { allowance: 1.3 }).ok).toBe(true);
    expect(judgement(row, 10, { ...measured, isVoid: true }).ok).toBe(false);
    expect(judgement(row, 10, { failed: 'broken' })).toMatchObject({ ok: false, note: 'failed: broken' });
    expect(judgement(row, 10, { leftOut: 'no compiler' })).toMatchObject({ ok: true, note: 'left out: no compiler' });
    expect(table([judgement(row, 10, { ...measured, ratio: 2.1 })])).toMatch(/✗ {2}P0 Nothing +10 +3 ms +1\.5 ms +2\.10 +≤ 2/);
  });
});

describe('the made-up station', () => {
  const folder = mkdtempSync(join(tmpdir(), 'station-bench-'));
  beforeAll(() => generate(join(folder, DATABASE_FILE), 2000));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the same every time', () => {
    const again = join(folder, 'again.db');
    generate(again, 2000);
    const content = (file: string) => {
      const sqlite = new Sqlite(file, { readonly: true });
      try {
        return ['person', 'person_gram', 'reservation', 'allocation', 'audit', 'command', 'organisation'].map((name) =>
          JSON.stringify(sqlite.prepare(`select * from ${name} order by 1, 2`).all())
        );
      } finally {
        sqlite.close();
      }
    };
    expect(content(again)).toEqual(content(join(folder, DATABASE_FILE)));
  });

  it('holds people whom the program itself would have written so', () => {
    const sqlite = bareConnection(folder);
    try {
      const people = sqlite.prepare('select * from person').all() as (Parameters<typeof gramsOf>[0] & {
        id: number;
        document_kind: string;
      })[];
      expect(people).toHaveLength(1000);
      const grams = sqlite.prepare('select gram from person_gram where person_id = ? order by gram').pluck();
      for (const person of people) {
        expect(grams.all(person.id)).toEqual([...new Set(gramsOf(person))].sort());
        if (person.document_kind === 'resident_id') expect(checkIdNumber(person.document_number).ok).toBe(true);
      }
      expect(() => sqlite.prepare('update audit set at = 1').run()).toThrow('append-only');
    } finally {
      sqlite.close();
    }
  });

  it('is a station the service works with, and its own statements repeated by hand do the same', async () => {
    const bench = await openBench(folder, true);
    const bare = bareConnection(folder);
    try {
      expect((await bench.client.reservations.range(WEEK)).columns.id).toHaveLength(WEEK_ROWS);
      const floor = peopleFloor(bare);
      for (const query of ['王', 'zhang', '甲子', '鑫鑫']) {
        const page = await bench.client.people.list({ query, limit: 50 });
        expect({ ids: page.rows.map((row) => row.id), total: page.total?.count }).toEqual(floor.page(query, 50));
      }
      bench.take();
      const made = await bench.client.reservations.create(bookingInput(0));
      const noted = bench.take();
      expect(noted.map(({ sql }) => sql.split(' ')[0])).toEqual(expect.arrayContaining(['begin', 'insert', 'commit']));
      // Undone, and repeated by the statements alone.
      bare.exec(`drop trigger reservation_no_delete; drop trigger audit_no_delete;
        delete from allocation where source_id = ${made.id}; delete from reservation where id = ${made.id};
        delete from audit where id = (select max(id) from audit); delete from command where id = '${bookingInput(0).commandId}'`);
      replayer(bare)(noted);
      expect(bare.prepare('select number from reservation where id = ?').pluck().get(made.id)).toBe(made.number);
    } finally {
      bare.close();
      await bench.close();
    }
  });

  it('has free evenings enough for every block of every retry', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 4800; n += 1) {
      const { zone, from } = freeSlot(n);
      seen.add(`${zone} ${from}`);
    }
    expect(seen.size).toBe(4800);
    expect(() => freeSlot(4872)).toThrow();
  });
});

describe('the made-up classes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'station-bench-'));
  beforeAll(() => generate(join(folder, DATABASE_FILE), 2000, 'classes'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are the same every time', () => {
    const again = join(folder, 'again.db');
    generate(again, 2000, 'classes');
    const content = (file: string) => {
      const sqlite = new Sqlite(file, { readonly: true });
      try {
        return ['class', 'class_session', 'booking', 'attendance', 'class_event', 'class_month', 'audit'].map((name) =>
          JSON.stringify(sqlite.prepare(`select * from ${name} order by 1, 2, 3`).all())
        );
      } finally {
        sqlite.close();
      }
    };
    expect(content(again)).toEqual(content(join(folder, DATABASE_FILE)));
  });

  it('are a station the service works with: its figures equal a recount, its list the floor’s, and a seat can be had', async () => {
    const bench = await openBench(folder);
    const bare = bareConnection(folder);
    try {
      expect(await keptFigures(bench.station.db)).toEqual(await recountClasses(bench.station.db));
      const { total } = await bench.client.classFigures.table({ by: 'all', fromMonth: '2021-01', toMonth: '2026-11' });
      expect(total.people).toBe(
        bare.prepare(`select count(distinct person_id) from attendance where status in ('present', 'late', 'left_early')`).pluck().get()
      );
      const page = await bench.client.classes.list({ limit: 50 });
      expect({ ids: page.rows.map((row) => row.id), total: page.total?.count }).toEqual(classListFloor(bare)(undefined, 50));
      const [open] = page.rows;
      expect(open).toMatchObject({ state: 'confirmed', taken: 20 });
      const person = bare.prepare('select max(id) from person').pluck().get() as number;
      expect(
        await bench.client.bookings.book({ commandId: bookingInput(0).commandId, classId: open!.id, person: { personId: person } })
      ).toMatchObject({ state: 'booked' });
      expect((await bench.client.classes.get({ id: open!.id })).taken).toBe(21);
    } finally {
      bare.close();
      await bench.close();
    }
  });
});

describe('the made-up volunteers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'station-bench-'));
  beforeAll(() => generate(join(folder, DATABASE_FILE), 200, 'volunteers'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const TABLES = ['volunteer', 'volunteer_month', 'volunteer_month_person', 'volunteer_month_return', 'volunteer_year_person'];
  const rowsOf = (sqlite: Database, name: string) => sqlite.prepare(`select * from ${name} order by 1, 2, 3, 4`).all();
  const content = (sqlite: Database) => TABLES.map((name) => rowsOf(sqlite, name));

  it('are the same every time', () => {
    const again = join(folder, 'again.db');
    generate(again, 200, 'volunteers');
    const [first, second] = [bareConnection(folder), new Sqlite(again)];
    try {
      for (const name of [...TABLES, 'service_record', 'service_award']) expect(rowsOf(second, name), name).toEqual(rowsOf(first, name));
    } finally {
      first.close();
      second.close();
    }
  });

  it('hold what the triggers would have kept, had the program written every service when it was over', () => {
    const sqlite = bareConnection(folder);
    try {
      const filled = content(sqlite);
      const columns = (name: string) =>
        (sqlite.pragma(`table_xinfo(${name})`) as { name: string; hidden: number }[])
          .filter((one) => one.hidden === 0)
          .map((one) => one.name);
      const list = columns('service_record').join(', ');
      sqlite.exec(`begin; drop trigger service_record_no_delete;
        create temp table kept as select ${list} from service_record;
        create temp table registered as select person_id, registered_at from volunteer;
        delete from service_record; delete from volunteer_month_person; delete from volunteer_month; delete from volunteer_month_return;
        delete from volunteer_year_person;
        update volunteer set minutes = 0, services = 0, last_served_at = null, state = 'applied', registered_at = null`);
      sqlite.exec(`update volunteer set registered_at = registered.registered_at from registered where registered.person_id = volunteer.person_id;
        update volunteer set state = case when person_id % 17 = 0 then 'paused' else 'active' end;
        insert into service_record (${list}) select ${list} from kept order by from_at`);
      const written = content(sqlite);
      for (const [at, name] of TABLES.entries()) {
        expect(written[at]!.length, name).toBeGreaterThan(0);
        expect(written[at], name).toEqual(filled[at]);
      }
      sqlite.exec('rollback');
    } finally {
      sqlite.close();
    }
  });

  it('are a station the service works with: its figures equal a recount, its leaders and honours are there', async () => {
    const bench = await openBench(folder);
    try {
      expect(await keptVolunteers(bench.station.db)).toEqual(await recountVolunteers(bench.station.db));
      const { rows } = await bench.client.volunteerFigures.leaderboard({ fromMonth: '2026-01', toMonth: '2026-11', limit: 50 });
      expect(rows).toHaveLength(50);
      const honours = await bench.client.recognition.awards({ year: 2026, limit: 50 });
      expect(honours.total).toEqual({ count: 20, capped: false });
      expect(await bench.client.signUps.match({ shiftId: SHIFT, limit: 30 })).toMatchObject({
        rows: expect.arrayContaining([expect.anything()]) as unknown
      });
    } finally {
      await bench.close();
    }
  });
});
