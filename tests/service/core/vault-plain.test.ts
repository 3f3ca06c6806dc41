import { isSealed, PERMISSIONS, type Permission } from '../../../electron/contract/core/permissions.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { isContractProcedure } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProcedureMeta } from '../../../electron/contract/core/base.ts';
import { contract } from '../../../electron/contract/index.ts';
import { demandPlain, sealedAction } from '../../../electron/service/core/vault/plain.ts';
import { command } from '../../../electron/service/core/command.ts';
import { forgetOld } from '../../../electron/service/core/station/upkeep.ts';
import { cid, codeOf, openTestStation, PASSWORD, type TestStation } from '../../fixtures/station.ts';
import { LeakWatch } from '../../fixtures/leak.ts';
import { admitted, seat, sitDown, withVault } from '../../fixtures/vault.ts';

let t: TestStation;
let watch: LeakWatch;
beforeEach(async () => {
  watch = new LeakWatch();
  t = await openTestStation({ log: watch.log });
  watch.add(t.station.dataFolder);
});
afterEach(async () => {
  await t.close();
  watch.end();
});

const vault = 'mediation' as const;
const SECRETS = ['拖欠工资十一人之甲子', 'Planted-Evidence-7731', '330000199001019876'] as const;
const body = { facts: SECRETS[0], note: { evidence: [SECRETS[1]], document: SECRETS[2] } };

