import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personReferences } from '../../../electron/service/people/people/references.ts';
import { timelineSources } from '../../../electron/service/people/people/timeline.ts';
import { editable, inventedId } from '../../fixtures/people.ts';
import { cid, codeOf, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

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

describe('merging', () => {
  it('makes one of two, fills what is empty, and lets everything follow', async () => {
    const moves: number[][] = [];
    personReferences.register('tests', { move: async (_, from, to) => moves.push([from, to]) });
    const stays = await create({ name: '张三', mobile: '13900005678', notes: '甲' });
    const goes = await create({
      name: '张三丰',
      documentKind: 'resident_id',
      documentNumber: ID,
      mobile: '13900005679',
      trade: '焊工',
      notes: '乙',
      consent: 'form'
    });
    const earlier = await create({ name: '张山' });
    await desk.people.merge({ commandId: cid(), survivorId: goes, survivorVersion: 1, mergedId: earlier, mergedVersion: 1 });
    const { moved } = await desk.people.merge({
      commandId: cid(),
      survivorId: stays,
      survivorVersion: 1,
      mergedId: goes,
      mergedVersion: 2,
      take: ['name']
    });
    expect(moved).toMatchObject({ tests: expect.any(Number) });
    expect(moves.at(-1)).toEqual([goes, stays]);
    const person = await desk.people.get({ id: stays });
    expect(person).toMatchObject({
      name: '张三丰',
      mobileMasked: '139****5678',
      trade: '焊工',
      notes: '甲\n乙',
      sex: 'male',
      birthDate: '1990-01-01',
      consent: { how: 'form' }
    });
    expect(await desk.people.reveal({ id: stays, field: 'document' })).toEqual({ value: ID });
    expect((await desk.people.get({ id: goes })).mergedInto).toEqual({ id: stays, name: '张三丰' });
    expect((await desk.people.get({ id: earlier })).mergedInto?.id).toBe(stays);
    expect((await desk.people.list({})).rows.map((row) => row.id)).toEqual([stays]);
    expect((await desk.people.search({ query: 'zsf' })).map((row) => row.id)).toEqual([stays]);
    expect(await desk.people.search({ query: '5679' })).toEqual([]);
    expect(await codeOf(desk.people.update({ commandId: cid(), ...editable(person), id: goes, version: 3 }))).toBe('NOT_FOUND');
    const log = await head.audit.list({ action: 'people.merge' });
    expect(log.rows.map((row) => row.entityId)).toEqual([String(goes), String(stays), String(earlier), String(goes)]);
    expect(log.rows[1]?.before).toMatchObject({ survivor: { name: '张三' }, merged: { name: '张三丰', trade: '焊工' } });
  });

  it('refuses itself, a stale version and a second time', async () => {
    const a = await create({ name: '赵甲子' });
    const b = await create({ name: '赵甲子' });
    const merge = (survivorId: number, mergedId: number, version = 1) =>
      desk.people.merge({ commandId: cid(), survivorId, survivorVersion: version, mergedId, mergedVersion: version });
    expect(await codeOf(merge(a, a))).toBe('INVALID');
    expect(await codeOf(merge(a, b, 9))).toBe('STALE');
    await merge(a, b);
    expect(await codeOf(merge(a, b, 2))).toBe('NOT_FOUND');
    expect(() => t.station.sqlite.prepare('update person set merged_into = null, merged_at = null where id = ?').run(b)).toThrow(/final/);
    expect(() => t.station.sqlite.prepare('update person set merged_into = ?, merged_at = 1 where id = ?').run(b, a)).toThrow(/gone/);
  });
});

describe('the time line', () => {
  it('combines the entries of every area, newest first', async () => {
    const id = await create({ name: '赵甲子', consent: 'paper' });
    const now = t.clock.now();
    timelineSources.register('tests', async (_, person) => [
      { at: now + 5, area: 'tests', kind: 'visited', params: { person }, recordId: null }
    ]);
    const entries = await desk.people.timeline({ id });
    expect(entries.map((entry) => entry.kind)).toEqual(['visited', 'registered', 'consent']);
    expect((await desk.people.timeline({ id, before: now + 5 })).map((entry) => entry.kind)).toEqual(['registered', 'consent']);
    expect(await desk.people.timeline({ id, limit: 1 })).toHaveLength(1);
    expect(await codeOf(desk.people.timeline({ id: 999 }))).toBe('NOT_FOUND');
  });
});
