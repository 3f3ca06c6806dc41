import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../../fixtures/rows.ts';
import { cid } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, SATURDAY, type VolunteerStation } from '../../fixtures/volunteers.ts';

// Actions that the window offers to undo for ten seconds (offerUndo), by the procedures and inputs it uses.

let t: VolunteerStation;
let shift: number;
let people: number[];
beforeEach(async () => {
  t = await openVolunteerStation();
  const project = await t.project({ needs: [{ role: '引导', number: 2 }] });
  shift = await t.shift(project);
  people = await t.volunteers(3);
});
afterEach(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

const hours = () => t.desk.serviceHours;

describe('a clocking undone at once', () => {
  const standing = () => {
    const { service_record: records, ...rest } = rowsOf(t, ['service_record', 'sign_up', 'volunteer', 'volunteer_month', 'shift']);
    return { records: (records as { state: string }[]).filter((row) => row.state !== 'void'), ...rest };
  };
  beforeEach(async () => {
    await t.signUp(shift, people.slice(0, 1));
    t.goTo(SATURDAY, '09:05');
  });

  it('in: nobody is here, and the sign-up has no outcome', async () => {
    const before = standing();
    const { record } = await hours().clockIn({ commandId: cid(), shiftId: shift, volunteerId: people[0]! });
    expect(standing()).not.toEqual(before);
    await hours().undoClock({ commandId: cid(), recordId: record.id, version: record.version });
    expect(standing()).toEqual(before);
  });

  it('out: the service continues from its beginning', async () => {
    const { record } = await hours().clockIn({ commandId: cid(), shiftId: shift, volunteerId: people[0]! });
    t.goTo(SATURDAY, '11:00');
    const before = standing();
    const out = await hours().clockOut({ commandId: cid(), recordId: record.id, version: record.version });
    expect(standing()).not.toEqual(before);
    await hours().undoClock({ commandId: cid(), recordId: out.record.id, version: out.record.version });
    expect(standing()).toEqual(before);
  });

  it('out of a shift that is over: it is running, and to be ended again', async () => {
    const { record } = await hours().clockIn({ commandId: cid(), shiftId: shift, volunteerId: people[0]! });
    t.goTo(SATURDAY, '13:30');
    // Looking at the shift holds it; what is left is what the clocking does.
    await t.head.shifts.get({ id: shift });
    const before = [standing(), await hours().running()];
    const out = await hours().clockOut({ commandId: cid(), recordId: record.id, version: record.version });
    await hours().undoClock({ commandId: cid(), recordId: out.record.id, version: out.record.version });
    expect(standing()).toEqual(before[0]);
    expect((await hours().running()).map((row) => row.id)).toEqual((before[1] as { id: number }[]).map((row) => row.id));
  });
});

describe('a mark undone at once', () => {
  it.each<['excused' | 'absent' | null, 'excused' | 'absent' | null]>([
    [null, 'absent'],
    [null, 'excused'],
    ['absent', 'excused'],
    ['excused', null]
  ])('%s, then %s: the outcome is what it was', async (first, then) => {
    const [row] = await t.signUp(shift, people.slice(0, 1));
    t.goTo(SATURDAY, '13:00');
    const set = (outcome: 'excused' | 'absent' | null) =>
      hours().setOutcome({ commandId: cid(), signUpId: row!.id, outcome, ...(outcome === 'excused' ? { reason: '请假' } : {}) });
    await set(first ?? 'excused');
    if (first === null) await set(null);
    const standing = () => rowsOf(t, ['sign_up', 'shift', 'volunteer', 'volunteer_month', 'volunteer_month_person']);
    const before = standing();
    await set(then);
    expect(standing()).not.toEqual(before);
    await hours().setOutcome({ commandId: cid(), signUpId: row!.id, outcome: first });
    expect(standing()).toEqual(before);
  });
});

describe('a sign-up undone at once', () => {
  /** Without the number that the last place in the waiting list got: it only goes up. */
  const counters = () => rowsOf(t, ['shift', 'volunteer', 'volunteer_month'], ['shift.last_place']);
  const undo = (rows: { id: number; version: number }[]) =>
    Promise.all(rows.map(({ id, version }) => t.head.signUps.withdraw({ commandId: cid(), id, version, reason: '撤销', excused: true })));

  it('gives the place back and is no late withdrawal, however short before the start', async () => {
    t.goTo(SATURDAY, '08:55');
    const before = counters();
    const rows = await t.signUp(shift, people.slice(0, 1));
    expect(counters()).not.toEqual(before);
    expect(await undo(rows)).toMatchObject([{ late: false }]);
    expect(counters()).toEqual(before);
    expect((await t.head.recognition.standings({})).rows.map((row) => row.noShows)).toEqual([0, 0, 0]);
    expect(rowsOf(t, ['sign_up'])['sign_up']).toMatchObject([{ state: 'ended', end_reason: 'withdrawn' }]);
  });

  it('of several gives all their places back, one after the other, and those in the waiting list', async () => {
    const before = counters();
    const rows = await t.signUp(shift, people, { whenFull: 'wait' });
    expect(rows.map((row) => row.state)).toEqual(['signed', 'signed', 'waiting']);
    // The window takes the last one back first (take-back.ts), with the versions it was told.
    for (const { id, version } of rows.reverse())
      await t.head.signUps.withdraw({ commandId: cid(), id, version, reason: '撤销', excused: true });
    expect(counters()).toEqual(before);
  });
});
