import { afterEach, beforeEach, expect, it } from 'vitest';
import { ZONE_OFFERS } from '../../electron/contract/zones.ts';
import { DEMO_PASSWORD, openDemo } from '../../electron/service/demo/index.ts';
import { at, expectSound } from '../fixtures/schedule.ts';
import { cid, openTestStation, type TestStation } from '../fixtures/station.ts';

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
  expect((await client.access.accounts.list()).map((account) => account.roles[0])).toEqual(['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer']);
  const board = await client.reservations.today();
  expect(board.onNow.length).toBeGreaterThan(0);
  expect(board.waiting.length).toBeGreaterThan(0);
  expect(board.arrivals.length).toBeGreaterThan(0);
  expect(board.approvals.count).toBe(2);
  expect(board.suspended.count).toBeGreaterThan(0);
  expect(await client.closures.list({})).toMatchObject([{ state: 'planned' }]);
  const states = new Set((t.station.sqlite.prepare('select distinct state from reservation').all() as { state: string }[]).map((row) => row.state));
  for (const state of ['finished', 'approved', 'cancelled', 'no_show', 'in_use', 'requested', 'suspended']) expect(states).toContain(state);
  const series = t.station.sqlite.prepare('select count(*) as n from series').get() as { n: number };
  expect(series.n).toBe(2);
  const { totals } = await client.figures.zones({ fromMonth: '2026-09', toMonth: '2026-11' });
  expect(totals.uses).toBeGreaterThan(80);
  expect(await client.audit.verify()).toMatchObject({ ok: true });
  expect(took).toBeLessThan(20_000);
}, 40_000);

it('is the same every time, whatever the hour, and opens again without being filled again', async () => {
  const numbers = () => t.station.sqlite.prepare('select number, zone_id, from_at, state, headcount from reservation order by id').all();
  await openDemo(t.station);
  const first = numbers();
  await t.reopen();
  expect(await openDemo(t.station)).not.toBeNull();
  expect(numbers()).toEqual(first);
  const other = await openTestStation();
  await openDemo(other.station);
  expect(other.station.sqlite.prepare('select number, zone_id, from_at, state, headcount from reservation order by id').all()).toEqual(first);
  await other.close();
  for (const [date, clock] of [['2026-11-21', '23:30'], ['2026-10-02', '10:00'], ['2027-02-01', '06:00']] as const) {
    const elsewhere = await openTestStation();
    elsewhere.clock.set(at(date, clock));
    await openDemo(elsewhere.station);
    await expectSound(elsewhere);
    const head = elsewhere.anonymous();
    await head.access.signIn({ name: 'head', password: DEMO_PASSWORD });
    expect((await head.reservations.today()).onNow.length).toBeGreaterThan(0);
    await elsewhere.close();
  }
}, 60_000);

it('leaves somebody’s station alone and signs nobody in to it', async () => {
  const client = t.anonymous();
  const head = { name: 'head', displayName: '站长', password: 'long enough' };
  await client.station.setUp({ commandId: cid(), language: 'zh-CN', stationName: '站', zones: ['safety_hall'], demonstration: false, head });
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
}, 40_000);

it('has a vault for its mediator and one for its counsellor, which open as they sign in', async () => {
  await openDemo(t.station);
  for (const [name, vault] of [['mediator', 'mediation'], ['counsellor', 'counselling']] as const) {
    const client = t.anonymous();
    await client.access.signIn({ name, password: DEMO_PASSWORD });
    expect(await client.vault.state({ vault })).toMatchObject({ state: 'open', waiting: [] });
  }
}, 40_000);
