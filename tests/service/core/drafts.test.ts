import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftVault, PLAIN_DRAFTS } from '../../../electron/contract/core/drafts.ts';
import { cid, codeOf, openTestStation, PASSWORD, type TestStation } from '../../fixtures/station.ts';
import { admitted, seat, sitDown, withVault, type Seated } from '../../fixtures/vault.ts';

const BODY = { name: '张三', lines: [{ from: '08:00' }], empty: null };

let t: TestStation;
beforeEach(async () => {
  t = await openTestStation();
});
afterEach(() => t.close());

describe('where a draft is kept', () => {
  it.each(PLAIN_DRAFTS.flatMap((form) => [`${form}:new`, `${form}:42`]))('%s: as it is', (key) => expect(draftVault(key)).toBeNull());

  it.each([
    ['mediation.case:new', 'mediation'],
    ['mediation.round:12', 'mediation'],
    ['counselling.note:new', 'counselling']
  ])('%s: sealed by %s', (key, vault) => expect(draftVault(key)).toBe(vault));

  it.each([
    '',
    'person',
    'person:',
    ':new',
    'round:3',
    'archive.case:new',
    'mediation.:new',
    'person:a b',
    `person:${'x'.repeat(41)}`,
    ' person:new'
  ])('%j: nowhere', (key) => expect(draftVault(key)).toBeUndefined());
});

describe('a plain draft', () => {
  let one: Seated;
  beforeEach(async () => {
    one = await seat(t, 'front_desk');
  });

  it.each(PLAIN_DRAFTS)('of the form %s is kept, new and of a record', async (form) => {
    for (const key of [`${form}:new`, `${form}:42`]) {
      await one.client.drafts.save({ key, body: { ...BODY, key } });
      expect(await one.client.drafts.get({ key })).toEqual({ body: { ...BODY, key }, savedAt: t.clock.now() });
    }
  });

  it('is replaced by the next one under its key, and its moment with it', async () => {
    const key = 'person:new';
    await one.client.drafts.save({ key, body: { name: '张', note: 'x' } });
    t.clock.advance(2000);
    await one.client.drafts.save({ key, body: { name: '张三' } });
    expect(await one.client.drafts.get({ key })).toEqual({ body: { name: '张三' }, savedAt: t.clock.now() });
  });

  it('is its operator’s at whatever window, and nobody else’s', async () => {
    const [key, two] = ['person:new', await seat(t, 'head')];
    await one.client.drafts.save({ key, body: BODY });
    expect((await (await sitDown(t, one.id, one.name)).client.drafts.get({ key }))?.body).toEqual(BODY);
    expect(await two.client.drafts.get({ key })).toBeNull();
    await two.client.drafts.save({ key, body: { name: '李四' } });
    await two.client.drafts.discard({ key });
    expect((await one.client.drafts.get({ key }))?.body).toEqual(BODY);
  });

  it('is there after a restart', async () => {
    await one.client.drafts.save({ key: 'reservation:new', body: BODY });
    const savedAt = t.clock.now();
    t.clock.advance(60_000);
    await t.reopen();
    const back = await sitDown(t, one.id, one.name);
    expect(await back.client.drafts.get({ key: 'reservation:new' })).toEqual({ body: BODY, savedAt });
  });

  it('is gone when it is discarded, alone, and after a restart still', async () => {
    await one.client.drafts.save({ key: 'person:new', body: BODY });
    await one.client.drafts.save({ key: 'person:7', body: BODY });
    await one.client.drafts.discard({ key: 'person:new' });
    await one.client.drafts.discard({ key: 'person:new' });
    await t.reopen();
    const { client } = await sitDown(t, one.id, one.name);
    expect(await client.drafts.get({ key: 'person:new' })).toBeNull();
    expect((await client.drafts.get({ key: 'person:7' }))?.body).toEqual(BODY);
  });

  it('is refused when it is too large or nobody is signed in; the one saved before stays', async () => {
    const key = 'person:new';
    await one.client.drafts.save({ key, body: BODY });
    expect(await codeOf(one.client.drafts.save({ key, body: { notes: 'x'.repeat(300_000) } }))).toBe('INVALID');
    for (const call of [
      t.anonymous().drafts.get({ key }),
      t.anonymous().drafts.save({ key, body: BODY }),
      t.anonymous().drafts.discard({ key })
    ])
      expect(await codeOf(call)).toBe('NOT_SIGNED_IN');
    expect((await one.client.drafts.get({ key }))?.body).toEqual(BODY);
  });

  it('is not in the audit', async () => {
    const head = await t.as('head');
    const before = (await head.audit.list({})).rows.length;
    await one.client.drafts.save({ key: 'person:new', body: BODY });
    await one.client.drafts.discard({ key: 'person:new' });
    expect((await head.audit.list({})).rows.length).toBe(before);
  });
});

describe('a sealed draft', () => {
  const key = 'mediation.case:new';

  it('is its owner’s alone among those who open the vault: another’s own stands beside it', async () => {
    const one = await withVault(t);
    const two = await admitted(t, one);
    await one.client.drafts.save({ key, body: BODY });
    expect(await two.client.drafts.get({ key })).toBeNull();
    await two.client.drafts.save({ key, body: { name: '李四' } });
    expect((await one.client.drafts.get({ key }))?.body).toEqual(BODY);
    await two.client.drafts.discard({ key });
    expect((await one.client.drafts.get({ key }))?.body).toEqual(BODY);
  });

  it('does not open as another’s, because it is bound to its operator', async () => {
    const one = await withVault(t);
    const two = await admitted(t, one);
    await one.client.drafts.save({ key, body: BODY });
    await t.station.db.updateTable('sealed_draft').set({ account_id: two.id }).where('account_id', '=', one.id).execute();
    expect(await codeOf(two.client.drafts.get({ key }))).toBe('SEAL_BROKEN');
  });

  it('waits while the vault is closed, opens with it again, and is read after the vault’s key was changed', async () => {
    const one = await withVault(t);
    await one.client.drafts.save({ key, body: BODY });
    await t.reopen();
    const back = await sitDown(t, one.id, one.name);
    await back.client.access.lock();
    expect(await codeOf(back.client.drafts.get({ key }))).toBe('LOCKED');
    await back.client.access.unlock({ password: PASSWORD });
    expect((await back.client.drafts.get({ key }))?.body).toEqual(BODY);
    await back.client.vault.rotate({ commandId: cid(), vault: 'mediation' });
    expect((await back.client.drafts.get({ key }))?.body).toEqual(BODY);
  });

  it('is discarded without being opened, and gone after a restart', async () => {
    const one = await withVault(t);
    await one.client.drafts.save({ key, body: BODY });
    await one.client.drafts.discard({ key });
    await t.reopen();
    expect(await (await sitDown(t, one.id, one.name)).client.drafts.get({ key })).toBeNull();
  });
});
