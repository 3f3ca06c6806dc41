import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../electron/contract/core/time.ts';
import { at, everyDay, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf, type Client } from '../../fixtures/station.ts';

let t: ScheduleStation;
let desk: Client;
let hall: number;
beforeEach(async () => {
  t = await openScheduleStation();
  desk = await t.as('front_desk');
  hall = await t.zone('安全体验馆');
});
afterEach(async () => {
  await expectSound(t);
  await t.close();
});

const TUESDAYS = Array.from({ length: 8 }, (_, i) => addDays(TUESDAY, 7 * i));
const everyTuesday = (over: object = {}) => ({
  rule: { every: 'week' as const, weekdays: [2], start: TUESDAY, count: 8 },
  zoneId: hall,
  purposeId: t.purpose['safety']!,
  title: '安全课',
  expectedHeadcount: 10,
  from: '09:00',
  to: '11:00',
  ...over
});
const create = (over: object = {}) => desk.series.create({ commandId: cid(), ...everyTuesday(), ...over });
const dates = async (id: number) => (await desk.series.get({ id })).dates;
const reservationOn = async (id: number, date: string) => (await dates(id)).find((entry) => entry.date === date)!.reservation!;
const seriesClashes = async (call: Promise<unknown>) => {
  const error = await errorOf(call);
  expect(error.code).toBe('SERIES_CLASH');
  return (error.data as { dates: { date: string; clashes: { kind: string }[] }[] }).dates;
};

