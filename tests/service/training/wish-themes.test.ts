import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

const themes = () => t.head.wishes.themes;
const create = async (title: string, courseId: number | null = null) => (await themes().create({ commandId: cid(), title, courseId })).id;
const theme = async (id: number) =>
  [...(await themes().list({ archived: false })), ...(await themes().list({ archived: true }))].find((one) => one.id === id)!;
/** Changes a theme, from what it says by now. */
async function change(id: number, over: { title?: string; courseId?: number | null; archived?: boolean; version?: number }) {
  const { title, course, archived, version } = await theme(id);
  return themes().update({ commandId: cid(), id, version, title, courseId: course?.id ?? null, archived, ...over });
}
/** Somebody new who wishes it. */
async function wish(text: string, courseId: number | null = null): Promise<number> {
  const [person] = await t.people(1);
  return (await t.head.wishes.record({ commandId: cid(), person: { personId: person! }, text, courseId })).id;
}
const themeOf = async (wishId: number) => (await t.head.wishes.list({})).rows.find((row) => row.id === wishId)!.theme;
const assign = (wishIds: number[], themeId: number | null) => themes().assign({ commandId: cid(), wishIds, themeId });

describe('a theme', () => {
  it('is renamed and tied to a course; its wishes stay in it', async () => {
    const id = await create('拍照');
    const wished = await wish('拍照');
    expect(await change(id, { title: '手机摄影', courseId: t.courseId })).toEqual({ version: 2 });
    expect(await theme(id)).toEqual({
      id,
      title: '手机摄影',
      course: { id: t.courseId, title: '咖啡制作' },
      wishes: 1,
      archived: false,
      version: 2
    });
    expect(await themeOf(wished)).toEqual({ id, title: '手机摄影' });
  });

  it('keeps its own name, and takes none that another one has', async () => {
    const [one, two] = [await create('摄影'), await create('叉车')];
    await change(one, { title: '摄影' });
    expect(await errorOf(change(two, { title: '摄影' }))).toEqual({ code: 'NAME_TAKEN', data: { name: '摄影' } });
    expect((await theme(two)).title).toBe('叉车');
  });

  it('is refused with an old version, with a missing course, without a name, and with the permission to record wishes alone', async () => {
    const id = await create('摄影');
    await change(id, { title: '拍照' });
    expect(await codeOf(change(id, { version: 1, title: '录像' }))).toBe('STALE');
    expect(await codeOf(change(id, { courseId: 999 }))).toBe('NOT_FOUND');
    expect(await codeOf(create('剪纸', 999))).toBe('NOT_FOUND');
    expect(await codeOf(create(' '))).toBe('BAD_REQUEST');
    const desk = await t.as('front_desk');
    expect(await codeOf(desk.wishes.themes.create({ commandId: cid(), title: '剪纸' }))).toBe('FORBIDDEN');
    expect(await codeOf(desk.wishes.themes.merge({ commandId: cid(), fromId: id, intoId: id }))).toBe('FORBIDDEN');
    expect((await themes().list({})).map((one) => [one.title, one.version])).toEqual([['拍照', 2]]);
  });

  it('takes new wishes of its words or of its course by itself, earlier ones only by hand', async () => {
    const earlier = await wish('摄影');
    const [words, course] = [await create('摄影'), await create('咖啡', t.courseId)];
    expect(await themeOf(earlier)).toBeNull();
    expect(await themeOf(await wish('摄 影！'))).toMatchObject({ id: words });
    expect(await themeOf(await wish('', t.courseId))).toMatchObject({ id: course });
    expect(await themeOf(await wish('咖啡制作'))).toMatchObject({ id: course });
    expect(await assign([earlier], words)).toEqual({ assigned: 1 });
    expect(await themeOf(earlier)).toMatchObject({ id: words });
  });
});

