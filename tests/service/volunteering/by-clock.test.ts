import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dateOf, DAY_MS, HOUR_MS } from '../../../electron/contract/core/time.ts';
import { rowsOf } from '../../fixtures/rows.ts';
import { cid, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, SATURDAY, type VolunteerStation } from '../../fixtures/volunteers.ts';

// Projects, shifts and sign-ups that the clock moved on: taken back, they are what they were.

let t: VolunteerStation;
beforeEach(async () => {
  t = await openVolunteerStation();
});
afterEach(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

const standing = () =>
  rowsOf(
    t,
    ['project', 'shift', 'sign_up', 'project_use', 'allocation'],
    ['version', 'allocation.id', 'shift.last_place', 'sign_up.offer_until']
  );
const look = () => t.head.volunteerProjects.list({});
const confirm = () => t.head.station.confirmClock({ commandId: cid(), date: dateOf(t.clock.now()) });

/** A shift for two: one signed, one offered what somebody gave up, two waiting. */
async function town() {
  const project = await t.project();
  const shift = await t.shift(project);
  const people = await t.volunteers(5);
  const rows = await t.signUp(shift, people.slice(0, 2));
  await t.signUp(shift, people.slice(2), { whenFull: 'wait' });
  await t.head.signUps.withdraw({ commandId: cid(), id: rows[0]!.id, version: rows[0]!.version, reason: '有事' });
  return { project, shift };
}

describe('a clock that is wrong by a year', () => {
  it('changes nothing at a look; confirmed all the same, all it did is taken back in one step', async () => {
    const { project, shift } = await town();
    await look();
    const before = standing();
    t.jump(366 * DAY_MS);
    await look();
    expect(standing()).toEqual(before);

    await confirm();
    await look();
    expect((await t.head.shifts.get({ id: shift })).state).toBe('held');
    expect((await t.head.volunteerProjects.get({ id: project.id })).state).toBe('running');
    expect(standing()).not.toEqual(before);

    t.jump(-366 * DAY_MS);
    await confirm();
    const { takenBack, left } = await t.head.station.takeBackClockSteps({ commandId: cid(), what: { since: t.clock.now() } });
    expect(takenBack).toBeGreaterThan(3);
    expect(left).toEqual([]);
    expect(standing()).toEqual(before);
  });

  it('keeps nothing from falling due at its own time', async () => {
    const { shift } = await town();
    t.jump(366 * DAY_MS);
    await confirm();
    await look();
    t.jump(-366 * DAY_MS);
    await confirm();
    await t.head.station.takeBackClockSteps({ commandId: cid(), what: { since: t.clock.now() } });
    t.goTo(SATURDAY, '13:00');
    expect((await t.head.shifts.get({ id: shift })).state).toBe('held');
  });
});

it('a shift taken back while it is over is left to people', async () => {
  const { shift } = await town();
  t.goTo(SATURDAY, '13:00');
  expect((await t.head.shifts.get({ id: shift })).state).toBe('held');
  const { steps } = await t.head.station.clockSteps({ since: 0, record: { entity: 'shift', id: shift } });
  await t.head.station.takeBackClockSteps({ commandId: cid(), what: { ids: steps.map((step) => step.id) } });
  await look();
  expect((await t.head.shifts.get({ id: shift })).state).toBe('planned');
});

describe('a shift that somebody has come to', () => {
  it('begins when it began: its end and its place may change, its beginning may not', async () => {
    const project = await t.project();
    const id = await t.shift(project);
    const [one] = await t.volunteers(1);
    await t.signUp(id, [one!]);
    t.goTo(SATURDAY, '09:05');
    await t.head.serviceHours.clockIn({ commandId: cid(), shiftId: id, volunteerId: one! });
    const update = async (days: number, hours: number) => {
      const { version, from, to } = await t.head.shifts.get({ id });
      return t.head.shifts.update({
        commandId: cid(),
        id,
        version,
        from: from + days * DAY_MS,
        to: to + days * DAY_MS + hours * HOUR_MS,
        number: 2,
        minimum: 0,
        zoneId: t.hall
      });
    };
    expect(await errorOf(update(7, 0))).toMatchObject({ code: 'IN_USE', data: { what: 'service_record', count: 1 } });
    await update(0, 1);
  });
});
