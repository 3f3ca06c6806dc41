import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, clashesOf, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../fixtures/schedule.ts';
import { cid, codeOf, errorOf, type Client } from '../fixtures/station.ts';

let t: ScheduleStation;
let desk: Client;
beforeEach(async () => {
  t = await openScheduleStation();
  desk = await t.as('front_desk');
});
afterEach(async () => {
  await expectSound(t);
  await t.close();
});

describe('reserving', () => {
  it('numbers without gaps, approves where no approval is needed, and refuses what is taken, by whom', async () => {
    const hall = await t.zone('成长讲堂');
    const first = await desk.reservations.create({ ...t.booking(hall, TUESDAY, '09:00', '10:00'), title: '夜校' });
    expect(first).toMatchObject({ number: '2026-000001', state: 'approved', version: 1 });
    const refused = await errorOf(desk.reservations.create(t.booking(hall, TUESDAY, '09:30', '10:30')));
    expect(refused.code).toBe('CLASH');
    expect(clashesOf(refused)).toEqual([
      { kind: 'zone', name: '成长讲堂', heldBy: '2026-000001 夜校', holderKind: 'reservation', holderId: first.id, from: at(TUESDAY, '09:00'), to: at(TUESDAY, '10:00') }
    ]);
    // A refused one uses no number up; ends touch starts.
    expect((await desk.reservations.create(t.booking(hall, TUESDAY, '10:00', '11:00'))).number).toBe('2026-000002');
  });

  it('starts the numbers of a year at 1', async () => {
    const hall = await t.zone('讲堂');
    await desk.reservations.create(t.booking(hall, TUESDAY, '09:00', '10:00'));
    t.clock.set(at('2027-01-05', '09:00'));
    expect((await desk.reservations.create(t.booking(hall, '2027-01-06', '09:00', '10:00'))).number).toBe('2027-000001');
  });
});
