import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, clashesOf, everyDay, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf, openTestStation } from '../../fixtures/station.ts';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);

let t: ScheduleStation;
beforeEach(async () => {
  t = await openScheduleStation();
});
afterEach(async () => {
  await expectSound(t);
  await t.close();
});

const change = async (id: number, over: object) => {
  const { key: _k, responsibleName: _r, equipment: _e, hasPhoto: _p, closure: _c, archived: _a, ...zone } = await t.head.zones.get({ id });
  return t.head.zones.update({ commandId: cid(), ...zone, ...over });
};

describe('set-up', () => {
  it('makes the chosen zones of the ten and no others, and refuses a key it does not know', async () => {
    const station = await openTestStation();
    const client = station.anonymous();
    const setUp = {
      language: 'zh-CN' as const,
      stationName: '站',
      demonstration: false,
      head: { name: 'head', displayName: '站长', password: 'long enough' }
    };
    expect(await codeOf(client.station.setUp({ commandId: cid(), ...setUp, zones: ['safety_hall', 'ballroom'] }))).toBe('INVALID');
    expect((await client.station.status()).setUp).toBe(false);
    await client.station.setUp({ commandId: cid(), ...setUp, zones: ['safety_hall', 'mediation_room', 'safety_hall'] });
    const zones = await client.zones.list({});
    expect(zones.map((zone) => zone.name)).toEqual(['安全体验馆', '调解室']);
    expect(zones[0]).toMatchObject({
      key: 'safety_hall',
      setupMinutes: 15,
      clearupMinutes: 30,
      capacity: 50,
      archived: false,
      closure: null,
      hasPhoto: false
    });
    expect(zones[0]!.hours.filter((h) => h.weekday === 1)).toEqual([
      { weekday: 1, open: '08:00', close: '12:00' },
      { weekday: 1, open: '13:30', close: '18:00' }
    ]);
    await station.close();
  });
});

describe('a zone', () => {
  it('is changed with the permission, by the version seen, under a unique name', async () => {
    const id = await t.zone('讲堂');
    const person = await t.person('赵甲子');
    const desk = await t.as('front_desk');
    expect(await codeOf(desk.zones.create({ commandId: cid(), name: 'x', capacity: 1, colour: '#000000', hours: [] }))).toBe('FORBIDDEN');
    expect(await codeOf(t.zone('讲堂'))).toBe('NAME_TAKEN');
    expect(await codeOf(t.zone('坏', { hours: [{ weekday: 1, open: '10:00', close: '09:00' }] }))).toBe('INVALID');
    const { version } = await change(id, { capacity: 80, responsibleId: person, place: '三楼' });
    expect(await t.head.zones.get({ id })).toMatchObject({ capacity: 80, responsibleName: '赵甲子', place: '三楼', version });
    expect(await codeOf(change(id, { version: 1 }))).toBe('STALE');
    expect(await codeOf(t.head.zones.get({ id: 999 }))).toBe('NOT_FOUND');
    const audit = await t.head.audit.list({ entity: 'zone', action: 'zones.update' });
    expect(audit.rows[0]).toMatchObject({ before: { capacity: 50 }, after: { capacity: 80 } });
  });

  it('answers the coming reservations outside new hours, and leaves them and the past alone', async () => {
    const id = await t.zone('讲堂');
    const early = await t.head.reservations.create(t.booking(id, TUESDAY, '08:00', '09:00'));
    await t.head.reservations.create(t.booking(id, TUESDAY, '10:00', '11:00'));
    const { affected } = await change(id, { hours: everyDay('09:00', '18:00'), setupMinutes: 30 });
    expect(affected.map((ref) => ref.number)).toEqual([early.number]);
    // What does not touch time or place is not judged by the new hours; what does, is.
    const got = await t.head.reservations.get({ id: early.id });
    expect(got).toMatchObject({ state: 'approved', setupMinutes: 0 });
    await t.head.reservations.update({
      commandId: cid(),
      id: early.id,
      version: got.version,
      zoneId: id,
      from: got.from,
      to: got.to,
      purposeId: got.purpose.id,
      title: '改名',
      expectedHeadcount: 9
    });
    const moved = await errorOf(
      t.head.reservations.move({
        commandId: cid(),
        id: early.id,
        version: got.version + 1,
        zoneId: id,
        from: got.from + 60_000,
        to: got.to
      })
    );
    expect(clashesOf(moved).map((clash) => clash.kind)).toContain('closed_hours');
  });

  it('is archived when nothing is to come in it, then takes nothing, and can come back', async () => {
    const id = await t.zone('讲堂');
    const made = await t.head.reservations.create(t.booking(id, TUESDAY, '09:00', '10:00'));
    expect(await errorOf(t.head.zones.archive({ commandId: cid(), id, version: 1, archived: true }))).toEqual({
      code: 'IN_USE',
      data: { what: 'zone', count: 1 }
    });
    await t.head.reservations.cancel({ commandId: cid(), id: made.id, version: 1, reason: '改期' });
    await t.head.zones.archive({ commandId: cid(), id, version: 1, archived: true });
    expect(await t.head.zones.list({})).toEqual([]);
    expect(clashesOf(await errorOf(t.head.reservations.create(t.booking(id, TUESDAY, '09:00', '10:00')))).map((c) => c.kind)).toEqual([
      'archived'
    ]);
    await t.zone('讲堂');
    expect(await codeOf(t.head.zones.archive({ commandId: cid(), id, version: 2, archived: false }))).toBe('NAME_TAKEN');
    expect(() => t.station.sqlite.exec(`delete from zone where id = ${id}`)).toThrow(/archived/);
  });

  it('has a photo of up to 1 MB that is one', async () => {
    const id = await t.zone('讲堂');
    expect(await codeOf(t.head.zones.photo.get({ id }))).toBe('NOT_FOUND');
    await t.head.zones.photo.set({ commandId: cid(), id, file: new Blob([PNG]) });
    const { file } = await t.head.zones.photo.get({ id });
    expect([file.type, [...new Uint8Array(await file.arrayBuffer())]]).toEqual(['image/png', [...PNG]]);
    expect((await t.head.zones.get({ id })).hasPhoto).toBe(true);
    expect(await codeOf(t.head.zones.photo.set({ commandId: cid(), id, file: new Blob(['<svg/>']) }))).toBe('FILE_UNREADABLE');
    expect(await codeOf(t.head.zones.photo.set({ commandId: cid(), id, file: new Blob([new Uint8Array(1024 * 1024 + 1)]) }))).toBe(
      'TOO_LARGE'
    );
    await t.head.zones.photo.set({ commandId: cid(), id, file: null });
    expect((await t.head.zones.get({ id })).hasPhoto).toBe(false);
  });
});

