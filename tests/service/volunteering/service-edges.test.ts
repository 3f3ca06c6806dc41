import { badgeCode } from '../../../electron/contract/people/scan-codes.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serviceOn, timeProblem } from '../../../electron/contract/volunteering/service-hour-rules.ts';
import { HOUR_MS, instantOf, MINUTE_MS } from '../../../electron/contract/core/time.ts';
import { cid, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, SATURDAY, type VolunteerStation } from '../../fixtures/volunteers.ts';

// What people do that nobody plans for: nights, leap days, people who leave.

let t: VolunteerStation;
beforeEach(async () => {
  t = await openVolunteerStation();
});
afterEach(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

const on = (clock: string, date = SATURDAY) => instantOf(date, clock);
const NEXT = '2026-11-29';
const outside = { zoneId: null, place: '社区' };
const minutes = async (id: number) => (await t.head.volunteers.get({ id })).minutes;
const problemOf = async (call: Promise<unknown>) =>
  ((await errorOf(call)).data as { rows: { problem: { reason: string } }[] }).rows[0]?.problem;
const step = async (id: number, name: 'pause' | 'leave') =>
  t.head.volunteers.step({ commandId: cid(), id, version: (await t.head.volunteers.get({ id })).version, step: name });

describe('the time of a service', () => {
  it.each([
    ['18:00', '20:00', null, 120],
    ['22:00', '02:00', null, 240],
    ['18:00', '18:00', 'order', 0],
    ['18:00', '17:59', null, 1439]
  ] as const)('%s–%s', (from, to, problem, counted) => {
    const time = serviceOn('2024-02-28', from, to);
    expect(timeProblem(time, time.to)?.reason ?? null).toBe(problem);
    expect(Math.round((time.to - time.from) / MINUTE_MS)).toBe(counted);
  });
  it('over 29 February is as long as over any other day', () => {
    const time = serviceOn('2028-02-29', '22:00', '06:00');
    expect(time).toEqual({ from: instantOf('2028-02-29', '22:00'), to: instantOf('2028-03-01', '06:00') });
  });
  it.each([
    [59_999, 'too_short'],
    [MINUTE_MS, null],
    [24 * HOUR_MS, null],
    [24 * HOUR_MS + MINUTE_MS, 'too_long']
  ] as const)('of %i ms: %s', (length, reason) => {
    expect(timeProblem({ from: 0, to: length }, length)?.reason ?? null).toBe(reason);
    expect(timeProblem({ from: 0, to: length }, length - 1)?.reason ?? null).toBe(reason ?? 'future');
  });
});

describe('hours', () => {
  it('of the same time twice are no whole day, and less than a minute is nothing', async () => {
    const project = await t.project({ needs: [{ role: '引导', number: 5 }] });
    const shift = await t.shift(project);
    const [one] = (await t.volunteers(1)) as [number];
    await t.signUp(shift, [one]);
    t.goTo(SATURDAY, '09:00');
    const { record } = await t.desk.serviceHours.clockIn({ commandId: cid(), shiftId: shift, volunteerId: one });
    t.clock.set(t.clock.now() + 40_000);
    expect(await problemOf(t.desk.serviceHours.clockOut({ commandId: cid(), recordId: record.id, version: record.version }))).toEqual({
      reason: 'too_short'
    });
    await t.desk.serviceHours.undoClock({ commandId: cid(), recordId: record.id, version: record.version });
    t.goTo(SATURDAY, '20:00');
    expect(await problemOf(t.paper(project.id, SATURDAY, [[one, '18:00', '18:00']]))).toEqual({ reason: 'order' });
    expect(await minutes(one)).toBe(0);
  });

  it('on a sheet are of a day of the project, and of the shift they are for', async () => {
    const project = await t.project({ ...outside, toDate: '2026-12-05' });
    const night = await t.shift(project, { from: on('22:00'), to: on('02:00', NEXT) });
    const [one, two] = (await t.volunteers(2)) as [number, number];
    t.goTo('2026-12-10', '09:00');
    expect(await errorOf(t.paper(project.id, '2025-11-28', [[one, '09:00', '10:00']]))).toMatchObject({
      code: 'INVALID',
      data: { field: 'date', reason: 'outside_project' }
    });
    expect(await errorOf(t.paper(project.id, '2026-12-06', [[one, '09:00', '10:00']]))).toMatchObject({
      data: { reason: 'outside_project' }
    });
    expect(await errorOf(t.paper(project.id, '2026-11-27', [[one, '22:00', '23:00']], night))).toMatchObject({
      data: { field: 'date', reason: 'outside_shift', params: { from: SATURDAY, to: NEXT } }
    });
    await t.approve(
      ...(await t.paper(project.id, SATURDAY, [[one, '22:00', '02:00']], night)),
      ...(await t.paper(project.id, NEXT, [[two, '00:00', '02:00']], night))
    );
    expect([await minutes(one), await minutes(two)]).toEqual([240, 120]);
  });

  it('over New Year’s Eve count whole in the year they began in, on every list', async () => {
    const project = await t.project({ ...outside, fromDate: '2026-12-01', toDate: '2027-01-31' });
    const id = await t.volunteer({ publishConsent: true });
    t.goTo('2027-01-05', '09:00');
    await t.approve(...(await t.paper(project.id, '2026-12-31', [[id, '22:00', '04:00']])));
    const led = async (year: string) =>
      (await t.head.volunteerFigures.leaderboard({ fromMonth: `${year}-01`, toMonth: `${year}-12`, limit: 5 })).rows.map(
        (row) => row.minutes
      );
    expect([await led('2026'), await led('2027')]).toEqual([[360], []]);
    expect((await t.head.serviceHours.summary({ volunteerId: id, toDate: '2026-12-31' })).minutes).toBe(360);
    expect((await t.head.serviceHours.summary({ volunteerId: id, fromDate: '2027-01-01' })).minutes).toBe(0);
  });

  it('of the same length stand as high on the leaderboard', async () => {
    const project = await t.project(outside);
    const people = [];
    for (let i = 0; i < 3; i += 1) people.push(await t.volunteer({ publishConsent: true }));
    t.goTo(NEXT, '20:00');
    await t.approve(
      ...(await t.paper(
        project.id,
        SATURDAY,
        people.map((id, i) => [id, '09:00', i < 2 ? '11:00' : '10:00'])
      ))
    );
    const { rows } = await t.head.volunteerFigures.leaderboard({ fromMonth: '2026-11', toMonth: '2026-11', limit: 5 });
    expect(rows.map((row) => [row.rank, row.minutes])).toEqual([
      [1, 120],
      [1, 120],
      [3, 60]
    ]);
  });

  it('of somebody who has left since are written down, those after it are not', async () => {
    const project = await t.project({ ...outside, needs: [{ role: '引导', number: 5 }] });
    const later = await t.shift(project, { from: on('09:00', '2026-12-05'), to: on('12:00', '2026-12-05') });
    const [one, two, next] = (await t.volunteers(3)) as [number, number, number];
    await t.signUp(later, [one]);
    t.goTo('2026-11-30', '09:00');
    expect((await step(one, 'leave')).ended).toBe(1);
    expect((await step(two, 'pause')).ended).toBe(0);
    await t.approve(
      ...(await t.paper(project.id, SATURDAY, [
        [one, '09:00', '11:00'],
        [two, '09:00', '11:00'],
        [next, '09:00', '11:00']
      ]))
    );
    expect(await minutes(one)).toBe(120);
    t.goTo('2026-12-02', '20:00');
    expect(await problemOf(t.paper(project.id, '2026-12-01', [[one, '09:00', '11:00']]))).toEqual({
      reason: 'volunteer_state',
      state: 'left'
    });
  });

  it('are summed up once, whatever was corrected, rejected or waits', async () => {
    const project = await t.project(outside);
    const [one] = (await t.volunteers(1)) as [number];
    t.goTo(NEXT, '20:00');
    const [a, b] = (await t.paper(project.id, SATURDAY, [
      [one, '08:00', '10:00'],
      [one, '13:00', '14:00']
    ])) as [number, number];
    await t.approve(a);
    await t.head.serviceHours.reject({ commandId: cid(), ids: [b], reason: '没有签名' });
    const correct = async (id: number, to: string) =>
      (
        await t.desk.serviceHours.correct({
          commandId: cid(),
          id,
          version: (await t.desk.serviceHours.get({ id })).record.version,
          from: on('08:00'),
          to: on(to),
          reason: '核对'
        })
      ).id;
    const sum = async () => (await t.head.serviceHours.list({ limit: 20 })).minutes;
    const first = await correct(a, '09:30');
    expect(await sum()).toBe(120);
    await t.approve(first);
    expect(await sum()).toBe(90);
    // A correction of the correction.
    const second = await correct(first, '09:00');
    await t.approve(second);
    expect([await sum(), await minutes(one)]).toEqual([60, 60]);
    expect((await t.head.serviceHours.get({ id: a })).chain.map((row) => row.state)).toEqual(['replaced', 'replaced', 'approved']);
    // Two operators with the same list: the second is told, and nothing counts twice.
    const again = (await t.paper(project.id, SATURDAY, [[one, '15:00', '16:00']]))[0]!;
    const deputy = await t.as('head');
    await t.approve(again);
    expect(await errorOf(deputy.serviceHours.approve({ commandId: cid(), ids: [again] }))).toMatchObject({
      code: 'RECORDS_REFUSED',
      data: { records: [{ id: again, reason: 'state' }] }
    });
    expect(await minutes(one)).toBe(120);
  });
});

it('somebody who is here may be taken in for a reason, though they are busy elsewhere and the shift is over', async () => {
  const project = await t.project({ ...outside, needs: [{ role: '引导', number: 5 }] });
  const other = await t.shift(project);
  const shift = await t.shift(project, { from: on('10:00'), to: on('11:00') });
  const [one] = (await t.volunteers(1)) as [number];
  await t.signUp(other, [one]);
  const check = async (walkUp: boolean) => (await t.desk.signUps.check({ shiftId: shift, volunteerId: one, walkUp })).refusal?.reason;
  const walkUp = (overrideReason: string) =>
    t.desk.serviceHours.walkUp({ commandId: cid(), shiftId: shift, volunteerId: one, overrideReason });
  t.goTo(SATURDAY, '10:30');
  expect([await check(false), await check(true)]).toEqual(['clash', 'clash']);
  expect(await errorOf(walkUp(''))).toMatchObject({ code: 'SIGN_UP_REFUSED', data: { refusals: [{ refusal: { reason: 'clash' } }] } });
  expect((await walkUp('那边人手够了')).record.state).toBe('running');
  // Nobody who was never a volunteer is one by a badge.
  const stranger = await t.person('蒋丙子');
  expect(await t.desk.serviceHours.scan({ commandId: cid(), shiftId: shift, code: badgeCode(stranger) })).toMatchObject({
    outcome: 'not_volunteer',
    person: { id: stranger },
    record: null
  });
  expect(await t.desk.serviceHours.scan({ commandId: cid(), shiftId: shift, code: '不是胸牌' })).toMatchObject({
    outcome: 'unknown',
    person: null
  });
  t.goTo(SATURDAY, '12:30');
  const late = (await t.volunteers(1))[0]!;
  const said = async (walkUp: boolean) =>
    (await t.desk.signUps.check({ shiftId: shift, volunteerId: late, walkUp })).refusal?.reason ?? null;
  expect([await said(false), await said(true)]).toEqual(['shift_over', null]);
});
