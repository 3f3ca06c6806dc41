import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ringAt, type Ring } from '../../../electron/service/core/vault/memory.ts';
import { sealOf } from '../../../electron/service/core/vault/seal.ts';
import { serve } from '../../../electron/service/server.ts';
import { closeStation } from '../../../electron/service/core/station/open.ts';
import { cid, codeOf, errorOf, openTestStation, PASSWORD, type TestStation } from '../../fixtures/station.ts';
import { admitted, seat, sitDown, withVault, type Seated } from '../../fixtures/vault.ts';

let t: TestStation;
beforeEach(async () => {
  t = await openTestStation();
});
afterEach(() => t.close());

const vault = 'mediation' as const;
const facts = { facts: '工资拖欠', amount: 1320000 };
const stateOf = async (who: Seated) => (await who.client.vault.state({ vault })).state;

/** The code that using the vault at this window ends with, or 'open'. */
function standing(who: Seated, name: 'mediation' | 'counselling' = vault): string {
  try {
    who.seal(name).seal(1, 'test');
    return 'open';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** The keys held for a window, to be looked at after they should be gone. */
function keysOf(who: Seated): Buffer[] {
  const ring = ringAt({ station: t.station, session: who.session }, vault) as Ring;
  const keys = ring.entries().map(([, key]) => key);
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) expect(key.some((byte) => byte !== 0)).toBe(true);
  return keys;
}
const areZero = (keys: Buffer[]) => keys.every((key) => key.length === 32 && key.every((byte) => byte === 0));

describe('making a vault', () => {
  it('needs the role and the password, happens once, and opens it at once', async () => {
    const one = await seat(t, 'mediator');
    expect(await stateOf(one)).toBe('missing');
    expect(standing(one)).toBe('VAULT_NOT_ADMITTED');
    expect(await codeOf(one.client.vault.create({ commandId: cid(), vault, password: 'wrong' }))).toBe('WRONG_PASSWORD');
    expect(await errorOf(one.client.vault.create({ commandId: cid(), vault: 'counselling', password: PASSWORD }))).toEqual({
      code: 'FORBIDDEN',
      data: { permission: 'vault.use' }
    });
    const made = await one.client.vault.create({ commandId: cid(), vault, password: PASSWORD });
    expect(made).toEqual({ code: expect.stringMatching(/^(\w{5}-){6}\w{5}$/) as string, sheet: 1, madeAt: t.clock.now() });
    expect(standing(one)).toBe('open');
    expect(await one.client.vault.state({ vault })).toEqual({
      vault,
      state: 'open',
      restored: null,
      createdAt: t.clock.now(),
      generations: [{ generation: 1, madeAt: t.clock.now(), reason: 'created', byName: one.name }],
      admitted: [{ accountId: one.id, name: one.name, since: t.clock.now(), byName: one.name }],
      waiting: [],
      recovery: { sheet: 1, madeAt: t.clock.now(), byName: one.name, confirmedAt: null }
    });
    expect(await codeOf(one.client.vault.create({ commandId: cid(), vault, password: PASSWORD }))).toBe('STALE');
  });

  it('shows its code once: the repeated command does nothing and knows no code', async () => {
    const one = await seat(t, 'mediator');
    const create = { commandId: cid(), vault, password: PASSWORD };
    const first = await one.client.vault.create(create);
    expect(await one.client.vault.create(create)).toEqual({ ...first, code: null });
    expect(standing(one)).toBe('open');
  });

  it('by two windows at once makes one', async () => {
    const [one, two] = [await seat(t, 'mediator'), await seat(t, 'mediator')];
    const made = await Promise.allSettled(
      [one, two].map(({ client }) => client.vault.create({ commandId: cid(), vault, password: PASSWORD }))
    );
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect([standing(one), standing(two)].sort()).toEqual(['VAULT_NOT_ADMITTED', 'open']);
  });
});

describe('the vault opens', () => {
  it('at sign-in, and what was sealed is read at another window', async () => {
    const one = await withVault(t);
    const sealed = one.seal().seal(facts, 'case:1:facts');
    const again = await sitDown(t, one.id, one.name);
    expect(again.seal().open(sealed, 'case:1:facts')).toEqual(facts);
    expect(() => again.seal().open(sealed, 'case:2:facts')).toThrow(
      expect.objectContaining({ code: 'SEAL_BROKEN', data: { record: 'case:2:facts' } })
    );
  });

  it('and stays open when the window takes its session up again, as it does after every change of accounts', async () => {
    const one = await withVault(t);
    const { token } = await one.client.access.signIn({ name: one.name, password: PASSWORD });
    await one.client.access.resume({ token });
    expect(standing(one)).toBe('open');
    // At another window the same token opens nothing.
    const client = t.anonymous();
    await client.access.resume({ token });
    expect(standing({ ...one, session: client.session, seal: () => sealOf({ station: t.station, session: client.session }, vault) })).toBe(
      'VAULT_LOCKED'
    );
    // Locked there, it is locked here as soon as it is taken up.
    await client.access.lock();
    const keys = keysOf(one);
    await one.client.access.resume({ token });
    expect(areZero(keys)).toBe(true);
  });

  it('not for a session taken up after a restart, until the password is given', async () => {
    const one = await withVault(t);
    const sealed = one.seal().seal(facts, 'x');
    const { token } = await one.client.access.signIn({ name: one.name, password: PASSWORD });
    await t.reopen();
    const client = t.anonymous();
    await client.access.resume({ token });
    const seal = () => sealOf({ station: t.station, session: client.session }, vault);
    expect(seal).toThrow(expect.objectContaining({ code: 'VAULT_LOCKED', data: { vault } }));
    expect((await client.vault.state({ vault })).state).toBe('locked');
    expect(await codeOf(client.vault.open({ password: 'wrong' }))).toBe('WRONG_PASSWORD');
    expect(seal).toThrow(expect.objectContaining({ code: 'VAULT_LOCKED' }));
    await client.vault.open({ password: PASSWORD });
    expect(seal().open(sealed, 'x')).toEqual(facts);
  });

  it('for nobody by a wrong password, and five of them lock the account as they do at the door', async () => {
    const one = await withVault(t);
    for (let n = 0; n < 4; n += 1) expect(await codeOf(one.client.vault.open({ password: 'wrong' }))).toBe('WRONG_PASSWORD');
    expect(await codeOf(one.client.vault.open({ password: 'wrong' }))).toBe('ACCOUNT_LOCKED');
    expect(await codeOf(t.anonymous().access.signIn({ name: one.name, password: PASSWORD }))).toBe('ACCOUNT_LOCKED');
  });
});

describe('the keys are zeroed', () => {
  it('at sign-out', async () => {
    const one = await withVault(t);
    const keys = keysOf(one);
    const seal = one.seal();
    seal.kept.set('index', ['工资']);
    await one.client.access.signOut();
    expect(areZero(keys)).toBe(true);
    expect(() => seal.seal(1, 'x')).toThrow(expect.objectContaining({ code: 'VAULT_LOCKED' }));
    expect(() => seal.kept).toThrow(expect.objectContaining({ code: 'VAULT_LOCKED' }));
  });

  it('when the window is locked, and come back with the password', async () => {
    const one = await withVault(t);
    const keys = keysOf(one);
    const sealed = one.seal().seal(facts, 'x');
    await one.client.access.lock();
    expect(areZero(keys)).toBe(true);
    expect(standing(one)).toBe('VAULT_LOCKED');
    expect(await codeOf(one.client.access.unlock({ password: 'wrong' }))).toBe('SIGN_IN_FAILED');
    expect(standing(one)).toBe('VAULT_LOCKED');
    await one.client.access.unlock({ password: PASSWORD });
    expect(one.seal().open(sealed, 'x')).toEqual(facts);
  });

  it('when somebody else signs in at the window', async () => {
    const one = await withVault(t);
    const other = await seat(t, 'mediator');
    const keys = keysOf(one);
    await one.client.access.signIn({ name: other.name, password: PASSWORD });
    expect(areZero(keys)).toBe(true);
    expect(standing(one)).toBe('VAULT_NOT_ADMITTED');
  });

  it('when the window is gone, and when the service ends', async () => {
    const one = await withVault(t);
    const port = Object.assign(new EventEmitter(), { postMessage() {} });
    const session = serve(t.station, port);
    Object.assign(session, one.session);
    const client = t.anonymous();
    await client.access.signIn({ name: one.name, password: PASSWORD });
    const keys = keysOf(one);
    const own = keysOf({ ...one, session: client.session });
    // The port's own session, opened as its calls would.
    const { openVaults } = await import('../../../electron/service/core/vault/opening.ts');
    await openVaults({ station: t.station, session, procedure: 'tests' }, PASSWORD);
    const ported = keysOf({ ...one, session });
    port.emit('close');
    expect(areZero(ported)).toBe(true);
    expect(areZero(keys) || areZero(own)).toBe(false);
    await closeStation(t.station);
    expect(areZero([...keys, ...own])).toBe(true);
    t = await openTestStation();
  });

  it('in the middle of sealing a file', async () => {
    const one = await withVault(t);
    const sealing = one.seal().sealFile(Buffer.alloc(5 * 1024 * 1024), 'evidence:1');
    await one.client.access.lock();
    await expect(sealing).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  });
});

describe('admission', () => {
  it('by one who has the key, without the password of the admitted', async () => {
    const one = await withVault(t);
    const sealed = one.seal().seal(facts, 'x');
    const two = await seat(t, 'mediator');
    expect(await stateOf(two)).toBe('waiting');
    expect(standing(two)).toBe('VAULT_NOT_ADMITTED');
    expect((await one.client.vault.state({ vault })).waiting).toEqual([{ accountId: two.id, name: two.name, ready: true }]);
    t.clock.advance(1000);
    await one.client.vault.admit({ commandId: cid(), vault, accountId: two.id });
    // Their window has no key until they give their password.
    expect(standing(two)).toBe('VAULT_LOCKED');
    expect(await stateOf(two)).toBe('locked');
    await two.client.vault.open({ password: PASSWORD });
    expect(two.seal().open(sealed, 'x')).toEqual(facts);
    const state = await two.client.vault.state({ vault });
    expect(state.waiting).toEqual([]);
    expect(state.admitted[1]).toEqual({ accountId: two.id, name: two.name, since: t.clock.now(), byName: one.name });
    expect(await codeOf(one.client.vault.admit({ commandId: cid(), vault, accountId: two.id }))).toBe('STALE');
  });

  it('is refused to an account without the key, and for one that cannot have it', async () => {
    const one = await withVault(t);
    const [two, three] = [await seat(t, 'mediator'), await seat(t, 'mediator')];
    expect(await codeOf(two.client.vault.admit({ commandId: cid(), vault, accountId: two.id }))).toBe('VAULT_NOT_ADMITTED');
    expect(await codeOf(two.client.vault.admit({ commandId: cid(), vault, accountId: three.id }))).toBe('VAULT_NOT_ADMITTED');
    const head = await t.as('head');
    const { id } = await head.access.accounts.create({
      commandId: cid(),
      name: 'new',
      displayName: '周丁卯',
      roles: ['mediator'],
      password: PASSWORD
    });
    const admit = (accountId: number) => errorOf(one.client.vault.admit({ commandId: cid(), vault, accountId }));
    expect(await admit(id)).toEqual({ code: 'VAULT_NO_KEY', data: { name: '周丁卯' } });
    expect((await one.client.vault.state({ vault })).waiting.find((account) => account.accountId === id)?.ready).toBe(false);
    const desk = await seat(t, 'front_desk', 'counsellor');
    expect((await admit(desk.id)).code).toBe('NOT_FOUND');
    expect((await admit(9999)).code).toBe('NOT_FOUND');
  });
});

describe('two vaults', () => {
  it('have keys of their own, and open to their own role alone', async () => {
    const one = await withVault(t);
    const two = await withVault(t, 'counselling');
    expect(standing(one, 'counselling')).toBe('VAULT_LOCKED');
    expect(standing(two)).toBe('VAULT_LOCKED');
    expect(await codeOf(one.client.vault.state({ vault: 'counselling' }))).toBe('FORBIDDEN');
    expect(await codeOf(one.client.vault.admit({ commandId: cid(), vault: 'counselling', accountId: one.id }))).toBe('FORBIDDEN');
    expect(await codeOf(two.client.vault.admit({ commandId: cid(), vault: 'counselling', accountId: one.id }))).toBe('NOT_FOUND');
    const both = await seat(t, 'mediator', 'counsellor');
    await one.client.vault.admit({ commandId: cid(), vault, accountId: both.id });
    await both.client.vault.open({ password: PASSWORD });
    expect([standing(both), standing(both, 'counselling')]).toEqual(['open', 'VAULT_NOT_ADMITTED']);
    await two.client.vault.admit({ commandId: cid(), vault: 'counselling', accountId: both.id });
    await both.client.vault.open({ password: PASSWORD });
    const sealed = both.seal().seal(facts, 'x');
    expect(() => both.seal('counselling').open(sealed, 'x')).toThrow(expect.objectContaining({ code: 'SEAL_BROKEN' }));
    // A removal from one leaves the other alone.
    const head = await t.as('head');
    const account = (await head.access.accounts.list()).find(({ id }) => id === both.id)!;
    await head.access.accounts.update({
      commandId: cid(),
      id: both.id,
      version: account.version,
      displayName: account.displayName,
      roles: ['counsellor'],
      active: true
    });
    expect([standing(both), standing(both, 'counselling')]).toEqual(['VAULT_LOCKED', 'open']);
    expect((await one.client.vault.state({ vault })).generations.length).toBe(2);
    expect((await two.client.vault.state({ vault: 'counselling' })).generations.length).toBe(1);
  });
});

describe('the file', () => {
  it('keeps every generation, in order and as it is', async () => {
    await withVault(t);
    const { sqlite } = t.station;
    expect(() => sqlite.exec('delete from vault_generation')).toThrow(/a generation stays/);
    expect(() => sqlite.exec('update vault_generation set made_at = 0')).toThrow(/stays as it is/);
    expect(() => sqlite.exec(`insert into vault_generation values ('mediation', 3, 'rotated', 0, null)`)).toThrow(/follow one another/);
  });

  it('opens nothing to a wrap that was put in another’s place', async () => {
    const one = await withVault(t);
    const two = await admitted(t, one);
    // Somebody writes into the file: a waiting mediator's pair under the wraps of one who is in.
    const three = await seat(t, 'mediator');
    t.station.sqlite
      .prepare(
        `insert into vault_wrap select vault, generation, (select id from vault_key_pair where account_id = ?), sealed_key, made_at, made_by
         from vault_wrap where key_pair_id = (select id from vault_key_pair where account_id = ?)`
      )
      .run(three.id, two.id);
    expect(standing(await sitDown(t, three.id, three.name))).toBe('VAULT_NOT_ADMITTED');
  });
});
