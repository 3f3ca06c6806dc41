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
const refusal = async (call: Promise<unknown>) =>
  ((await errorOf(call)).data as { refusals: { refusal: unknown }[] }).refusals.map((one) => one.refusal);

describe('the waiting list', () => {
  const full = async () => {
    const project = await t.project();
    const shift = await t.shift(project);
    const people = await t.volunteers(4);
    const rows = await t.signUp(shift, people, { whenFull: 'wait' });
    return { project, shift, people, rows };
  };

  it('gets the place of somebody who withdraws, in order, held for a day and with a call', async () => {
    const { project, shift, people, rows } = await full();
    expect(rows.map((row) => row.position)).toEqual([null, null, 1, 2]);
    expect(await t.head.signUps.withdraw({ commandId: cid(), id: rows[0]!.id, version: rows[0]!.version })).toEqual({
      late: false,
      promoted: 1
    });
    const list = await t.head.signUps.ofShift({ shiftId: shift });
    expect(list.find((row) => row.volunteer.id === people[2])).toMatchObject({
      state: 'offered',
      offerUntil: t.clock.now() + 24 * 3600_000
    });
    expect((await t.head.calls.list({ projectId: project.id })).rows).toMatchObject([{ reason: 'offered', signUpId: rows[2]!.id }]);
    const offered = list.find((row) => row.state === 'offered')!;
    expect(await t.head.signUps.decline({ commandId: cid(), id: offered.id, version: offered.version })).toEqual({ promoted: 1 });
    expect((await t.head.calls.list({ projectId: project.id })).rows).toMatchObject([{ reason: 'offered', person: { id: people[3] } }]);
    const next = (await t.head.signUps.ofShift({ shiftId: shift })).find((row) => row.state === 'offered')!;
    await t.head.signUps.accept({ commandId: cid(), id: next.id, version: next.version });
    expect((await t.head.calls.list({ projectId: project.id })).rows).toEqual([]);
  });

  it('moves on when an offer lapses and when more are wanted, and skips somebody who is busy by now', async () => {
    const { shift, people, rows } = await full();
    const elsewhere = await t.shift(await t.project({ zoneId: null, place: '社区' }), { from: on('10:00'), to: on('11:00') });
    await t.signUp(elsewhere, [people[2]!]);
    await t.head.signUps.withdraw({ commandId: cid(), id: rows[0]!.id, version: rows[0]!.version });
    const states = async () => (await t.head.signUps.ofShift({ shiftId: shift })).map((row) => [row.volunteer.id, row.state]);
    expect(await states()).toContainEqual([people[3], 'offered']);
    expect(await states()).toContainEqual([people[2], 'waiting']);
    t.clock.set(t.clock.now() + 24 * 3600_000 + 1);
    expect((await states()).some(([id]) => id === people[3])).toBe(false);
    const row = await t.head.shifts.get({ id: shift });
    const same = { id: shift, from: row.from, to: row.to, minimum: 0, zoneId: t.hall };
    expect(await t.head.shifts.update({ commandId: cid(), ...same, version: row.version, number: 3 })).toMatchObject({ promoted: 0 });
    expect(
      await errorOf(
        t.head.shifts.update({
          commandId: cid(),
          ...same,
          version: (await t.head.shifts.get({ id: shift })).version,
          number: 1,
          minimum: 2
        })
      )
    ).toMatchObject({ data: { reason: 'over_number' } });
  });

  it('gives a place at once on the day itself, and ends unserved', async () => {
    const { shift, people, rows } = await full();
    t.goTo(SATURDAY, '07:00');
    await t.head.signUps.withdraw({ commandId: cid(), id: rows[0]!.id, version: rows[0]!.version, excused: true, reason: '发烧' });
    expect((await t.head.signUps.ofShift({ shiftId: shift })).find((row) => row.volunteer.id === people[2])).toMatchObject({
      state: 'signed'
    });
    t.goTo(SATURDAY, '12:00');
    expect((await t.head.signUps.ofShift({ shiftId: shift, ended: true })).find((row) => row.volunteer.id === people[3])).toMatchObject({
      state: 'ended',
      endReason: 'unserved'
    });
  });
});

describe('no-shows', () => {
  it('block after so many, with the reasons shown, until somebody lifts it', async () => {
    const project = await t.project({ zoneId: null, place: '社区' });
    const [one] = (await t.volunteers(1)) as [number];
    for (const clock of ['09:00', '13:00', '17:00']) {
      const shift = await t.shift(project, { from: on(clock), to: on(clock) + 3600_000 });
      const [row] = await t.signUp(shift, [one]);
      t.goTo(SATURDAY, clock === '09:00' ? '08:00' : '08:30');
      expect(await t.head.signUps.withdraw({ commandId: cid(), id: row!.id, version: row!.version })).toMatchObject({ late: true });
      t.goTo('2026-11-23', '09:00');
    }
    t.goTo('2026-11-29', '09:00');
    const next = await t.shift(project, { from: on('09:00', '2026-12-05'), to: on('10:00', '2026-12-05') });
    expect(await refusal(t.signUp(next, [one]))).toEqual([
      { reason: 'blocked', until: on('08:30') + 30 * 86_400_000, dates: [SATURDAY, SATURDAY, SATURDAY] }
    ]);
    const standing = await t.head.signUps.standing({ volunteerId: one });
    expect(standing.block!.because).toHaveLength(3);
    expect(standing.block!.because[0]).toMatchObject({ kind: 'cancelled_late', code: '2026-0001' });
    // Classes count for themselves.
    expect((await t.head.bookings.standing({ personId: one })).block).toBeNull();
    expect(await codeOf(t.desk.signUps.liftBlock({ commandId: cid(), volunteerId: one, reason: '说明了情况' }))).toBe('FORBIDDEN');
    await t.head.signUps.liftBlock({ commandId: cid(), volunteerId: one, reason: '说明了情况' });
    await t.signUp(next, [one]);
  });
});
