import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgeAuditRow } from '../../fixtures/forged.ts';
import { cid, codeOf, errorOf, openTestStation, type TestStation } from '../../fixtures/station.ts';

let t: TestStation;
beforeEach(async () => {
  t = await openTestStation();
});
afterEach(() => t.close());

const setUp = { language: 'zh-CN' as const, stationName: '示范站', zones: [], demonstration: false };
const head = { name: 'head', displayName: '站长', password: 'correct horse' };

describe('set-up', () => {
  it('makes the head, signs in, and happens once', async () => {
    const client = t.anonymous();
    expect((await client.station.status()).setUp).toBe(false);
    const { operator } = await client.station.setUp({ commandId: cid(), ...setUp, head });
    expect(operator.roles).toEqual(['head']);
    expect((await client.access.accounts.list()).length).toBe(1);
    expect((await client.station.status()).settings.stationName).toBe('示范站');
    expect(await codeOf(client.station.setUp({ commandId: cid(), ...setUp, head }))).toBe('ALREADY_SET_UP');
  });

  it('refuses a weak password and keeps nothing', async () => {
    const client = t.anonymous();
    expect(await errorOf(client.station.setUp({ commandId: cid(), ...setUp, head: { ...head, password: '12345678' } }))).toEqual({
      code: 'WEAK_PASSWORD',
      data: { reason: 'common' }
    });
    expect((await client.station.status()).setUp).toBe(false);
  });
});

describe('signing in', () => {
  beforeEach(async () => {
    const client = t.anonymous();
    await client.station.setUp({ commandId: cid(), ...setUp, head });
  });

  it('locks after five wrong tries for five minutes, then for ten', async () => {
    const client = t.anonymous();
    const wrong = () => errorOf(client.access.signIn({ name: 'head', password: 'no' }));
    for (let left = 4; left >= 1; left -= 1) expect(await wrong()).toEqual({ code: 'SIGN_IN_FAILED', data: { triesLeft: left } });
    expect(await wrong()).toEqual({ code: 'ACCOUNT_LOCKED', data: { until: t.clock.now() + 5 * 60_000 } });
    expect(await codeOf(client.access.signIn({ name: 'head', password: head.password }))).toBe('ACCOUNT_LOCKED');
    t.clock.advance(5 * 60_000 + 1);
    for (let i = 0; i < 4; i += 1) await wrong();
    expect(await wrong()).toEqual({ code: 'ACCOUNT_LOCKED', data: { until: t.clock.now() + 10 * 60_000 } });
    t.clock.advance(10 * 60_000 + 1);
    await client.access.signIn({ name: 'HEAD', password: head.password });
    await client.access.signOut({} as never);
    expect(await wrong()).toEqual({ code: 'SIGN_IN_FAILED', data: { triesLeft: 4 } });
  });

  it('keeps a locked session locked, over a restart too, until the password is given', async () => {
    const client = t.anonymous();
    const { token } = await client.access.signIn({ name: 'head', password: head.password });
    await client.access.lock();
    expect(await codeOf(client.access.accounts.list())).toBe('LOCKED');
    await t.reopen();
    const again = t.anonymous();
    expect((await again.access.resume({ token })).locked).toBe(true);
    expect(await codeOf(again.access.accounts.list())).toBe('LOCKED');
    await again.access.unlock({ password: head.password });
    expect((await again.access.accounts.list()).length).toBe(1);
  });

  it('refuses every role what the table does not grant, and nobody at all before signing in', async () => {
    expect(await codeOf(t.anonymous().access.accounts.list())).toBe('NOT_SIGNED_IN');
    for (const role of ['front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'] as const) {
      const client = await t.as(role);
      expect(await errorOf(client.access.accounts.list())).toEqual({ code: 'FORBIDDEN', data: { permission: 'accounts.manage' } });
      expect(await codeOf(client.audit.list({}))).toBe('FORBIDDEN');
    }
  });

  it('never loses its last head, and a change of roles counts from the next call', async () => {
    const client = t.anonymous();
    await client.access.signIn({ name: 'head', password: head.password });
    const [first] = await client.access.accounts.list();
    const demote = { commandId: cid(), id: first!.id, version: first!.version, displayName: '站长', active: true };
    expect(await codeOf(client.access.accounts.update({ ...demote, roles: ['viewer'] }))).toBe('LAST_HEAD');
    expect(await codeOf(client.access.accounts.update({ ...demote, commandId: cid(), active: false, roles: ['head'] }))).toBe('LAST_HEAD');
    await client.access.accounts.create({ commandId: cid(), name: 'two', displayName: '二', roles: ['head'], password: 'another one' });
    await client.access.accounts.update({ ...demote, commandId: cid(), roles: ['viewer'] });
    expect(await codeOf(client.access.accounts.list())).toBe('FORBIDDEN');
  });
});

describe('commands', () => {
  it('do nothing twice and answer the first result', async () => {
    const client = await t.as('head');
    const create = { commandId: cid(), name: 'desk', displayName: '前台', roles: ['front_desk' as const], password: 'long enough' };
    const first = await client.access.accounts.create(create);
    expect(await client.access.accounts.create(create)).toEqual(first);
    expect((await client.access.accounts.list()).filter((a) => a.name === 'desk').length).toBe(1);
    const other = await t.as('head');
    expect(await codeOf(other.access.accounts.create(create))).toBe('INVALID');
  });
});

describe('the audit chain', () => {
  it('records writes and failures, verifies, and notices a row forged behind its guard', async () => {
    const client = t.anonymous();
    await client.station.setUp({ commandId: cid(), ...setUp, head });
    await codeOf(t.anonymous().access.signIn({ name: 'head', password: 'wrong' }));
    const page = await client.audit.list({});
    expect(page.rows.map((row) => row.action)).toContain('access.failure');
    expect(JSON.stringify(page.rows)).not.toContain(head.password);
    expect(await client.audit.verify()).toMatchObject({ ok: true, brokenAt: null });
    expect(() => t.station.sqlite.exec('update audit set actor_name = 1')).toThrow(/append-only/);
    expect(() => t.station.sqlite.exec('delete from audit')).toThrow(/append-only/);
    forgeAuditRow(t, 2);
    expect(await client.audit.verify()).toMatchObject({ ok: false, brokenAt: 2 });
  });
});
