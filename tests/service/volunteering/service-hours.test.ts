import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readXlsx } from 'hucre/xlsx';
import { badgeCode } from '../../../electron/contract/training/booking-rules.ts';
import { addDays, instantOf, MINUTE_MS } from '../../../electron/contract/core/time.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { inventedId } from '../../fixtures/people.ts';
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

async function signedShift(count = 2) {
  const project = await t.project({ needs: [{ role: '引导', number: 5 }] });
  const shift = await t.shift(project);
  const people = await t.volunteers(count);
  const rows = await t.signUp(shift, people);
  return { project, shift, people, rows };
}

describe('the clock', () => {
  it('takes people in and out by their badges, and tells a double scan, a stranger and a guest apart', async () => {
    const { shift, people } = await signedShift();
    const scan = (code: string) => t.desk.serviceHours.scan({ commandId: cid(), shiftId: shift, code });
    const [one] = people as [number];
    expect(await errorOf(scan(badgeCode(one)))).toMatchObject({ code: 'STEP_NOT_ALLOWED', data: { from: 'too_early' } });
    t.goTo(SATURDAY, '08:50');
    expect(await scan(badgeCode(one))).toMatchObject({
      outcome: 'clocked_in',
      person: { id: one },
      record: { state: 'running', source: 'clock', from: on('08:50') },
      counts: { expected: 2, here: 1, open: 1 }
    });
    t.clock.set(t.clock.now() + MINUTE_MS);
    expect((await scan(badgeCode(one))).outcome).toBe('already');
    const guest = await t.volunteer();
    expect(await scan(badgeCode(guest))).toMatchObject({ outcome: 'not_signed_up', free: 3, person: { id: guest } });
    expect((await scan(badgeCode(await t.person('路人')))).outcome).toBe('not_volunteer');
    expect((await scan('B1X')).outcome).toBe('unknown');
    t.goTo(SATURDAY, '12:07');
    expect(await scan(badgeCode(one))).toMatchObject({
      outcome: 'clocked_out',
      record: { state: 'pending', minutes: 197 },
      counts: { done: 1, here: 0 }
    });
    // Back from the break, half an hour later.
    t.goTo(SATURDAY, '12:37');
    expect((await scan(badgeCode(one))).outcome).toBe('clocked_in');
    expect(await t.desk.serviceHours.running()).toMatchObject([{ overdue: true, plannedTo: on('12:00') }]);
    t.goTo(SATURDAY, '12:40');
    expect((await scan(badgeCode(one))).record!.minutes).toBe(3);
    expect(await minutes(one)).toBe(0);
    expect((await t.head.signUps.ofShift({ shiftId: shift })).find((row) => row.volunteer.id === one)!.outcome).toBe('served');
  });

  it('reads an ID card, takes a walk-up, and takes a clocking back while it is fresh', async () => {
    const { shift } = await signedShift();
    const number = inventedId('1991-02-03', 11);
    const made = await t.desk.volunteers.register({
      commandId: cid(),
      person: { name: '褚甲戌', mobile: '13900000701', documentKind: 'resident_id', documentNumber: number },
      activate: true
    });
    t.goTo(SATURDAY, '09:05');
    expect((await t.desk.serviceHours.scan({ commandId: cid(), shiftId: shift, code: number })).outcome).toBe('not_signed_up');
    const walkUp = await t.desk.serviceHours.walkUp({ commandId: cid(), shiftId: shift, volunteerId: made.id });
    expect(walkUp).toMatchObject({ record: { state: 'running', from: on('09:05') }, counts: { expected: 3, here: 1 } });
    expect(await errorOf(t.desk.serviceHours.walkUp({ commandId: cid(), shiftId: shift, volunteerId: made.id }))).toMatchObject({
      code: 'SIGN_UP_REFUSED',
      data: { refusals: [{ refusal: { reason: 'already_signed' } }] }
    });
    const undone = await t.desk.serviceHours.undoClock({ commandId: cid(), recordId: walkUp.record.id, version: walkUp.record.version });
    expect(undone).toMatchObject({ record: { state: 'void' }, counts: { here: 0, open: 3 } });
    const again = await t.desk.serviceHours.clockIn({ commandId: cid(), shiftId: shift, volunteerId: made.id, at: on('09:00') });
    t.goTo(SATURDAY, '11:00');
    const out = await t.desk.serviceHours.clockOut({ commandId: cid(), recordId: again.record.id, version: again.record.version });
    expect(out.record.minutes).toBe(120);
    const back = await t.desk.serviceHours.undoClock({ commandId: cid(), recordId: out.record.id, version: out.record.version });
    expect(back.record).toMatchObject({ state: 'running', to: null, minutes: 0 });
    t.goTo(SATURDAY, '12:30');
    const last = await t.desk.serviceHours.clockOut({
      commandId: cid(),
      recordId: back.record.id,
      version: back.record.version,
      at: on('12:00')
    });
    t.goTo(SATURDAY, '13:00');
    expect(
      await errorOf(t.desk.serviceHours.undoClock({ commandId: cid(), recordId: last.record.id, version: last.record.version }))
    ).toMatchObject({ data: { from: 'too_late' } });
  });

  it('never runs twice for one person', async () => {
    const { shift, people } = await signedShift(1);
    const elsewhere = await t.project({ zoneId: null, place: '社区' });
    const other = await t.shift(elsewhere, { from: on('11:00'), to: on('13:00') });
    await t.signUp(other, people, { overrideReason: '提前走' });
    t.goTo(SATURDAY, '10:55');
    await t.desk.serviceHours.clockIn({ commandId: cid(), shiftId: shift, volunteerId: people[0]! });
    expect(await problems(t.desk.serviceHours.clockIn({ commandId: cid(), shiftId: other, volunteerId: people[0]! }))).toEqual([
      [0, 'overlap']
    ]);
    const now = t.clock.now();
    // Even if the code above were wrong: the table itself refuses.
    await expect(
      t.station.db
        .insertInto('service_record')
        .values({
          person_id: people[0]!,
          project_id: elsewhere.id,
          category_id: t.choice('献血'),
          role: '',
          from_at: now - 60_000,
          to_at: now + 60_000,
          state: 'pending',
          source: 'paper',
          entered_at: now,
          entered_by: 'tests'
        })
        .execute()
    ).rejects.toThrow('overlaps');
  });
});

