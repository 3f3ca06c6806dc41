import { badgeCode } from '../../../electron/contract/people/scan-codes.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serviceOn, timeProblem } from '../../../electron/contract/volunteering/service-hour-rules.ts';
import { HOUR_MS, instantOf, MINUTE_MS } from '../../../electron/contract/core/time.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, SATURDAY, type VolunteerStation } from '../../fixtures/volunteers.ts';

/** What people do that nobody plans for: nights, leap days, people who leave, records that are merged, projects called off. */
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
const merge = async (survivorId: number, mergedId: number) => {
  const version = async (id: number) => (await t.head.people.get({ id })).version;
  return t.head.people.merge({
    commandId: cid(),
    survivorId,
    survivorVersion: await version(survivorId),
    mergedId,
    mergedVersion: await version(mergedId),
    take: []
  });
};

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

describe('dangerous work', () => {
  const risky = { ...outside, dangerous: true, risks: '路面', needs: [{ role: '劝导', number: 5 }] };

  it('over midnight needs insurance and training for both days', async () => {
    const project = await t.project({ ...risky, trainingIds: [t.choice('交通劝导')] });
    const night = await t.shift(project, { from: on('22:00'), to: on('02:00', NEXT) });
    const trainings = (validUntil: string) => [{ trainingId: t.choice('交通劝导'), on: '2026-01-01', validUntil }];
    const who = (insuredUntil: string, until: string) => t.volunteer({ insurance: '意外险', insuredUntil, trainings: trainings(until) });
    const refusal = async (id: number) => (await t.head.signUps.check({ shiftId: night, volunteerId: id })).refusal?.reason ?? null;
    expect([
      await refusal(await who(SATURDAY, NEXT)),
      await refusal(await who(NEXT, SATURDAY)),
      await refusal(await who(NEXT, NEXT))
    ]).toEqual(['uninsured', 'untrained', null]);
    // A shift that ends at midnight is of one day.
    const evening = await t.shift(project, { from: on('20:00'), to: on('00:00', NEXT) });
    expect((await t.head.signUps.check({ shiftId: evening, volunteerId: await who(SATURDAY, SATURDAY) })).refusal).toBeNull();
  });

  it('is not begun by somebody whose insurance or training is gone by then, who was signed up in time', async () => {
    const training = t.choice('交通劝导');
    const project = await t.project({ ...risky, trainingIds: [training] });
    const shift = await t.shift(project);
    const trained = [{ trainingId: training, on: '2026-01-01', validUntil: '2027-01-01' }];
    const id = await t.volunteer({ insurance: '意外险', insuredUntil: '2027-01-01', trainings: trained });
    await t.signUp(shift, [id]);
    const update = async (over: object) =>
      t.head.volunteers.update({
        commandId: cid(),
        id,
        version: (await t.head.volunteers.get({ id })).version,
        insurance: '意外险',
        insuredUntil: '2027-01-01',
        trainings: trained,
        ...over
      });
    const scan = () => t.desk.serviceHours.scan({ commandId: cid(), shiftId: shift, code: badgeCode(id) });
    t.goTo(SATURDAY, '08:50');
    await update({ insuredUntil: '2026-11-20' });
    expect(await problemOf(scan())).toEqual({ reason: 'uninsured', since: '2026-11-20' });
    await update({ trainings: [{ ...trained[0]!, validUntil: '2026-11-21' }] });
    expect(await problemOf(t.desk.serviceHours.clockIn({ commandId: cid(), shiftId: shift, volunteerId: id }))).toEqual({
      reason: 'untrained',
      training: '交通劝导',
      trainingEn: 'Traffic guidance',
      since: '2026-11-21'
    });
    // The shift’s list says so before they come.
    expect((await t.head.signUps.ofShift({ shiftId: shift }))[0]).toMatchObject({ unready: { reason: 'untrained', since: '2026-11-21' } });
    await update({});
    expect((await t.head.signUps.ofVolunteer({ volunteerId: id, limit: 5 })).rows[0]!.unready).toBeNull();
    expect((await scan()).outcome).toBe('clocked_in');
  });

  it('puts whoever lacks insurance or training for a shift to come on the list of calls, once per shift, and takes them off again', async () => {
    const training = t.choice('交通劝导');
    const project = await t.project({ ...risky, dangerous: false, risks: '' });
    const [first, second] = [await t.shift(project), await t.shift(project, { from: on('14:00'), to: on('16:00') })];
    const trained = [{ trainingId: training, on: '2026-01-01', validUntil: '2027-01-01' }];
    const able = await t.volunteer({ insurance: '意外险', insuredUntil: '2027-01-01', trainings: trained });
    const [unable, waiting] = (await t.volunteers(2)) as [number, number];
    await t.signUp(first, [able, unable]);
    await t.signUp(second, [able, unable]);
    await t.head.shifts.update({
      commandId: cid(),
      id: second,
      version: ((await t.head.shifts.get({ id: second })) as { version: number }).version,
      from: on('14:00'),
      to: on('16:00'),
      number: 2,
      minimum: 0,
      zoneId: null,
      place: '社区'
    });
    await t.signUp(second, [waiting], { whenFull: 'wait' });
    const change = async (over: object) => {
      const { id, version, title, categoryId, fromDate, toDate, place, needs } = await t.head.volunteerProjects.get({ id: project.id });
      return t.head.volunteerProjects.update({
        commandId: cid(),
        id,
        version,
        title,
        categoryId,
        fromDate,
        toDate,
        place,
        zoneId: null,
        needs,
        ...over
      });
    };
    const calls = async (open = true) =>
      (await t.head.calls.list({ projectId: project.id, open })).rows
        .filter((row) => row.reason === 'shift_unready')
        .map((row) => [row.person.id, row.shiftId]);
    // The project is found to be dangerous after people signed up.
    await change({ dangerous: true, risks: '路面', trainingIds: [training] });
    expect(await calls()).toEqual([
      [unable, first],
      [unable, second]
    ]);
    await change({ dangerous: true, risks: '路面湿滑', trainingIds: [training] });
    expect(await calls()).toHaveLength(2);
    // What somebody has is gone: they are added, and are off the list again once they have it anew.
    const update = async (over: object) =>
      t.head.volunteers.update({
        commandId: cid(),
        id: able,
        version: (await t.head.volunteers.get({ id: able })).version,
        insurance: '意外险',
        insuredUntil: '2027-01-01',
        trainings: trained,
        ...over
      });
    await update({ insuredUntil: '2026-11-20' });
    await update({ insuredUntil: '2026-11-21' });
    expect(await calls()).toEqual([
      [unable, first],
      [unable, second],
      [able, first],
      [able, second]
    ]);
    await update({});
    expect(await calls()).toEqual([
      [unable, first],
      [unable, second]
    ]);
    await update({ trainings: [] });
    expect(await calls()).toHaveLength(4);
    const open = async () =>
      (await t.head.calls.list({ projectId: project.id })).rows.filter((row) => row.person.id === able && row.shiftId === first);
    // Whoever was not reached before they had it again is called when it is gone anew; the call of then can be written down still.
    const [tried] = await open();
    await t.head.calls.mark({ commandId: cid(), id: tried!.id, outcome: 'no_answer' });
    await update({});
    expect(await open()).toEqual([]);
    await update({ trainings: [] });
    expect(await open()).toHaveLength(1);
    // Reached once, nobody is called about the same shift again.
    const [told] = await open();
    expect(told!.id).not.toBe(tried!.id);
    await t.head.calls.mark({ commandId: cid(), id: tried!.id, outcome: null });
    await t.head.calls.mark({ commandId: cid(), id: tried!.id, outcome: 'reached' });
    await t.head.calls.mark({ commandId: cid(), id: told!.id, outcome: 'reached' });
    await update({});
    await update({ trainings: [] });
    expect(await calls()).toEqual([
      [unable, first],
      [unable, second],
      [able, second]
    ]);
    // Whoever gives the place up need not be told what it would have demanded.
    const mine = (await t.head.signUps.ofShift({ shiftId: first })).find((row) => row.volunteer.id === unable)!;
    await t.head.signUps.withdraw({ commandId: cid(), id: mine.id, version: mine.version, reason: '有事' });
    expect(await calls()).toEqual([
      [unable, second],
      [able, second]
    ]);
    expect((await t.head.calls.phones({ projectId: project.id })).map((row) => row.reason)).toEqual(['shift_unready', 'shift_unready']);
  });

  it('moved behind the end of somebody’s insurance, is told them with what they lack', async () => {
    const project = await t.project(risky);
    const shift = await t.shift(project);
    const [short, long] = [
      await t.volunteer({ insurance: '意外险', insuredUntil: SATURDAY }),
      await t.volunteer({ insurance: '意外险', insuredUntil: NEXT })
    ];
    await t.signUp(shift, [short, long]);
    const { version, zone } = (await t.head.shifts.get({ id: shift })) as { version: number; zone: { id: number } | null };
    await t.head.shifts.update({
      commandId: cid(),
      id: shift,
      version,
      from: on('09:00', NEXT),
      to: on('12:00', NEXT),
      number: 5,
      minimum: 0,
      zoneId: zone?.id ?? null,
      place: zone ? '' : '社区'
    });
    const rows = (await t.head.calls.list({ projectId: project.id })).rows.map((row) => [row.person.id, row.reason]);
    expect(rows).toEqual([
      [short, 'shift_moved'],
      [long, 'shift_moved'],
      [short, 'shift_unready']
    ]);
  });

  it('is for whoever is of age on the day, 29 February included', async () => {
    const project = await t.project({ ...risky, fromDate: '2026-11-01', toDate: '2027-03-31' });
    const eve = await t.shift(project, { from: on('09:00', '2027-02-28'), to: on('12:00', '2027-02-28') });
    const day = await t.shift(project, { from: on('09:00', '2027-03-01'), to: on('12:00', '2027-03-01') });
    const id = await t.volunteer({
      birthDate: '2009-03-01',
      guardianName: '赵某',
      guardianConsentOn: '2026-11-01',
      insurance: '意外险',
      insuredUntil: '2027-12-31'
    });
    const refusal = async (shiftId: number) => (await t.head.signUps.check({ shiftId, volunteerId: id })).refusal?.reason ?? null;
    expect([await refusal(eve), await refusal(day)]).toEqual(['minor', null]);
  });

  it('is offered to those who may do it, however many others would fit better', async () => {
    const skill = t.choice('急救');
    const project = await t.project({ ...risky, needs: [{ role: '劝导', number: 5, skillIds: [skill] }] });
    const shift = await t.shift(project);
    const version = (await t.station.db.selectFrom('volunteer').select('person_id').execute()).length;
    for (let i = 0; i < 205; i += 1) await t.volunteer({ skillIds: [skill] });
    const id = await t.volunteer({ insurance: '意外险', insuredUntil: '2027-01-01' });
    const { rows, active } = await t.head.signUps.match({ shiftId: shift, limit: 10 });
    expect(active).toBe(version + 206);
    expect(rows[0]).toMatchObject({ volunteer: { id }, refusal: null, lacks: [{ name: '急救', nameEn: 'First aid' }] });
    expect(rows.slice(1).map((row) => row.refusal?.reason)).toEqual(Array(9).fill('uninsured'));
  }, 60_000);
});

