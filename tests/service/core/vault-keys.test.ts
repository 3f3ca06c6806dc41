import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrapPrivate, type KeptPair } from '../../../electron/service/core/vault/key-pair.ts';
import { accountOwner, openWrap, recoveryOwner } from '../../../electron/service/core/vault/keys.ts';
import { cid, codeOf, errorOf, openTestStation, PASSWORD, type Client, type TestStation } from '../../fixtures/station.ts';
import { admitted, seat, sitDown, withVault, type Seated } from '../../fixtures/vault.ts';

let t: TestStation;
let head: Client;
beforeEach(async () => {
  t = await openTestStation();
  head = await t.as('head');
});
afterEach(() => t.close());

const vault = 'mediation' as const;
const stateOf = (who: Seated) => who.client.vault.state({ vault });
const reasons = async (who: Seated) => (await stateOf(who)).generations.map(({ reason }) => reason);
const again = (who: Seated, password = PASSWORD) => sitDown(t, who.id, who.name, password);

async function change(who: Seated, fields: { roles?: ('mediator' | 'viewer')[]; active?: boolean }): Promise<void> {
  const account = (await head.access.accounts.list()).find(({ id }) => id === who.id)!;
  await head.access.accounts.update({
    commandId: cid(),
    id: who.id,
    version: account.version,
    displayName: account.displayName,
    roles: ['mediator'],
    active: true,
    ...fields
  });
}

/** A thief's copy of the file, as it is now. */
function steal(name: string): InstanceType<typeof Sqlite> {
  t.station.sqlite.pragma('wal_checkpoint(truncate)');
  const copy = join(t.station.dataFolder, `${name}.db`);
  copyFileSync(t.station.file, copy);
  return new Sqlite(copy, { readonly: true });
}

/** The generations whose keys a password or code opens, with the key pair of one copy and the wraps of any. */
async function opens(
  secret: string,
  owner: string,
  pairOf: InstanceType<typeof Sqlite>,
  wrapsOf: InstanceType<typeof Sqlite>
): Promise<number[]> {
  const which = owner.startsWith('account') ? `account_id = ${owner.split(' ')[1] ?? ''}` : `recovery_of = '${vault}'`;
  const pair = pairOf.prepare(`select * from vault_key_pair where ${which}`).get() as KeptPair | undefined;
  const privateKey = pair && (await unwrapPrivate(pair, secret, owner));
  if (!pair || !privateKey) return [];
  const wraps = wrapsOf.prepare('select * from vault_wrap order by generation').all() as {
    vault: string;
    generation: number;
    sealed_key: Buffer;
  }[];
  return [...new Set(wraps.filter((wrap) => openWrap(wrap, pair.public_key, privateKey) !== null).map((wrap) => wrap.generation))];
}

describe('an account that loses the role', () => {
  it.each([
    ['by a change of roles', { roles: ['viewer' as const] }],
    ['because the account is closed', { active: false }]
  ])('%s loses the key, and opens nothing written later with a file of earlier', async (_how, fields) => {
    const one = await withVault(t);
    const two = await admitted(t, one);
    const old = one.seal().seal('old', 'x');
    const before = steal('before');
    expect(await opens(PASSWORD, accountOwner(two.id), before, before)).toEqual([1]);

    await change(two, fields);
    expect(() => two.seal()).toThrow(expect.objectContaining({ code: 'VAULT_LOCKED' }));
    expect(await reasons(one)).toEqual(['removed', 'created']);
    // Who stays has the new key at once, without giving the password again, and the old one too.
    expect(one.seal().open(old, 'x')).toBe('old');
    const later = one.seal().seal('later', 'x');
    expect((await again(one)).seal().open(later, 'x')).toBe('later');

    // Whatever the one removed kept: their key pair of then does not open the new key, and the file has no wrap of theirs.
    const after = steal('after');
    expect(await opens(PASSWORD, accountOwner(two.id), before, after)).toEqual([]);
    expect(await opens(PASSWORD, accountOwner(two.id), after, after)).toEqual([]);
    expect(await opens(PASSWORD, accountOwner(one.id), after, after)).toEqual([1, 2]);
  });

  it('and gets it back waits to be admitted again', async () => {
    const one = await withVault(t);
    const two = await admitted(t, one);
    await change(two, { roles: ['viewer'] });
    await change(two, { roles: ['mediator'] });
    const back = await again(two);
    expect(() => back.seal()).toThrow(expect.objectContaining({ code: 'VAULT_NOT_ADMITTED' }));
    await one.client.vault.admit({ commandId: cid(), vault, accountId: two.id });
    expect((await again(two)).seal().open(one.seal().seal('both', 'x'), 'x')).toBe('both');
  });

  it('as the last one leaves the key to the recovery sheet', async () => {
    const one = await withVault(t);
    const sealed = one.seal().seal('alone', 'x');
    await change(one, { active: false });
    const two = await seat(t, 'mediator');
    await two.client.vault.recover({ commandId: cid(), vault, code: one.code, password: PASSWORD });
    expect(two.seal().open(sealed, 'x')).toBe('alone');
    expect(await reasons(two)).toEqual(['removed', 'created']);
  });

  it('changes nothing for the vault when the roles stay, or when the head’s change fails', async () => {
    const one = await withVault(t);
    await change(one, {});
    expect(await reasons(one)).toEqual(['created']);
    const account = (await head.access.accounts.list()).find(({ id }) => id === one.id)!;
    const stale = {
      commandId: cid(),
      id: one.id,
      version: account.version - 1,
      displayName: 'x',
      roles: ['viewer' as const],
      active: true
    };
    expect(await codeOf(head.access.accounts.update(stale))).toBe('STALE');
    t.station.sqlite.exec(`create trigger no_change before insert on vault_generation begin select raise(abort, 'no'); end`);
    await expect(change(one, { roles: ['viewer'] })).rejects.toThrow();
    expect(one.seal().open(one.seal().seal(1, 'x'), 'x')).toBe(1);
    expect(await reasons(one)).toEqual(['created']);
  });
});

