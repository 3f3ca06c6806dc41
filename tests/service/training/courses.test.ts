import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_COVER_BYTES } from '../../../electron/contract/training/courses.ts';
import { openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { at } from '../../fixtures/schedule.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(() => t.close());

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);

describe('the catalogue', () => {
  it('keeps a course with everything that is said of it', async () => {
    const before = await t.course('钳工基础');
    const id = await t.course('数控铣削', {
      titleEn: 'CNC',
      needs: [{ courseId: before, what: 'certificate' }],
      materials: [{ name: '铣刀', quantity: 2, unit: '把', perPerson: true }],
      certificate: { attendancePercent: 75, minutes: 600, testNeeded: true, validMonths: 36 },
      minToOpen: 8
    });
    const course = await t.head.courses.get({ id });
    expect(course).toMatchObject({
      title: '数控铣削',
      needs: [{ courseId: before, what: 'certificate', title: '钳工基础' }],
      minToOpen: 8,
      classes: 0,
      archived: false
    });
    const { category: _c, hasCover: _h, archived: _a, classes: _n, current: _m, version, ...fields } = course;
    await t.head.courses.update({ commandId: cid(), ...fields, version, title: '数控铣' });
    expect(await codeOf(t.head.courses.update({ commandId: cid(), ...fields, version }))).toBe('STALE');
    expect((await t.head.courses.list({ text: '数控' })).map((one) => one.title)).toEqual(['数控铣']);
  });

  it('refuses a title twice, more to open than there are seats, and needs that lead back', async () => {
    expect(await errorOf(t.course('咖啡制作'))).toEqual({ code: 'NAME_TAKEN', data: { name: '咖啡制作' } });
    expect(await errorOf(t.course('面点', { minToOpen: 21 }))).toMatchObject({
      code: 'INVALID',
      data: { field: 'minToOpen', reason: 'over_capacity' }
    });
    const b = await t.course('乙', { needs: [{ courseId: t.courseId, what: 'course' }] });
    const a = await t.head.courses.get({ id: t.courseId });
    const change = {
      commandId: cid(),
      id: a.id,
      version: a.version,
      categoryId: a.categoryId,
      title: a.title,
      minutes: a.minutes,
      defaultCapacity: a.defaultCapacity
    };
    expect(await errorOf(t.head.courses.update({ ...change, needs: [{ courseId: b, what: 'course' }] }))).toMatchObject({
      data: { reason: 'cycle' }
    });
    expect(
      await errorOf(t.head.courses.update({ ...change, commandId: cid(), needs: [{ courseId: a.id, what: 'course' }] }))
    ).toMatchObject({ data: { reason: 'itself' } });
  });

  it('offers the three levels of safety education with 15, 15 and 20 hours, each after the one before', async () => {
    const keys = ['safety_company', 'safety_project', 'safety_team', 'coffee'];
    const { ids } = await t.head.courses.createOffered({ commandId: cid(), keys });
    // 咖啡制作 is there already.
    expect(ids.length).toBe(3);
    const courses = (await t.head.courses.list({})).filter((course) => course.title.startsWith('三级安全教育'));
    expect(courses.map((course) => course.minutes / 60).sort()).toEqual([15, 15, 20]);
    expect(courses.find((course) => course.title.includes('班组'))!.needs[0]!.title).toContain('项目级');
    expect((await t.head.courses.createOffered({ commandId: cid(), keys })).ids).toEqual([]);
    expect(await codeOf(t.head.courses.createOffered({ commandId: cid(), keys: ['no_such'] }))).toBe('INVALID');
  });

  it('archives a course when no class of it is to be, and frees its title', async () => {
    const { id } = await t.open();
    const course = await t.head.courses.get({ id: t.courseId });
    expect(course).toMatchObject({ classes: 1, current: 1 });
    expect(await errorOf(t.head.courses.archive({ commandId: cid(), id: course.id, version: course.version, archived: true }))).toEqual({
      code: 'IN_USE',
      data: { what: 'course', count: 1 }
    });
    await t.step(id, 'cancel', '无人报名');
    const { version } = await t.head.courses.archive({ commandId: cid(), id: course.id, version: course.version, archived: true });
    await t.course('咖啡制作');
    expect(await codeOf(t.head.courses.archive({ commandId: cid(), id: course.id, version, archived: false }))).toBe('NAME_TAKEN');
    expect(() => t.station.sqlite.exec('delete from course')).toThrow(/kept/);
  });

  it('keeps a cover that is a picture, and categories that staff edit', async () => {
    await t.head.courses.cover.set({ commandId: cid(), id: t.courseId, file: new Blob([png]) });
    expect((await t.head.courses.cover.get({ id: t.courseId })).file.size).toBe(png.length);
    expect(await codeOf(t.head.courses.cover.set({ commandId: cid(), id: t.courseId, file: new Blob(['no']) }))).toBe('FILE_UNREADABLE');
    const large = new Blob([png, new Uint8Array(MAX_COVER_BYTES)]);
    expect(await errorOf(t.head.courses.cover.set({ commandId: cid(), id: t.courseId, file: large }))).toEqual({
      code: 'TOO_LARGE',
      data: { limitBytes: MAX_COVER_BYTES }
    });
    // What was refused changed nothing.
    expect((await t.head.courses.cover.get({ id: t.courseId })).file.size).toBe(png.length);
    expect((await t.head.courses.get({ id: t.courseId })).hasCover).toBe(true);
    await t.head.courses.cover.set({ commandId: cid(), id: t.courseId, file: null });
    expect(await codeOf(t.head.courses.cover.get({ id: t.courseId }))).toBe('NOT_FOUND');
    const [skills] = await t.head.courses.categories.list({});
    const own = await t.head.courses.categories.create({ commandId: cid(), name: '文体' });
    expect(await codeOf(t.head.courses.categories.create({ commandId: cid(), name: '文体' }))).toBe('NAME_TAKEN');
    const archive = { commandId: cid(), id: skills!.id, version: 1, name: '技能', archived: true };
    expect(await codeOf(t.head.courses.categories.update(archive))).toBe('IN_USE');
    await t.head.courses.categories.update({ ...archive, commandId: cid(), id: own.id, name: '文体活动' });
    expect((await t.head.courses.categories.list({})).map((one) => one.name)).not.toContain('文体活动');
  });

  it('is planned by trainers and the head, read by everybody', async () => {
    const [desk, trainer, viewer] = [await t.as('front_desk'), await t.as('trainer'), await t.as('viewer')];
    const [category] = await viewer.courses.categories.list({});
    const course = { commandId: cid(), categoryId: category!.id, title: '摄影', minutes: 60, defaultCapacity: 5 };
    expect(await codeOf(desk.courses.create(course))).toBe('FORBIDDEN');
    expect(await codeOf(viewer.courses.create(course))).toBe('FORBIDDEN');
    await trainer.courses.create(course);
  });
});

