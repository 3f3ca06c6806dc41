import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf, type Client } from '../../fixtures/station.ts';

let t: ScheduleStation;
let desk: Client;
beforeEach(async () => {
  t = await openScheduleStation();
  desk = await t.as('front_desk');
});
afterEach(() => t.close());

describe('what there is at a time', () => {
  it('names per zone what is in the way, and counts the equipment left', async () => {
    const hall = await t.zone('成长讲堂');
    const room = await t.zone('调解室', { capacity: 8 });
    const chairs = await t.head.zones.equipment.create({ commandId: cid(), name: '折叠椅', quantity: 40, zoneId: null });
    const equipment = [{ equipmentId: chairs.id, quantity: 30 }];
    const made = await desk.reservations.create({ ...t.booking(hall, TUESDAY, '09:00', '10:00'), equipment });
    const time = { from: at(TUESDAY, '09:30'), to: at(TUESDAY, '10:30'), expectedHeadcount: 20 };
    const options = await desk.reservations.options(time);
    const kinds = (zoneId: number) => options.zones.find((zone) => zone.zoneId === zoneId)?.clashes.map((clash) => clash.kind);
    expect(kinds(hall)).toEqual(['zone']);
    expect(kinds(room)).toEqual(['capacity']);
    expect(options.equipment).toEqual([{ equipmentId: chairs.id, available: 10 }]);
    // Its own holdings are not in a reservation's way.
    const own = await desk.reservations.options({ ...time, reservationId: made.id });
    expect(own.zones.find((zone) => zone.zoneId === hall)?.clashes).toEqual([]);
    expect(own.equipment[0]?.available).toBe(40);
  });

  it('counts equipment over the set-up and clear-up minutes of the zone thought of', async () => {
    const hall = await t.zone('成长讲堂');
    const room = await t.zone('调解室', { setupMinutes: 30 });
    const chairs = await t.head.zones.equipment.create({ commandId: cid(), name: '折叠椅', quantity: 40, zoneId: null });
    await desk.reservations.create({
      ...t.booking(hall, TUESDAY, '09:00', '10:00'),
      equipment: [{ equipmentId: chairs.id, quantity: 30 }]
    });
    const time = { from: at(TUESDAY, '10:00'), to: at(TUESDAY, '11:00') };
    expect((await desk.reservations.options(time)).equipment[0]?.available).toBe(40);
    expect((await desk.reservations.options({ ...time, zoneId: room })).equipment[0]?.available).toBe(10);
  });

  it('refuses times that cannot be', async () => {
    await t.zone('讲堂');
    expect(await codeOf(desk.reservations.options({ from: at(TUESDAY, '10:00'), to: at(TUESDAY, '09:00') }))).toBe('INVALID');
  });
});

describe('the history of a reservation', () => {
  it('gives each step with who, from, to and why, newest first', async () => {
    const hall = await t.zone('讲堂', { needsApproval: true });
    const { id, version } = await desk.reservations.create(t.booking(hall, TUESDAY, '09:00', '10:00'));
    await t.head.reservations.decline({ commandId: cid(), id, version, reason: '当天有检查' });
    const history = await desk.reservations.history({ id });
    expect(history.map(({ action, from, to, reason }) => ({ action, from, to, reason }))).toEqual([
      { action: 'reservations.decline', from: 'requested', to: 'declined', reason: '当天有检查' },
      { action: 'reservations.create', from: null, to: 'requested', reason: '' }
    ]);
    expect(history[0]?.actor).not.toBe('');
    expect(await codeOf(desk.reservations.history({ id: 999 }))).toBe('NOT_FOUND');
  });
});
