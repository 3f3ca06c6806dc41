import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RosterPolicy } from '../../../electron/contract/people/people-import.ts';
import { inventedId, rosterFile } from '../../fixtures/people.ts';
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

describe('applying', () => {
  it('writes people, teams, search texts and audit; the same file twice changes nothing', async () => {
    const opened = await open(GOOD);
    expect(await apply(opened)).toEqual({ created: 3, updated: 0, unchanged: 0, skipped: 0, left: 0, organisations: 4 });
    expect((await desk.people.search({ query: 'zjz' }))[0]).toMatchObject({
      name: '赵甲子',
      organisationName: '木工班',
      politicalStatus: 'party_member',
      birthDate: '1990-01-01'
    });
    expect((await desk.people.search({ query: '0002' }))[0]).toMatchObject({ name: '钱乙丑', mobileMasked: '139****0002' });
    expect((await desk.organisations.tree({})).map((node) => [node.kind, node.name, node.people, node.peopleBelow])).toEqual([
      ['project_site', '二号工地', 1, 1],
      ['project_site', '一号工地', 0, 2],
      ['work_team', '钢筋班', 1, 1],
      ['work_team', '木工班', 1, 1]
    ]);
    const before = [count('person'), count('person_gram'), count('organisation')];
    const again = await open(GOOD);
    expect((await preview(again)).counts).toEqual({ new: 0, update: 0, unchanged: 3, skipped: 0, bad: 0 });
    expect(await apply(again)).toEqual({ created: 0, updated: 0, unchanged: 3, skipped: 0, left: 0, organisations: 0 });
    expect([count('person'), count('person_gram'), count('organisation')]).toEqual(before);
    const { rows } = await head.audit.list({ action: 'people.import', limit: 100 });
    expect(rows.filter((row) => row.entity === 'roster').map((row) => row.after)).toEqual([
      { file: '花名册.xlsx', created: 0, updated: 0, unchanged: 3, skipped: 0, left: 0, organisations: 0 },
      { file: '花名册.xlsx', created: 3, updated: 0, unchanged: 0, skipped: 0, left: 0, organisations: 4 }
    ]);
    expect(rows.filter((row) => row.entity === 'person')).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toContain(id(1));
    expect(await head.audit.verify()).toMatchObject({ ok: true });
  });

  it('happens once for one command id', async () => {
    const opened = await open(GOOD);
    const commandId = cid();
    const first = await apply(opened, {}, commandId);
    expect(await apply(opened, {}, commandId)).toEqual(first);
    expect(count('person')).toBe(3);
  });

  it('updates known people or leaves them, as asked; blank cells change nothing', async () => {
    await apply(await open(GOOD));
    const changed = [
      [1, '赵甲子', id(1), '13900000009', '二号工地', null, '焊工', null, null],
      [2, '钱乙丑', id(2), '13900000002', null, null, null, null, null],
      [3, '孙丙寅', null, null, '二号工地', null, '普工', null, null]
    ];
    const opened = await open(changed);
    expect((await preview(opened, { known: 'skip' })).counts).toEqual({ new: 0, update: 0, unchanged: 1, skipped: 2, bad: 0 });
    expect(await apply(opened, { known: 'skip' })).toMatchObject({ created: 0, updated: 0, skipped: 2 });
    const seen = await preview(opened);
    expect(seen.counts).toEqual({ new: 0, update: 2, unchanged: 1, skipped: 0, bad: 0 });
    expect(seen.problems.map((problem) => [problem.row, problem.code, problem.severity])).toEqual([
      [2, 'known_updated', 'note'],
      [4, 'known_updated', 'note']
    ]);
    expect(await apply(opened)).toMatchObject({ updated: 2, unchanged: 1 });
    expect((await desk.people.search({ query: '0009' }))[0]).toMatchObject({
      name: '赵甲子',
      organisationName: '二号工地',
      trade: '焊工',
      politicalStatus: 'party_member'
    });
    expect(await desk.people.search({ query: '0001' })).toEqual([]);
    expect((await desk.people.get({ id: 1 })).notes).toBe('夜班');
    expect((await preview(opened)).counts.unchanged).toBe(3);
  });

  it('adds the document to somebody known by name and mobile', async () => {
    await head.people.create({ commandId: cid(), name: '赵甲子', mobile: '13900000001' });
    expect((await apply(await open(GOOD.slice(0, 1)))).updated).toBe(1);
    expect(await desk.people.get({ id: 1 })).toMatchObject({ documentKind: 'resident_id', sex: 'male', birthDate: '1990-01-01' });
  });

  it('informs the windows once it is written', async () => {
    const stop = new AbortController();
    const topics: string[] = [];
    const reading = (async () => {
      for await (const change of t.station.changes.subscribe(stop.signal)) topics.push(...change.topics);
    })();
    await apply(await open(GOOD));
    stop.abort();
    await reading;
    expect(topics).toEqual(expect.arrayContaining(['people', 'organisations']));
  });

  it('can be cancelled, and has then written nothing', async () => {
    const opened = await open(many(4000));
    const stop = new AbortController();
    const steps: number[] = [];
    const progress = (async () => {
      for await (const step of await desk.people.import.progress({ importId: opened.importId })) {
        steps.push(step.done);
        if (step.done > 4000) stop.abort();
      }
    })();
    const call = desk.people.import.apply(
      { commandId: cid(), importId: opened.importId, mapping: opened.mapping, policy: POLICY },
      { signal: stop.signal }
    );
    expect(await codeOf(call)).toBe('CANCELLED');
    await progress;
    expect(Math.max(...steps)).toBeGreaterThan(4000);
    expect([count('person'), count('person_gram'), count('organisation')]).toEqual([0, 0, 0]);
    expect((await apply(opened)).created).toBe(4000);
  });

  it('checks again when somebody wrote between the check and the writing', async () => {
    const opened = await open(GOOD);
    const [result] = await Promise.all([
      apply(opened),
      head.people.create({ commandId: cid(), name: '赵甲子', documentKind: 'resident_id', documentNumber: id(1) })
    ]);
    expect([result.created + result.updated, count('person')]).toEqual([3, 3]);
  });

  it('takes 20,000 rows, at no more for each than a tenth as many', async () => {
    const each = async (rows: (string | number | null)[][]) => {
      const file = await rosterFile(HEADERS, rows);
      // Processor time, all threads: a machine that is busy with other things proves nothing about ours.
      const before = process.cpuUsage();
      const opened = await desk.people.import.open({ file, name: '大花名册.xlsx' });
      const mapping = Object.fromEntries(opened.columns.flatMap((column, i) => (column.field ? [[column.field, i]] : [])));
      const seen = await desk.people.import.preview({ importId: opened.importId, mapping, policy: POLICY });
      const result = await desk.people.import.apply({ commandId: cid(), importId: opened.importId, mapping, policy: POLICY });
      const used = process.cpuUsage(before);
      expect([seen.counts.new, result.created]).toEqual([rows.length, rows.length]);
      return (used.user + used.system) / rows.length;
    };
    const all = many(22_000);
    const few = await each(all.slice(0, 2000));
    const ratio = (await each(all.slice(2000))) / few;
    // Something quadratic would make it ten; how long the whole takes is the bench's row I1.
    expect(ratio).toBeLessThan(3);
    expect((await desk.people.search({ query: '0000123' }))[0]?.name).toBeTruthy();
  }, 240_000);
});

const STEMS = [...'甲乙丙丁戊己庚辛壬癸'];
const BRANCHES = [...'子丑寅卯辰巳午未申酉戌亥'];
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
function many(rows: number): (string | number | null)[][] {
  return Array.from({ length: rows }, (_, i) => {
    const day = `19${60 + (i % 40)}-0${1 + (i % 9)}-1${i % 10}`;
    return [
      i + 1,
      `${SURNAMES[i % 16]}${STEMS[i % 10]}${BRANCHES[i % 12]}`,
      inventedId(day, Math.floor(i / 40) % 1000),
      `139${String(i).padStart(8, '0')}`,
      `${1 + (i % 4)}号工地`,
      `第${1 + (i % 12)}班`,
      '普工',
      '群众',
      null
    ];
  });
}