describe('eight Tuesdays', () => {
  it('are each checked, and the two that clash are named with what is in the way and what works', async () => {
    const other = await t.zone('讲堂');
    // Too small for ten people: never proposed.
    await t.zone('小间', { capacity: 5 });
    const third = await desk.reservations.create({ ...t.booking(hall, TUESDAYS[2]!, '10:00', '12:00'), title: '参观' });
    await t.head.closures.create({
      commandId: cid(),
      zoneId: hall,
      from: at(TUESDAYS[5]!, '00:00'),
      to: at(addDays(TUESDAYS[5]!, 2), '00:00'),
      reason: '检修'
    });
    const preview = await desk.series.preview(everyTuesday());
    expect(preview.dates.map((date) => date.date)).toEqual(TUESDAYS);
    const taken = preview.dates.filter((date) => date.clashes.length > 0);
    expect(taken.map((date) => [date.date, date.clashes[0]!.kind, date.clashes[0]!.heldBy])).toEqual([
      [TUESDAYS[2], 'zone', `${third.number} 参观`],
      [TUESDAYS[5], 'closure', '检修']
    ]);
    expect(taken[0]!.fixes).toEqual({
      zones: [{ id: other, name: '讲堂', nameEn: '' }],
      time: { from: at(TUESDAYS[2]!, '08:00'), to: at(TUESDAYS[2]!, '10:00') }
    });
    expect(taken[1]!.fixes).toEqual({ zones: [{ id: other, name: '讲堂', nameEn: '' }], time: null });
    expect(preview.unpublished).toEqual([2027]);
    // Nothing decided: nothing made, and the list once more.
    expect((await seriesClashes(create())).map((date) => date.date)).toEqual([TUESDAYS[2], TUESDAYS[5]]);
    expect((await desk.reservations.list({})).rows.length).toBe(1);
  });

  it('are made as decided: one skipped, one elsewhere, one at another time', async () => {
    const other = await t.zone('讲堂');
    for (const i of [1, 3, 5]) await desk.reservations.create(t.booking(hall, TUESDAYS[i]!, '10:00', '12:00'));
    const made = await create({
      decisions: [
        { date: TUESDAYS[1], action: 'skip' },
        { date: TUESDAYS[3], action: 'zone', zoneId: other },
        { date: TUESDAYS[5], action: 'time', from: at(TUESDAYS[5]!, '08:00'), to: at(TUESDAYS[5]!, '10:00') }
      ]
    });
    expect(made).toMatchObject({ made: 7, skipped: 1, state: 'approved' });
    const all = await dates(made.id);
    expect(all.map((entry) => entry.state)).toEqual(['made', 'skipped', 'made', 'made', 'made', 'made', 'made', 'made']);
    expect(all.filter((entry) => entry.changed).map((entry) => entry.date)).toEqual([TUESDAYS[3], TUESDAYS[5]]);
    expect(all[3]!.reservation!.zoneId).toBe(other);
    expect(all[5]!.reservation!.from).toBe(at(TUESDAYS[5]!, '08:00'));
  });

  it('refuse a decision that does not work, or about a date there is not', async () => {
    const full = await t.zone('讲堂');
    await desk.reservations.create(t.booking(hall, TUESDAYS[1]!, '10:00', '12:00'));
    await desk.reservations.create(t.booking(full, TUESDAYS[1]!, '10:00', '12:00'));
    const wrong = await seriesClashes(create({ decisions: [{ date: TUESDAYS[1], action: 'zone', zoneId: full }] }));
    expect(wrong.map((date) => date.date)).toEqual([TUESDAYS[1]]);
    expect(await codeOf(create({ decisions: [{ date: '2026-11-25', action: 'skip' }] }))).toBe('INVALID');
    expect(
      await codeOf(
        create({
          decisions: [
            { date: TUESDAYS[1], action: 'skip' },
            { date: TUESDAYS[1], action: 'skip' }
          ]
        })
      )
    ).toBe('INVALID');
  });

  it('take a skipped date back later, and a cancelled one, but none twice', async () => {
    const made = await create({ decisions: [{ date: TUESDAYS[1], action: 'skip' }] });
    const added = await desk.series.addDate({ commandId: cid(), id: made.id, date: TUESDAYS[1]! });
    expect(await reservationOn(made.id, TUESDAYS[1]!)).toMatchObject({
      id: added.reservationId,
      from: at(TUESDAYS[1]!, '09:00'),
      title: '安全课'
    });
    expect(await codeOf(desk.series.addDate({ commandId: cid(), id: made.id, date: TUESDAYS[1]! }))).toBe('INVALID');
    expect(await codeOf(desk.series.addDate({ commandId: cid(), id: made.id, date: '2026-11-25' }))).toBe('NOT_FOUND');
    const second = await reservationOn(made.id, TUESDAYS[2]!);
    await desk.reservations.cancel({ commandId: cid(), id: second.id, version: 1, reason: '停课' });
    await desk.reservations.create(t.booking(hall, TUESDAYS[2]!, '09:00', '10:00'));
    expect(await codeOf(desk.series.addDate({ commandId: cid(), id: made.id, date: TUESDAYS[2]! }))).toBe('CLASH');
    const moved = await desk.series.addDate({
      commandId: cid(),
      id: made.id,
      date: TUESDAYS[2]!,
      from: at(TUESDAYS[2]!, '10:00'),
      to: at(TUESDAYS[2]!, '12:00')
    });
    expect(await reservationOn(made.id, TUESDAYS[2]!)).toMatchObject({ id: moved.reservationId, state: 'approved' });
  });

  it('treat holidays like any other clash, and know them in the preview', async () => {
    t.clock.set(at('2026-09-15', '09:00'));
    const preview = await desk.series.preview({ ...everyTuesday(), rule: { every: 'week', weekdays: [4], start: '2026-09-24', count: 3 } });
    expect(preview.dates.map((date) => date.clashes.map((clash) => [clash.kind, clash.heldBy]))).toEqual([[], [['holiday', '国庆节']], []]);
  });

  it('check equipment and staff on every date, and stand in nobody’s way but their own', async () => {
    const mics = (await t.head.zones.equipment.create({ commandId: cid(), name: '话筒', quantity: 2, zoneId: null })).id;
    const other = await t.zone('讲堂');
    await desk.reservations.create({
      ...t.booking(other, TUESDAYS[4]!, '09:00', '10:00'),
      equipment: [{ equipmentId: mics, quantity: 1 }]
    });
    const preview = await desk.series.preview(everyTuesday({ equipment: [{ equipmentId: mics, quantity: 2 }] }));
    expect(preview.dates.filter((date) => date.clashes.length > 0).map((date) => [date.date, date.clashes[0]!.kind])).toEqual([
      [TUESDAYS[4], 'equipment']
    ]);
    // No zone has a second pair of microphones at that hour; an hour later there is.
    expect(preview.dates[4]!.fixes).toEqual({ zones: [], time: { from: at(TUESDAYS[4]!, '10:00'), to: at(TUESDAYS[4]!, '12:00') } });
    const night = await t.zone('夜班', { hours: everyDay('00:00', '24:00'), setupMinutes: 60, clearupMinutes: 60 });
    const self = await desk.series.preview({
      ...everyTuesday(),
      zoneId: night,
      rule: { every: 'day', start: TUESDAY, count: 3 },
      from: '08:00',
      to: '07:00'
    });
    expect(self.dates.map((date) => date.clashes.map((clash) => clash.heldBy))).toEqual([[], [TUESDAY], []]);
  });
});

it('makes two hundred dates in one go, twice or once the same, and lets others be answered meanwhile', async () => {
  const input = { ...everyTuesday(), rule: { every: 'day' as const, start: TUESDAY, count: 200 }, commandId: cid() };
  // What falls on public holidays is refused; the rest of the year 2027 is not published.
  let turns = 0;
  const next = () => {
    turns += 1;
    turn = setImmediate(next);
  };
  let turn = setImmediate(next);
  const made = await desk.series.create(input);
  clearImmediate(turn);
  expect(made).toMatchObject({ made: 200, skipped: 0 });
  expect(await desk.series.create(input)).toEqual(made);
  expect((await desk.reservations.list({ seriesId: made.id, limit: 100 })).total).toEqual({ count: 200, capped: false });
  // The thread is handed back every few dates, so a window's ping is not kept for the whole series.
  expect(turns).toBeGreaterThan(20);
  const clash = await errorOf(desk.series.create({ ...input, commandId: cid() }));
  expect((clash.data as { dates: unknown[] }).dates.length).toBe(200);
});
