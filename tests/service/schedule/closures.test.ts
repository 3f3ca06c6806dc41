import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, clashesOf, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf, type Client } from '../../fixtures/station.ts';

let t: ScheduleStation;
let desk: Client;
let hall: number;
const WEDNESDAY = '2026-11-25';
const THURSDAY = '2026-11-26';
beforeEach(async () => {
  t = await openScheduleStation();
  desk = await t.as('front_desk');
  hall = await t.zone('讲堂');
});
afterEach(async () => {
  await expectSound(t);
  await t.close();
});

const book = (date: string, from: string, to: string, over: object = {}, zone = hall) =>
  desk.reservations.create({ ...t.booking(zone, date, from, to), ...over });
const close = (from: number, to: number, zone = hall) => desk.closures.create({ commandId: cid(), zoneId: zone, from, to, reason: '检修' });
const stateOf = async (id: number) => (await desk.reservations.get({ id })).state;

describe('a closure made by mistake', () => {
  it('and ended a minute later leaves nothing set aside: what waits to be checked in has its whole grace again', async () => {
    const waiting = await book(TUESDAY, '09:00', '11:00');
    const next = await book(TUESDAY, '11:00', '12:00');
    t.clock.set(at(TUESDAY, '09:14'));
    const { id, suspended } = await close(at(TUESDAY, '09:14'), at(TUESDAY, '18:00'));
    expect(suspended).toHaveLength(2);
    t.clock.set(at(TUESDAY, '09:16'));
    const ended = await desk.closures.end({ commandId: cid(), id, version: 1 });
    expect(ended.stillSuspended).toEqual([]);
    expect([await stateOf(waiting.id), await stateOf(next.id)]).toEqual(['approved', 'approved']);
    t.clock.set(at(TUESDAY, '09:30'));
    expect(await stateOf(waiting.id)).toBe('approved');
    t.clock.set(at(TUESDAY, '09:32'));
    expect(await stateOf(waiting.id)).toBe('no_show');
  });

  it('gives back what is being set up, and what has begun meanwhile, but not what is over or taken', async () => {
    const workshop = await t.zone('实训室', { setupMinutes: 30 });
    const inSetUp = await book(TUESDAY, '10:00', '11:00', {}, workshop);
    const over = await book(TUESDAY, '12:00', '12:30', {}, workshop);
    const begun = await book(TUESDAY, '13:00', '15:00', {}, workshop);
    t.clock.set(at(TUESDAY, '09:45'));
    const first = await close(at(TUESDAY, '09:45'), at(TUESDAY, '18:00'), workshop);
    t.clock.set(at(TUESDAY, '09:46'));
    await desk.closures.end({ commandId: cid(), id: first.id, version: 1 });
    expect(await stateOf(inSetUp.id)).toBe('approved');
    const second = await close(at(TUESDAY, '09:46'), at(TUESDAY, '18:00'), workshop);
    t.clock.set(at(TUESDAY, '14:00'));
    const ended = await desk.closures.end({ commandId: cid(), id: second.id, version: 1 });
    expect(ended.restored.map((ref) => ref.number)).toEqual([begun.number]);
    expect(ended.stillSuspended.map((one) => one.reservation.number)).toEqual([inSetUp.number, over.number]);
  });
});

