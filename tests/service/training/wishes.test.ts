import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFirstSheet, writeWorkbook } from '../../../electron/service/core/documents/excel.ts';
import { expectSoundClasses, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

const record = (personId: number, over: Partial<Parameters<typeof t.head.wishes.record>[0]> = {}) =>
  t.head.wishes.record({ commandId: cid(), person: { personId }, ...over });
const ranking = async (over: Parameters<typeof t.head.wishes.ranking>[0] = {}) =>
  (await t.head.wishes.ranking(over)).rows.map((row) => [row.title, row.people, row.unserved]);

describe('wishes', () => {
  it('are recorded per person, once; a course’s title is that course', async () => {
    const [a] = await t.people(1);
    const first = await record(a!, { text: '咖啡 制作', evenings: [2] });
    expect(first.known).toBe(false);
    expect(await record(a!, { courseId: t.courseId, evenings: [4] })).toEqual({ ...first, known: true });
    const free = await record(a!, { text: '修手机' });
    expect((await record(a!, { text: ' 修手机！' })).id).toBe(free.id);
    expect(await errorOf(record(a!, { text: ' ' }))).toMatchObject({ code: 'INVALID', data: { field: 'text', reason: 'empty' } });
    const { rows } = await t.head.wishes.list({ personId: a! });
    expect(rows.map((row) => [row.course?.title ?? row.text, row.evenings])).toEqual([
      ['修手机', []],
      ['咖啡制作', [2, 4]]
    ]);
    const newcomer = await t.head.wishes.record({ commandId: cid(), person: { name: '李丁卯', mobile: '13900007777' }, text: '摄影' });
    expect((await t.head.people.get({ id: newcomer.personId })).name).toBe('李丁卯');
    await t.head.wishes.remove({ commandId: cid(), id: free.id });
    expect((await t.head.wishes.list({ personId: a! })).rows.length).toBe(1);
    expect(await codeOf((await t.as('viewer')).wishes.record({ commandId: cid(), person: { personId: a! }, text: 'x' }))).toBe('FORBIDDEN');
  });

  it('are put into themes and merged; ranked by people, organisation and evening', async () => {
    const firm = await t.organisation('一公司');
    const team = await t.organisation('一班', 'work_team', firm);
    const [a, b] = await t.people(2, team);
    const [c] = await t.people(1);
    await record(a!, { text: '手机摄影', evenings: [2] });
    await record(b!, { text: '拍照', evenings: [2, 4] });
    await record(c!, { text: '摄影', evenings: [6] });
    await record(c!, { text: '拍照' });
    await record(c!, { text: '叉车' });
    expect(await ranking()).toEqual([
      ['拍照', 2, 2],
      ['叉车', 1, 1],
      ['手机摄影', 1, 1],
      ['摄影', 1, 1]
    ]);
    const one = await t.head.wishes.themes.create({ commandId: cid(), title: '摄影' });
    const two = await t.head.wishes.themes.create({ commandId: cid(), title: '拍照' });
    expect(await codeOf(t.head.wishes.themes.create({ commandId: cid(), title: '摄影' }))).toBe('NAME_TAKEN');
    const { rows } = await t.head.wishes.list({ loose: true });
    const idsOf = (text: string) => rows.filter((row) => row.text === text).map((row) => row.id);
    await t.head.wishes.themes.assign({ commandId: cid(), wishIds: [...idsOf('手机摄影'), ...idsOf('摄影')], themeId: one.id });
    await t.head.wishes.themes.assign({ commandId: cid(), wishIds: idsOf('拍照'), themeId: two.id });
    expect(await t.head.wishes.themes.merge({ commandId: cid(), fromId: two.id, intoId: one.id })).toEqual({ moved: 2 });
    expect(await ranking()).toEqual([
      ['摄影', 3, 3],
      ['叉车', 1, 1]
    ]);
    const [top] = (await t.head.wishes.ranking({})).rows;
    expect(top!.organisations).toEqual([
      { id: team, name: '一班', people: 2 },
      { id: null, name: '', people: 1 }
    ]);
    expect(top!.evenings).toEqual([0, 2, 0, 1, 0, 1, 0]);
    expect(await ranking({ organisationId: firm })).toEqual([['摄影', 2, 2]]);
    expect(await ranking({ weekday: 6 })).toEqual([['摄影', 1, 1]]);
    // Wishes of the same words fall into the theme by themselves.
    const [d] = await t.people(1);
    await record(d!, { text: '摄影' });
    expect((await t.head.wishes.themes.list({})).map((theme) => [theme.title, theme.wishes])).toEqual([['摄影', 5]]);
  });

  it('become a draft class in one step, and everybody who wished it is invited', async () => {
    const people = await t.people(3);
    const theme = await t.head.wishes.themes.create({ commandId: cid(), title: '咖啡', courseId: t.courseId });
    for (const person of people) await record(person, { courseId: t.courseId });
    const fields = { courseId: t.courseId, zoneId: t.hall, trainerIds: [t.trainerId], capacity: 20 };
    const made = await t.head.wishes.makeClass({ commandId: cid(), themeId: theme.id, ...fields });
    expect(made).toMatchObject({ code: '2026-0001', invited: 3 });
    expect(await t.head.classes.get({ id: made.id })).toMatchObject({ state: 'draft', themeId: theme.id });
    const calls = await t.head.calls.list({ classId: made.id });
    expect(calls.rows.map((row) => [row.person.id, row.reason])).toEqual(people.map((person) => [person, 'invited']));
    await t.head.calls.mark({ commandId: cid(), id: calls.rows[0]!.id, outcome: 'reached', note: '会来' });
    expect((await t.head.calls.list({ classId: made.id, open: false })).rows[0]).toMatchObject({
      outcome: 'reached',
      note: '会来',
      calledAt: t.clock.now()
    });
    expect(await ranking()).toEqual([]);
    expect(await ranking({ served: true })).toEqual([['咖啡', 3, 0]]);
    // A second class is for those who come to wish it later.
    expect(await t.head.wishes.makeClass({ commandId: cid(), themeId: theme.id, ...fields })).toMatchObject({ invited: 0 });
    expect(await codeOf(t.head.wishes.makeClass({ commandId: cid(), ...fields }))).toBe('INVALID');
  });

  it('of a merged record belong to the one that stays', async () => {
    const [a, b] = await t.people(2);
    await record(a!, { text: '摄影' });
    await record(b!, { text: '摄影' });
    await record(b!, { text: '叉车' });
    const [one, two] = [await t.head.people.get({ id: a! }), await t.head.people.get({ id: b! })];
    await t.head.people.merge({ commandId: cid(), survivorId: a!, survivorVersion: one.version, mergedId: b!, mergedVersion: two.version });
    expect((await t.head.wishes.list({ personId: a! })).rows.map((row) => row.text).sort()).toEqual(['叉车', '摄影']);
    const file = await t.head.wishes.export({ language: 'zh-CN' });
    expect(file.rows).toBe(2);
    expect((await readFirstSheet(new Uint8Array(await file.file.arrayBuffer())))[0]).toContain('想学');
  });
});

describe('a survey in a spreadsheet', () => {
  const sheet = async (rows: (string | number | null)[][], headers = ['姓名', '手机', '单位', '想学', '希望时间']) =>
    new Blob([
      (await writeWorkbook([
        { name: '调查', ...(headers[0] === '姓名' ? { title: '职工点菜' } : {}), columns: headers.map((header) => ({ header })), rows }
      ])) as BlobPart
    ]);

  it('is previewed with its problems and what will happen, and taken in whole or not at all', async () => {
    const firm = await t.organisation('一公司');
    const known = await t.head.people.create({ commandId: cid(), name: '张三', mobile: '13900000001', organisationId: firm });
    const file = await sheet([
      ['张三', '13900000001', '一公司', '咖啡制作、修手机', '周二、周四'],
      ['李四', '13900000002', '一公司', '修手机', '周末'],
      ['李四', '13900000002', '一公司', '摄影', '看情况'],
      ['王五', '1390000', '', '摄影', ''],
      ['', '13900000004', '', '摄影', ''],
      ['赵六', '13900000005', '无此单位', '', '']
    ]);
    const preview = await t.head.wishes.import.preview({ file });
    expect(preview.columns.map((column) => column.field)).toEqual(['name', 'mobile', 'organisation', 'wish', 'evenings']);
    expect(preview.counts).toEqual({ new: 4, known: 0, people: 1, bad: 3 });
    const problems = preview.problems.map((problem) => [problem.row, problem.code, problem.severity]);
    expect(problems).toEqual(
      expect.arrayContaining([
        [6, 'mobile_invalid', 'error'],
        [7, 'name_missing', 'error'],
        [8, 'wish_missing', 'error'],
        [8, 'organisation_unknown', 'note'],
        [3, 'course_found', 'note'],
        [4, 'person_made', 'note'],
        [5, 'evening_unknown', 'note']
      ])
    );
    expect((await t.head.wishes.list({})).rows).toEqual([]);
    expect(await errorOf(t.head.wishes.import.apply({ commandId: cid(), file }))).toEqual({
      code: 'IMPORT_HAS_PROBLEMS',
      data: { count: 3 }
    });
    expect((await t.head.people.list({ query: '李四' })).rows).toEqual([]);
    const done = await t.head.wishes.import.apply({ commandId: cid(), file, onlyGoodRows: true });
    expect(done).toEqual({ created: 4, known: 0, people: 1, left: 3 });
    expect((await t.head.wishes.list({ personId: known.id })).rows.map((row) => [row.course?.title ?? row.text, row.evenings])).toEqual([
      ['修手机', [2, 4]],
      ['咖啡制作', [2, 4]]
    ]);
    expect((await t.head.people.list({ query: '李四' })).rows).toMatchObject([{ organisationName: '一公司' }]);
    // The same file again changes nothing.
    expect(await t.head.wishes.import.apply({ commandId: cid(), file, onlyGoodRows: true })).toEqual({
      created: 0,
      known: 4,
      people: 0,
      left: 3
    });
  });

  it('has its columns chosen by hand where the headers say nothing', async () => {
    const file = await sheet([['钱乙丑', '摄影']], ['谁', '什么']);
    expect(await errorOf(t.head.wishes.import.preview({ file }))).toMatchObject({
      code: 'INVALID',
      data: { field: 'mapping', reason: 'no_name' }
    });
    const preview = await t.head.wishes.import.preview({ file, mapping: { name: 0, wish: 1 } });
    expect(preview.counts).toMatchObject({ new: 1, people: 1, bad: 0 });
    expect(await codeOf(t.head.wishes.import.preview({ file: new Blob(['no workbook']) }))).toBe('FILE_UNREADABLE');
    expect(await codeOf((await t.as('trainer')).wishes.import.preview({ file }))).toBe('FORBIDDEN');
  });
});
