import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCHEMA } from '../../../electron/service/schema.ts';
import { closeStation, openStation } from '../../../electron/service/core/station/open.ts';
import { noteRestored, recordRestored, warnRestored } from '../../../electron/service/core/station/restored.ts';
import { openCaseStation, SECRETS, type CaseStation } from '../../fixtures/cases.ts';
import { cid, codeOf, COST, errorOf, PASSWORD, silentLog, type Client } from '../../fixtures/station.ts';
import { admitted, seat, sitDown, type Seated } from '../../fixtures/vault.ts';

// A backup of an earlier day replaces the file: who gets in, who does not, and the warning.

const vault = 'mediation';
let t: CaseStation;
let two: Seated;
let head: Seated;
let caseId: number;
let copy: string;
beforeEach(async () => {
  t = await openCaseStation();
  head = await seat(t, 'head');
  two = await admitted(t, t.mediator);
  ({ id: caseId } = await t.wageCase({ workers: 1 }));
  copy = join(t.station.dataFolder, 'copy.db');
  t.station.sqlite.exec(`vacuum into '${copy}'`);
  t.clock.set(t.clock.now() + 86_400_000);
});
afterEach(() => t.close());

const rolesNow = async (who: Seated, roles: ('front_desk' | 'mediator')[], active = true) => {
  const account = (await head.client.access.accounts.list()).find((row) => row.id === who.id)!;
  await head.client.access.accounts.update({
    commandId: cid(),
    id: who.id,
    version: account.version,
    displayName: account.displayName,
    roles,
    active
  });
};

/** The file is found damaged and the copy put in its place, as the start of the service does it. */
async function putBack(damage: (file: string) => void = () => {}): Promise<void> {
  const { file, dataFolder } = t.station;
  await t.reopen(async () => {
    damage(file);
    let aside: string | null = null;
    const station = openStation({
      dataFolder,
      schema: SCHEMA,
      version: '0.0.0',
      log: silentLog,
      clock: t.clock,
      scryptCost: COST,
      restore: copy,
      onRestored: (path) => (aside = path)
    });
    expect(aside !== null && existsSync(aside)).toBe(true);
    await recordRestored(station, 'copy.db', aside);
    await closeStation(station);
  });
  await warnRestored(t.station);
  head = await sitDown(t, head.id, head.name);
}
const wreck = (file: string) => writeFileSync(file, Buffer.alloc(8192, 'x'));
const reads = async (client: Client) => JSON.stringify(await client.cases.get({ id: caseId })).includes(SECRETS.facts);

describe('before a key was changed', () => {
  it('opens to everybody who was in, writes on, and says of when it is until the head has looked', async () => {
    await t.mediator.client.vault.rotate({ commandId: cid(), vault });
    const later = await t.wageCase({ workers: 1 });
    await putBack();
    for (const who of [await sitDown(t, t.mediator.id, t.mediator.name), await sitDown(t, two.id, two.name)]) {
      expect(await reads(who.client)).toBe(true);
      // What was written since is gone with the file, and no riddle is left of it.
      expect(await codeOf(who.client.cases.get({ id: later.id }))).toBe('NOT_FOUND');
      const state = await who.client.vault.state({ vault });
      expect(state.generations.map((one) => one.generation)).toEqual([1]);
      expect(state.restored).toMatchObject({ carried: true });
      expect(state.restored!.copyAt).toBeLessThan(state.restored!.at);
    }
    await t.signInAgain();
    const next = await t.wageCase({ workers: 1 });
    expect((await t.mediator.client.cases.get({ id: next.id })).parties[0]!.name).toBe(SECRETS.worker);
    expect((await head.client.station.warnings()).restored).toMatchObject({ carried: true });
    expect(await codeOf(t.mediator.client.station.confirmRestored({ commandId: cid() }))).toBe('FORBIDDEN');
    await head.client.station.confirmRestored({ commandId: cid() });
    expect((await head.client.station.warnings()).restored).toBeNull();
    expect((await t.mediator.client.vault.state({ vault })).restored).toBeNull();
  });
});

