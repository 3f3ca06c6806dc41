import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, dateOf, DAY_MS, MINUTE_MS } from '../../../electron/contract/core/time.ts';
import { expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { rowsOf } from '../../fixtures/rows.ts';
import { at, everyDay } from '../../fixtures/schedule.ts';
import { cid, errorOf } from '../../fixtures/station.ts';

// What falls due by time: not while the clock is in doubt, and never for good.

let t: ClassStation;
let other: number;
beforeEach(async () => {
  t = await openClassStation();
  other = await t.zone('会议室', { hours: everyDay('08:00', '22:00') });
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

const YEAR = 366 * DAY_MS;
const TABLES = ['reservation', 'allocation', 'class', 'class_session', 'booking', 'class_month', 'class_month_person', 'zone_use_month'];
/** All that a jump could change, without counts that stand at nothing and what only counts steps. */
const standing = () => {
  const rows = rowsOf(t, TABLES, ['version', 'allocation.id', 'class.last_place', 'booking.offer_until']);
  const counted = (row: object) => Object.entries(row).some(([column, value]) => !/month|dimension|_id$/.test(column) && Number(value) > 0);
  for (const table of ['class_month', 'class_month_person', 'zone_use_month'])
    rows[table] = rows[table]!.filter((row) => counted(row as object));
  return rows;
};
const look = async () => {
  await t.head.reservations.range({ from: at(FIRST, '00:00'), to: at(addDays(FIRST, 7), '00:00') });
  await t.head.classes.list({});
};
const confirm = () => t.head.station.confirmClock({ commandId: cid(), date: dateOf(t.clock.now()) });
const takeAllBack = (since: number) => t.head.station.takeBackClockSteps({ commandId: cid(), what: { since } });

/** Ten reservations to come, and a class with people booked, offered a seat and waiting. */
async function town() {
  const reservations: number[] = [];
  for (let i = 0; i < 10; i += 1)
    reservations.push((await t.head.reservations.create(t.booking(other, addDays(FIRST, 1 + i), '09:00', '10:00'))).id);
  const { id: classId } = await t.open({ capacity: 2, minToOpen: 1 }, { weeks: 3 });
  const [first, second, third, fourth] = await t.people(4);
  await t.book(classId, first!);
  const leaving = await t.book(classId, second!);
  for (const waiting of [third, fourth]) await t.book(classId, waiting!, { whenFull: 'wait' });
  await t.head.bookings.cancel({ commandId: cid(), id: leaving.id, version: leaving.version });
  return { reservations, classId };
}

describe('a clock that is wrong', () => {
  it('by a year: one look changes nothing, and back again all is as it was', async () => {
    await town();
    await look();
    const before = standing();
    t.jump(YEAR);
    await look();
    expect(standing()).toEqual(before);
    expect((await t.head.station.warnings()).clock).toMatchObject({ doubt: 'ahead', head: true });
    t.jump(-YEAR);
    await look();
    expect(standing()).toEqual(before);
    expect((await t.head.station.warnings()).clock).toBe(null);
  });

  it('and confirmed all the same: everything falls due, and everything is taken back in one step', async () => {
    const { reservations, classId } = await town();
    await look();
    const before = standing();
    t.jump(YEAR);
    await confirm();
    await look();
    const { state } = await t.head.classes.get({ id: classId });
    expect(state).toBe('finished');
    for (const id of reservations) expect((await t.head.reservations.get({ id })).state).toBe('no_show');

    t.jump(-YEAR);
    const { clock } = await t.head.station.warnings();
    expect(clock).toMatchObject({ doubt: 'behind', head: true });
    expect(clock!.early).toBeGreaterThan(13);
    await confirm();
    expect(await takeAllBack(t.clock.now())).toEqual({ takenBack: clock!.early, left: [] });
    expect(standing()).toEqual(before);
    expect((await t.head.station.clockSteps({ since: 0 })).steps).toEqual([]);
  });

  it('does not keep what was taken back from falling due at its own time', async () => {
    const { reservations, classId } = await town();
    t.jump(YEAR);
    await confirm();
    await look();
    t.jump(-YEAR);
    await confirm();
    await takeAllBack(t.clock.now());
    t.goTo(addDays(FIRST, 30), '09:00');
    await look();
    expect((await t.head.classes.get({ id: classId })).state).toBe('finished');
    for (const id of reservations) expect((await t.head.reservations.get({ id })).state).toBe('no_show');
  });

  it('before what is recorded: nothing falls due either, and work goes on', async () => {
    const { id } = await t.head.reservations.create(t.booking(other, FIRST, '09:00', '10:00'));
    t.goTo(FIRST, '09:14');
    await t.people(1);
    t.clock.advance(2 * MINUTE_MS);
    await t.people(1);
    t.jump(-MINUTE_MS / 2);
    expect((await t.head.reservations.get({ id })).state).toBe('approved');
    await t.people(1);
    t.jump(MINUTE_MS);
    expect((await t.head.reservations.get({ id })).state).toBe('no_show');
  });
});

describe('one record', () => {
  it('taken back while it is due is left to people', async () => {
    const { id } = await t.head.reservations.create(t.booking(other, FIRST, '09:00', '10:00'));
    t.goTo(FIRST, '09:30');
    expect((await t.head.reservations.get({ id })).state).toBe('no_show');
    const { steps } = await t.head.station.clockSteps({ since: 0, record: { entity: 'reservation', id } });
    expect(steps).toMatchObject([{ entity: 'reservation', entityId: id, from: 'approved', to: 'no_show' }]);
    await t.head.station.takeBackClockSteps({ commandId: cid(), what: { ids: [steps[0]!.id] } });
    t.goTo(FIRST, '09:55');
    const now = await t.head.reservations.get({ id });
    expect(now.state).toBe('approved');
    await t.head.reservations.checkIn({ commandId: cid(), id, version: now.version, headcount: 3 });
  });

  it('whose place is taken, or which was changed since, stays and is named', async () => {
    const gone = await t.head.reservations.create(t.booking(other, FIRST, '09:00', '10:00'));
    const late = await t.head.reservations.create(t.booking(other, FIRST, '12:00', '13:00'));
    t.goTo(FIRST, '12:30');
    const { version } = await t.head.reservations.get({ id: late.id });
    await t.head.reservations.checkIn({ commandId: cid(), id: late.id, version, headcount: 3 });
    t.goTo(FIRST, '08:00');
    await t.head.reservations.create(t.booking(other, FIRST, '09:30', '11:00'));
    const { takenBack, left } = await takeAllBack(0);
    expect(takenBack).toBe(0);
    expect(left.map((one) => [one.label.split(' ')[0], one.why])).toEqual([
      [late.number, 'changed'],
      [gone.number, 'taken']
    ]);
    expect((await t.head.reservations.get({ id: gone.id })).state).toBe('no_show');
  });

  it('is taken back by those at the desk and the head alone', async () => {
    const trainer = await t.as('trainer');
    expect(await errorOf(trainer.station.clockSteps({ since: 0 }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await errorOf(trainer.station.takeBackClockSteps({ commandId: cid(), what: { since: 0 } }))).toMatchObject({
      code: 'FORBIDDEN'
    });
  });
});

describe('a class whose sessions are over', () => {
  const finished = async () => {
    const { id } = await t.open({ minToOpen: 1 }, { weeks: 1 });
    await t.book(id, (await t.people(1))[0]!);
    t.goTo(FIRST, '21:30');
    expect((await t.head.classes.get({ id })).state).toBe('finished');
    return id;
  };
  const evening = (days: number) => ({ from: at(addDays(FIRST, days), '19:00'), to: at(addDays(FIRST, days), '21:00') });

  it('and that is resumed is not finished at the next look, until another session of it is over', async () => {
    const id = await finished();
    await t.step(id, 'resume', '补课');
    t.goTo(addDays(FIRST, 1), '09:00');
    expect((await t.head.classes.get({ id })).state).toBe('running');
    await t.head.sessions.add({ commandId: cid(), classId: id, sessions: [evening(2)] });
    t.goTo(addDays(FIRST, 2), '21:30');
    expect((await t.head.classes.get({ id })).state).toBe('finished');
  });

  it('goes on with a session that is added to make up, and finishes with it', async () => {
    const id = await finished();
    await t.head.sessions.add({ commandId: cid(), classId: id, sessions: [evening(7)] });
    expect((await t.head.classes.get({ id })).state).toBe('running');
    t.goTo(addDays(FIRST, 7), '21:30');
    expect(await t.head.classes.get({ id })).toMatchObject({ state: 'finished', held: 2 });
  });

  it('takes nobody more, whether it never had enough people or was resumed, until there is another session', async () => {
    const few = await t.open({ minToOpen: 5 }, { weeks: 1 });
    t.goTo(FIRST, '21:30');
    const [person] = await t.people(1);
    expect((await t.head.classes.get({ id: few.id })).state).toBe('open');
    const book = () => t.book(few.id, person!, { whenFull: 'wait' });
    expect(await errorOf(book())).toMatchObject({
      code: 'BOOKING_REFUSED',
      data: { refusals: [{ refusal: { reason: 'class_over', since: at(FIRST, '21:00') } }] }
    });
    await t.head.sessions.add({ commandId: cid(), classId: few.id, sessions: [evening(7)] });
    await book();
  });
});
