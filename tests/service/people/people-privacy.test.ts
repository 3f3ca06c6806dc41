import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIdNumber } from '../../../electron/contract/people/people-rules.ts';
import { editable, inventedId } from '../../fixtures/people.ts';
import { cid, codeOf, errorOf, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

let t: TestStation;
let desk: Client;
let head: Client;
beforeEach(async () => {
  t = await openTestStation();
  desk = await t.as('front_desk');
  head = await t.as('head');
});
afterEach(() => t.close());

const ID = inventedId('1990-01-01', 11);
const create = async (fields: Parameters<Client['people']['create']>[0] extends infer I ? Omit<I & object, 'commandId'> : never) =>
  (await desk.people.create({ commandId: cid(), ...fields } as Parameters<Client['people']['create']>[0])).id;

describe('restricted data', () => {
  it('cannot be derived from the fields beside the mask; the front desk can still distinguish two people of one name', async () => {
    const [a, b] = [inventedId('1990-03-04', 17), inventedId('1990-05-06', 35)];
    const [one, two] = [
      await create({ name: '赵甲子', documentKind: 'resident_id', documentNumber: a }),
      await create({ name: '赵甲子', documentKind: 'resident_id', documentNumber: b })
    ];
    await create({ name: '赵甲子', documentKind: 'passport', documentNumber: 'E12345678', birthDate: '1991-07-08' });
    const shownTo = async (client: typeof desk) => [
      ...(await client.people.list({})).rows,
      ...(await client.people.search({ query: '赵甲子' })),
      await client.people.get({ id: one }),
      await client.people.get({ id: two })
    ];
    for (const role of ['trainer', 'viewer'] as const) {
      const client = await t.as(role);
      const shown = await shownTo(client);
      expect(JSON.stringify(shown)).not.toMatch(/1990-0/);
      expect(shown.find((row) => row.id === one)).toMatchObject({
        birthDate: null,
        birthYear: 1990,
        sex: 'male',
        documentMasked: `3300**********${a.slice(-4)}`
      });
      // A passport says nothing of when somebody was born.
      expect(shown.find((row) => row.documentKind === 'passport')).toMatchObject({ birthDate: '1991-07-08' });
    }
    const seen = (await shownTo(desk))
      .filter((row) => row.id === one || row.id === two)
      .map((row) => `${row.birthDate} ${row.documentMasked}`);
    expect(new Set(seen).size).toBe(2);
    // Every number that fits what a trainer is shown of one person, even if the county is known.
    const county = a.slice(0, 6);
    const fitting = Array.from({ length: 365 }, (_, day) =>
      new Date(Date.UTC(1990, 0, 1 + day)).toISOString().slice(0, 10).replaceAll('-', '')
    ).filter((born) => checkIdNumber(`${county}${born}${a.slice(-4)}`).ok);
    expect(fitting).toContain('19900304');
    expect(fitting.length).toBeGreaterThan(25);
    // Somebody who is not shown the date saves the record without losing it, whatever they do to its document.
    const trainer = await t.as('trainer');
    const before = await trainer.people.get({ id: one });
    await trainer.people.update({ commandId: cid(), ...editable(before), id: one, version: before.version, trade: '钢筋工' });
    expect(await desk.people.get({ id: one })).toMatchObject({ birthDate: '1990-03-04', trade: '钢筋工' });
    await trainer.people.update({
      commandId: cid(),
      ...editable(before),
      id: one,
      version: before.version + 1,
      documentKind: 'none',
      documentNumber: ''
    });
    expect(await desk.people.get({ id: one })).toMatchObject({ birthDate: '1990-03-04', documentMasked: '' });
  });

  it('is shown in full to those with the permission, and the audit records it', async () => {
    const id = await create({
      name: '赵甲子',
      documentKind: 'resident_id',
      documentNumber: ID,
      mobile: '13900000001',
      emergencyPhone: '87654321'
    });
    expect(await desk.people.reveal({ id, field: 'document' })).toEqual({ value: ID });
    expect(await desk.people.reveal({ id, field: 'mobile' })).toEqual({ value: '13900000001' });
    expect(await desk.people.reveal({ id, field: 'emergency' })).toEqual({ value: '87654321' });
    for (const role of ['trainer', 'viewer'] as const)
      expect(await codeOf((await t.as(role)).people.reveal({ id, field: 'document' }))).toBe('FORBIDDEN');
    const { rows } = await head.audit.list({ action: 'people.reveal' });
    expect(rows.map((row) => [row.entityId, (row.after as { field: string }).field])).toEqual([
      [String(id), 'emergency'],
      [String(id), 'mobile'],
      [String(id), 'document']
    ]);
    expect(rows[0]?.actorName).toContain('front_desk');
  });

  it('is masked in the audit', async () => {
    const id = await create({
      name: '赵甲子',
      documentKind: 'resident_id',
      documentNumber: ID,
      mobile: '13900000001',
      emergencyPhone: '0574-87654321',
      notes: '不要写进日志'
    });
    await desk.people.update({ commandId: cid(), ...editable(await desk.people.get({ id })), id, version: 1, mobile: '13900000002' });
    await desk.people.export({ query: ID });
    const text = JSON.stringify((await head.audit.list({ limit: 100 })).rows);
    for (const secret of [ID, '13900000001', '13900000002', '87654321', '不要写进日志']) expect(text).not.toContain(secret);
    expect(text).toContain('139****0002');
  });

  it('consent can be given, withdrawn, and needs a guardian for a child', async () => {
    const id = await create({ name: '赵小', birthDate: '2016-05-05' });
    expect(await errorOf(desk.people.setConsent({ commandId: cid(), id, version: 1, how: 'spoken' }))).toMatchObject({
      data: { reason: 'guardian_needed' }
    });
    await desk.people.setConsent({ commandId: cid(), id, version: 1, how: 'guardian' });
    expect((await desk.people.get({ id })).consent).toMatchObject({ how: 'guardian', at: t.clock.now() });
    await desk.people.setConsent({ commandId: cid(), id, version: 2, how: null });
    expect((await desk.people.get({ id })).consent).toBe(null);
  });

  it('keeps a picture that is one, of at most a megabyte', async () => {
    const id = await create({ name: '赵甲子' });
    const jpeg = new Uint8Array(2000);
    jpeg.set([0xff, 0xd8, 0xff, 0xe0]);
    await desk.people.photo.set({ commandId: cid(), id, photo: new Blob([jpeg]) });
    const { photo } = await desk.people.photo.get({ id });
    expect(photo?.type).toBe('image/jpeg');
    expect(new Uint8Array(await (photo as Blob).arrayBuffer())).toEqual(jpeg);
    expect((await desk.people.get({ id })).hasPhoto).toBe(true);
    expect(await codeOf(desk.people.photo.set({ commandId: cid(), id, photo: new Blob(['<svg/>']) }))).toBe('FILE_UNREADABLE');
    expect(await codeOf(desk.people.photo.set({ commandId: cid(), id, photo: new Blob([new Uint8Array(1024 * 1024 + 1)]) }))).toBe(
      'TOO_LARGE'
    );
    await desk.people.photo.set({ commandId: cid(), id, photo: null });
    expect((await desk.people.photo.get({ id })).photo).toBe(null);
  });

  it('is closed to those who are not signed in, and viewers change nothing', async () => {
    expect(await codeOf(t.anonymous().people.list({}))).toBe('NOT_SIGNED_IN');
    const viewer = await t.as('viewer');
    expect((await viewer.people.list({})).rows).toEqual([]);
    expect(await codeOf(viewer.people.create({ commandId: cid(), name: '赵甲子' }))).toBe('FORBIDDEN');
    expect(await codeOf((await t.as('trainer')).people.export({}))).toBe('FORBIDDEN');
    expect(
      await codeOf(
        (await t.as('mediator')).people.merge({ commandId: cid(), survivorId: 1, survivorVersion: 1, mergedId: 2, mergedVersion: 1 })
      )
    ).toBe('FORBIDDEN');
  });
});