describe('trainers', () => {
  it('are people with subjects, qualifications, hours and leave', async () => {
    const other = await t.course('叉车驾驶');
    const id = await t.trainer('孙丙寅', [t.courseId, other], {
      qualifications: [{ name: '叉车教练证', number: 'T1', validUntil: '2026-11-20', courseIds: [other] }],
      hours: [{ weekday: 2, from: '18:00', to: '21:30' }],
      leave: [{ from: '2026-12-01', to: '2026-12-02', reason: '探亲' }]
    });
    const trainer = await t.head.trainers.get({ id });
    expect(trainer).toMatchObject({
      name: '孙丙寅',
      qualifications: [{ name: '叉车教练证', expired: true }],
      hours: [{ weekday: 2 }],
      active: true
    });
    expect((await t.head.trainers.list({ courseId: other })).map((one) => one.id)).toEqual([id]);
    expect(await codeOf(t.head.trainers.create({ commandId: cid(), personId: id }))).toBe('NAME_TAKEN');
    const bad = (over: object) =>
      errorOf(t.head.trainers.update({ commandId: cid(), id, version: trainer.version, active: true, courseIds: [], ...over }));
    expect(await bad({ hours: [{ weekday: 2, from: '20:00', to: '19:00' }] })).toMatchObject({ data: { field: 'hours', reason: 'order' } });
    expect(
      await bad({
        hours: [
          { weekday: 2, from: '18:00', to: '20:00' },
          { weekday: 2, from: '19:00', to: '21:00' }
        ]
      })
    ).toMatchObject({ data: { reason: 'overlap' } });
    expect(await bad({ leave: [{ from: '2026-12-02', to: '2026-12-01' }] })).toMatchObject({ data: { field: 'leave', reason: 'order' } });
  });

  it('are refused for what they cannot teach, and those who can are offered', async () => {
    const free = await t.trainer('李丁卯', [t.courseId]);
    const busy = await t.trainer('周戊辰', [t.courseId], { hours: [{ weekday: 1, from: '18:00', to: '21:00' }] });
    const stranger = await t.trainer('吴己巳', []);
    const zoneId = t.hall;
    const refused = await errorOf(t.open({ trainerIds: [stranger] }));
    expect(refused.code).toBe('SERIES_CLASH');
    expect(JSON.stringify(refused.data)).toContain('trainer_subject');
    const use = { from: at('2026-11-24', '19:00'), to: at('2026-11-24', '21:00') };
    const candidates = await t.head.trainers.candidates({ courseId: t.courseId, zoneId, uses: [use] });
    expect(
      candidates
        .map((one) => [one.id, one.free])
        .slice(0, 2)
        .sort()
    ).toEqual(
      [
        [t.trainerId, 1],
        [free, 1]
      ].sort()
    );
    expect(candidates.find((one) => one.id === busy)).toMatchObject({ free: 0, clashes: [{ kind: 'trainer_hours' }] });
    expect(candidates.some((one) => one.id === stranger)).toBe(false);
    const preview = await t.head.sessions.probe({
      ...use,
      zoneId,
      trainerIds: [busy],
      courseId: t.courseId,
      capacity: 10,
      proposals: true
    });
    expect(preview.clashes.map((clash) => clash.kind)).toEqual(['trainer_hours']);
    expect(preview.trainers.map((one) => one.id).sort()).toEqual([t.trainerId, free].sort());
  });

  it('hear which sessions they can no longer take', async () => {
    const { sessions } = await t.open();
    const trainer = await t.head.trainers.get({ id: t.trainerId });
    const { affected } = await t.head.trainers.update({
      commandId: cid(),
      id: trainer.id,
      version: trainer.version,
      active: true,
      courseIds: [t.courseId],
      leave: [{ from: '2026-12-01', to: '2026-12-10' }]
    });
    expect(affected.map((one) => one.sessionId)).toEqual([sessions[1], sessions[2]]);
    expect(affected[0]!.problems).toEqual(['trainer_leave']);
  });

  it('get their hours counted by month, in sessions that were held', async () => {
    await t.open({ minToOpen: 1 });
    const [person] = await t.people(1);
    const { rows } = await t.head.classes.list({});
    await t.book(rows[0]!.id, person!);
    expect(await t.head.trainers.hours({ fromMonth: '2026-11', toMonth: '2026-12' })).toEqual([]);
    t.goTo('2026-12-09', '09:00');
    // Two in November (24th and … 1st, 8th of December): whoever looks first has them held.
    await t.head.classes.list({});
    expect(await t.head.trainers.hours({ fromMonth: '2026-11', toMonth: '2026-12' })).toEqual([
      { trainerId: t.trainerId, name: '赵甲子', month: '2026-11', sessions: 1, minutes: 120 },
      { trainerId: t.trainerId, name: '赵甲子', month: '2026-12', sessions: 2, minutes: 240 }
    ]);
    const file = await t.head.trainers.exportHours({ fromMonth: '2026-11', toMonth: '2026-12', language: 'zh-CN' });
    expect(file.rows).toBe(3);
    expect((await t.head.audit.list({ action: 'trainers.exportHours' })).rows.length).toBe(1);
  });
});
