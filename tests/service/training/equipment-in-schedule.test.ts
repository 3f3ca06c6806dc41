import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../electron/contract/core/time.ts';
import { evenings, expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { at, clashesOf, everyDay } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ClassStation;
let second: number;
let projectors: number;
beforeEach(async () => {
  t = await openClassStation();
  second = await t.zone('二号教室', { hours: everyDay('08:00', '22:00') });
  projectors = (await t.head.zones.equipment.create({ commandId: cid(), name: '投影仪', quantity: 3, zoneId: null })).id;
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

const lines = (quantity: number) => [{ equipmentId: projectors, quantity }];
/** How many are left at a time, as a reservation form shows it. */
const left = async (from: number, to: number, zoneId?: number) =>
  (await t.head.reservations.options({ from, to, ...(zoneId === undefined ? {} : { zoneId }) })).equipment.find(
    (one) => one.equipmentId === projectors
  )!.available;
const evening = (date = FIRST) => left(at(date, '19:00'), at(date, '21:00'));
const reserve = (quantity: number, from: string, to: string, date = FIRST) =>
  t.head.reservations.create({ ...t.booking(second, date, from, to), equipment: lines(quantity) });
const session = (id: number) => t.head.sessions.get({ id });
/** Changes a session, from what it says by now. */
async function change(id: number, over: { zoneId?: number; from?: number; to?: number; quantity?: number }) {
  const now = await session(id);
  const { quantity, ...place } = over;
  return t.head.sessions.update({
    commandId: cid(),
    id,
    version: now.version,
    from: now.from,
    to: now.to,
    zoneId: now.zone.id,
    trainerIds: now.trainers.map((one) => one.id),
    equipment:
      quantity === undefined ? now.equipment.map(({ equipmentId, quantity: n }) => ({ equipmentId, quantity: n })) : lines(quantity),
    ...place
  });
}

describe('equipment that sessions hold', () => {
  it('is shown with each session, and counted off what reservations can have at that time alone', async () => {
    const { sessions } = await t.open({ equipment: lines(2) }, { weeks: 2 });
    for (const id of sessions)
      expect((await session(id)).equipment).toEqual([{ equipmentId: projectors, name: '投影仪', nameEn: '', quantity: 2 }]);
    expect(await evening()).toBe(1);
    expect(await evening(addDays(FIRST, 7))).toBe(1);
    expect(await evening(addDays(FIRST, 14))).toBe(3);
    expect(await left(at(FIRST, '21:00'), at(FIRST, '22:00'))).toBe(3);
    expect(await left(at(FIRST, '20:59'), at(FIRST, '22:00'))).toBe(1);
  });

  it('is refused to a reservation in another zone, with the name of the class', async () => {
    const { sessions } = await t.open({ title: '周二咖啡', equipment: lines(2) }, { weeks: 1 });
    expect(clashesOf(await errorOf(reserve(2, '20:00', '21:30')))).toMatchObject([
      {
        kind: 'equipment',
        name: '投影仪',
        available: 1,
        wanted: 2,
        holderKind: 'session',
        holderId: sessions[0],
        heldBy: expect.stringContaining('周二咖啡')
      }
    ]);
    await reserve(1, '20:00', '21:30');
    await reserve(3, '21:30', '22:00');
  });

  it('is refused to a session when reservations hold it, by date', async () => {
    await reserve(2, '20:00', '22:00', addDays(FIRST, 7));
    const refused = await errorOf(t.open({ equipment: lines(2) }, { weeks: 3 }));
    expect(refused.code).toBe('SERIES_CLASH');
    const { dates } = refused.data as { dates: { date: string; clashes: object[] }[] };
    expect(dates).toMatchObject([{ date: addDays(FIRST, 7), clashes: [{ kind: 'equipment', available: 1, wanted: 2 }] }]);
    expect(await evening()).toBe(3);
    await t.open({ equipment: lines(1) }, { weeks: 3 });
    expect(await evening(addDays(FIRST, 7))).toBe(0);
  });

  it('is kept by set-up and clear-up minutes too', async () => {
    const buffered = await t.zone('实训室', { setupMinutes: 30, clearupMinutes: 15, hours: everyDay('08:00', '22:00') });
    await t.open({ zoneId: buffered, equipment: lines(3) }, { weeks: 1 });
    expect(await left(at(FIRST, '18:00'), at(FIRST, '18:30'))).toBe(3);
    expect(await left(at(FIRST, '18:00'), at(FIRST, '18:31'))).toBe(0);
    expect(await left(at(FIRST, '21:14'), at(FIRST, '22:00'))).toBe(0);
    expect(await left(at(FIRST, '21:15'), at(FIRST, '22:00'))).toBe(3);
  });

  it('follows a session that moves, and is checked again where it goes', async () => {
    const { sessions } = await t.open({ equipment: lines(2) }, { weeks: 1 });
    await reserve(2, '14:00', '16:00');
    const moved = { from: at(FIRST, '15:00'), to: at(FIRST, '17:00') };
    expect(clashesOf(await errorOf(change(sessions[0]!, moved)))).toMatchObject([{ kind: 'equipment', available: 1, wanted: 2 }]);
    expect(await evening()).toBe(1);
    await change(sessions[0]!, { from: at(FIRST, '16:00'), to: at(FIRST, '18:00') });
    expect(await evening()).toBe(3);
    expect(await left(at(FIRST, '16:00'), at(FIRST, '18:00'))).toBe(1);
  });

  it('can become more or less for one session, as far as there is', async () => {
    const { sessions } = await t.open({ equipment: lines(1) }, { weeks: 2 });
    await change(sessions[0]!, { quantity: 3 });
    expect([await evening(), await evening(addDays(FIRST, 7))]).toEqual([0, 2]);
    expect(clashesOf(await errorOf(change(sessions[0]!, { quantity: 4 })))).toMatchObject([{ kind: 'equipment', available: 3, wanted: 4 }]);
    expect((await session(sessions[0]!)).equipment).toMatchObject([{ quantity: 3 }]);
    await change(sessions[0]!, { quantity: 1 });
    expect(await evening()).toBe(2);
  });

  it('is free again when its session or class is cancelled', async () => {
    const { id, sessions } = await t.open({ equipment: lines(3) }, { weeks: 2 });
    const { version } = await session(sessions[0]!);
    await t.head.sessions.cancel({ commandId: cid(), id: sessions[0]!, version, reason: '停电' });
    expect([await evening(), await evening(addDays(FIRST, 7))]).toEqual([3, 0]);
    await t.step(id, 'cancel', '人数不足');
    expect(await evening(addDays(FIRST, 7))).toBe(3);
  });

  it('is neither made fewer than sessions to come hold, nor tied to another zone, nor archived', async () => {
    await t.open({ equipment: lines(2) }, { weeks: 1 });
    const { version } = (await t.head.zones.equipment.list({}))[0]!;
    const update = (quantity: number, zoneId: number | null) =>
      t.head.zones.equipment.update({ commandId: cid(), id: projectors, version, name: '投影仪', quantity, zoneId });
    expect(await codeOf(update(1, null))).toBe('CLASH');
    expect(await codeOf(update(3, second))).toBe('IN_USE');
    expect(await codeOf(t.head.zones.equipment.archive({ commandId: cid(), id: projectors, version, archived: true }))).toBe('IN_USE');
    expect(await evening()).toBe(1);
    await update(2, null);
    expect(await evening()).toBe(0);
  });

  it('belongs to classes of one and the same evening together', async () => {
    const other = await t.trainer('孙丙寅', [t.courseId]);
    await t.open({ equipment: lines(2) }, { weeks: 1 });
    const more = (quantity: number) =>
      t.open({ zoneId: second, trainerIds: [other], sessions: evenings(FIRST, 1), equipment: lines(quantity) });
    expect(await codeOf(more(2))).toBe('SERIES_CLASH');
    await more(1);
    expect(await evening()).toBe(0);
  });

  it('fixed to a zone is for sessions in that zone alone', async () => {
    const board = (await t.head.zones.equipment.create({ commandId: cid(), name: '白板', quantity: 1, zoneId: second })).id;
    const equipment = [{ equipmentId: board, quantity: 1 }];
    expect(await codeOf(t.open({ equipment }, { weeks: 1 }))).toBe('SERIES_CLASH');
    const { sessions } = await t.open({ zoneId: second, equipment }, { weeks: 1 });
    expect((await session(sessions[0]!)).equipment).toMatchObject([{ equipmentId: board, quantity: 1 }]);
  });
});
