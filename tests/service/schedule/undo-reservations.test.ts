import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../electron/contract/core/time.ts';
import { rowsOf } from '../../fixtures/rows.ts';
import { at, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf, type Client } from '../../fixtures/station.ts';

// Actions that the window offers to undo for ten seconds (offerUndo), by the procedures and inputs it uses.

let t: ScheduleStation;
let desk: Client;
let hall: number;
let chairs: number;
beforeEach(async () => {
  t = await openScheduleStation();
  desk = await t.as('front_desk');
  hall = await t.zone('讲堂', { setupMinutes: 15, clearupMinutes: 15 });
  chairs = (await t.head.zones.equipment.create({ commandId: cid(), name: '椅', quantity: 20, zoneId: null })).id;
});
afterEach(async () => {
  await expectSound(t);
  await t.close();
});

/** Everything a reservation is and holds; rows of the schedule are made anew, with ids of their own. */
const standing = () => rowsOf(t, ['reservation', 'reservation_equipment', 'allocation', 'zone_use_month'], ['allocation.id']);
const book = async (over: object = {}) =>
  desk.reservations.create({
    ...t.booking(hall, TUESDAY, '09:00', '11:00'),
    equipment: [{ equipmentId: chairs, quantity: 5 }],
    staffId: await t.person('钱乙丑'),
    ...over
  });

describe('undone at once', () => {
  it('a check-in leaves the reservation as it was, at its time and late', async () => {
    const { id } = await book();
    t.clock.set(at(TUESDAY, '08:55'));
    const before = standing();
    const { version } = await desk.reservations.checkIn({ commandId: cid(), id, version: 1, headcount: 7 });
    expect(standing()).not.toEqual(before);
    expect(await desk.reservations.undoCheckIn({ commandId: cid(), id, version, reason: '' })).toMatchObject({ state: 'approved' });
    expect(standing()).toEqual(before);
  });

  it('a finish before the end gives the rest of the time back to the use, and counts nothing', async () => {
    const { id } = await book();
    t.clock.set(at(TUESDAY, '08:55'));
    await desk.reservations.checkIn({ commandId: cid(), id, version: 1, headcount: 7 });
    t.clock.set(at(TUESDAY, '10:00'));
    const before = standing();
    const { version } = await desk.reservations.finish({ commandId: cid(), id, version: 2 });
    expect(standing()).not.toEqual(before);
    t.clock.advance(9000);
    await desk.reservations.undoFinish({ commandId: cid(), id, version, reason: '' });
    const { zone_use_month: counted, ...now } = standing();
    const { zone_use_month: countedBefore, ...then } = before;
    expect(now).toEqual(then);
    expect((counted as { uses: number }[]).filter((row) => row.uses > 0)).toEqual(countedBefore);
  });

  it('a finish that said how many came keeps that number, since they did come', async () => {
    const { id } = await book();
    t.clock.set(at(TUESDAY, '08:55'));
    await desk.reservations.checkIn({ commandId: cid(), id, version: 1, headcount: 7 });
    const { version } = await desk.reservations.finish({ commandId: cid(), id, version: 2, headcount: 9 });
    await desk.reservations.undoFinish({ commandId: cid(), id, version, reason: '' });
    expect(await desk.reservations.get({ id })).toMatchObject({ state: 'in_use', headcount: 9, finishedAt: null });
  });

  it('a drop on another time or zone brings it back with everything it held', async () => {
    const { id } = await book();
    const other = await t.zone('活动室');
    for (const place of [
      { zoneId: hall, from: at(TUESDAY, '14:00'), to: at(TUESDAY, '16:00') },
      { zoneId: other, from: at(addDays(TUESDAY, 1), '09:30'), to: at(addDays(TUESDAY, 1), '10:30') }
    ]) {
      const before = standing();
      const full = await desk.reservations.get({ id });
      const moved = await desk.reservations.move({ commandId: cid(), id, version: full.version, ...place });
      expect(standing()).not.toEqual(before);
      await desk.reservations.move({ commandId: cid(), id, version: moved.version, zoneId: full.zone.id, from: full.from, to: full.to });
      expect(standing()).toEqual(before);
    }
  });

  it('another rule of a series brings back every date it replaced, with what each held', async () => {
    const made = await desk.series.create({
      commandId: cid(),
      rule: { every: 'week', weekdays: [2], start: TUESDAY, count: 4 },
      zoneId: hall,
      purposeId: t.purpose['safety']!,
      title: '安全课',
      expectedHeadcount: 10,
      equipment: [{ equipmentId: chairs, quantity: 5 }],
      from: '09:00',
      to: '11:00'
    });
    /** What stands; the dates of the rule that was taken back stay as cancelled reservations. */
    const shown = () => {
      const { reservation, allocation } = standing();
      return { reservation: (reservation as { state: string }[]).filter((row) => row.state !== 'cancelled'), allocation };
    };
    const [series, before] = [await desk.series.get({ id: made.id }), shown()];
    const second = series.dates[1]!;
    const done = await desk.series.replaceRule({
      commandId: cid(),
      reservationId: second.reservation!.id,
      rule: { every: 'week', weekdays: [4], start: second.date, count: 3 },
      from: '14:00',
      to: '15:30'
    });
    expect(shown()).not.toEqual(before);
    await desk.series.undoRule({ commandId: cid(), id: done.id });
    expect(shown()).toEqual(before);
    const { version: _now, ...now } = (await desk.series.get({ id: made.id })) as object & { version?: number };
    const { version: _then, ...then } = series as object & { version?: number };
    expect(now).toEqual(then);
  });
});

describe('undone too late', () => {
  it('a drop is refused when somebody has the old place, and the reservation stays where it was dropped', async () => {
    const { id } = await book();
    const moved = await desk.reservations.move({
      commandId: cid(),
      id,
      version: 1,
      zoneId: hall,
      from: at(TUESDAY, '14:00'),
      to: at(TUESDAY, '16:00')
    });
    await desk.reservations.create(t.booking(hall, TUESDAY, '10:00', '11:00'));
    const before = standing();
    const back = { zoneId: hall, from: at(TUESDAY, '09:00'), to: at(TUESDAY, '11:00') };
    expect(await codeOf(desk.reservations.move({ commandId: cid(), id, version: moved.version, ...back }))).toBe('CLASH');
    expect(standing()).toEqual(before);
  });

  it('a check-in is refused when somebody changed the reservation meanwhile', async () => {
    const { id } = await book();
    t.clock.set(at(TUESDAY, '08:55'));
    const { version } = await desk.reservations.checkIn({ commandId: cid(), id, version: 1, headcount: 7 });
    await t.head.reservations.undoCheckIn({ commandId: cid(), id, version });
    await t.head.reservations.checkIn({ commandId: cid(), id, version: version + 1, headcount: 9 });
    expect(await codeOf(desk.reservations.undoCheckIn({ commandId: cid(), id, version }))).toBe('STALE');
    expect(await desk.reservations.get({ id })).toMatchObject({ state: 'in_use', headcount: 9 });
  });
});