describe('wishes in a theme', () => {
  it('move from one to another, and back out of both', async () => {
    const [one, two] = [await create('拍照'), await create('录像')];
    const wished = [await wish('拍照'), await wish('拍照')];
    expect(await assign(wished, two)).toEqual({ assigned: 2 });
    expect((await theme(one)).wishes).toBe(0);
    expect((await theme(two)).wishes).toBe(2);
    expect(await assign([wished[0]!], null)).toEqual({ assigned: 1 });
    expect((await theme(two)).wishes).toBe(1);
    expect((await t.head.wishes.list({ loose: true })).rows.map((row) => row.id)).toEqual([wished[0]]);
  });

  it('go into no theme that is archived or not there', async () => {
    const id = await create('拍照');
    const wished = await wish('录像');
    await change(id, { archived: true });
    expect(await codeOf(assign([wished], id))).toBe('NOT_FOUND');
    expect(await codeOf(assign([wished], 999))).toBe('NOT_FOUND');
    expect(await themeOf(wished)).toBeNull();
  });
});

describe('two themes', () => {
  it('become one: all wishes go over, the other is archived, and its name is free again', async () => {
    const [from, into, apart] = [await create('拍照'), await create('摄影'), await create('叉车')];
    const [moved, stayed, other] = [await wish('拍照'), await wish('摄影'), await wish('叉车')];
    expect(await themes().merge({ commandId: cid(), fromId: from, intoId: into })).toEqual({ moved: 1 });
    for (const id of [moved, stayed]) expect(await themeOf(id)).toMatchObject({ id: into });
    expect(await themeOf(other)).toMatchObject({ id: apart });
    expect(await theme(from)).toMatchObject({ archived: true, wishes: 0, version: 2 });
    expect(await create('拍照')).not.toBe(from);
  });

  it('are not made one of itself, nor of one that is archived', async () => {
    const [one, two] = [await create('拍照'), await create('摄影')];
    const merge = (fromId: number, intoId: number) => themes().merge({ commandId: cid(), fromId, intoId });
    expect(await errorOf(merge(one, one))).toEqual({ code: 'INVALID', data: { field: 'intoId', reason: 'itself' } });
    await change(two, { archived: true });
    expect(await codeOf(merge(one, two))).toBe('NOT_FOUND');
    expect(await codeOf(merge(two, one))).toBe('NOT_FOUND');
    expect(await theme(one)).toMatchObject({ archived: false, version: 1 });
  });

  it('leave the class made for the first one with its people', async () => {
    const [from, into] = [await create('咖啡', t.courseId), await create('饮品')];
    await wish('', t.courseId);
    const fields = { courseId: t.courseId, zoneId: t.hall, trainerIds: [t.trainerId], capacity: 20 };
    const made = await t.head.wishes.makeClass({ commandId: cid(), themeId: from, ...fields });
    await themes().merge({ commandId: cid(), fromId: from, intoId: into });
    expect(await t.head.wishes.makeClass({ commandId: cid(), themeId: into, ...fields })).toMatchObject({ invited: 0 });
    expect((await t.head.wishes.list({})).rows).toMatchObject([{ classId: made.id, theme: { id: into } }]);
  });
});

describe('an archived theme', () => {
  it('takes no more wishes, keeps those it has, and is brought back', async () => {
    const id = await create('拍照');
    const kept = await wish('拍照');
    await change(id, { archived: true });
    expect(await themes().list({})).toEqual([]);
    expect(await themeOf(await wish('拍照'))).toBeNull();
    expect(await themeOf(kept)).toMatchObject({ id });
    await change(id, { archived: false });
    expect(await theme(id)).toMatchObject({ archived: false, wishes: 1, version: 3 });
    expect(await themeOf(await wish('拍照'))).toMatchObject({ id });
  });

  it('is not brought back beside another one of its name', async () => {
    const id = await create('拍照');
    await change(id, { archived: true });
    await create('拍照');
    expect(await codeOf(change(id, { archived: false }))).toBe('NAME_TAKEN');
    expect((await theme(id)).archived).toBe(true);
  });
});
