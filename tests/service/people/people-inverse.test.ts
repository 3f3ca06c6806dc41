import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RosterPolicy } from '../../../electron/contract/people/people-import.ts';
import { readTables } from '../../../electron/service/core/documents/tables.ts';
import { seedPeople } from '../../../electron/service/people/demo/people.ts';
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

const POLICY: RosterPolicy = { known: 'update', createOrganisations: true, onlyGoodRows: false };
const tables = ['person', 'person_gram', 'organisation', 'wish'] as const;
const everything = () =>
  Object.fromEntries(tables.map((table) => [table, t.station.sqlite.prepare(`select * from ${table} order by 1, 2`).all()]));

async function preview(file: Blob, policy: Partial<RosterPolicy> = {}) {
  const opened = await desk.people.import.open({ file, name: '人员.xlsx' });
  const mapping = Object.fromEntries(opened.columns.flatMap((column, i) => (column.field ? [[column.field, i]] : [])));
  const order = { importId: opened.importId, mapping, policy: { ...POLICY, ...policy } };
  return { opened, order, seen: await desk.people.import.preview(order) };
}

/** Names, places and numbers that a spreadsheet or a path could change. */
async function oddPeople(): Promise<void> {
  const organisation = async (name: string, parentId: number | null, kind: 'enterprise' | 'project_site' | 'work_team' = 'project_site') =>
    (await head.organisations.create({ commandId: cid(), kind, name, parentId })).id;
  const firm = await organisation('甲/乙公司', null, 'enterprise');
  const line = await organisation('轨道交通3/4号线', firm);
  const same = await organisation('轨道交通3/4号线', null);
  const dash = await organisation('-重点', firm);
  const places: (number | null)[] = [
    line,
    same,
    dash,
    await organisation('=班', line, 'work_team'),
    await organisation('木工班', line, 'work_team'),
    await organisation('木工班', null, 'work_team'),
    await organisation('木工班', same, 'work_team'),
    await organisation('a\\b>c', firm),
    await organisation("'引号", firm),
    await organisation('１号楼', dash),
    null
  ];
  const archived = await organisation('旧工地', firm);
  places.push(archived);
  for (const [at, organisationId] of places.entries()) {
    await desk.people.create({
      commandId: cid(),
      name: at % 2 === 0 ? `赵${'甲乙丙丁戊己庚辛壬癸子丑'[at]}` : `=钱${'甲乙丙丁戊己庚辛壬癸子丑'[at]}`,
      organisationId,
      ...(at % 3 === 0 ? { documentKind: 'resident_id' as const, documentNumber: inventedId('1990-01-01', at + 1) } : {}),
      ...(at % 4 === 0 ? { mobile: `139000000${String(at).padStart(2, '0')}` } : {}),
      trade: ['-', '+电工', '@木工', 'N/A', '无', ''][at % 6]!,
      emergencyName: at % 2 === 0 ? "'李四" : '',
      emergencyPhone: at % 2 === 0 ? '+86 571-87654321' : '',
      notes: ['', ' 两头空 ', '一行\n两行\r\n三行', '=1+1', '-', "'x", '备注：\t制表'][at % 7]!
    });
  }
  const { version } = await head.organisations.get({ id: archived });
  await head.organisations.archive({ commandId: cid(), id: archived, version, archived: true });
  const residence = '81000019900101001';
  const numbers = [
    { documentKind: 'hk_mo_tw_residence' as const, documentNumber: residence + '4' },
    { documentKind: 'foreign_residence' as const, documentNumber: 'KAZ110090123105' },
    { documentKind: 'passport' as const, documentNumber: 'E12345678' }
  ];
  for (const [at, document] of numbers.entries()) {
    const documentNumber = at === 0 ? (await import('../../../electron/contract/people/people-rules.ts')).idCheckCharacter(residence) : '';
    await desk.people.create({
      commandId: cid(),
      name: `外宾${'甲乙丙'[at]}`,
      ...document,
      ...(at === 0 ? { documentNumber: residence + documentNumber } : {}),
      birthDate: '1990-01-01',
      organisationId: line
    });
  }
}

