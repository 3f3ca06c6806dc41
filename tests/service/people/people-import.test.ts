import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RosterPolicy } from '../../../electron/contract/people/people-import.ts';
import { readFirstSheet } from '../../../electron/service/core/documents/excel.ts';
import { inventedId, rosterFile } from '../../fixtures/people.ts';
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

const HEADERS = ['序号', '姓名', '身份证号', '手机号码', '项目', '班组', '工种', '政治面貌', '备注'];
const POLICY: RosterPolicy = { known: 'update', createOrganisations: true, onlyGoodRows: false };
const id = (n: number) => inventedId('1990-01-01', n);

async function open(rows: (string | number | null)[][], headers = HEADERS) {
  const opened = await desk.people.import.open({ file: await rosterFile(headers, rows), name: '花名册.xlsx' });
  const mapping = Object.fromEntries(opened.columns.flatMap((column, i) => (column.field ? [[column.field, i]] : [])));
  return { ...opened, importId: opened.importId, mapping };
}
const preview = (opened: { importId: string; mapping: object }, policy: Partial<RosterPolicy> = {}) =>
  desk.people.import.preview({ importId: opened.importId, mapping: opened.mapping, policy: { ...POLICY, ...policy } });
const apply = (opened: { importId: string; mapping: object }, policy: Partial<RosterPolicy> = {}, commandId = cid()) =>
  desk.people.import.apply({ commandId, importId: opened.importId, mapping: opened.mapping, policy: { ...POLICY, ...policy } });
const count = (table: string) => t.station.sqlite.prepare(`select count(*) from ${table}`).pluck().get();

const GOOD = [
  [1, '赵甲子', id(1), '13900000001', '一号工地', '木工班', '木工', '党员', '夜班'],
  [2, '钱乙丑', id(2), 13900000002, '一号工地', '钢筋班', '钢筋工', '群众', null],
  [3, '孙丙寅', null, null, '二号工地', null, null, null, null]
];

describe('opening', () => {
  it('finds the header row under a title, and knows the columns', async () => {
    const opened = await open(
      [
        ['', '姓名', '证件号码', '电话', '血型'],
        ['1', '赵甲子', id(1), '13900000001', 'O']
      ],
      ['某项目花名册', '', '', '', '']
    );
    expect(opened.columns.map((column) => column.field)).toEqual([null, 'name', 'documentNumber', 'mobile', null]);
    expect(opened.columns[1]).toEqual({ header: '姓名', field: 'name', samples: ['赵甲子'] });
    expect(opened.rows).toBe(1);
  });

  it('refuses what is no workbook, and what is too large', async () => {
    expect(await errorOf(desk.people.import.open({ file: new Blob(['name,id']), name: 'a.csv' }))).toEqual({
      code: 'FILE_UNREADABLE',
      data: { reason: 'no_workbook' }
    });
    expect(await codeOf(desk.people.import.open({ file: new Blob([new Uint8Array(20 * 1024 * 1024 + 1)]), name: 'a.xlsx' }))).toBe(
      'TOO_LARGE'
    );
    expect(await codeOf((await t.as('trainer')).people.import.open({ file: new Blob([]), name: 'a.xlsx' }))).toBe('FORBIDDEN');
  });

  it('keeps a file half an hour, for the one who opened it', async () => {
    const opened = await open(GOOD);
    expect(await codeOf(head.people.import.preview({ importId: opened.importId, mapping: opened.mapping, policy: POLICY }))).toBe(
      'NOT_FOUND'
    );
    t.clock.advance(29 * 60_000);
    await preview(opened);
    t.clock.advance(31 * 60_000);
    expect(await codeOf(preview(opened))).toBe('NOT_FOUND');
  });
});