describe('the watch for leaks', () => {
  it('finds unsealed data in the file, its log and a copy, in every form it knows', async () => {
    const head = await t.as('head');
    await head.drafts.save({ key: 'person:new', body });
    expect(new Set(watch.find(SECRETS).map(({ secret }) => secret))).toEqual(new Set(SECRETS));
    const { name } = await head.backup.make();
    expect(watch.find(SECRETS).some(({ where }) => where.endsWith(name))).toBe(true);
    t.station.log.error('failed', new Error(`about ${SECRETS[1]}`));
    expect(watch.find(SECRETS).some(({ where }) => where === 'the log')).toBe(true);
  });

  it.each([
    ['UTF-16LE', Buffer.from(`x${SECRETS[0]}y`, 'utf16le')],
    ['escaped', Buffer.from(JSON.stringify(SECRETS[0]).replaceAll(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`))],
    ['hex', Buffer.from(Buffer.from(SECRETS[0]).toString('hex'))],
    ['percent', Buffer.from(encodeURIComponent(`a ${SECRETS[0]}`))],
    ['Base64', Buffer.from(Buffer.from(`${SECRETS[0]}`).toString('base64'))],
    ['Base64', Buffer.from(Buffer.from(`a${SECRETS[0]}bc`).toString('base64'))],
    ['Base64', Buffer.from(Buffer.from(`ab${SECRETS[0]}c`).toString('base64url'))]
  ])('finds %s in a temporary file', (form, bytes) => {
    mkdirSync(join(watch.temporary, 'deep'), { recursive: true });
    writeFileSync(join(watch.temporary, 'deep', 'x.tmp'), bytes);
    expect(watch.find(SECRETS)).toEqual([{ secret: SECRETS[0], where: join(watch.temporary, 'deep', 'x.tmp'), form }]);
  });

  it('finds what is deflated in a document', () => {
    const name = Buffer.from('word/document.xml');
    const packed = deflateRawSync(Buffer.from(`<w:t>${SECRETS[0]}</w:t>`));
    const header = Buffer.alloc(30);
    header.write('PK\x03\x04', 0, 'latin1');
    header.writeUInt16LE(8, 8);
    header.writeUInt16LE(name.length, 26);
    writeFileSync(join(watch.temporary, 'x.docx'), Buffer.concat([header, name, packed]));
    expect(watch.find(SECRETS).map(({ form }) => form)).toEqual(['UTF-8']);
  });
});

describe('drafts of a sealed area', () => {
  const key = 'mediation.case:new';

  it('are kept sealed, over a restart, for their owner alone', async () => {
    const one = await withVault(t);
    const two = await admitted(t, one);
    await one.client.drafts.save({ key, body });
    await one.client.drafts.save({ key, body: { ...body, more: 1 } });
    expect(await one.client.drafts.get({ key })).toEqual({ body: { ...body, more: 1 }, savedAt: t.clock.now() });
    expect(await two.client.drafts.get({ key })).toBeNull();
    await t.reopen();
    const again = await sitDown(t, one.id, one.name);
    expect((await again.client.drafts.get({ key }))?.body).toEqual({ ...body, more: 1 });
    expect(watch.find(SECRETS)).toEqual([]);
    await again.client.drafts.discard({ key });
    expect(await again.client.drafts.get({ key })).toBeNull();
  });

  it('are refused while the vault is locked, to somebody who is not admitted, and under another key', async () => {
    const one = await withVault(t);
    await one.client.drafts.save({ key, body });
    t.station.sqlite.exec(`update sealed_draft set key = 'mediation.case:7'`);
    expect(await codeOf(one.client.drafts.get({ key: 'mediation.case:7' }))).toBe('SEAL_BROKEN');
    const head = await t.as('head');
    expect(await codeOf(head.drafts.save({ key, body }))).toBe('VAULT_LOCKED');
    const two = await seat(t, 'mediator');
    expect(await codeOf(two.client.drafts.save({ key, body }))).toBe('VAULT_NOT_ADMITTED');
    expect(await codeOf(two.client.drafts.get({ key }))).toBe('VAULT_NOT_ADMITTED');
    expect(await codeOf(one.client.drafts.save({ key: 'counselling.note:new', body }))).toBe('VAULT_LOCKED');
    expect(watch.find(SECRETS)).toEqual([]);
  });

  it('of an unknown form are kept nowhere', async () => {
    const one = await withVault(t);
    for (const unknown of ['case:new', 'round:3', 'archive.case:new', 'mediation:new', 'mediation.:new']) {
      expect(await codeOf(one.client.drafts.save({ key: unknown, body })), unknown).toBe('BAD_REQUEST');
    }
  });

  it('are kept as others are: the newest two hundred, however far the clock ran', async () => {
    const one = await withVault(t);
    for (let n = 0; n < 201; n += 1) {
      await one.client.drafts.save({ key: `${key}${n}`, body });
      t.clock.advance(1);
    }
    t.clock.advance(3650 * 86_400_000);
    await forgetOld(t.station);
    expect(await one.client.drafts.get({ key: `${key}0` })).toBeNull();
    expect(await one.client.drafts.get({ key: `${key}1` })).not.toBeNull();
  });
});

describe('what a sealed area leaves in plain text', () => {
  it('is sealed by its permission alone, and no sealed permission is the head’s', () => {
    const sealed = Object.keys(PERMISSIONS).filter((permission) => isSealed(permission as Permission));
    expect(sealed).toContain('vault.use');
    expect(sealed).not.toContain('people.read');
    for (const permission of sealed) expect(PERMISSIONS[permission as Permission] as readonly string[]).not.toContain('head');
    const walk = (at: unknown, path: string[]): void => {
      if (isContractProcedure(at)) {
        const { permission } = at['~orpc'].meta as ProcedureMeta;
        expect(sealedAction(path.join('.')), path.join('.')).toBe(permission !== undefined && sealed.includes(permission));
      } else Object.entries(at as object).forEach(([key, value]) => walk(value, [...path, key]));
    };
    walk(contract, []);
    // What the program does by itself in such an area, under a name of its own.
    expect(sealedAction('vault.newKey')).toBe(true);
    expect(sealedAction('station.upkeep')).toBe(false);
    expect(sealedAction('tests')).toBe(false);
  });

  it.each<[unknown]>([
    [1],
    [null],
    [true],
    ['mediation'],
    ['in_round_2'],
    ['2026-11-23'],
    ['09:30'],
    [[1, 'open']],
    [{ caseId: 12, state: 'accepted', at: 1795399200000, rounds: [1, 2] }],
    [undefined],
    ['']
  ])('may hold %j', (value) => expect(() => demandPlain(value, 'it')).not.toThrow());

  it.each<[unknown]>([
    ...SECRETS.map((secret): [unknown] => [secret]),
    ['赵'],
    ['Zhao'.concat(' Jiazi')],
    ['13900000001'],
    ['a'.repeat(41)],
    [{ name: '赵甲子' }],
    [[['x y']]],
    [{ 赵甲子: 1 }],
    [new Date(0)],
    [Buffer.from('x')],
    [NaN]
  ])('never holds %j', (value) => {
    expect(() => demandPlain(value, 'it')).toThrow(/sealed area/);
    expect(() => demandPlain(value, 'it')).not.toThrow(/赵|Planted|3300/);
  });

  it('holds a command to it: an answer or an audit fact with text is refused, and nothing of it is kept', async () => {
    const one = await withVault(t);
    const context = { station: t.station, session: one.session, procedure: 'vault.rotate' };
    const run = (answer: unknown, fact?: object) =>
      command(context, { commandId: cid() }, async (cmd) => {
        cmd.audit({ entity: 'vault', entityId: vault, ...fact });
        return answer;
      });
    await run({ id: 1, state: 'open' }, { after: { rounds: 2 } });
    await expect(run({ text: SECRETS[0] })).rejects.toThrow(/the answer of vault.rotate.text/);
    await expect(run({}, { after: { facts: [SECRETS[1]] } })).rejects.toThrow(/the audit of vault.rotate/);
    await expect(run({}, { entityId: SECRETS[2] })).rejects.toThrow(/the audit of vault.rotate/);
    // Under another name it is still what a sealed procedure reports.
    await expect(run({}, { action: 'something.else', before: { facts: SECRETS[0] } })).rejects.toThrow(/the audit of something.else/);
    expect(watch.find(SECRETS)).toEqual([]);
  });

  it('holds no message of an error: the log has its place, not its content', async () => {
    const one = await withVault(t);
    t.station.sqlite.exec(`create temp trigger speak before insert on vault_generation begin select raise(abort, '${SECRETS[0]}'); end`);
    expect(await codeOf(one.client.vault.rotate({ commandId: cid(), vault }))).toBe('INTERNAL');
    const head = await t.as('head');
    const logged = watch.find([SECRETS[0], 'vault.rotate failed', 'SqliteError']);
    expect(logged.map(({ secret, where }) => [secret, where])).toEqual([
      ['vault.rotate failed', 'the log'],
      ['SqliteError', 'the log']
    ]);
    // An area that is not sealed still tells.
    t.station.sqlite.exec(`create temp trigger speak_up before insert on audit begin select raise(abort, 'told'); end`);
    expect(await codeOf(head.backup.make())).toBe('INTERNAL');
    expect(watch.find(['told']).some(({ where }) => where === 'the log')).toBe(true);
  });
});

it('no password, code or key is found anywhere, whatever was done', async () => {
  const one = await withVault(t);
  const head = await t.as('head');
  const two = await admitted(t, one);
  await one.client.drafts.save({ key: 'mediation.case:new', body });
  await codeOf(one.client.vault.confirmRecovery({ commandId: cid(), vault, code: one.code.replace(/^.{5}/, 'AAAAA') }));
  await one.client.vault.confirmRecovery({ commandId: cid(), vault, code: one.code });
  const renew = { commandId: cid(), vault, password: PASSWORD };
  const { code } = await one.client.vault.renewRecovery(renew);
  await one.client.vault.renewRecovery(renew);
  await two.client.access.changePassword({ current: PASSWORD, next: 'a later password' });
  await head.access.accounts.resetPassword({ commandId: cid(), id: two.id, password: 'set by the head' });
  const back = await sitDown(t, two.id, two.name, 'set by the head');
  await back.client.vault.recover({ commandId: cid(), vault, code: code!, password: 'set by the head' });
  await one.client.vault.rotate({ commandId: cid(), vault });
  await head.backup.make();
  const exported = await head.audit.export({});
  const { ringAt } = await import('../../../electron/service/core/vault/memory.ts');
  const keys = ringAt({ station: t.station, session: one.session }, vault)!
    .entries()
    .map(([, key]) => key.toString('latin1'));
  expect(keys.length).toBe(5);
  const secrets = [
    ...SECRETS,
    PASSWORD,
    'a later password',
    'set by the head',
    one.code,
    one.code.replaceAll('-', ''),
    code!,
    code!.replaceAll('-', '')
  ];
  const more = {
    'the exported audit': new Uint8Array(await exported.file.arrayBuffer()),
    'the audit': JSON.stringify(await head.audit.list({ limit: 100 }))
  };
  expect(watch.find(secrets, more)).toEqual([]);
  t.station.sqlite.pragma('wal_checkpoint(truncate)');
  expect(watch.find(secrets, more)).toEqual([]);
  // A key is bytes, no text: it is looked for as it is.
  const { readFileSync } = await import('node:fs');
  const file = readFileSync(t.station.file).toString('latin1');
  for (const key of keys) expect(file.includes(key)).toBe(false);
});