describe('a changed password', () => {
  it('opens the vault, and the one before opens nothing written later', async () => {
    const one = await withVault(t);
    const two = await admitted(t, one);
    const old = one.seal().seal('old', 'x');
    const since = (await stateOf(one)).admitted;
    t.clock.advance(1000);
    const before = steal('before');
    await two.client.access.changePassword({ current: PASSWORD, next: 'another password' });
    // The window where it was changed goes on with the new key.
    const later = two.seal().seal('later', 'x');
    expect(one.seal().open(later, 'x')).toBe('later');
    expect(await reasons(one)).toEqual(['password', 'created']);
    expect((await stateOf(one)).admitted).toEqual(since);
    const back = await again(two, 'another password');
    expect([back.seal().open(old, 'x'), back.seal().open(later, 'x')]).toEqual(['old', 'later']);
    const after = steal('after');
    expect(await opens(PASSWORD, accountOwner(two.id), before, after)).toEqual([]);
    expect(await opens(PASSWORD, accountOwner(two.id), after, after)).toEqual([]);
    expect(await opens('another password', accountOwner(two.id), after, after)).toEqual([1, 2]);
  });

  it('that fails leaves everything as it was', async () => {
    const one = await withVault(t);
    t.station.sqlite.exec(`create trigger no_change before insert on vault_generation begin select raise(abort, 'no'); end`);
    expect(await codeOf(one.client.access.changePassword({ current: PASSWORD, next: 'another password' }))).toBe('INTERNAL');
    expect((await again(one)).seal().open(one.seal().seal(1, 'x'), 'x')).toBe(1);
  });

  it('of an account that waits to be admitted still opens its key pair', async () => {
    const one = await withVault(t);
    const two = await seat(t, 'mediator');
    await two.client.access.changePassword({ current: PASSWORD, next: 'another password' });
    await one.client.vault.admit({ commandId: cid(), vault, accountId: two.id });
    expect((await again(two, 'another password')).seal().open(one.seal().seal(1, 'x'), 'x')).toBe(1);
  });
});

describe('a password set by the head', () => {
  it('does not open the vault: the account waits to be admitted, or uses the recovery code', async () => {
    const one = await withVault(t);
    const two = await admitted(t, one);
    const sealed = one.seal().seal('sealed', 'x');
    await head.access.accounts.resetPassword({ commandId: cid(), id: two.id, password: 'set by the head' });
    expect(() => two.seal()).toThrow(expect.objectContaining({ code: 'VAULT_LOCKED' }));
    expect(await reasons(one)).toEqual(['reset', 'created']);
    const back = await again(two, 'set by the head');
    expect(() => back.seal()).toThrow(expect.objectContaining({ code: 'VAULT_NOT_ADMITTED' }));
    const file = steal('after');
    expect(await opens('set by the head', accountOwner(two.id), file, file)).toEqual([]);
    await one.client.vault.admit({ commandId: cid(), vault, accountId: two.id });
    await back.client.vault.open({ password: 'set by the head' });
    expect(back.seal().open(sealed, 'x')).toBe('sealed');
  });

  it('for every mediator, who forgot theirs: the printed code opens it', async () => {
    const one = await withVault(t);
    const sealed = one.seal().seal('sealed', 'x');
    await head.access.accounts.resetPassword({ commandId: cid(), id: one.id, password: 'set by the head' });
    const later = await again(one, 'set by the head');
    const typed = ` ${one.code.toLowerCase().replaceAll('-', ' ')} `;
    await later.client.vault.recover({ commandId: cid(), vault, code: typed, password: 'set by the head' });
    expect(later.seal().open(sealed, 'x')).toBe('sealed');
    expect((await stateOf(later)).state).toBe('open');
    // From now on by the password, as always.
    expect((await again(one, 'set by the head')).seal().open(sealed, 'x')).toBe('sealed');
  });
});