describe('a project that is called off', () => {
  it('keeps its people at work on record: not while they are clocked in, and what was held can be written down', async () => {
    const project = await t.project({ ...outside, needs: [{ role: '引导', number: 5 }] });
    const first = await t.shift(project);
    const second = await t.shift(project, { from: on('13:00'), to: on('15:00') });
    const [one, two] = (await t.volunteers(2)) as [number, number];
    await t.signUp(first, [one, two]);
    await t.signUp(second, [one]);
    t.goTo(SATURDAY, '12:30');
    await t.approve(...(await t.paper(project.id, SATURDAY, [[one, '09:00', '12:00']], first)));
    const { record } = await t.desk.serviceHours.clockIn({ commandId: cid(), shiftId: second, volunteerId: one });
    expect(await errorOf(t.stepProject(project.id, 'cancel', '台风'))).toMatchObject({
      code: 'IN_USE',
      data: { what: 'service_record', count: 1 }
    });
    await t.desk.serviceHours.undoClock({ commandId: cid(), recordId: record.id, version: record.version });
    expect((await t.stepProject(project.id, 'cancel', '台风')).state).toBe('cancelled');
    expect(await minutes(one)).toBe(180);
    expect((await t.desk.shifts.due()).map((row) => row.id)).toEqual([first]);
    await t.approve(...(await t.paper(project.id, SATURDAY, [[two, '09:00', '12:00']], first)));
    expect(await minutes(two)).toBe(180);
    expect(await codeOf(t.paper(project.id, SATURDAY, [[two, '13:00', '15:00']]))).toBe('STEP_NOT_ALLOWED');
    expect(await codeOf(t.paper(project.id, SATURDAY, [[two, '13:00', '15:00']], second))).toBe('STEP_NOT_ALLOWED');
  });
});

