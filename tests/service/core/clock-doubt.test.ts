import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { clockDoubt, headConfirms, LONGEST_REST_DAYS, TRUSTED_FOR_MS, type ClockRecord } from '../../../electron/contract/core/clock.ts';
import { dateOf, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../electron/contract/core/time.ts';
import { cid, codeOf, errorOf, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

const NOON = Date.UTC(2026, 11, 1, 4);

describe('the rule', () => {
  const record: ClockRecord = { recordedAt: NOON, confirmedAt: NOON };
  it.each([
    [-1, 'behind'],
    [0, null],
    [TRUSTED_FOR_MS, null],
    [TRUSTED_FOR_MS + 1, 'ahead'],
    [366 * DAY_MS, 'ahead'],
    [-2_000 * DAY_MS, 'behind']
  ] as const)('%i ms on from what was recorded and confirmed: %s', (ms, doubt) => {
    expect(clockDoubt(NOON + ms, record)).toBe(doubt);
  });

  it('holds a clock against the later of the two where it is behind, and against what was confirmed where it is ahead', () => {
    const times = fc.integer({ min: -400 * DAY_MS, max: 400 * DAY_MS });
    fc.assert(
      fc.property(times, times, times, (now, recordedAt, confirmedAt) => {
        const doubt = clockDoubt(now, { recordedAt, confirmedAt });
        expect(doubt === 'behind').toBe(now < Math.max(recordedAt, confirmedAt));
        if (doubt === 'ahead') expect(now - confirmedAt).toBeGreaterThan(TRUSTED_FOR_MS);
        if (doubt === null) expect(now - confirmedAt).toBeLessThanOrEqual(TRUSTED_FOR_MS);
      })
    );
  });

  it('takes the head for a clock that went back, or is on by more than a station ever rests', () => {
    expect(headConfirms(NOON - 4 * MINUTE_MS, record)).toBe(false);
    expect(headConfirms(NOON - 6 * MINUTE_MS, record)).toBe(true);
    expect(headConfirms(NOON + LONGEST_REST_DAYS * DAY_MS, record)).toBe(false);
    expect(headConfirms(NOON + LONGEST_REST_DAYS * DAY_MS + 1, record)).toBe(true);
  });
});

describe('a station', () => {
  let t: TestStation;
  let head: Client;
  let desk: Client;
  beforeEach(async () => {
    t = await openTestStation();
    head = await t.as('head');
    desk = await t.as('front_desk');
  });
  afterEach(() => t.close());

  const doubt = async () => (await desk.station.warnings()).clock;
  const work = (client: Client) => client.drafts.save({ key: 'person:new', body: { name: '赵甲子' } });
  const change = (client: Client) => client.people.create({ commandId: cid(), name: '赵甲子' });
  const confirm = (client: Client, date = dateOf(t.clock.now())) => client.station.confirmClock({ commandId: cid(), date });

  it('trusts a clock that people work by, day after day, without asking anybody', async () => {
    for (let day = 0; day < 20; day += 1) {
      t.jump(20 * HOUR_MS);
      expect(await doubt()).toBe(null);
      await change(desk);
    }
  });

  it('asks after more than a day of rest; looking, and working, do not answer', async () => {
    const since = t.clock.now();
    t.jump(3 * DAY_MS);
    expect(await doubt()).toMatchObject({ doubt: 'ahead', since, head: false, early: 0 });
    await work(desk);
    await change(desk);
    expect(await doubt()).toMatchObject({ doubt: 'ahead' });
    await confirm(desk);
    expect(await doubt()).toBe(null);
    t.jump(DAY_MS);
    expect(await doubt()).toBe(null);
  });

  it('asks the head where it is on by more than any rest, or went back', async () => {
    for (const ms of [366 * DAY_MS, -366 * DAY_MS, -DAY_MS]) {
      t.jump(ms);
      expect(await doubt()).toMatchObject({ head: true });
      expect(await errorOf(confirm(desk))).toMatchObject({ code: 'FORBIDDEN', data: { permission: 'settings.manage' } });
      await confirm(head);
      expect(await doubt()).toBe(null);
    }
  });

  it('takes no answer about another day, and none from those who do not sit at the desk', async () => {
    t.jump(3 * DAY_MS);
    expect(await errorOf(confirm(desk, '2026-11-27'))).toMatchObject({ code: 'INVALID', data: { field: 'date', reason: 'other' } });
    for (const role of ['trainer', 'viewer', 'mediator', 'counsellor'] as const)
      expect(await codeOf(confirm(await t.as(role)))).toBe('FORBIDDEN');
    expect(await doubt()).toMatchObject({ doubt: 'ahead' });
  });

  it('records who confirmed what', async () => {
    const since = t.clock.now();
    t.jump(3 * DAY_MS);
    await confirm(desk);
    const { rows } = await head.audit.list({ action: 'station.confirmClock' });
    expect(rows).toMatchObject([{ before: { at: since }, after: { at: since + 3 * DAY_MS } }]);
    expect(rows[0]!.actorName).toContain('front_desk');
  });

  it('finds its clock where it left it after a restart', async () => {
    const since = t.clock.now();
    t.jump(400 * DAY_MS);
    await t.reopen();
    desk = await t.as('front_desk');
    expect(await doubt()).toMatchObject({ doubt: 'ahead', since });
  });

  it('keeps a session for fourteen days without use, and no longer', async () => {
    const signIn = async () => {
      const client = t.anonymous();
      const account = { name: `k${cid().slice(0, 8)}`, displayName: '钱乙丑', roles: ['viewer' as const], password: 'tests only 2' };
      await head.access.accounts.create({ commandId: cid(), ...account });
      return (await client.access.signIn({ name: account.name, password: account.password })).token;
    };
    const [early, late] = [await signIn(), await signIn()];
    t.clock.advance(14 * DAY_MS - 1);
    expect(await t.anonymous().access.resume({ token: early })).toMatchObject({ locked: false });
    t.clock.advance(1);
    expect(await codeOf(t.anonymous().access.resume({ token: late }))).toBe('NOT_SIGNED_IN');
  });
});
