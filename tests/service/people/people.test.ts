import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editable, inventedId } from '../../fixtures/people.ts';
import { cid, codeOf, errorOf, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

let t: TestStation;
let desk: Client;
beforeEach(async () => {
  t = await openTestStation();
  desk = await t.as('front_desk');
});
afterEach(() => t.close());

const ID = inventedId('1990-01-01', 11);
const create = async (fields: Parameters<Client['people']['create']>[0] extends infer I ? Omit<I & object, 'commandId'> : never) =>
  (await desk.people.create({ commandId: cid(), ...fields } as Parameters<Client['people']['create']>[0])).id;

describe('a record', () => {
  it('needs a name and nothing else', async () => {
    const id = await create({ name: ' 张三 ' });
    expect(await desk.people.get({ id })).toMatchObject({
      name: '张三',
      documentKind: 'none',
      documentMasked: '',
      consent: null,
      version: 1
    });
    expect(await errorOf(create({ name: '···' }))).toMatchObject({ code: 'INVALID', data: { field: 'name' } });
  });

  it("takes birth date and sex from a citizen's card and shows numbers masked", async () => {
    const id = await create({
      name: '赵甲子',
      documentKind: 'resident_id',
      documentNumber: ID.toLowerCase(),
      sex: 'female',
      birthDate: '1999-09-09',
      mobile: '139 0000 0001',
      emergencyName: '赵乙',
      emergencyPhone: '0574-87654321',
      notes: '夜班',
      consent: 'paper'
    });
    const person = await desk.people.get({ id });
    expect(person).toMatchObject({
      sex: 'male',
      birthDate: '1990-01-01',
      documentMasked: `3300**********${ID.slice(-4)}`,
      mobileMasked: '139****0001',
      consent: { how: 'paper', at: t.clock.now() }
    });
    for (const answer of [person, await desk.people.list({}), await desk.people.search({ query: '赵' })]) {
      expect(JSON.stringify(answer)).not.toContain(ID);
      expect(JSON.stringify(answer)).not.toContain('13900000001');
      expect(JSON.stringify(answer)).not.toContain('87654321');
    }
  });

  it('says why a number is refused', async () => {
    const wrong = ID.slice(0, 17) + (ID.endsWith('0') ? '1' : '0');
    expect(await errorOf(create({ name: '赵甲子', documentKind: 'resident_id', documentNumber: wrong }))).toEqual({
      code: 'INVALID',
      data: { field: 'documentNumber', reason: 'check_digit', params: { expected: ID.slice(-1) } }
    });
    expect(await errorOf(create({ name: '赵甲子', mobile: '12345' }))).toMatchObject({ data: { field: 'mobile', reason: 'mobile' } });
    expect(await errorOf(create({ name: '赵甲子', birthDate: '2026-11-24' }))).toMatchObject({ data: { field: 'birthDate' } });
    expect(await errorOf(create({ name: '赵甲子', organisationId: 77 }))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await desk.people.list({})).total).toEqual({ count: 0, capped: false });
  });

  it('refuses a document twice with the person who has it, by the table too', async () => {
    const id = await create({ name: '赵甲子', documentKind: 'resident_id', documentNumber: ID });
    expect(await errorOf(create({ name: '钱乙丑', documentKind: 'resident_id', documentNumber: ID }))).toEqual({
      code: 'DUPLICATE_DOCUMENT',
      data: { personId: id, name: '赵甲子' }
    });
    await create({ name: '钱乙丑', documentKind: 'passport', documentNumber: 'E12345678' });
    expect(() =>
      t.station.sqlite.prepare(`update person set document_kind = 'resident_id', document_number = ? where name = '钱乙丑'`).run(ID)
    ).toThrow(/UNIQUE/);
    const { same } = await desk.people.duplicates({ name: '孙', documentKind: 'resident_id', documentNumber: ID, mobile: '' });
    expect(same?.id).toBe(id);
    expect(
      (await desk.people.duplicates({ name: '孙', documentKind: 'resident_id', documentNumber: ID, mobile: '', exceptId: id })).same
    ).toBe(null);
  });

  it('asks before a second person of the same name and mobile', async () => {
    const first = await create({ name: '张 三', mobile: '13900005678' });
    expect(await errorOf(create({ name: '张三', mobile: '13900005678' }))).toEqual({
      code: 'DUPLICATE_PERSON',
      data: { personId: first, name: '张 三' }
    });
    const second = await create({ name: '张三', mobile: '13900005678', confirmDuplicate: true });
    const { alike } = await desk.people.duplicates({ name: '张三', documentKind: 'none', documentNumber: '', mobile: '13900005678' });
    expect(alike.map((row) => row.id).sort()).toEqual([first, second].sort());
    // Changing something else of the confirmed one asks nothing.
    await desk.people.update({
      commandId: cid(),
      ...editable(await desk.people.get({ id: second })),
      id: second,
      version: 1,
      trade: '焊工'
    });
    const third = await create({ name: '张三' });
    expect(
      await codeOf(
        desk.people.update({
          commandId: cid(),
          ...editable(await desk.people.get({ id: third })),
          id: third,
          version: 1,
          mobile: '13900005678'
        })
      )
    ).toBe('DUPLICATE_PERSON');
  });

  it('keeps numbers that an update leaves out, and refuses what was changed meanwhile', async () => {
    const id = await create({
      name: '赵甲子',
      documentKind: 'resident_id',
      documentNumber: ID,
      mobile: '13900000001',
      emergencyPhone: '87654321'
    });
    const before = await desk.people.get({ id });
    await desk.people.update({ commandId: cid(), ...editable(before), id, version: 1, trade: '钢筋工' });
    const after = await desk.people.get({ id });
    expect({ ...after, trade: '', version: 1 }).toEqual({ ...before, trade: '' });
    expect(await codeOf(desk.people.update({ commandId: cid(), ...editable(before), id, version: 1 }))).toBe('STALE');
    await desk.people.update({ commandId: cid(), ...editable(after), id, version: 2, mobile: '', documentKind: 'none' });
    expect(await desk.people.get({ id })).toMatchObject({ mobileMasked: '', documentMasked: '', birthDate: '1990-01-01' });
    expect(await codeOf(desk.people.update({ commandId: cid(), ...editable(after), id, version: 3, documentKind: 'passport' }))).toBe(
      'INVALID'
    );
  });

  it('is made once however often the command comes', async () => {
    const commandId = cid();
    const a = await desk.people.create({ commandId, name: '赵甲子' });
    const b = await desk.people.create({ commandId, name: '赵甲子' });
    expect(b).toEqual(a);
    expect((await desk.people.list({})).total?.count).toBe(1);
  });
});
