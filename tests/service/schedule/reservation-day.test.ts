import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../electron/contract/core/time.ts';
import { at, clashesOf, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf, type Client } from '../../fixtures/station.ts';

let t: ScheduleStation;
let desk: Client;
let hall: number;
beforeEach(async () => {
  t = await openScheduleStation();
  desk = await t.as('front_desk');
  hall = await t.zone('讲堂');
});
afterEach(async () => {
  await expectSound(t);
  await t.close();
});

const book = (from: string, to: string, over: object = {}, zone = hall, date = TUESDAY) =>
  desk.reservations.create({ ...t.booking(zone, date, from, to), ...over });
const kinds = async (call: Promise<unknown>) => clashesOf(await errorOf(call)).map((clash) => clash.kind);

describe('the day itself', () => {
  it('frees the rest when a use ends early, and takes it back if that was a mistake', async () => {
    const room = await t.zone('带清场', { clearupMinutes: 15 });
    const made = await book('09:00', '12:00', {}, room);
    t.clock.set(at(TUESDAY, '08:55'));
    await desk.reservations.checkIn({ commandId: cid(), id: made.id, version: 1, headcount: 7 });
    t.clock.set(at(TUESDAY, '10:00'));
    await desk.reservations.finish({ commandId: cid(), id: made.id, version: 2 });
    expect(await desk.reservations.get({ id: made.id })).toMatchObject({
      state: 'finished',
      headcount: 7,
      finishedAt: at(TUESDAY, '10:00')
    });
    expect(await kinds(book('10:10', '11:00', {}, room))).toEqual(['zone']);
    const second = await book('10:15', '11:00', {}, room);
    expect(await kinds(desk.reservations.undoFinish({ commandId: cid(), id: made.id, version: 3 }))).toEqual(['zone']);
    await desk.reservations.cancel({ commandId: cid(), id: second.id, version: 1, reason: '撤回' });
    expect((await desk.reservations.undoFinish({ commandId: cid(), id: made.id, version: 3 })).state).toBe('in_use');
    expect(await kinds(book('11:00', '12:00', {}, room))).toEqual(['zone']);
    expect((await desk.figures.zones({ fromMonth: '2026-11', toMonth: '2026-11' })).cells).toEqual([]);
    t.clock.set(at(TUESDAY, '12:30'));
    await desk.reservations.finish({ commandId: cid(), id: made.id, version: 4 });
    t.clock.advance(16 * MINUTE_MS);
    expect(await codeOf(desk.reservations.undoFinish({ commandId: cid(), id: made.id, version: 5 }))).toBe('REASON_NEEDED');
  });

  it('releases a no-show when it is next looked at, by reading or by writing, once', async () => {
    const read = await book('09:00', '10:00');
    const written = await book('11:00', '12:00');
    t.clock.set(at(TUESDAY, '09:15'));
    expect((await desk.reservations.get({ id: read.id })).state).toBe('approved');
    t.clock.advance(1);
    expect((await desk.reservations.get({ id: read.id })).state).toBe('no_show');
    t.clock.set(at(TUESDAY, '11:16'));
    await book('11:20', '12:00');
    expect((await desk.reservations.get({ id: written.id })).state).toBe('no_show');
    const { rows } = await t.head.audit.list({ action: 'reservations.release' });
    expect(rows.map((row) => [row.actorName, row.entityId])).toEqual([
      ['', String(written.id)],
      ['', String(read.id)]
    ]);
  });

  it('follows the grace time of the settings, and cancelled is no no-show', async () => {
    await t.head.station.changeSettings({ commandId: cid(), settings: { graceMinutes: 40 } });
    const made = await book('09:00', '10:00');
    const cancelled = await book('10:00', '11:00');
    await desk.reservations.cancel({ commandId: cid(), id: cancelled.id, version: 1, reason: '不来了' });
    t.clock.set(at(TUESDAY, '09:39'));
    expect((await desk.reservations.today()).waiting).toMatchObject([{ id: made.id, until: at(TUESDAY, '09:40') }]);
    t.clock.set(at(TUESDAY, '10:41'));
    expect((await desk.reservations.today()).waiting).toEqual([]);
    expect((await desk.reservations.list({ states: ['no_show'] })).rows.map((row) => row.id)).toEqual([made.id]);
  });

  it('lets late people in if nobody else has the zone, with the version the desk still has', async () => {
    const made = await book('09:00', '11:00');
    t.clock.set(at(TUESDAY, '09:30'));
    const between = await book('09:45', '10:30');
    expect(await kinds(desk.reservations.checkIn({ commandId: cid(), id: made.id, version: 1, headcount: 3 }))).toEqual(['zone']);
    await desk.reservations.cancel({ commandId: cid(), id: between.id, version: 1, reason: '让出' });
    expect((await desk.reservations.checkIn({ commandId: cid(), id: made.id, version: 1, headcount: 3 })).state).toBe('in_use');
    expect(await kinds(book('10:30', '11:30'))).toEqual(['zone']);
  });

  it('undoes a check-in, at once without a reason and later with one, and starts the grace time again', async () => {
    const made = await book('09:00', '11:00');
    t.clock.set(at(TUESDAY, '09:10'));
    await desk.reservations.checkIn({ commandId: cid(), id: made.id, version: 1, headcount: 3 });
    t.clock.set(at(TUESDAY, '09:20'));
    expect((await desk.reservations.undoCheckIn({ commandId: cid(), id: made.id, version: 2 })).state).toBe('approved');
    expect(await desk.reservations.get({ id: made.id })).toMatchObject({ state: 'approved', headcount: null, checkedInAt: null });
    await desk.reservations.checkIn({ commandId: cid(), id: made.id, version: 3, headcount: 3 });
    t.clock.set(at(TUESDAY, '09:40'));
    expect(await codeOf(desk.reservations.undoCheckIn({ commandId: cid(), id: made.id, version: 4 }))).toBe('REASON_NEEDED');
    await desk.reservations.undoCheckIn({ commandId: cid(), id: made.id, version: 4, reason: '签错' });
    t.clock.set(at(TUESDAY, '09:56'));
    expect((await desk.reservations.get({ id: made.id })).state).toBe('no_show');
  });

  it('marks a no-show by hand only after the start, and lets nobody in the day before', async () => {
    const made = await book('09:00', '11:00');
    const step = { id: made.id, version: 1 };
    expect(await codeOf(desk.reservations.markNoShow({ commandId: cid(), ...step }))).toBe('STEP_NOT_ALLOWED');
    expect(await codeOf(desk.reservations.checkIn({ commandId: cid(), ...step, headcount: 3 }))).toBe('STEP_NOT_ALLOWED');
    t.clock.set(at(TUESDAY, '09:05'));
    expect((await desk.reservations.markNoShow({ commandId: cid(), ...step })).state).toBe('no_show');
    await book('09:10', '10:00');
  });

  it('reopens what was cancelled while its time is not over', async () => {
    const made = await book('09:00', '11:00');
    expect(await codeOf(desk.reservations.cancel({ commandId: cid(), id: made.id, version: 1 }))).toBe('REASON_NEEDED');
    await desk.reservations.cancel({ commandId: cid(), id: made.id, version: 1, reason: '改期' });
    expect(await desk.reservations.get({ id: made.id })).toMatchObject({ state: 'cancelled', reason: '改期' });
    t.clock.set(at(TUESDAY, '09:30'));
    expect((await desk.reservations.reopen({ commandId: cid(), id: made.id, version: 2, reason: '还是要来' })).state).toBe('approved');
    await desk.reservations.cancel({ commandId: cid(), id: made.id, version: 3, reason: '改期' });
    t.clock.set(at(TUESDAY, '11:00'));
    expect(await codeOf(desk.reservations.reopen({ commandId: cid(), id: made.id, version: 4, reason: 'x' }))).toBe('STEP_NOT_ALLOWED');
  });

  it('records a walk-in at once, up to twelve hours back, hours or not, but never over somebody else', async () => {
    const now = at(TUESDAY, '19:10');
    t.clock.set(now);
    const walk = (from: number, to: number, zone = hall) => {
      const { from: _f, to: _t, ...rest } = t.booking(zone, TUESDAY, '09:00', '10:00');
      return desk.reservations.walkIn({ ...rest, commandId: cid(), from, to, headcount: 6 });
    };
    const made = await walk(now - 20 * MINUTE_MS + 5_000, now + 40 * MINUTE_MS);
    expect(await desk.reservations.get({ id: made.id })).toMatchObject({ state: 'in_use', headcount: 6, from: now - 20 * MINUTE_MS });
    expect(await kinds(walk(now - 60 * MINUTE_MS, now))).toEqual(['zone']);
    expect(await codeOf(walk(now + MINUTE_MS, now + 40 * MINUTE_MS))).toBe('INVALID');
    expect(await codeOf(walk(now - 13 * 60 * MINUTE_MS, now))).toBe('INVALID');
    const centre = await t.zone('指挥中心', { needsApproval: true });
    expect(await errorOf(walk(now, now + MINUTE_MS, centre))).toEqual({ code: 'FORBIDDEN', data: { permission: 'reservations.approve' } });
  });
});
