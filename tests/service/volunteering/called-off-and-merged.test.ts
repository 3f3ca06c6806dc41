import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../electron/contract/core/time.ts';
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
const NEXT = '2026-11-29';
const outside = { zoneId: null, place: '社区' };
const minutes = async (id: number) => (await t.head.volunteers.get({ id })).minutes;
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
