import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { badgeCode } from '../../../electron/contract/people/scan-codes.ts';
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
const NEXT = '2026-11-29';
const outside = { zoneId: null, place: '社区' };
const problemOf = async (call: Promise<unknown>) =>
  ((await errorOf(call)).data as { rows: { problem: { reason: string } }[] }).rows[0]?.problem;

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

  describe('lists volunteers for a call who lack insurance or training for a coming shift', () => {
    /** Two shifts of a project that is found to be dangerous after an able and an unable volunteer signed up for both. */
    async function foundDangerous() {
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
      await change({ dangerous: true, risks: '路面', trainingIds: [training] });
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
      const open = async () =>
        (await t.head.calls.list({ projectId: project.id })).rows.filter((row) => row.person.id === able && row.shiftId === first);
      return { training, first, second, able, unable, project, change, calls, update, open };
    }

    it('once per shift, however often the project is changed', async () => {
      const { training, first, second, unable, change, calls } = await foundDangerous();
      expect(await calls()).toEqual([
        [unable, first],
        [unable, second]
      ]);
      await change({ dangerous: true, risks: '路面湿滑', trainingIds: [training] });
      expect(await calls()).toHaveLength(2);
    });

    it('when somebody loses theirs, and removes them once they have it again', async () => {
      const { first, second, able, unable, calls, update } = await foundDangerous();
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
    });

    it('again if they were not reached before; once reached, nobody is called about the same shift again', async () => {
      const { first, second, able, unable, calls, update, open } = await foundDangerous();
      await update({ trainings: [] });
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
    });

    it('but not somebody who gave the place up', async () => {
      const { project, first, second, unable, able, calls, update, open } = await foundDangerous();
      await update({ trainings: [] });
      const [told] = await open();
      await t.head.calls.mark({ commandId: cid(), id: told!.id, outcome: 'reached' });
      // Whoever gives the place up need not be told what it would have demanded.
      const mine = (await t.head.signUps.ofShift({ shiftId: first })).find((row) => row.volunteer.id === unable)!;
      await t.head.signUps.withdraw({ commandId: cid(), id: mine.id, version: mine.version, reason: '有事' });
      expect(await calls()).toEqual([
        [unable, second],
        [able, second]
      ]);
      expect((await t.head.calls.phones({ projectId: project.id })).map((row) => row.reason)).toEqual(['shift_unready', 'shift_unready']);
    });
  });

  it('moved past the end of somebody’s insurance, lists them for a call with what they lack', async () => {
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

  it('is for people who are of age on the day, 29 February included', async () => {
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
