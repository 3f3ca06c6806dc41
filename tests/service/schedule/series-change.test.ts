import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../electron/contract/core/time.ts';
import { at, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
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