describe('a shift', () => {
  it('is written down whole, its absent marked by closing, and opened again', async () => {
    const { shift, people, rows } = await signedShift(4);
    const [one, two, three] = people as [number, number, number, number];
    t.goTo(SATURDAY, '09:10');
    await t.desk.serviceHours.clockIn({ commandId: cid(), shiftId: shift, volunteerId: one });
    expect(await errorOf(t.desk.serviceHours.wholeShift({ commandId: cid(), shiftId: shift }))).toMatchObject({
      data: { from: 'not_over' }
    });
    t.goTo(SATURDAY, '12:05');
    expect(await errorOf(t.desk.serviceHours.close({ commandId: cid(), shiftId: shift }))).toMatchObject({ data: { from: 'running' } });
    expect(await t.desk.serviceHours.wholeShift({ commandId: cid(), shiftId: shift, volunteerIds: [one, two] })).toMatchObject({
      recorded: 2,
      counts: { done: 2, open: 2 }
    });
    const list = await t.desk.serviceHours.ofShift({ shiftId: shift });
    expect(list.rows.find((row) => row.volunteer.id === one)!.records).toMatchObject([
      { from: on('09:10'), to: on('12:00'), minutes: 170, source: 'clock' }
    ]);
    expect(list.rows.find((row) => row.volunteer.id === two)!.records).toMatchObject([{ minutes: 180, source: 'shift', state: 'pending' }]);
    expect(
      await t.desk.serviceHours.setOutcome({ commandId: cid(), signUpId: rows[2]!.id, outcome: 'excused', reason: '请假' })
    ).toMatchObject({ counts: { excused: 1 } });
    expect(await t.desk.serviceHours.close({ commandId: cid(), shiftId: shift })).toMatchObject({
      absent: 1,
      counts: { absent: 1, excused: 1, done: 2, open: 0 }
    });
    const figures = () => t.head.volunteerFigures.table({ fromMonth: '2026-11', toMonth: '2026-11', by: 'all' });
    expect((await figures()).total).toMatchObject({ noShows: 1, shifts: 1, services: 0 });
    expect(await codeOf(t.desk.serviceHours.setOutcome({ commandId: cid(), signUpId: rows[2]!.id, outcome: null }))).toBe(
      'STEP_NOT_ALLOWED'
    );
    expect(await codeOf(t.desk.serviceHours.reopen({ commandId: cid(), shiftId: shift, reason: '' }))).toBe('REASON_NEEDED');
    expect(await t.desk.serviceHours.reopen({ commandId: cid(), shiftId: shift, reason: '漏记' })).toMatchObject({
      counts: { absent: 0, excused: 1, open: 1 }
    });
    expect((await figures()).total.noShows).toBe(0);
    expect((await t.head.signUps.standing({ volunteerId: three })).counted).toEqual([]);
    expect(await t.desk.serviceHours.wholeShift({ commandId: cid(), shiftId: shift })).toMatchObject({ recorded: 1 });
    const sheet = await t.desk.serviceHours.paperSheet({ shiftId: shift });
    expect(sheet).toMatchObject({ date: SATURDAY, from: '09:00', to: '12:00', role: '引导', place: '红色邻里站大厅', emptyLines: 10 });
    expect(sheet.people).toHaveLength(4);
  });
});