describe('the preview', () => {
  it('writes nothing and says what would happen', async () => {
    const opened = await open(GOOD);
    const seen = await preview(opened);
    expect(seen.counts).toEqual({ new: 3, update: 0, unchanged: 0, skipped: 0, bad: 0 });
    expect(seen.newOrganisations).toEqual(['一号工地', '一号工地/木工班', '一号工地/钢筋班', '二号工地']);
    expect([count('person'), count('organisation')]).toEqual([0, 0]);
    expect(await codeOf(desk.people.import.preview({ importId: opened.importId, mapping: { mobile: 3 }, policy: POLICY }))).toBe('INVALID');
  });

  it('marks every problem at its row and column', async () => {
    const { id: site } = await head.organisations.create({ commandId: cid(), kind: 'project_site', name: '一号工地', parentId: null });
    for (const parentId of [site, null]) await head.organisations.create({ commandId: cid(), kind: 'work_team', name: '木工班', parentId });
    await head.people.create({ commandId: cid(), name: '冯庚午', documentKind: 'resident_id', documentNumber: id(50) });
    await head.people.create({
      commandId: cid(),
      name: '陈辛未',
      documentKind: 'resident_id',
      documentNumber: id(51),
      mobile: '13900000051'
    });
    const wrong = id(9).slice(0, 17) + (id(9).endsWith('0') ? '1' : '0');
    const opened = await open([
      [1, '赵甲子', wrong, null, null, null, null, null, null],
      [2, '钱乙丑', 330000199001010100, null, null, null, null, null, null],
      [3, '孙丙寅', '3.30000E+17', null, null, null, null, null, null],
      [4, '李丁卯', '330000900101010', null, null, null, null, null, null],
      [5, null, id(3), '12345', null, null, null, '团结', null],
      [6, '周戊辰', id(4), null, '三号工地', null, null, null, null],
      [7, '吴己巳', id(5), null, '一号工地', '瓦工班', null, null, null],
      [8, '郑壬申', id(6), null, null, '木工班', null, null, null],
      [9, '王癸酉', id(7), null, null, null, null, null, null],
      [10, '王癸酉', id(7).toLowerCase(), null, null, null, null, null, null],
      [11, '冯不同', id(50), null, null, null, null, null, null],
      [12, '陈辛未', id(52), '13900000051', null, null, null, null, null],
      [13, '李丁卯', 'E12345678', null, null, null, null, null, null]
    ]);
    const seen = await preview(opened, { createOrganisations: false });
    expect(seen.problems.map((problem) => [problem.row, problem.column, problem.code, problem.params])).toEqual([
      [2, 2, 'id_check_digit', { expected: id(9).slice(-1) }],
      [3, 2, 'number_cut', {}],
      [4, 2, 'number_cut', {}],
      [5, 2, 'id_fifteen', {}],
      [6, 1, 'name_missing', {}],
      [6, 7, 'political_status_unknown', {}],
      [6, 3, 'mobile_invalid', {}],
      [7, 4, 'organisation_unknown', {}],
      [8, 5, 'team_unknown', {}],
      [9, 5, 'team_ambiguous', {}],
      [11, null, 'duplicate_in_file', { row: 10 }],
      [12, null, 'document_of_other', { name: '冯庚午', personId: 1 }],
      [13, null, 'document_differs', { name: '陈辛未', personId: 2 }],
      [14, 2, 'document_kind_missing', {}]
    ]);
    expect(seen.counts).toEqual({ new: 1, update: 0, unchanged: 0, skipped: 0, bad: 12 });
    expect(JSON.stringify(seen)).not.toContain(wrong);
    expect(await errorOf(apply(opened, { createOrganisations: false }))).toEqual({ code: 'IMPORT_HAS_PROBLEMS', data: { count: 12 } });
    expect(count('person')).toBe(2);

    const bad = await desk.people.import.badRows({
      importId: opened.importId,
      mapping: opened.mapping,
      policy: { ...POLICY, createOrganisations: false }
    });
    const rows = await readFirstSheet(new Uint8Array(await bad.file.arrayBuffer()));
    expect(rows).toHaveLength(13);
    expect(rows[0]?.slice(-2)).toEqual(['原行号', '原因']);
    expect(rows[1]?.slice(-2)).toEqual([2, `证件号码：身份证号最后一位应为${id(9).slice(-1)}`]);
    expect(rows[1]?.[2]).toBe(wrong);

    expect(await apply(opened, { createOrganisations: false, onlyGoodRows: true })).toMatchObject({ created: 1, left: 12 });
    expect((await desk.people.list({ query: '王癸酉' })).rows).toHaveLength(1);
  });
});
