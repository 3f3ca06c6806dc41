import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFirstSheet } from '../../../electron/service/core/documents/excel.ts';
import { inventedId } from '../../fixtures/people.ts';
import { cid, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

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
