import { badgeCode } from '../../../electron/contract/people/scan-codes.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf, MINUTE_MS } from '../../../electron/contract/core/time.ts';
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
  it('clocks people in and out by their badges, and distinguishes a double scan, a stranger and a guest', async () => {
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
      [0, 'still_running']
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