describe('an exported list, read back at once', () => {
  it.each(['zh-CN', 'en'] as const)('changes nobody of the demonstration (%s)', async (language) => {
    await seedPeople(t.station);
    const before = everything();
    const { file, rows } = await desk.people.export({ language });
    const { order, seen } = await preview(file);
    expect(seen.counts).toEqual({ new: 0, update: 0, unchanged: rows, skipped: 0, bad: 0 });
    expect([seen.problems, seen.newOrganisations, seen.leftOut, seen.duplicates]).toEqual([[], [], [], []]);
    await desk.people.import.apply({ ...order, commandId: cid() });
    expect(everything()).toEqual(before);
  });

  it('changes nobody, however odd names, places and numbers are', async () => {
    await oddPeople();
    const before = everything();
    for (const language of ['zh-CN', 'en'] as const) {
      const { file, rows } = await desk.people.export({ language });
      const { order, seen } = await preview(file);
      expect([seen.problems, seen.changes, seen.newOrganisations, seen.leftOut, seen.duplicates]).toEqual([[], [], [], [], []]);
      expect(seen.counts).toEqual({ new: 0, update: 0, unchanged: rows, skipped: 0, bad: 0 });
      await desk.people.import.apply({ ...order, commandId: cid() });
      expect(everything()).toEqual(before);
    }
  });

  it('makes the same people in an empty station', async () => {
    await seedPeople(t.station);
    const { file, rows } = await desk.people.export({ language: 'zh-CN' });
    const people = (station: TestStation) =>
      station.station.sqlite
        .prepare(
          `select p.name, sex, birth_date, document_kind, document_number, mobile, o.name as team, trade, political_status, emergency_name,
             emergency_phone, p.notes from person p left join organisation o on o.id = p.organisation_id order by 1, 5, 6`
        )
        .all();
    const was = people(t);
    const other = await openTestStation();
    const there = await other.as('front_desk');
    const opened = await there.people.import.open({ file, name: '人员.xlsx' });
    const mapping = Object.fromEntries(opened.columns.flatMap((column, i) => (column.field ? [[column.field, i]] : [])));
    const result = await there.people.import.apply({ commandId: cid(), importId: opened.importId, mapping, policy: POLICY });
    expect(result.created).toBe(rows);
    expect(people(other)).toEqual(was);
    await other.close();
  });

  it('changes nobody where numbers are masked', async () => {
    await seedPeople(t.station);
    const whole = new Uint8Array(await (await desk.people.export({ language: 'zh-CN' })).file.arrayBuffer());
    const masked = await (
      await import('../../../electron/service/people/people/export.ts')
    ).exportPeopleJob(
      { filter: {}, whole: false, language: 'zh-CN' },
      { open: { db: t.station.db } as never, now: t.clock.now(), progress() {}, checkCancelled() {} }
    );
    expect(masked.rows).toBe((await readTables(whole)).tables[0]!.rows.length - 1);
    const before = everything();
    const { seen, order } = await preview(new Blob([masked.bytes as BlobPart]));
    expect([seen.counts.new, seen.counts.update, seen.counts.bad]).toEqual([0, 0, 0]);
    await desk.people.import.apply({ ...order, commandId: cid() });
    expect(everything()).toEqual(before);
  });
});

describe('other workbooks of the station, read back', () => {
  it('the rows with problems say the same of every row', async () => {
    await oddPeople();
    const csv = [
      '姓名,身份证号,手机,单位,紧急联系电话,出生日期',
      '张三,123,139,轨道交通3\\/4号线,+86 571-8765,1988.1',
      "李四,,,,'x,1988-13",
      '赵甲,,,甲\\/乙公司/新工地,,#N/A,'
    ].join('\n');
    const { order, seen } = await preview(new Blob([csv]), { createOrganisations: false });
    expect(seen.counts.bad).toBe(3);
    const bad = await desk.people.import.badRows(order);
    const again = await preview(bad.file, { createOrganisations: false });
    const said = (of: typeof seen) => of.problems.map(({ row: _, column: __, ...problem }) => problem);
    expect(said(again.seen).filter((problem) => problem.severity === 'error')).toEqual(
      said(seen).filter((problem) => problem.severity === 'error')
    );
    expect(again.seen.counts).toEqual(seen.counts);
  });

  it('the template brings nobody in, and knows all its columns', async () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const { file } = await desk.people.import.template({ language });
      const { opened, seen } = await preview(file);
      expect(opened.columns.every((column) => column.field !== null)).toBe(true);
      expect(seen.counts).toEqual({ new: 0, update: 0, unchanged: 0, skipped: 0, bad: 0 });
      expect(seen.leftOut).toMatchObject([{ row: 2, reason: 'example' }]);
    }
  });

  it('the wishes add no wish and nobody', async () => {
    await oddPeople();
    const { rows } = await desk.people.list({ limit: 100 });
    for (const [at, person] of rows.entries()) {
      const text = ['咖啡（拉花、手冲）', '水电、焊工', 'C/C++', '=摄影', '和面'][at % 5]!;
      await desk.wishes.record({ commandId: cid(), person: { personId: person.id }, text, evenings: at % 2 === 0 ? [1, 3] : [] });
    }
    const before = everything();
    for (const language of ['zh-CN', 'en'] as const) {
      const { file } = await desk.wishes.export({ language });
      const opened = await desk.wishes.import.open({ file });
      expect(opened.columns.map((column) => column.field)).toEqual(['name', 'mobile', 'organisation', 'wish', null, 'evenings', null]);
      const seen = await desk.wishes.import.preview({ file });
      expect(seen.counts).toEqual({ new: 0, known: rows.length, people: 0, bad: 0 });
      expect(seen.problems.filter((problem) => problem.code !== 'known_wish' && problem.code !== 'perhaps_known')).toEqual([]);
      await desk.wishes.import.apply({ commandId: cid(), file });
      expect(everything()).toEqual(before);
    }
  });
});
