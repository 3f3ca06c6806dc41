import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { at, clashesOf, everyDay } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

const mics = async (quantity: number) =>
  (await t.head.zones.equipment.create({ commandId: cid(), name: '话筒', quantity, zoneId: null })).id;
const set = (id: number, over: { quantity?: number; zoneId?: number }) =>
  t.head.zones.equipment.update({ commandId: cid(), id, version: 1, name: '话筒', quantity: 4, zoneId: null, ...over });
const session = (equipmentId: number) => ({
  sessions: [
    {
      from: at(FIRST, '19:00'),
      to: at(FIRST, '21:00'),
      zoneId: t.hall,
      trainerIds: [t.trainerId],
      equipment: [{ equipmentId, quantity: 3 }]
    }
  ]
});

describe('equipment that a session holds', () => {
  it('is named with its class where less of it is wanted, and stays as long as the session is to come', async () => {
    const id = await mics(4);
    const made = await t.open(session(id));
    const { code } = await t.head.classes.get({ id: made.id });
    const refused = await errorOf(set(id, { quantity: 2 }));
    expect(clashesOf(refused)).toEqual([
      expect.objectContaining({
        kind: 'equipment',
        name: '话筒',
        heldBy: `${code} 咖啡制作`,
        holderKind: 'session',
        holderId: made.sessions[0],
        available: 2,
        wanted: 3
      })
    ]);
    expect(await errorOf(t.head.zones.equipment.archive({ commandId: cid(), id, version: 1, archived: true }))).toMatchObject({
      code: 'IN_USE',
      data: { what: 'equipment', count: 1 }
    });
    t.goTo(FIRST, '21:00');
    await t.head.zones.equipment.archive({ commandId: cid(), id, version: 1, archived: true });
  });

  it('is in the zone of the session, not in that of a reservation with the same id', async () => {
    const other = await t.zone('会议室', { hours: everyDay('08:00', '22:00') });
    const reservation = await t.head.reservations.create(t.booking(other, FIRST, '09:00', '10:00'));
    const id = await mics(4);
    const made = await t.open(session(id));
    expect(made.sessions).toEqual([reservation.id]);
    expect(await codeOf(set(id, { zoneId: other }))).toBe('IN_USE');
    expect(await set(id, { zoneId: t.hall })).toEqual({ version: 2 });
  });

  it('leaves what a reservation with the same id holds where that is', async () => {
    const other = await t.zone('会议室', { hours: everyDay('08:00', '22:00') });
    const id = await mics(4);
    const made = await t.open();
    const reservation = await t.head.reservations.create({
      ...t.booking(other, FIRST, '09:00', '10:00'),
      equipment: [{ equipmentId: id, quantity: 3 }]
    });
    expect(made.sessions).toContain(reservation.id);
    expect(clashesOf(await errorOf(set(id, { quantity: 2 })))).toMatchObject([
      { heldBy: expect.stringContaining(reservation.number), holderKind: 'reservation', holderId: reservation.id }
    ]);
    expect(await codeOf(set(id, { zoneId: t.hall }))).toBe('IN_USE');
    expect(await set(id, { zoneId: other })).toEqual({ version: 2 });
  });
});