describe('equipment', () => {
  it('is counted over zones, and fixed equipment stays in its own', async () => {
    const [a, b] = [await t.zone('甲'), await t.zone('乙')];
    const chairs = (await t.head.zones.equipment.create({ commandId: cid(), name: '折叠椅', quantity: 10, zoneId: null })).id;
    const screen = (await t.head.zones.equipment.create({ commandId: cid(), name: '屏幕', quantity: 1, zoneId: a })).id;
    const book = (zone: number, from: string, to: string, equipment: { equipmentId: number; quantity: number }[]) =>
      t.head.reservations.create({ ...t.booking(zone, TUESDAY, from, to), equipment });
    const first = await book(a, '09:00', '11:00', [
      { equipmentId: chairs, quantity: 6 },
      { equipmentId: screen, quantity: 1 }
    ]);
    const refused = await errorOf(book(b, '10:00', '12:00', [{ equipmentId: chairs, quantity: 5 }]));
    expect(clashesOf(refused)).toMatchObject([{ kind: 'equipment', name: '折叠椅', available: 4, wanted: 5, holderId: first.id }]);
    await book(b, '10:00', '12:00', [{ equipmentId: chairs, quantity: 4 }]);
    await book(b, '12:00', '13:00', [{ equipmentId: chairs, quantity: 10 }]);
    expect(clashesOf(await errorOf(book(b, '14:00', '15:00', [{ equipmentId: screen, quantity: 1 }])))).toMatchObject([
      { name: '屏幕', available: 0 }
    ]);
    expect(await codeOf(book(b, '15:00', '16:00', [{ equipmentId: 999, quantity: 1 }]))).toBe('NOT_FOUND');
  });

  it('cannot become less than is promised, be fixed elsewhere or be archived while it is', async () => {
    const [a, b] = [await t.zone('甲'), await t.zone('乙')];
    const mics = (await t.head.zones.equipment.create({ commandId: cid(), name: '话筒', quantity: 4, zoneId: null })).id;
    await t.head.reservations.create({ ...t.booking(a, TUESDAY, '09:00', '11:00'), equipment: [{ equipmentId: mics, quantity: 2 }] });
    await t.head.reservations.create({ ...t.booking(b, TUESDAY, '10:00', '12:00'), equipment: [{ equipmentId: mics, quantity: 1 }] });
    const set = (over: object) =>
      t.head.zones.equipment.update({ commandId: cid(), id: mics, version: 1, name: '话筒', quantity: 4, zoneId: null, ...over });
    expect(clashesOf(await errorOf(set({ quantity: 2 })))).toMatchObject([{ available: 2, wanted: 3 }]);
    expect(await codeOf(set({ zoneId: a }))).toBe('IN_USE');
    expect(await codeOf(t.head.zones.equipment.archive({ commandId: cid(), id: mics, version: 1, archived: true }))).toBe('IN_USE');
    expect(await set({ quantity: 3 })).toEqual({ version: 2 });
    t.clock.set(at(TUESDAY, '12:00'));
    await t.head.zones.equipment.archive({ commandId: cid(), id: mics, version: 2, archived: true });
    const list = await t.head.zones.equipment.list({});
    expect([list, (await t.head.zones.equipment.list({ archived: true })).length]).toEqual([[], 1]);
    const gone = await errorOf(
      t.head.reservations.create({ ...t.booking(a, '2026-11-25', '09:00', '11:00'), equipment: [{ equipmentId: mics, quantity: 1 }] })
    );
    expect(clashesOf(gone)).toMatchObject([{ kind: 'equipment', available: 0 }]);
  });
});

describe('purposes', () => {
  it('are seven to begin with, can be added to, and archived ones stay with what has them', async () => {
    const purposes = await t.head.zones.purposes.list({});
    expect(purposes.map((p) => p.key)).toEqual(['visit', 'safety', 'meeting', 'party_day', 'class', 'other', 'volunteer']);
    expect(await codeOf(t.head.zones.purposes.create({ commandId: cid(), name: '会议' }))).toBe('NAME_TAKEN');
    const { id } = await t.head.zones.purposes.create({ commandId: cid(), name: '彩排', nameEn: 'Rehearsal' });
    const zone = await t.zone('讲堂');
    const made = await t.head.reservations.create({ ...t.booking(zone, TUESDAY, '09:00', '10:00'), purposeId: id });
    await t.head.zones.purposes.update({ commandId: cid(), id, version: 1, name: '彩排', nameEn: 'Rehearsal', archived: true });
    expect((await t.head.reservations.get({ id: made.id })).purpose.nameEn).toBe('Rehearsal');
    expect(await codeOf(t.head.reservations.create({ ...t.booking(zone, TUESDAY, '10:00', '11:00'), purposeId: id }))).toBe('INVALID');
  });
});