describe('a paper sheet', () => {
  it('is checked line by line and by its foot, and saved all or none', async () => {
    const { project, shift, people } = await signedShift(3);
    const [one, two, three] = people as [number, number, number];
    const applied = (await t.desk.volunteers.register({ commandId: cid(), person: { name: '卫乙亥' } })).id;
    const stranger = await t.person('蒋丙子');
    t.goTo(SATURDAY, '12:30');
    const line = (volunteerId: number, from: string, to: string) => ({ volunteerId, from, to });
    const bad = {
      projectId: project.id,
      shiftId: shift,
      date: SATURDAY,
      rows: [
        line(one, '09:00', '12:00'),
        line(one, '11:00', '12:15'),
        line(two, '12:00', '13:00'),
        line(applied, '09:00', '10:00'),
        line(stranger, '09:00', '10:00'),
        line(three, '09:00', '12:00')
      ]
    };
    const check = await t.desk.serviceHours.checkSheet(bad);
    expect(check.rows.map((row) => row.problem?.reason ?? null)).toEqual([
      null,
      'overlap',
      'future',
      'volunteer_state',
      'not_volunteer',
      null
    ]);
    expect(check.rows[1]!.problem).toMatchObject({ row: 0, from: on('09:00') });
    expect(await problems(t.desk.serviceHours.enterSheet({ commandId: cid(), ...bad }))).toEqual([
      [1, 'overlap'],
      [2, 'future'],
      [3, 'volunteer_state'],
      [4, 'not_volunteer']
    ]);
    const good = {
      projectId: project.id,
      shiftId: shift,
      date: SATURDAY,
      rows: [line(one, '09:00', '12:00'), line(two, '09:10', '11:55')]
    };
    expect(await t.desk.serviceHours.checkSheet({ ...good, total: { people: 3, minutes: 345 } })).toMatchObject({
      people: 2,
      minutes: 345,
      totals: ['people']
    });
    expect(await errorOf(t.desk.serviceHours.enterSheet({ commandId: cid(), ...good, total: { people: 2, minutes: 360 } }))).toEqual({
      code: 'INVALID',
      data: { field: 'total', reason: 'minutes', params: { paper: 360, sheet: 345 } }
    });
    const saved = await t.desk.serviceHours.enterSheet({ commandId: cid(), ...good, total: { people: 2, minutes: 345 } });
    expect(saved).toMatchObject({ minutes: 345 });
    expect((await t.head.serviceHours.get({ id: saved.ids[0]! })).record).toMatchObject({
      source: 'paper',
      role: '引导',
      state: 'pending',
      shiftId: shift
    });
    expect(await t.desk.serviceHours.close({ commandId: cid(), shiftId: shift })).toMatchObject({ absent: 1 });
    // Over midnight, in a project without shifts.
    const night = await t.project({ title: '夜间巡逻', zoneId: null, place: '园区' });
    t.goTo('2026-11-29', '09:00');
    const [id] = await t.paper(night.id, SATURDAY, [[one, '22:00', '06:00']]);
    expect((await t.head.serviceHours.get({ id: id! })).record).toMatchObject({ minutes: 480, to: on('06:00', '2026-11-29') });
    expect((await t.head.serviceHours.count()).pending).toBe(3);
  });

  it('of twenty people goes in at once', async () => {
    const project = await t.project();
    const people = await t.volunteers(20);
    t.goTo('2026-11-23', '20:00');
    const ids = await t.paper(
      project.id,
      '2026-11-22',
      people.map((id) => [id, '08:30', '11:30'])
    );
    expect(ids).toHaveLength(20);
    await t.approve(...ids);
    expect((await t.head.serviceHours.list({ projectId: project.id, states: ['approved'] })).minutes).toBe(20 * 180);
    expect(await t.head.volunteerProjects.get({ id: project.id })).toMatchObject({
      people: 20,
      services: 20,
      minutes: 3600,
      pendingMinutes: 0
    });
  });
});

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

  it('tells each approver how many wait for them however many wait in all', async () => {
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
