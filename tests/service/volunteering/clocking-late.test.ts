import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { badgeCode } from '../../../electron/contract/people/scan-codes.ts';
import { addDays } from '../../../electron/contract/core/time.ts';
import { at } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, SATURDAY, type VolunteerStation } from '../../fixtures/volunteers.ts';

// People forget to clock out, go over from one shift to the next, and stay longer than planned.

let t: VolunteerStation;
let project: { id: number; needs: number[] };
let one: number;
beforeEach(async () => {
  t = await openVolunteerStation();
  project = await t.project({ toDate: '2026-12-31' });
  one = await t.volunteer();
});
afterEach(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

const shiftOn = async (date: string, from: string, to: string, people = [one]) => {
  const id = await t.shift(project, { from: at(date, from), to: at(date, to) });
  await t.signUp(id, people);
  return id;
};
const hours = () => t.desk.serviceHours;
const clockIn = (shiftId: number, volunteerId = one) => hours().clockIn({ commandId: cid(), shiftId, volunteerId });
const problemOf = async (call: Promise<unknown>) => {
  const error = await errorOf(call);
  expect(error.code).toBe('HOURS_REFUSED');
  return (error.data as { rows: { problem: { reason: string } }[] }).rows[0]!.problem;
};

describe('whoever forgot to clock out', () => {
  it('is told so days later, is clocked out with the time they left, and can then serve', async () => {
    const first = await shiftOn(SATURDAY, '09:00', '11:00');
    const later = addDays(SATURDAY, 3);
    const second = await shiftOn(later, '09:00', '11:00');
    t.goTo(SATURDAY, '09:00');
    const { record } = await clockIn(first);
    for (const days of [1, 2, 3]) {
      t.goTo(addDays(SATURDAY, days), '09:00');
      if (days < 3) continue;
      expect(await problemOf(clockIn(second))).toMatchObject({ reason: 'still_running', recordId: record.id, since: record.from });
      expect(await problemOf(hours().scan({ commandId: cid(), shiftId: second, code: badgeCode(one) }))).toMatchObject({
        reason: 'still_running'
      });
    }
    const out = (over: object) => hours().clockOut({ commandId: cid(), recordId: record.id, version: record.version, ...over });
    expect(await problemOf(out({}))).toEqual({ reason: 'too_long' });
    expect(await problemOf(out({ at: at(SATURDAY, '15:00') }))).toMatchObject({ reason: 'beyond_plan', minutes: 360, planned: 120 });
    await out({ at: at(SATURDAY, '15:00'), reason: '活动延长到下午' });
    expect((await hours().get({ id: record.id })).chain[0]).toMatchObject({ minutes: 360, state: 'pending', reason: '活动延长到下午' });
    await clockIn(second);
  });
});

describe('shifts back to back', () => {
  it('are changed over by one scan: out of the first at its end, into the second', async () => {
    const first = await shiftOn(SATURDAY, '09:00', '12:00');
    const second = await shiftOn(SATURDAY, '12:00', '15:00');
    t.goTo(SATURDAY, '09:00');
    const { record } = await clockIn(first);
    t.goTo(SATURDAY, '12:05');
    const { record: next } = await clockIn(second);
    expect((await hours().get({ id: record.id })).chain[0]).toMatchObject({ state: 'pending', to: at(SATURDAY, '12:00') });
    expect(next).toMatchObject({ state: 'running', from: at(SATURDAY, '12:05') });
    expect((await hours().running()).map((row) => row.id)).toEqual([next.id]);
  });

  it('left early for the next are left then; one that goes on is not left', async () => {
    const first = await shiftOn(SATURDAY, '09:00', '12:00');
    const second = await t.shift(await t.project(), { from: at(SATURDAY, '13:00'), to: at(SATURDAY, '15:00') });
    await t.signUp(second, [one], { overrideReason: '两头跑' });
    t.goTo(SATURDAY, '09:00');
    const { record } = await clockIn(first);
    t.goTo(SATURDAY, '11:10');
    expect(await problemOf(clockIn(second))).toMatchObject({ reason: 'still_running' });
    t.goTo(SATURDAY, '11:40');
    await clockIn(second);
    expect((await hours().get({ id: record.id })).chain[0]).toMatchObject({ to: at(SATURDAY, '11:40') });
  });
});

describe('a whole shift', () => {
  it('is recorded for everybody but those something is in the way of, who are named', async () => {
    const people = await t.volunteers(2);
    project = await t.project({ needs: [{ role: '引导', number: 5 }] });
    const earlier = await shiftOn(SATURDAY, '09:00', '10:00');
    const id = await shiftOn(addDays(SATURDAY, 1), '09:00', '11:00', [one, ...people]);
    t.goTo(SATURDAY, '09:00');
    await clockIn(earlier);
    t.goTo(addDays(SATURDAY, 1), '11:30');
    // The one who is still clocked in since yesterday overlaps the first hours of it.
    const done = await hours().wholeShift({ commandId: cid(), shiftId: id });
    expect(done.recorded + done.refused.length).toBe(3);
    expect(done.recorded).toBeGreaterThanOrEqual(2);
    for (const refused of done.refused) expect(refused.problem.reason).toBe('overlap');
  });

  it('that can be recorded for nobody is refused, and says why', async () => {
    const id = await shiftOn(SATURDAY, '09:00', '11:00');
    const other = await t.shift(await t.project({ zoneId: null, place: '广场' }), {
      from: at(SATURDAY, '09:00'),
      to: at(SATURDAY, '11:00')
    });
    await t.signUp(other, [one], { overrideReason: '两头跑' });
    t.goTo(SATURDAY, '09:00');
    await clockIn(id);
    t.goTo(SATURDAY, '11:30');
    expect(await problemOf(hours().wholeShift({ commandId: cid(), shiftId: other }))).toMatchObject({ reason: 'overlap' });
  });
});

describe('a paper sheet', () => {
  const sheet = (shiftId: number, to: string, remark = '') =>
    hours().enterSheet({
      commandId: cid(),
      projectId: project.id,
      shiftId,
      date: SATURDAY,
      rows: [{ volunteerId: one, from: '07:00', to, remark }]
    });

  it('takes no day out of a shift of two hours without a word', async () => {
    const id = await shiftOn(SATURDAY, '09:00', '11:00');
    t.goTo(addDays(SATURDAY, 1), '12:00');
    expect(await problemOf(sheet(id, '23:30'))).toEqual({ reason: 'beyond_plan', minutes: 990, planned: 120 });
    await sheet(id, '23:30', '通宵值守');
  });

  it('is approved by somebody else than who typed it, unless the station decided otherwise', async () => {
    const id = await shiftOn(SATURDAY, '09:00', '11:00');
    t.goTo(addDays(SATURDAY, 1), '12:00');
    const typed = await t.head.serviceHours.enterSheet({
      commandId: cid(),
      projectId: project.id,
      shiftId: id,
      date: SATURDAY,
      rows: [{ volunteerId: one, from: '09:00', to: '11:00' }]
    });
    const approve = (client = t.head) => client.serviceHours.approve({ commandId: cid(), ids: typed.ids });
    expect(await errorOf(approve())).toMatchObject({ code: 'RECORDS_REFUSED', data: { records: [{ reason: 'own_entry' }] } });
    await t.head.station.changeSettings({ commandId: cid(), settings: { serviceSecondPerson: false } });
    await approve();
    await t.head.station.changeSettings({ commandId: cid(), settings: { serviceSecondPerson: true } });
    expect(await codeOf(approve(await t.as('head')))).toBe('RECORDS_REFUSED');
  });
});
