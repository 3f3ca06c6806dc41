import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIdNumber } from '../../../electron/contract/people/people-rules.ts';
import { personReferences } from '../../../electron/service/people/people/references.ts';
import { timelineSources } from '../../../electron/service/people/people/timeline.ts';
import { readFirstSheet } from '../../../electron/service/core/documents/excel.ts';
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

describe('restricted data', () => {
  it('cannot be worked out from what stands beside the mask; the front desk still tells two people of one name apart', async () => {
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

  it('is shown in full to those who may see it, and that is in the audit', async () => {
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
  it('puts together what every area tells, newest first', async () => {
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

describe('lists', () => {
  it('page through everybody once, in order of pinyin, whatever the filter', async () => {
    const firm = (await head.organisations.create({ commandId: cid(), kind: 'enterprise', name: '甲公司', parentId: null })).id;
    const team = (await head.organisations.create({ commandId: cid(), kind: 'work_team', name: '木工班', parentId: firm })).id;
    const names = [...'子丑寅卯辰巳午未申酉戌亥'].flatMap((branch, i) =>
      [`赵甲${branch}`, `钱乙${branch}`, `孙丙${branch}`].map((name, j) => ({ name, i, j }))
    );
    for (const { name, i, j } of names) {
      await create({
        name,
        organisationId: [null, firm, team][j] ?? null,
        trade: i % 2 ? '焊工' : '木工',
        mobile: i % 3 ? `1390000${String(i * 10 + j).padStart(4, '0')}` : '',
        politicalStatus: i === 0 ? 'party_member' : null,
        documentKind: j ? 'none' : 'passport',
        documentNumber: j ? '' : `P${10000000 + i}`
      });
    }
    const collect = async (filter: Parameters<Client['people']['list']>[0] & object) => {
      const rows: string[] = [];
      let after: string | undefined;
      for (;;) {
        const page = await desk.people.list({ ...filter, limit: 5, ...(after === undefined ? {} : { after }) });
        if (after === undefined) expect(page.total?.capped).toBe(false);
        rows.push(...page.rows.map((row) => row.name));
        if (page.next === null) return rows;
        after = page.next;
      }
    };
    const expected = (keep: (one: { name: string; i: number; j: number }) => boolean) =>
      names
        .filter(keep)
        .map((one) => one.name)
        .sort();
    const cases: [object, (one: { name: string; i: number; j: number }) => boolean][] = [
      [{}, () => true],
      [{ organisationId: firm }, (one) => one.j > 0],
      [{ organisationId: team }, (one) => one.j === 2],
      [{ organisationId: 0 }, (one) => one.j === 0],
      [{ trade: '焊工' }, (one) => one.i % 2 === 1],
      [{ hasMobile: true }, (one) => one.i % 3 > 0],
      [{ hasMobile: false, trade: '木工' }, (one) => one.i % 3 === 0 && one.i % 2 === 0],
      [{ politicalStatus: 'party_member' }, (one) => one.i === 0],
      [{ documentKind: 'passport', organisationId: 0 }, (one) => one.j === 0],
      [{ query: '赵' }, (one) => one.j === 0],
      [{ query: '甲公司', trade: '焊工' }, (one) => one.j > 0 && one.i % 2 === 1],
      [{ query: 'qy', organisationId: firm, hasMobile: true }, (one) => one.j === 1 && one.i % 3 > 0]
    ];
    for (const [filter, keep] of cases) {
      const rows = await collect(filter);
      expect([...rows].sort(), JSON.stringify(filter)).toEqual(expected(keep));
      const { total } = await desk.people.list({ ...filter, limit: 5 });
      expect(total, JSON.stringify(filter)).toEqual({ count: rows.length, capped: false });
    }
    expect((await collect({})).slice(0, 2)).toEqual(['钱乙辰', '钱乙丑']);
    expect(await desk.people.trades()).toEqual(['木工', '焊工']);
    expect((await desk.people.list({ after: 'nonsense', limit: 2 })).rows).toHaveLength(2);
  });
});

describe('exports', () => {
  it('hold text cells, no formula, numbers as the role may see them, and are audited', async () => {
    const firm = (await head.organisations.create({ commandId: cid(), kind: 'enterprise', name: '甲公司', parentId: null })).id;
    const team = (await head.organisations.create({ commandId: cid(), kind: 'work_team', name: '木工班', parentId: firm })).id;
    await create({
      name: '赵甲子',
      documentKind: 'resident_id',
      documentNumber: ID,
      mobile: '13900000001',
      organisationId: team,
      politicalStatus: 'party_member',
      notes: '=cmd()'
    });
    await create({ name: '钱乙丑' });
    const made = await desk.people.export({ organisationId: firm });
    expect([made.rows, made.name]).toEqual([1, '人员-2026-11-23.xlsx']);
    const [headers, row] = await readFirstSheet(new Uint8Array(await made.file.arrayBuffer()));
    expect(headers?.slice(0, 6)).toEqual(['姓名', '性别', '出生日期', '证件类型', '证件号码', '手机号码']);
    expect(row).toEqual([
      '赵甲子',
      '男',
      '1990-01-01',
      '居民身份证',
      ID,
      '13900000001',
      '甲公司',
      '木工班',
      '',
      '中共党员',
      '',
      '',
      "'=cmd()"
    ]);
    expect((await desk.people.export({ language: 'en' })).rows).toBe(2);
    const { rows } = await head.audit.list({ action: 'people.export' });
    expect(rows.map((entry) => entry.after)).toEqual([
      { filter: {}, whole: true },
      { filter: { organisationId: firm }, whole: true }
    ]);
  });
});