describe('a closure', () => {
  it('over several days lists what it hits, sets it aside, and gives it back as it was', async () => {
    const centre = await t.zone('指挥中心', { needsApproval: true });
    const before = await book(TUESDAY, '09:00', '10:00', {}, centre);
    const asked = await book(WEDNESDAY, '09:00', '10:00', {}, centre);
    const approved = await book(THURSDAY, '09:00', '10:00', {}, centre);
    await t.head.reservations.approve({ commandId: cid(), id: approved.id, version: 1 });
    const interval = { from: at(WEDNESDAY, '00:00'), to: at('2026-11-28', '00:00') };
    const preview = await desk.closures.preview({ zoneId: centre, ...interval });
    expect(preview.hits.map((ref) => ref.number)).toEqual([asked.number, approved.number]);
    const { id, suspended } = await close(interval.from, interval.to, centre);
    expect(suspended.map((ref) => ref.number)).toEqual([asked.number, approved.number]);
    expect([await stateOf(before.id), await stateOf(asked.id), await stateOf(approved.id)]).toEqual([
      'requested',
      'suspended',
      'suspended'
    ]);
    expect((await desk.reservations.get({ id: asked.id })).closure).toMatchObject({ id, reason: '检修' });
    expect(await desk.closures.list({})).toMatchObject([{ id, state: 'planned', suspended: 2 }]);
    const refused = await errorOf(book(THURSDAY, '11:00', '12:00', {}, centre));
    expect(clashesOf(refused)).toMatchObject([{ kind: 'closure', heldBy: '检修' }]);
    expect((await desk.reservations.range({ from: at(WEDNESDAY, '00:00'), to: at(THURSDAY, '00:00') })).closures).toEqual([
      { id, zoneId: centre, ...interval, reason: '检修' }
    ]);
    const ended = await desk.closures.end({ commandId: cid(), id, version: 1 });
    expect(ended.restored.map((ref) => [ref.number, ref.state])).toEqual([
      [asked.number, 'requested'],
      [approved.number, 'approved']
    ]);
    expect(await desk.closures.list({})).toEqual([]);
    expect(await desk.closures.list({ past: true })).toMatchObject([{ state: 'cancelled' }]);
    expect(await codeOf(desk.closures.end({ commandId: cid(), id, version: 2 }))).toBe('STEP_NOT_ALLOWED');
  });

  it('hits what only reaches into it with its buffers', async () => {
    const room = await t.zone('带清场', { clearupMinutes: 30 });
    const made = await book(TUESDAY, '09:00', '10:00', {}, room);
    const { suspended } = await close(at(TUESDAY, '10:15'), at(TUESDAY, '12:00'), room);
    expect(suspended.map((ref) => ref.id)).toEqual([made.id]);
  });

  it('that ends early restores the coming uses, and answers those it cannot restore with the reason', async () => {
    const other = await t.zone('乙');
    const staffId = await t.person('钱乙丑');
    const missed = await book(TUESDAY, '08:00', '09:00');
    const busy = await book(TUESDAY, '14:00', '15:00', { staffId });
    const free = await book(TUESDAY, '16:00', '17:00');
    const { id } = await close(at(TUESDAY, '07:00'), at(TUESDAY, '18:00'));
    const rival = await book(TUESDAY, '14:30', '15:30', { staffId }, other);
    t.clock.set(at(TUESDAY, '12:00'));
    expect(await desk.closures.list({})).toMatchObject([{ state: 'in_force' }]);
    expect((await desk.zones.list({}))[0]!.closure).toMatchObject({ id });
    const { restored, stillSuspended } = await desk.closures.end({ commandId: cid(), id, version: 1 });
    expect(restored.map((ref) => ref.id)).toEqual([free.id]);
    expect(stillSuspended.map((s) => [s.reservation.id, s.clashes[0]!.kind, s.clashes[0]!.heldBy])).toEqual([
      [missed.id, 'past', ''],
      [busy.id, 'person', `${rival.number} 会议`]
    ]);
    expect(await desk.closures.list({ past: true })).toMatchObject([{ state: 'ended', to: at(TUESDAY, '12:00'), suspended: 2 }]);
    // What stays suspended can be moved to where there is room, or cancelled.
    const got = await desk.reservations.get({ id: busy.id });
    const moved = await desk.reservations.move({
      commandId: cid(),
      id: busy.id,
      version: got.version,
      zoneId: hall,
      from: at(TUESDAY, '15:30'),
      to: at(TUESDAY, '16:00')
    });
    expect(moved.state).toBe('approved');
    const gone = await desk.reservations.get({ id: missed.id });
    expect((await desk.reservations.cancel({ commandId: cid(), id: missed.id, version: gone.version, reason: '已过' })).state).toBe(
      'cancelled'
    );
  });

  it('made shorter or longer restores and suspends what that changes', async () => {
    const [wednesday, thursday] = [await book(WEDNESDAY, '09:00', '10:00'), await book(THURSDAY, '09:00', '10:00')];
    const { id } = await close(at(WEDNESDAY, '00:00'), at(THURSDAY, '00:00'));
    const preview = await desk.closures.preview({
      zoneId: hall,
      from: at(THURSDAY, '00:00'),
      to: at('2026-11-27', '00:00'),
      closureId: id
    });
    expect([preview.hits.map((ref) => ref.id), preview.restores.map((ref) => ref.id)]).toEqual([[thursday.id], [wednesday.id]]);
    const update = (version: number, from: number, to: number) =>
      desk.closures.update({ commandId: cid(), id, version, from, to, reason: '检修' });
    const later = await update(1, at(THURSDAY, '00:00'), at('2026-11-27', '00:00'));
    expect([later.suspended.map((ref) => ref.id), later.restored.map((ref) => ref.id), later.stillSuspended]).toEqual([
      [thursday.id],
      [wednesday.id],
      []
    ]);
    const longer = await update(2, at(WEDNESDAY, '00:00'), at('2026-11-27', '00:00'));
    expect([longer.suspended.map((ref) => ref.id), longer.restored, longer.stillSuspended]).toEqual([[wednesday.id], [], []]);
    expect(await codeOf(update(2, at(WEDNESDAY, '00:00'), at('2026-11-27', '00:00')))).toBe('STALE');
    // Begun, its start is history.
    t.clock.set(at(WEDNESDAY, '08:00'));
    await update(3, at(THURSDAY, '00:00'), at(THURSDAY, '08:30'));
    expect((await desk.closures.list({}))[0]).toMatchObject({ from: at(WEDNESDAY, '00:00'), to: at(THURSDAY, '08:30') });
    expect(await stateOf(thursday.id)).toBe('approved');
  });

  it('and another one over it: what both hit waits for both', async () => {
    const made = await book(WEDNESDAY, '09:00', '10:00');
    const first = await close(at(WEDNESDAY, '08:00'), at(WEDNESDAY, '12:00'));
    const second = await close(at(WEDNESDAY, '09:30'), at(WEDNESDAY, '18:00'));
    const ended = await desk.closures.end({ commandId: cid(), id: first.id, version: 1 });
    expect(ended.stillSuspended).toMatchObject([{ reservation: { id: made.id }, clashes: [{ kind: 'closure', holderId: second.id }] }]);
    expect((await desk.closures.list({}))[0]).toMatchObject({ id: second.id, suspended: 1 });
    expect((await desk.closures.end({ commandId: cid(), id: second.id, version: 1 })).restored.map((ref) => ref.id)).toEqual([made.id]);
  });

  it('does not throw people out: a use that is on must be finished first', async () => {
    const room = await t.zone('带清场', { clearupMinutes: 30 });
    const made = await book(TUESDAY, '09:00', '12:00', {}, room);
    t.clock.set(at(TUESDAY, '09:00'));
    await desk.reservations.checkIn({ commandId: cid(), id: made.id, version: 1, headcount: 3 });
    t.clock.set(at(TUESDAY, '10:00'));
    expect((await desk.closures.preview({ zoneId: room, from: 0, to: at(WEDNESDAY, '00:00') })).inUse.map((ref) => ref.id)).toEqual([
      made.id
    ]);
    expect(clashesOf(await errorOf(close(at(TUESDAY, '10:00'), at(WEDNESDAY, '00:00'), room)))).toMatchObject([{ heldBy: made.number }]);
    await desk.reservations.finish({ commandId: cid(), id: made.id, version: 2 });
    // "From the morning on" means from now on; the clear-up of what was is part of the closure.
    const { suspended } = await close(at(TUESDAY, '07:00'), at(WEDNESDAY, '00:00'), room);
    expect([suspended, (await desk.closures.list({}))[0]!.from]).toEqual([[], at(TUESDAY, '10:00')]);
  });

  it('lasts up to a year, and bars no reservation after it', async () => {
    expect(await codeOf(close(at(TUESDAY, '00:00'), at(TUESDAY, '00:00') + 367 * 86_400_000))).toBe('INVALID');
    expect(await codeOf(close(at(TUESDAY, '10:00'), at(TUESDAY, '09:00')))).toBe('INVALID');
    await close(at(TUESDAY, '00:00'), at('2027-11-01', '00:00'));
    expect((await errorOf(book('2027-10-31', '09:00', '10:00'))).code).toBe('CLASH');
    await book('2027-11-02', '09:00', '10:00');
    const board = await desk.reservations.today();
    expect(board.zones[0]).toMatchObject({ free: true, until: at('2026-11-23', '18:00') });
    t.clock.set(at(TUESDAY, '09:00'));
    expect((await desk.reservations.today()).zones[0]).toMatchObject({ free: false, why: 'closure', until: null });
  });

  it('is for the head and the desk, is audited, and is done once', async () => {
    const trainer = await t.as('trainer');
    expect(
      await codeOf(trainer.closures.create({ commandId: cid(), zoneId: hall, from: 0, to: at(WEDNESDAY, '00:00'), reason: 'x' }))
    ).toBe('FORBIDDEN');
    await book(TUESDAY, '09:00', '10:00');
    const input = { commandId: cid(), zoneId: hall, from: at(TUESDAY, '00:00'), to: at(WEDNESDAY, '00:00'), reason: '检修' };
    expect(await desk.closures.create(input)).toEqual(await desk.closures.create(input));
    expect((await desk.closures.list({})).length).toBe(1);
    const actions = (await t.head.audit.list({})).rows.map((row) => row.action);
    expect(actions.slice(0, 2)).toEqual(['closures.create', 'reservations.suspend']);
  });
});