describe('two records of one person', () => {
  it('that are both clocked in are not merged, though days lie between', async () => {
    const project = await t.project({ ...outside, needs: [{ role: '引导', number: 5 }] });
    const first = await t.shift(project);
    const second = await t.shift(project, { from: on('09:00', '2026-12-01'), to: on('12:00', '2026-12-01') });
    const [one, two] = (await t.volunteers(2)) as [number, number];
    await t.signUp(first, [one]);
    await t.signUp(second, [two]);
    t.goTo(SATURDAY, '09:00');
    await t.desk.serviceHours.clockIn({ commandId: cid(), shiftId: first, volunteerId: one });
    t.goTo('2026-12-01', '09:00');
    await t.desk.serviceHours.clockIn({ commandId: cid(), shiftId: second, volunteerId: two });
    expect(await errorOf(merge(one, two))).toMatchObject({ code: 'IN_USE', data: { what: 'service_record' } });
  });

  it('keep what either knows: the longer insurance, both limits, and that they were registered', async () => {
    const project = await t.project(outside);
    const served = await t.volunteer({
      insurance: '意外险',
      insuredUntil: '2027-06-01',
      limits: '不宜久站',
      team: '红马甲',
      publishConsent: true
    });
    t.goTo(NEXT, '09:00');
    await t.approve(...(await t.paper(project.id, SATURDAY, [[served, '09:00', '11:00']])));
    const applied = (
      await t.desk.volunteers.register({
        commandId: cid(),
        person: { name: '卫乙亥' },
        limits: '不会骑车',
        insurance: '旧保险',
        insuredUntil: '2026-12-01'
      })
    ).id;
    await merge(applied, served);
    expect(await t.head.volunteers.get({ id: applied })).toMatchObject({
      state: 'active',
      minutes: 120,
      insurance: '意外险',
      insuredUntil: '2027-06-01',
      limits: '不会骑车；不宜久站',
      team: '红马甲',
      publishConsent: false
    });
    expect((await t.head.volunteerFigures.table({ fromMonth: '2026-11', toMonth: '2026-11', by: 'all' })).total).toMatchObject({
      registered: 1,
      people: 1,
      services: 1
    });
  });
});
