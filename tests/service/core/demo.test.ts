import { afterEach, beforeEach, expect, it } from 'vitest';
import { COURSE_OFFERS } from '../../../electron/contract/training/course-offers.ts';
import { ZONE_OFFERS } from '../../../electron/contract/schedule/zones.ts';
import { keptFigures, recountClasses } from '../../../electron/service/training/class-figures/recount.ts';
import { openDemo } from '../../../electron/service/core/demo/demo.ts';
import { DEMO_PASSWORD } from '../../../electron/service/core/demo/operator.ts';
import { at, expectSound } from '../../fixtures/schedule.ts';
import { cid, openTestStation, type TestStation } from '../../fixtures/station.ts';

let t: TestStation;
beforeEach(async () => {
  t = await openTestStation();
});
afterEach(async () => {
  await expectSound(t);
  await t.close();
});

it('fills an empty file with a station in the middle of its day and signs its head in', async () => {
  const started = performance.now();
  const token = await openDemo(t.station);
  const took = performance.now() - started;
  const client = t.anonymous();
  expect((await client.access.resume({ token: token! })).operator).toMatchObject({ name: 'head', roles: ['head'] });
  expect((await client.zones.list({})).map((zone) => zone.key)).toEqual(ZONE_OFFERS.map((offer) => offer.key));
  expect((await client.access.accounts.list()).map((account) => account.roles[0])).toEqual([
    'head',
    'front_desk',
    'trainer',
    'mediator',
    'counsellor',
    'viewer'
  ]);
  const board = await client.reservations.today();
  expect(board.onNow.length).toBeGreaterThan(0);
  expect(board.waiting.length).toBeGreaterThan(0);
  expect(board.arrivals.length).toBeGreaterThan(0);
  expect((await client.reservations.approvals()).count).toBe(2);
  expect(board.suspended.count).toBeGreaterThan(0);
  expect(await client.closures.list({})).toMatchObject([{ state: 'planned' }]);
  const states = new Set(
    (t.station.sqlite.prepare('select distinct state from reservation').all() as { state: string }[]).map((row) => row.state)
  );
  for (const state of ['finished', 'approved', 'cancelled', 'no_show', 'in_use', 'requested', 'suspended']) expect(states).toContain(state);
  const series = t.station.sqlite.prepare('select count(*) as n from series').get() as { n: number };
  expect(series.n).toBe(2);
  const { totals } = await client.figures.zones({ fromMonth: '2026-09', toMonth: '2026-11' });
  expect(totals.uses).toBeGreaterThan(80);
  expect(await client.audit.verify()).toMatchObject({ ok: true });
  expect(took).toBeLessThan(20_000);
});

it('is the same every time, whatever the hour, and opens again without being filled again', async () => {
  const classes = (of: TestStation) => of.station.sqlite.prepare('select code, state, taken, waiting, held from class order by id').all();
  const numbers = () => t.station.sqlite.prepare('select number, zone_id, from_at, state, headcount from reservation order by id').all();
  await openDemo(t.station);
  const first = numbers();
  const firstClasses = classes(t);
  await t.reopen();
  expect(await openDemo(t.station)).not.toBeNull();
  expect(numbers()).toEqual(first);
  const other = await openTestStation();
  await openDemo(other.station);
  expect(other.station.sqlite.prepare('select number, zone_id, from_at, state, headcount from reservation order by id').all()).toEqual(
    first
  );
  expect(classes(other)).toEqual(firstClasses);
  await other.close();
  for (const [date, clock] of [
    ['2026-11-21', '23:30'],
    ['2026-10-02', '10:00'],
    ['2027-02-01', '06:00']
  ] as const) {
    const elsewhere = await openTestStation();
    elsewhere.clock.set(at(date, clock));
    await openDemo(elsewhere.station);
    await expectSound(elsewhere);
    const head = elsewhere.anonymous();
    await head.access.signIn({ name: 'head', password: DEMO_PASSWORD });
    expect((await head.reservations.today()).onNow.length).toBeGreaterThan(0);
    expect(await keptFigures(elsewhere.station.db)).toEqual(await recountClasses(elsewhere.station.db));
    const states = (await head.classes.list({ limit: 50 })).rows.map((row) => row.state);
    for (const state of ['finished', 'running', 'confirmed', 'draft']) expect(states).toContain(state);
    await elsewhere.close();
  }
});

