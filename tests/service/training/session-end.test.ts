import type { Role } from '../../../electron/contract/core/permissions.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword, SCRYPT_COST } from '../../../electron/service/core/access/password.ts';
import { cid, codeOf, openTestStation, PASSWORD, type Client, type TestStation } from '../../fixtures/station.ts';
import { seat, sitDown, type Seated } from '../../fixtures/vault.ts';

let t: TestStation;
let head: Client;
let desk: Seated;
beforeEach(async () => {
  t = await openTestStation();
  head = await t.as('head');
  desk = await seat(t, 'front_desk');
});
afterEach(() => t.close());

const NEXT = 'set by the head';
const works = (client: Client) => client.people.list({});
const reset = () => head.access.accounts.resetPassword({ commandId: cid(), id: desk.id, password: NEXT });
async function change(fields: { roles?: Role[]; active?: boolean }) {
  const { id, version, displayName, roles, active } = (await head.access.accounts.list()).find((account) => account.id === desk.id)!;
  await head.access.accounts.update({ commandId: cid(), id, version, displayName, roles, active, ...fields });
}

describe('an operator at a window', () => {
  it('sits there no more once the head has set another password', async () => {
    const other = await sitDown(t, desk.id, desk.name);
    const bystander = await seat(t, 'front_desk');
    await reset();
    for (const { client, session } of [desk, other]) {
      expect(await codeOf(works(client))).toBe('NOT_SIGNED_IN');
      expect(session.operator).toBeNull();
    }
    await works(bystander.client);
    await works((await sitDown(t, desk.id, desk.name, NEXT)).client);
  });

  it('does not come back by unlocking, by the one password or the other', async () => {
    await desk.client.access.lock();
    await reset();
    for (const password of [PASSWORD, NEXT]) expect(await codeOf(desk.client.access.unlock({ password }))).toBe('NOT_SIGNED_IN');
    expect(await codeOf(works(desk.client))).toBe('NOT_SIGNED_IN');
  });

  it('does not come back when the account is opened again after it was closed', async () => {
    await change({ active: false });
    await change({ active: true });
    expect(await codeOf(works(desk.client))).toBe('NOT_SIGNED_IN');
  });

  it('stays, with other rights, when the roles change, and when their own password does', async () => {
    await desk.client.access.changePassword({ current: PASSWORD, next: NEXT });
    await works(desk.client);
    await change({ roles: ['viewer'] });
    expect(await codeOf(desk.client.people.create({ commandId: cid(), name: '赵甲子', confirmDuplicate: true }))).toBe('FORBIDDEN');
    await desk.client.access.lock();
    await change({ roles: ['front_desk'] });
    expect((await desk.client.access.unlock({ password: NEXT })).operator.roles).toEqual(['front_desk']);
  });

  it('ends at other windows when their own password changes', async () => {
    const other = await sitDown(t, desk.id, desk.name);
    await desk.client.access.changePassword({ current: PASSWORD, next: NEXT });
    expect(await codeOf(works(other.client))).toBe('NOT_SIGNED_IN');
    await works(desk.client);
  });

  it('who is the head and resets their own password stays', async () => {
    const second = await seat(t, 'head');
    await second.client.access.accounts.resetPassword({ commandId: cid(), id: second.id, password: NEXT });
    await second.client.access.accounts.list();
  });
});

describe('a password that was right a moment ago', () => {
  // Hashed dearly, the right password takes its time to be checked, and the head is done long before.
  beforeEach(async () => {
    await t.station.db
      .updateTable('account')
      .set({ password: await hashPassword(PASSWORD, 2 * SCRYPT_COST) })
      .where('id', '=', desk.id)
      .execute();
  });

  it('opens no session after the head has set another', async () => {
    const late = [t.anonymous(), t.anonymous()];
    const come = Promise.all(late.map((client) => codeOf(client.access.signIn({ name: desk.name, password: PASSWORD }))));
    await reset();
    expect(await come).toEqual(['SIGN_IN_FAILED', 'SIGN_IN_FAILED']);
    for (const client of late) expect(await codeOf(works(client))).toBe('NOT_SIGNED_IN');
  });

  it('does not put the operator’s own in the place of the head’s', async () => {
    const came = codeOf(desk.client.access.changePassword({ current: PASSWORD, next: 'one of my own' }));
    await reset();
    expect(await came).toMatch(/WRONG_PASSWORD|NOT_SIGNED_IN/);
    await sitDown(t, desk.id, desk.name, NEXT);
  });
});
