import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_ALLOCATION_MS, MAX_CLOSURE_MS, MAX_USE_MS } from '../../../electron/contract/schedule/allocation.ts';
import { HOUR_MS, MINUTE_MS } from '../../../electron/contract/core/time.ts';
import { dice } from '../../../electron/service/core/demo/moment.ts';
import { at, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ScheduleStation;
beforeEach(async () => {
  t = await openScheduleStation();
});
afterEach(() => t.close());

const service = join(import.meta.dirname, '../../../electron/service');
const sources = readdirSync(service, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file: relative(service, join(service, file)), text: readFileSync(join(service, file), 'utf8') }));

/** Mentions of the table other than reading it, in whatever way somebody might write it. */
const WRITES = /(?<!selectFrom\()(?<!Join\()['"`]allocation\b['"`]|\b(into|update|from)\s+["'`]?allocation\b/i;

describe('the one door', () => {
  it('is the only hand that writes the schedule', () => {
    // The hunt finds what it hunts for.
    for (const way of [
      "insertInto('allocation')",
      "insertRow(tx, 'allocation', {})",
      'delete from allocation where',
      'UPDATE "allocation" set'
    ])
      expect(way).toMatch(WRITES);
    for (const way of [".selectFrom('allocation')", ".leftJoin('allocation', 'a', 'b')"]) expect(way).not.toMatch(WRITES);
    const writers = sources.filter(({ file, text }) => WRITES.test(text) && !file.endsWith('schema.ts')).map(({ file }) => file);
    expect(writers).toEqual([join('schedule', 'allocation', 'allocate.ts')]);
    // What a schema says of the table makes it and guards it, and puts nothing into it.
    const schemas = sources.filter(({ file, text }) => file.endsWith('schema.ts') && WRITES.test(text));
    expect(schemas.map(({ file }) => file)).toEqual([
      join('schedule', 'allocation', 'schema.ts'),
      join('schedule', 'closures', 'schema.ts')
    ]);
    for (const { file, text } of schemas) expect(text, file).not.toMatch(/\b(into|update|delete\s+from)\s+["'`]?allocation\b/i);
  });

  it('is used with a transaction only: nobody else reserves, moves or releases in its tables', () => {
    const users = sources
      .filter(({ text }) => /\b(allocateTx|moveTx|releaseTx|trimTx|moveToPersonTx)\(/.test(text))
      .map(({ file }) => file);
    for (const file of users)
      expect(file).toMatch(
        /(^|[\\/])(allocation|reservations|closures|series|classes|planner|sessions|shifts|sign-ups|hearings|demo)[\\/]/
      );
  });
});

describe('behind the door', () => {
  const insert = (zone: number, from: number, to: number, over: Record<string, unknown> = {}) => {
    const row = {
      resource_kind: 'zone',
      resource_id: zone,
      start_at: from,
      end_at: to,
      quantity: 1,
      source_kind: 'reservation',
      source_id: 1,
      ...over
    };
    return t.station.sqlite
      .prepare(
        `insert into allocation (${Object.keys(row).join()}) values (${Object.keys(row)
          .map((key) => `@${key}`)
          .join()})`
      )
      .run(row);
  };

  it('triggers refuse an overlap in any of its forms, made or moved into', async () => {
    const zone = await t.zone('讲堂');
    const [nine, ten] = [at(TUESDAY, '09:00'), at(TUESDAY, '10:00')];
    insert(zone, nine, ten);
    const overlapping = [
      [nine, ten],
      [nine - 1, nine + 1],
      [ten - 1, ten + 1],
      [nine + 1, ten - 1],
      [nine - HOUR_MS, ten + HOUR_MS]
    ] as const;
    for (const [from, to] of overlapping) expect(() => insert(zone, from, to)).toThrow(/overlaps/);
    insert(zone, nine - HOUR_MS, nine);
    insert(zone, ten, ten + HOUR_MS);
    insert(zone + 1, nine, ten);
    insert(zone, nine, ten, { resource_kind: 'person' });
    expect(() => insert(zone, nine, ten, { resource_kind: 'person' })).toThrow(/overlaps/);
    expect(() => t.station.sqlite.exec(`update allocation set start_at = start_at - 60000 where start_at = ${ten}`)).toThrow(/overlaps/);
    expect(() => t.station.sqlite.exec(`update allocation set resource_id = ${zone} where resource_id = ${zone + 1}`)).toThrow(/overlaps/);
    // Its own row is not in its way.
    t.station.sqlite.exec(`update allocation set end_at = end_at + 60000 where start_at = ${ten}`);
  });

  it('a long allocation is seen to its very end, and none is longer', async () => {
    const zone = await t.zone('讲堂');
    const from = at(TUESDAY, '09:00');
    insert(zone, from, from + MAX_ALLOCATION_MS);
    expect(() => insert(zone, from + MAX_ALLOCATION_MS - 1, from + MAX_ALLOCATION_MS + 1)).toThrow(/overlaps/);
    insert(zone, from + MAX_ALLOCATION_MS, from + MAX_ALLOCATION_MS + 1);
    expect(() => insert(zone + 1, from, from + MAX_ALLOCATION_MS + 1)).toThrow(/CHECK/);
    expect(() => insert(zone + 1, from, from)).toThrow(/CHECK/);
  });

  it('triggers refuse more equipment than there is at any moment', async () => {
    await t.zone('讲堂');
    const chairs = (await t.head.zones.equipment.create({ commandId: cid(), name: '椅', quantity: 5, zoneId: null })).id;
    const take = (from: string, to: string, quantity: number) =>
      insert(chairs, at(TUESDAY, from), at(TUESDAY, to), { resource_kind: 'equipment', quantity });
    take('09:00', '11:00', 3);
    take('10:00', '12:00', 2);
    expect(() => take('08:00', '10:01', 3)).toThrow(/more equipment/);
    expect(() => take('10:30', '10:45', 1)).toThrow(/more equipment/);
    take('08:00', '10:00', 2);
    take('11:00', '12:00', 3);
    expect(() => t.station.sqlite.exec('update allocation set quantity = 4 where quantity = 3')).toThrow(/more equipment/);
    expect(() => insert(chairs + 1, at(TUESDAY, '09:00'), at(TUESDAY, '10:00'), { resource_kind: 'equipment', quantity: 1 })).toThrow(
      /more equipment/
    );
  });

  it('triggers keep closures and allocations apart, from both sides', async () => {
    const zone = await t.zone('讲堂');
    const [nine, ten] = [at(TUESDAY, '09:00'), at(TUESDAY, '10:00')];
    const close = (from: number, to: number) =>
      t.station.sqlite
        .prepare(`insert into closure (zone_id, from_at, to_at, reason, created_at, created_by) values (?, ?, ?, 'x', 0, '')`)
        .run(zone, from, to);
    close(nine, ten);
    expect(() => insert(zone, ten - 1, ten + 1)).toThrow(/closure/);
    insert(zone, ten, ten + HOUR_MS);
    expect(() => close(ten, ten + 1)).toThrow(/allocation/);
    expect(() => t.station.sqlite.exec('update closure set to_at = to_at + 1')).toThrow(/allocation/);
    expect(() => close(ten + HOUR_MS, ten + HOUR_MS + MAX_CLOSURE_MS + 1)).toThrow(/CHECK/);
  });

  it('the bounds in the file are those of the contract', () => {
    const { sql } = t.station.sqlite.prepare(`select sql from sqlite_master where name = 'allocation' and type = 'table'`).get() as {
      sql: string;
    };
    const reservation = t.station.sqlite.prepare(`select sql from sqlite_master where name = 'reservation' and type = 'table'`).get() as {
      sql: string;
    };
    const triggers = t.station.sqlite
      .prepare(`select sql from sqlite_master where type = 'trigger' and name like 'allocation_exclusive%'`)
      .all() as { sql: string }[];
    expect(sql).toContain(`<= ${MAX_ALLOCATION_MS}`);
    expect(reservation.sql).toContain(`<= ${MAX_USE_MS}`);
    for (const trigger of triggers) expect(trigger.sql).toContain(`new.start_at - ${MAX_ALLOCATION_MS}`);
    expect(triggers.length).toBe(2);
  });

  it('every look at the schedule is bounded on both sides, whatever the history', async () => {
    const zone = await t.zone('讲堂');
    const staffId = await t.person('钱乙丑');
    const chairs = (await t.head.zones.equipment.create({ commandId: cid(), name: '椅', quantity: 5, zoneId: null })).id;
    await t.reopen();
    const head = await t.as('head');
    const { sqlite } = t.station;
    const prepared: string[] = [];
    const prepare = sqlite.prepare.bind(sqlite);
    sqlite.prepare = ((sql: string) => {
      prepared.push(sql);
      return prepare(sql);
    }) as typeof sqlite.prepare;
    const input = { ...t.booking(zone, TUESDAY, '09:00', '10:00'), staffId, equipment: [{ equipmentId: chairs, quantity: 2 }] };
    await head.reservations.create(input);
    await head.reservations.today();
    const plans = (about: RegExp) =>
      prepared
        .filter((sql) => about.test(sql))
        .map((sql) =>
          (prepare(`explain query plan ${sql}`).all(...(sql.match(/\?/g) ?? []).map(() => 1)) as { detail: string }[]).map(
            (step) => step.detail
          )
        );
    const looks = plans(/^select .* from "allocation"/s);
    expect(looks.length).toBeGreaterThan(0);
    for (const [plan] of looks)
      expect(plan).toMatch(
        /^SEARCH allocation USING (COVERING )?INDEX (allocation_resource \(resource_kind=\? AND resource_id=\?|allocation_other \(resource_kind=\?) AND start_at>\? AND start_at<\?\)/
      );
    // The no-shows that every look begins with are found among what is open, not in the history.
    const open = plans(/^select .* from "reservation" where "closed_at" is null/s);
    expect(open.length).toBeGreaterThan(0);
    for (const plan of open) expect(plan[0]).toContain('USING INDEX reservation_open');
    const due = prepared.filter((sql) => /^select [^]*"grace_from_at" < /.test(sql) && sql.includes('"closed_at" is null'));
    expect(due.length).toBe(1);
    expect(plans(/"grace_from_at" < /)[0]![0]).toBe('SEARCH reservation USING INDEX reservation_open (state=? AND from_at<?)');
    // What the triggers look up, which SQLite does not explain, is the same search.
    const trigger = prepare(`select sql from sqlite_master where name = 'allocation_exclusive_insert'`).get() as { sql: string };
    const body = /exists \((select[^]*?)\);/.exec(trigger.sql)?.[1]?.replace(/new\.\w+/g, '?') ?? '';
    expect((prepare(`explain query plan ${body}`).all(1, 1, 1, 1, 1) as { detail: string }[])[0]!.detail).toMatch(
      /allocation_resource \(resource_kind=\? AND resource_id=\? AND start_at>\? AND start_at<\?\)/
    );
  });
});

describe('many at once', () => {
  it('three clients booking the same zones get no overlap, no lost booking and no gap in the numbers', async () => {
    const zones = [await t.zone('甲', { setupMinutes: 5, clearupMinutes: 10 }), await t.zone('乙'), await t.zone('丙')];
    const mics = (await t.head.zones.equipment.create({ commandId: cid(), name: '话筒', quantity: 2, zoneId: null })).id;
    const clients = [await t.as('front_desk'), await t.as('head'), await t.as('trainer')];
    const roll = dice(7);
    const next = (n: number) => Math.floor(roll() * n);
    const calls = Array.from({ length: 3 * 150 }, (_, i) => {
      const date = `2026-11-${24 + next(4)}`;
      const from = at(date, '08:00') + next(36) * 15 * MINUTE_MS;
      const input = { ...t.booking(zones[next(3)]!, date, '08:00', '09:00'), from, to: from + (1 + next(4)) * 15 * MINUTE_MS };
      return clients[i % 3]!.reservations.create({
        ...input,
        equipment: next(3) === 0 ? [{ equipmentId: mics, quantity: 1 + next(2) }] : []
      });
    });
    const results = await Promise.allSettled(calls);
    const made = results.filter((result) => result.status === 'fulfilled').length;
    for (const result of results) if (result.status === 'rejected') expect((result.reason as { code: string }).code).toBe('CLASH');
    expect(made).toBeGreaterThan(100);
    expect(made).toBeLessThan(calls.length);
    const kept = t.station.sqlite.prepare('select count(*) as n from reservation').get() as { n: number };
    expect(kept.n).toBe(made);
    await expectSound(t);
  });

  it('one place asked for by many goes to one', async () => {
    const zone = await t.zone('甲');
    const input = () => t.booking(zone, TUESDAY, '09:00', '10:00');
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => t.head.reservations.create(input())));
    expect(results.filter((result) => result.status === 'fulfilled').length).toBe(1);
  });

  it('the same command, sent again while the first runs or after its answer was lost, has one effect', async () => {
    const zone = await t.zone('甲');
    const input = t.booking(zone, TUESDAY, '09:00', '10:00');
    const answers = await Promise.all(Array.from({ length: 5 }, () => t.head.reservations.create(input)));
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    await t.reopen();
    const again = await errorOf((await t.as('head')).reservations.create(input));
    // Another operator cannot take over a command id.
    expect(again).toMatchObject({ code: 'INVALID', data: { field: 'commandId' } });
    expect(await codeOf(t.head.reservations.create({ ...input, commandId: cid() }))).toBe('CLASH');
    await expectSound(t);
  });
});