it('shows two terms of classes: one over, with certificates; one running, with waiting lists, wishes and calls', async () => {
  const token = await openDemo(t.station);
  const client = t.anonymous();
  await client.access.resume({ token: token! });
  const { rows } = await client.classes.list({ limit: 50 });
  const terms = [...new Set(rows.map((row) => row.term))];
  expect(terms).toHaveLength(2);
  expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['draft', 'open', 'confirmed', 'running', 'finished', 'cancelled']));
  const finished = rows.filter((row) => row.state === 'finished');
  expect(finished.length).toBeGreaterThanOrEqual(5);
  expect(new Set(finished.map((row) => row.term)).size).toBe(1);
  for (const row of finished) {
    expect(row.taken).toBeGreaterThanOrEqual(row.minToOpen);
    expect(row.held).toBe(row.sessions);
    expect((await client.satisfaction.ofClass({ classId: row.id })).summary.mean).toBeGreaterThan(3);
  }
  for (const row of rows.filter((one) => one.state === 'running')) expect(row.taken).toBeGreaterThan(0);
  const full = rows.find((row) => row.waiting > 0);
  expect(full).toMatchObject({ state: 'confirmed', taken: full!.capacity });
  expect(full!.offered).toBeGreaterThan(0);
  expect((await client.bookings.ofClass({ classId: full!.id })).some((row) => row.group !== null && row.state === 'waiting')).toBe(true);
  expect((await client.certificates.list({ limit: 50 })).rows.length).toBeGreaterThan(40);
  expect((await client.calls.count()).open).toBeGreaterThan(15);
  expect(await client.courses.list({})).toHaveLength(COURSE_OFFERS.length + 1);
  const trainers = await client.trainers.list({});
  expect(trainers).toHaveLength(6);
  expect(trainers.some((one) => one.leave.length > 0)).toBe(true);
  expect(trainers.some((one) => one.hours.length > 0)).toBe(true);
  const ranking = await client.wishes.ranking({ served: true });
  expect(ranking.rows[0]).toMatchObject({ title: '汽车与新能源维修' });
  expect(ranking.rows.length).toBeGreaterThan(3);
  const blocked = t.station.sqlite
    .prepare(`select person_id from attendance where status = 'absent' group by 1 order by count(*) desc limit 1`)
    .pluck()
    .get() as number;
  expect((await client.bookings.standing({ personId: blocked })).block).not.toBeNull();
  const months = t.station.sqlite.prepare(`select month from class_month where dimension = 'all' order by month`).pluck().all() as string[];
  const { total } = await client.classFigures.table({ by: 'all', fromMonth: months[0]!, toMonth: months.at(-1)! });
  expect(total.attendances).toBeGreaterThan(400);
  expect(total.unserved).toBeGreaterThan(0);
  expect(total.lateCancelled).toBeGreaterThan(0);
  expect(await keptFigures(t.station.db)).toEqual(await recountClasses(t.station.db));
  expect(await client.audit.verify()).toMatchObject({ ok: true });
});

it('leaves somebody’s station alone and signs nobody in to it', async () => {
  const client = t.anonymous();
  const head = { name: 'head', displayName: '站长', password: 'long enough' };
  await client.station.setUp({
    commandId: cid(),
    language: 'zh-CN',
    stationName: '站',
    zones: ['safety_hall'],
    demonstration: false,
    head
  });
  expect(await openDemo(t.station)).toBeNull();
  expect((await client.zones.list({})).length).toBe(1);
});

it('comes with set-up if asked for: people and reservations, but only the account that was typed', async () => {
  const client = t.anonymous();
  const head = { name: 'boss', displayName: '站长', password: 'long enough' };
  const input = { commandId: cid(), language: 'zh-CN' as const, stationName: '站', zones: ['safety_hall'], demonstration: true, head };
  await client.station.setUp(input);
  expect((await client.access.accounts.list()).map((account) => account.name)).toEqual(['boss']);
  expect((await client.zones.list({})).length).toBe(10);
  const before = (await client.reservations.list({})).total;
  expect(before!.count).toBeGreaterThan(100);
  // The answer was lost and set-up is sent again: nothing is made twice.
  await t.anonymous().station.setUp(input);
  expect((await client.reservations.list({})).total).toEqual(before);
  expect((await client.station.status()).settings.stationName).toBe('站');
});

it('has a vault for its mediator and one for its counsellor, which open as they sign in', async () => {
  await openDemo(t.station);
  for (const [name, vault] of [
    ['mediator', 'mediation'],
    ['counsellor', 'counselling']
  ] as const) {
    const client = t.anonymous();
    await client.access.signIn({ name, password: DEMO_PASSWORD });
    expect(await client.vault.state({ vault })).toMatchObject({ state: 'open', waiting: [] });
  }
});
