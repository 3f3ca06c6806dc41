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

describe('changing a series', () => {
  const update = (reservationId: number, scope: 'this' | 'this_and_later' | 'all', patch: object, decisions: object[] = []) =>
    desk.series.update({ commandId: cid(), reservationId, scope, patch, decisions: decisions as never });

  it('leaves deleted, singly changed, skipped and past dates as they are', async () => {
    const { id } = await create({ decisions: [{ date: TUESDAYS[7], action: 'skip' }] });
    const deleted = await reservationOn(id, TUESDAYS[2]!);
    await desk.reservations.cancel({ commandId: cid(), id: deleted.id, version: 1, reason: '停课' });
    const single = await reservationOn(id, TUESDAYS[3]!);
    await desk.reservations.move({
      commandId: cid(),
      id: single.id,
      version: 1,
      zoneId: hall,
      from: at(TUESDAYS[3]!, '14:00'),
      to: at(TUESDAYS[3]!, '16:00')
    });
    t.clock.set(at(TUESDAYS[1]!, '08:00'));
    const named = await reservationOn(id, TUESDAYS[4]!);
    const preview = await desk.series.previewUpdate({ reservationId: named.id, scope: 'all', patch: { from: '13:00', to: '15:00' } });
    expect(preview.dates.map((date) => date.date)).toEqual([TUESDAYS[1], TUESDAYS[4], TUESDAYS[5], TUESDAYS[6]]);
    expect(preview.leftAlone).toBe(3);
    expect(await update(named.id, 'all', { from: '13:00', to: '15:00', title: '新安全课' })).toEqual({
      changed: 4,
      skipped: 0,
      leftAlone: 3
    });
    const rows = (await dates(id)).map(
      (entry) => entry.reservation && [entry.reservation.state, entry.reservation.from - at(entry.date, '00:00'), entry.reservation.title]
    );
    const hour = 3_600_000;
    expect(rows).toEqual([
      // The first is past: nobody came, and it stays what it was.
      ['no_show', 9 * hour, '安全课'],
      ['approved', 13 * hour, '新安全课'],
      ['cancelled', 9 * hour, '安全课'],
      ['approved', 14 * hour, '安全课'],
      ['approved', 13 * hour, '新安全课'],
      ['approved', 13 * hour, '新安全课'],
      ['approved', 13 * hour, '新安全课'],
      null
    ]);
    // A date added now is made as the series now is.
    await desk.series.addDate({ commandId: cid(), id, date: TUESDAYS[7]! });
    expect(await reservationOn(id, TUESDAYS[7]!)).toMatchObject({ title: '新安全课', from: at(TUESDAYS[7]!, '13:00') });
  });

  it('changes this one, or this and later', async () => {
    const { id } = await create();
    const second = await reservationOn(id, TUESDAYS[1]!);
    const sixth = await reservationOn(id, TUESDAYS[5]!);
    expect(await update(second.id, 'this', { title: '单独' })).toMatchObject({ changed: 1 });
    expect(await update(sixth.id, 'this_and_later', { from: '10:00' })).toMatchObject({ changed: 3 });
    const all = await dates(id);
    expect(all.map((entry) => entry.reservation!.title === '单独')).toEqual([false, true, false, false, false, false, false, false]);
    // Only a new start: each use keeps its length.
    expect(
      all.map((entry) => entry.reservation!.from === at(entry.date, '10:00') && entry.reservation!.to === at(entry.date, '12:00'))
    ).toEqual([false, false, false, false, false, true, true, true]);
    expect(all[1]!.changed).toBe(true);
  });

  it('checks every date again, lists the clashes before anything is saved, and does as decided', async () => {
    const { id } = await create();
    const other = await t.zone('讲堂');
    for (const i of [2, 4, 6]) await desk.reservations.create(t.booking(hall, TUESDAYS[i]!, '11:00', '12:00'));
    const named = await reservationOn(id, TUESDAYS[0]!);
    const preview = await desk.series.previewUpdate({ reservationId: named.id, scope: 'all', patch: { to: '12:00' } });
    expect(preview.dates.filter((date) => date.clashes.length > 0).map((date) => date.date)).toEqual([
      TUESDAYS[2],
      TUESDAYS[4],
      TUESDAYS[6]
    ]);
    expect(preview.dates[2]!.fixes.zones.map((zone) => zone.id)).toEqual([other]);
    expect((await seriesClashes(update(named.id, 'all', { to: '12:00' }))).length).toBe(3);
    expect((await reservationOn(id, TUESDAYS[1]!)).to).toBe(at(TUESDAYS[1]!, '11:00'));
    const result = await update(named.id, 'all', { to: '12:00' }, [
      { date: TUESDAYS[2], action: 'keep' },
      { date: TUESDAYS[4], action: 'zone', zoneId: other },
      { date: TUESDAYS[6], action: 'skip' }
    ]);
    expect(result).toEqual({ changed: 6, skipped: 1, leftAlone: 1 });
    const all = await dates(id);
    expect(all[2]!.reservation).toMatchObject({ to: at(TUESDAYS[2]!, '11:00'), state: 'approved' });
    expect(all[4]!.reservation).toMatchObject({ to: at(TUESDAYS[4]!, '12:00'), zoneId: other });
    expect(all[6]!.reservation).toMatchObject({ state: 'cancelled' });
  });

  it('does not stand in its own way: every Tuesday becomes the next one', async () => {
    const { id } = await create();
    const named = await reservationOn(id, TUESDAYS[0]!);
    expect(
      (await desk.series.previewUpdate({ reservationId: named.id, scope: 'all', patch: { shiftDays: 7 } })).dates.every(
        (date) => date.clashes.length === 0
      )
    ).toBe(true);
    expect(await update(named.id, 'all', { shiftDays: 7 })).toMatchObject({ changed: 8 });
    expect((await dates(id)).map((entry) => entry.reservation!.from)).toEqual(TUESDAYS.map((date) => at(addDays(date, 7), '09:00')));
    await update(named.id, 'all', { shiftDays: -6 });
    expect((await reservationOn(id, TUESDAYS[0]!)).from).toBe(at(addDays(TUESDAY, 1), '09:00'));
  });

  it('moves to another zone with what can move, and asks for approval there', async () => {
    const fixed = (await t.head.zones.equipment.create({ commandId: cid(), name: '体验架', quantity: 1, zoneId: hall })).id;
    const centre = await t.zone('指挥中心', { needsApproval: true });
    const { id } = await create({ equipment: [{ equipmentId: fixed, quantity: 1 }] });
    const named = await reservationOn(id, TUESDAYS[0]!);
    const clashes = await seriesClashes(update(named.id, 'all', { zoneId: centre }));
    expect(clashes.every((date) => date.clashes[0]!.kind === 'equipment')).toBe(true);
    await update(named.id, 'all', { zoneId: centre, equipment: [] });
    expect((await dates(id)).every((entry) => entry.reservationState === 'requested' && entry.reservation!.zoneId === centre)).toBe(true);
  });

  it('changes suspended dates too; they wait for their closure at the new time', async () => {
    const { id } = await create();
    const { id: closureId } = await t.head.closures.create({
      commandId: cid(),
      zoneId: hall,
      from: at(TUESDAYS[3]!, '00:00'),
      to: at(TUESDAYS[3]!, '23:00'),
      reason: '检修'
    });
    const named = await reservationOn(id, TUESDAYS[0]!);
    expect(
      (await desk.series.previewUpdate({ reservationId: named.id, scope: 'all', patch: { from: '10:00' } })).dates.every(
        (date) => date.clashes.length === 0
      )
    ).toBe(true);
    expect(await update(named.id, 'all', { from: '10:00' })).toMatchObject({ changed: 8 });
    expect(await reservationOn(id, TUESDAYS[3]!)).toMatchObject({ state: 'suspended', from: at(TUESDAYS[3]!, '10:00') });
    const { restored } = await t.head.closures.end({ commandId: cid(), id: closureId, version: 1 });
    expect(restored.map((ref) => ref.from)).toEqual([at(TUESDAYS[3]!, '10:00')]);
  });

  it('is cancelled by scope, with a reason, sparing what is past and what was changed by itself', async () => {
    const { id } = await create();
    const single = await reservationOn(id, TUESDAYS[5]!);
    await desk.reservations.move({
      commandId: cid(),
      id: single.id,
      version: 1,
      zoneId: hall,
      from: at(TUESDAYS[5]!, '14:00'),
      to: at(TUESDAYS[5]!, '16:00')
    });
    const third = await reservationOn(id, TUESDAYS[2]!);
    expect(await codeOf(desk.series.cancel({ commandId: cid(), reservationId: third.id, scope: 'all', reason: '' }))).toBe('REASON_NEEDED');
    expect(await desk.series.cancel({ commandId: cid(), reservationId: third.id, scope: 'this_and_later', reason: '停办' })).toEqual({
      cancelled: 5,
      leftAlone: 1
    });
    expect((await dates(id)).map((entry) => entry.reservationState)).toEqual([
      'approved',
      'approved',
      'cancelled',
      'cancelled',
      'cancelled',
      'approved',
      'cancelled',
      'cancelled'
    ]);
    expect(
      await desk.series.cancel({ commandId: cid(), reservationId: third.id, scope: 'all', reason: '停办', includeChanged: true })
    ).toMatchObject({ cancelled: 3 });
    const alone = await desk.reservations.create(t.booking(hall, TUESDAY, '14:00', '15:00'));
    expect(await codeOf(update(alone.id, 'all', { title: 'x' }))).toBe('INVALID');
    expect(await codeOf(update(third.id, 'this', { title: 'x' }))).toBe('STEP_NOT_ALLOWED');
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