describe('before a mediator was removed', () => {
  it.each([
    ['lost the role', () => rolesNow(two, ['front_desk']), 'FORBIDDEN'],
    ['was closed', () => rolesNow(two, ['mediator'], false), 'SIGN_IN_FAILED']
  ] as const)('whose account %s: they are out again, by a new key, and the others are in', async (_how, remove, refused) => {
    await remove();
    await putBack();
    const back = await sitDown(t, two.id, two.name).catch((error: { code?: string }) => error.code);
    if (refused === 'SIGN_IN_FAILED') expect(back).toBe(refused);
    else expect(await codeOf((back as Seated).client.cases.get({ id: caseId }))).toBe(refused);
    expect(
      t.station.sqlite
        .prepare('select count(*) from vault_wrap w join vault_key_pair p on p.id = w.key_pair_id where p.account_id = ?')
        .pluck()
        .get(two.id)
    ).toBe(0);
    await t.signInAgain();
    expect(await reads(t.mediator.client)).toBe(true);
    const state = await t.mediator.client.vault.state({ vault });
    expect(state.admitted.map((one) => one.accountId)).toEqual([t.mediator.id]);
    expect(state.generations[0]).toMatchObject({ generation: 2, reason: 'removed' });
    expect(t.mediator.seal().seal('x', 'y')[4]).toBe(2);
  });

  it('and the later file cannot be read: the warning says so, and the head withdraws the role', async () => {
    await rolesNow(two, ['front_desk']);
    await putBack(wreck);
    expect((await head.client.station.warnings()).restored).toMatchObject({ carried: false });
    const back = await sitDown(t, two.id, two.name);
    expect(await reads(back.client)).toBe(true);
    expect((await back.client.vault.state({ vault })).restored).toMatchObject({ carried: false });
    await rolesNow(two, ['front_desk']);
    expect(await codeOf(back.client.cases.get({ id: caseId }))).toBe('FORBIDDEN');
    await t.signInAgain();
    expect(await reads(t.mediator.client)).toBe(true);
  });

  it('nor then, put back twice in a row: what the first could not mend is not said to be mended by the second', async () => {
    await rolesNow(two, ['front_desk']);
    await putBack(wreck);
    expect((await head.client.station.warnings()).restored).toMatchObject({ carried: false });
    // Damaged again before anybody looked; the file can be read this time, and has somebody in it who was removed.
    await putBack();
    expect((await head.client.station.warnings()).restored).toMatchObject({ carried: false });
    expect(await reads((await sitDown(t, two.id, two.name)).client)).toBe(true);
    // What was taken away in between is taken away again all the same.
    await rolesNow(two, ['front_desk']);
    await putBack();
    expect((await head.client.station.warnings()).restored).toMatchObject({ carried: false });
    expect(await codeOf((await sitDown(t, two.id, two.name)).client.cases.get({ id: caseId }))).toBe('FORBIDDEN');
    for (const role of ['front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'] as const) {
      const other = await seat(t, role);
      expect(await codeOf(other.client.station.confirmRestored({ commandId: cid() })), role).toBe('FORBIDDEN');
    }
    expect(await codeOf(t.anonymous().station.confirmRestored({ commandId: cid() }))).toBe('NOT_SIGNED_IN');
    expect((await head.client.station.warnings()).restored).not.toBeNull();
    // Looked at, the next copy is said to be mended again.
    await head.client.station.confirmRestored({ commandId: cid() });
    await putBack();
    expect((await head.client.station.warnings()).restored).toMatchObject({ carried: true });
    expect(await codeOf((await sitDown(t, two.id, two.name)).client.cases.get({ id: caseId }))).toBe('FORBIDDEN');
  });

  it('nor the file, but a later backup can: it shows who was removed', async () => {
    await rolesNow(two, ['front_desk']);
    await head.client.backup.make();
    await putBack(wreck);
    expect((await head.client.station.warnings()).restored).toMatchObject({ carried: true });
    expect(await codeOf((await sitDown(t, two.id, two.name)).client.cases.get({ id: caseId }))).toBe('FORBIDDEN');
  });

  it('and the copy is put back by hand: the next start knows it by a newer backup, once', async () => {
    await rolesNow(two, ['front_desk']);
    await head.client.backup.make();
    const byHand = async () => {
      for (const end of ['-wal', '-shm']) rmSync(`${t.station.file}${end}`, { force: true });
      copyFileSync(copy, t.station.file);
    };
    await t.reopen(byHand);
    t.clock.set(Date.now() + 1000);
    await noteRestored(t.station);
    head = await sitDown(t, head.id, head.name);
    expect((await head.client.station.warnings()).restored).toMatchObject({ carried: true });
    expect(await codeOf((await sitDown(t, two.id, two.name)).client.cases.get({ id: caseId }))).toBe('FORBIDDEN');
    await head.client.station.confirmRestored({ commandId: cid() });
    await t.reopen();
    await noteRestored(t.station);
    expect(t.station.warnings.restored).toBeNull();
    // A file that nobody replaced is never taken for one.
    const before = t.station.sqlite.prepare(`select count(*) from audit where action = 'backup.restore'`).pluck().get();
    await (await sitDown(t, head.id, head.name)).client.backup.make();
    await t.reopen();
    await noteRestored(t.station);
    expect(t.station.sqlite.prepare(`select count(*) from audit where action = 'backup.restore'`).pluck().get()).toBe(before);
  });

  it('the last head stays, whatever the damaged file says', async () => {
    t.station.sqlite.exec(`delete from account_role where role = 'head'`);
    await putBack();
    expect((await head.client.access.accounts.list()).some((row) => row.roles.includes('head') && row.active)).toBe(true);
  });
});

describe('before a password or the recovery code was changed', () => {
  it('the older password opens it, the later one does not', async () => {
    await two.client.access.changePassword({ current: PASSWORD, next: 'another password' });
    await putBack();
    expect(await sitDown(t, two.id, two.name, 'another password').catch((error: { code?: string }) => error.code)).toBe('SIGN_IN_FAILED');
    expect(await reads((await sitDown(t, two.id, two.name)).client)).toBe(true);
  });

  it('the older sheet opens it; the later one differs by its number', async () => {
    const { code } = await t.mediator.client.vault.renewRecovery({ commandId: cid(), vault, password: PASSWORD });
    await putBack();
    const third = await seat(t, 'mediator');
    expect(await errorOf(third.client.vault.recover({ commandId: cid(), vault, code: code!, password: PASSWORD }))).toMatchObject({
      code: 'RECOVERY_CODE_WRONG',
      data: { sheet: 1 }
    });
  });
});
