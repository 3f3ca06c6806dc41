import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { cid, errorOf } from '../../fixtures/station.ts';
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
const problems = async (call: Promise<unknown>) =>
  ((await errorOf(call)).data as { rows: { row: number; problem: { reason: string } }[] }).rows.map((one) => [one.row, one.problem.reason]);

async function signedShift(count = 2) {
  const project = await t.project({ needs: [{ role: '引导', number: 5 }] });
  const shift = await t.shift(project);
  const people = await t.volunteers(count);
  const rows = await t.signUp(shift, people);
  return { project, shift, people, rows };
}

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
