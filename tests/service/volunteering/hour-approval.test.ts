import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readXlsx } from 'hucre/xlsx';
import { addDays, instantOf } from '../../../electron/contract/core/time.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, SATURDAY, type VolunteerStation } from '../../fixtures/volunteers.ts';

let t: VolunteerStation;
beforeEach(async () => {
  t = await openVolunteerStation();
});
afterEach(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

const on = (clock: string, date = SATURDAY) => instantOf(date, clock);
const minutes = async (id: number) => (await t.head.volunteers.get({ id })).minutes;
const problems = async (call: Promise<unknown>) =>
  ((await errorOf(call)).data as { rows: { row: number; problem: { reason: string } }[] }).rows.map((one) => [one.row, one.problem.reason]);

describe('approval and correction', () => {
  it('only approved hours count; a correction counts once somebody else approved it', async () => {
    const project = await t.project();
    const [one] = (await t.volunteers(1)) as [number];
    t.goTo('2026-11-23', '20:00');
    const [id] = (await t.paper(project.id, '2026-11-22', [[one, '08:00', '10:00']])) as [number];
    expect(await t.head.volunteers.get({ id: one })).toMatchObject({ minutes: 0, pendingMinutes: 120 });
    expect(await codeOf(t.desk.serviceHours.approve({ commandId: cid(), ids: [id] }))).toBe('FORBIDDEN');
    expect(await t.head.serviceHours.approve({ commandId: cid(), ids: [id], quality: 5, remark: '热情' })).toEqual({
      approved: 1,
      minutes: 120
    });
    expect(await errorOf(t.head.serviceHours.approve({ commandId: cid(), ids: [id] }))).toMatchObject({
      code: 'RECORDS_REFUSED',
      data: { records: [{ id, reason: 'state' }] }
    });
    const { record } = await t.head.serviceHours.get({ id });
    const own = await t.head.serviceHours.correct({
      commandId: cid(),
      id,
      version: record.version,
      from: on('08:00', '2026-11-22'),
      to: on('09:30', '2026-11-22'),
      reason: '登记有误'
    });
    expect(
      await codeOf(
        t.desk.serviceHours.correct({
          commandId: cid(),
          id,
          version: record.version,
          from: on('08:00', '2026-11-22'),
          to: on('09:00', '2026-11-22'),
          reason: '又一次'
        })
      )
    ).toBe('IN_USE');
    expect((await t.head.serviceHours.get({ id })).record).toMatchObject({ state: 'approved', pendingCorrectionId: own.id });
    expect(await minutes(one)).toBe(120);
    expect(await errorOf(t.head.serviceHours.approve({ commandId: cid(), ids: [own.id] }))).toMatchObject({
      code: 'RECORDS_REFUSED',
      data: { records: [{ reason: 'own_correction' }] }
    });
    // It waits for somebody else with the role, and only there; who that is can be asked. With one head there is nobody.
    const [me] = await t.desk.serviceHours.approvers();
    expect([
      await t.desk.serviceHours.approvers(),
      (await t.head.serviceHours.count()).forMe,
      (await t.desk.serviceHours.count()).forMe
    ]).toEqual([[me], 0, 0]);
    const deputy = await t.as('head');
    expect((await t.head.serviceHours.approvers()).filter((one) => one.id !== me!.id)).toHaveLength(1);
    expect(await deputy.serviceHours.count()).toEqual({ pending: 1, capped: false, forMe: 1 });
    await deputy.serviceHours.approve({ commandId: cid(), ids: [own.id] });
    expect(await minutes(one)).toBe(90);
    const { chain } = await t.head.serviceHours.get({ id: own.id });
    expect(chain.map((row) => [row.id, row.state, row.minutes])).toEqual([
      [id, 'replaced', 120],
      [own.id, 'approved', 90]
    ]);
    expect(chain[1]).toMatchObject({ quality: 5, remark: '热情', correctsId: id, reason: '登记有误' });
    // What was written down is never overwritten, not even past the code.
    await expect(t.station.db.updateTable('service_record').set({ from_at: 0 }).where('id', '=', id).execute()).rejects.toThrow(
      'corrected, not overwritten'
    );
    await expect(t.station.db.updateTable('service_record').set({ state: 'approved' }).where('id', '=', id).execute()).rejects.toThrow(
      'stays'
    );
    await expect(t.station.db.deleteFrom('service_record').where('id', '=', id).execute()).rejects.toThrow('kept');
  });

  it('counts for each approver the records that wait for them, however many wait in all', async () => {
    const project = await t.project();
    const [one] = (await t.volunteers(1)) as [number];
    t.goTo('2026-11-23', '20:00');
    const [id] = (await t.paper(project.id, '2026-11-22', [[one, '08:00', '10:00']])) as [number];
    await t.head.serviceHours.approve({ commandId: cid(), ids: [id] });
    const { record } = await t.head.serviceHours.get({ id });
    await t.head.serviceHours.correct({
      commandId: cid(),
      id,
      version: record.version,
      from: on('08:00', '2026-11-22'),
      to: on('09:30', '2026-11-22'),
      reason: '登记有误'
    });
    // More than a list counts: sheets of two hundred lines of five minutes each.
    const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    for (const [sheet, lines] of [200, 200, 200, 200, 200, 100].entries())
      await t.paper(
        project.id,
        addDays('2026-11-10', sheet),
        Array.from({ length: lines }, (_, i) => [one, clock(i * 5), clock(i * 5 + 5)])
      );
    const deputy = await t.as('head');
    expect(await t.head.serviceHours.count()).toEqual({ pending: 1000, capped: true, forMe: 1100 });
    expect((await deputy.serviceHours.count()).forMe).toBe(1101);
  });

  it('a correction may say that there was no service, move in time, or be refused', async () => {
    const project = await t.project();
    const [one] = (await t.volunteers(1)) as [number];
    t.goTo('2026-11-23', '20:00');
    const day = '2026-11-22';
    const [a, b] = (await t.paper(project.id, day, [
      [one, '08:00', '10:00'],
      [one, '10:00', '12:00']
    ])) as [number, number];
    await t.approve(a, b);
    const correct = (id: number, version: number, from: string, to: string, none = false) =>
      t.desk.serviceHours.correct({ commandId: cid(), id, version, from: on(from, day), to: on(to, day), none, reason: '更正' });
    expect(await problems(correct(a, 2, '09:00', '11:00'))).toEqual([[0, 'overlap']]);
    expect(await problems(correct(a, 2, '09:00', '09:00'))).toEqual([[0, 'order']]);
    const moved = await correct(a, 2, '07:00', '09:30');
    const none = await correct(b, 2, '10:00', '12:00', true);
    expect(await t.head.volunteers.get({ id: one })).toMatchObject({ minutes: 240, pendingMinutes: 0 });
    await t.approve(moved.id, none.id);
    expect(await minutes(one)).toBe(150);
    expect((await t.head.serviceHours.get({ id: none.id })).record).toMatchObject({ state: 'void', minutes: 0 });
    const again = await correct(moved.id, 2, '07:00', '08:00');
    await t.head.serviceHours.reject({ commandId: cid(), ids: [again.id], reason: '有签名为证' });
    expect(await minutes(one)).toBe(150);
    expect((await t.head.serviceHours.get({ id: moved.id })).chain.map((row) => row.state)).toEqual(['replaced', 'approved', 'rejected']);
    // The time of what was replaced is free again.
    await t.paper(project.id, day, [[one, '10:00', '11:00']]);
  });

  it('is shown rounded and capped, and stored as it was', async () => {
    const project = await t.project();
    const [one] = (await t.volunteers(1)) as [number];
    t.goTo('2026-11-23', '20:00');
    const ids = [
      ...(await t.paper(project.id, '2026-11-21', [[one, '08:00', '17:50']])),
      ...(await t.paper(project.id, '2026-11-22', [[one, '08:00', '09:20']]))
    ];
    await t.approve(...ids);
    const summary = () => t.head.serviceHours.summary({ volunteerId: one });
    expect(await summary()).toMatchObject({ minutes: 670, shownMinutes: 670, services: 2, projects: [{ minutes: 670, services: 2 }] });
    await t.head.station.changeSettings({
      commandId: cid(),
      settings: { serviceRoundTo: 30, serviceRounding: 'down', serviceDayCapMinutes: 480 }
    });
    expect(await summary()).toMatchObject({ minutes: 670, shownMinutes: 540 });
    expect((await t.head.serviceHours.summary({ volunteerId: one, fromDate: '2026-11-22' })).minutes).toBe(80);
  });
});

it('the register goes page by page and out in the field order of the national record', async () => {
  const project = await t.project({ serviceObject: '献血者' });
  const people = await t.volunteers(5);
  t.goTo('2026-11-23', '20:00');
  for (const day of ['2026-11-20', '2026-11-21'])
    await t.paper(
      project.id,
      day,
      people.map((id) => [id, '08:00', '10:00'])
    );
  const seen: number[] = [];
  for (let after: string | undefined; ;) {
    const page = await t.head.serviceHours.list({ limit: 4, ...(after === undefined ? {} : { after }) });
    seen.push(...page.rows.map((row) => row.id));
    if (after === undefined) expect(page).toMatchObject({ total: { count: 10, capped: false }, minutes: 1200 });
    if (page.next === null) break;
    after = page.next;
  }
  expect(seen).toHaveLength(10);
  expect(new Set(seen).size).toBe(10);
  const file = await t.head.serviceHours.export({ fromDate: '2026-11-21', language: 'zh-CN' });
  expect(file.rows).toBe(5);
  const book = await readXlsx(new Uint8Array(await file.file.arrayBuffer()));
  const [head, first] = book.sheets[0]!.rows as (string | number)[][];
  expect(head!.slice(0, 16)).toEqual([
    '姓名',
    '性别',
    '出生年月',
    '身份证号',
    '服务技能',
    '联系方式',
    '活动名称',
    '日期',
    '地点',
    '服务对象',
    '服务内容',
    '起止时间',
    '服务时间（小时）',
    '服务质量评价',
    '活动负责人',
    '记录人'
  ]);
  expect(first![2]).toBe('1990-05');
  expect(first!.slice(6, 10)).toEqual(['周末献血引导', '2026-11-21', '红色邻里站大厅', '献血者']);
  expect(first![12]).toBe(2);
});