describe('the recovery code', () => {
  it('is refused with its fault', async () => {
    const one = await withVault(t);
    const two = await seat(t, 'mediator');
    const recover = (code: string) => errorOf(two.client.vault.recover({ commandId: cid(), vault, code, password: PASSWORD }));
    const groups = one.code.split('-');
    const wrong = groups[2]!.startsWith('A') ? `B${groups[2]!.slice(1)}` : `A${groups[2]!.slice(1)}`;
    expect(await recover(groups.with(2, wrong).join('-'))).toEqual({ code: 'RECOVERY_CODE_TYPO', data: { reason: 'check', group: 3 } });
    expect(await recover(groups.slice(0, 6).join('-'))).toEqual({ code: 'RECOVERY_CODE_TYPO', data: { reason: 'length', missing: 5 } });
    expect(await recover(groups.with(4, '*2345').join('-'))).toEqual({
      code: 'RECOVERY_CODE_TYPO',
      data: { reason: 'character', group: 5 }
    });
    const other = await withVault(t, 'counselling');
    expect(await recover(other.code)).toEqual({ code: 'RECOVERY_CODE_WRONG', data: { sheet: 1, madeAt: t.clock.now() } });
    expect(await codeOf(two.client.vault.recover({ commandId: cid(), vault, code: one.code, password: 'wrong' }))).toBe('WRONG_PASSWORD');
    expect(() => two.seal()).toThrow(expect.objectContaining({ code: 'VAULT_NOT_ADMITTED' }));
    expect((await head.audit.list({ action: 'vault.wrongCode' })).rows.length).toBe(1);
  });

  it('is confirmed by typing it back', async () => {
    const one = await withVault(t);
    expect(await codeOf(one.client.vault.confirmRecovery({ commandId: cid(), vault, code: one.code.slice(0, 20) }))).toBe(
      'RECOVERY_CODE_TYPO'
    );
    expect((await stateOf(one)).recovery?.confirmedAt).toBeNull();
    t.clock.advance(1000);
    await one.client.vault.confirmRecovery({ commandId: cid(), vault, code: one.code });
    expect((await stateOf(one)).recovery?.confirmedAt).toBe(t.clock.now());
  });

  it('when renewed makes the sheet before worthless, even for an older file and everything later', async () => {
    const one = await withVault(t);
    const sealed = one.seal().seal('sealed', 'x');
    const before = steal('before');
    expect(await codeOf(one.client.vault.renewRecovery({ commandId: cid(), vault, password: 'wrong' }))).toBe('WRONG_PASSWORD');
    t.clock.advance(1000);
    const renewed = await one.client.vault.renewRecovery({ commandId: cid(), vault, password: PASSWORD });
    expect(renewed.sheet).toBe(2);
    expect(renewed.code).not.toBe(one.code);
    const two = await seat(t, 'mediator');
    const recover = (code: string) => two.client.vault.recover({ commandId: cid(), vault, code, password: PASSWORD });
    expect(await errorOf(recover(one.code))).toEqual({ code: 'RECOVERY_CODE_WRONG', data: { sheet: 2, madeAt: t.clock.now() } });
    const after = steal('after');
    expect(await opens(one.code, recoveryOwner(vault), before, after)).toEqual([]);
    expect(await opens(renewed.code!, recoveryOwner(vault), after, after)).toEqual([1, 2]);
    await recover(renewed.code!);
    expect(two.seal().open(sealed, 'x')).toBe('sealed');
    expect(two.seal().open(one.seal().seal('later', 'x'), 'x')).toBe('later');
  });

  it('is neither shown nor renewed for somebody who is not admitted', async () => {
    await withVault(t);
    const two = await seat(t, 'mediator');
    expect(await codeOf(two.client.vault.renewRecovery({ commandId: cid(), vault, password: PASSWORD }))).toBe('VAULT_NOT_ADMITTED');
    expect(await codeOf(two.client.vault.rotate({ commandId: cid(), vault }))).toBe('VAULT_NOT_ADMITTED');
  });
});

it('a new key is used at every open window, and what older ones sealed stays readable', async () => {
  const one = await withVault(t);
  const two = await admitted(t, one);
  const sealed: Uint8Array[] = [];
  for (let n = 1; n <= 5; n += 1) {
    sealed.push(two.seal().seal(n, 'x'));
    expect(await one.client.vault.rotate({ commandId: cid(), vault })).toEqual({ generation: n + 1 });
  }
  const generation = (value: Uint8Array) => Buffer.from(value).readUInt32BE(1);
  expect(sealed.map(generation)).toEqual([1, 2, 3, 4, 5]);
  for (const who of [one, two, await again(two)]) expect(sealed.map((value) => who.seal().open(value, 'x'))).toEqual([1, 2, 3, 4, 5]);
});
