import type { Role } from '../../../electron/contract/core/permissions.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cid, openTestStation, PASSWORD, type Client, type TestStation } from '../../fixtures/station.ts';
import { admitted, seat, sitDown, withVault, type Seated } from '../../fixtures/vault.ts';

let t: TestStation;
let head: Client;
beforeEach(async () => {
  t = await openTestStation();
  head = await t.as('head');
});
afterEach(() => t.close());

const vault = 'mediation' as const;
const settled = (...calls: Promise<unknown>[]) => Promise.allSettled(calls).then((all) => all.map(({ status }) => status));
const change = async (one: Seated, fields: { roles?: Role[]; active?: boolean }) => {
  const { id, version, displayName, roles, active } = (await head.access.accounts.list()).find((account) => account.id === one.id)!;
  return head.access.accounts.update({ commandId: cid(), id, version, displayName, roles, active, ...fields });
};
/** Accounts that have a way into the vault and no right to it: none, ever. */
const strangers = () =>
  t.station.sqlite
    .prepare(
      `select distinct p.account_id from vault_wrap w join vault_key_pair p on p.id = w.key_pair_id join account a on a.id = p.account_id
       where a.active = 0 or not exists (select 1 from account_role r where r.account_id = a.id and r.role = 'mediator')`
    )
    .all();

it.each([{ roles: ['viewer' as const] }, { active: false }])(
  'whoever loses the role (%j) while the printed code is checked is not let in by it',
  async (fields) => {
    const one = await withVault(t);
    const two = await seat(t, 'mediator');
    const done = await settled(
      two.client.vault.recover({ commandId: cid(), vault, code: one.code, password: PASSWORD }),
      change(two, fields)
    );
    expect(done[1]).toBe('fulfilled');
    expect(strangers()).toEqual([]);
  }
);

it('nor while they make the vault', async () => {
  const two = await seat(t, 'mediator');
  const done = await settled(two.client.vault.create({ commandId: cid(), vault, password: PASSWORD }), change(two, { roles: ['viewer'] }));
  expect(done[1]).toBe('fulfilled');
  expect(strangers()).toEqual([]);
});

it('whatever happens to keys at once, who is in reads everything afterwards and nobody else has a way in', async () => {
  const one = await withVault(t);
  for (let round = 0; round < 6; round += 1) {
    const two = await admitted(t, one);
    const three = await admitted(t, one);
    const before = one.seal().seal('before', 'x');
    await settled(
      two.client.access.changePassword({ current: PASSWORD, next: 'another password' }),
      one.client.vault.rotate({ commandId: cid(), vault }),
      change(three, round % 2 ? { active: false } : { roles: ['viewer'] }),
      one.client.vault.renewRecovery({ commandId: cid(), vault, password: PASSWORD }),
      sitDown(t, two.id, two.name)
    );
    expect(strangers()).toEqual([]);
    const sealed = [before, one.seal().seal('after', 'x')];
    for (const who of [await sitDown(t, one.id, one.name), await sitDown(t, two.id, two.name, 'another password')]) {
      expect(sealed.map((value) => who.seal().open(value, 'x'))).toEqual(['before', 'after']);
      expect(who.seal().open(who.seal().seal(round, 'y'), 'y')).toBe(round);
    }
    await change(two, { active: false });
  }
});

it('a key pair is never one of a password that was replaced while it was made', async () => {
  const one = await withVault(t);
  for (let round = 0; round < 6; round += 1) {
    // No key pair yet: it is made when the account signs in, from the password of then.
    const two = await seat(t, 'mediator');
    t.station.sqlite.prepare('delete from vault_key_pair where account_id = ?').run(two.id);
    const next = `set by the head ${round}`;
    await settled(
      two.client.vault.open({ password: PASSWORD }),
      two.client.vault.open({ password: PASSWORD }),
      round % 2
        ? two.client.access.changePassword({ current: PASSWORD, next })
        : head.access.accounts.resetPassword({ commandId: cid(), id: two.id, password: next })
    );
    const back = await sitDown(t, two.id, two.name, next);
    await one.client.vault.admit({ commandId: cid(), vault, accountId: two.id });
    await back.client.vault.open({ password: next });
    expect(back.seal().open(one.seal().seal(round, 'x'), 'x')).toBe(round);
  }
});
