import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookingsIn, reason, wait } from '../../fixtures/bookings.ts';
import { evenings, expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { at } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});
const { list, cancel, full } = bookingsIn(() => t);

describe('the waiting list', () => {
  it('serves first come first served; the freed seat is offered before any walk-up gets it', async () => {
    const { id, people, of } = await full(2, 3);
    expect((await t.head.bookings.ofClass({ classId: id })).filter((row) => row.state === 'waiting').map((row) => row.position)).toEqual([
      1, 2, 3
    ]);
    t.goTo('2026-11-23', '12:00');
    expect(await cancel(of(0))).toEqual({ late: false, promoted: 1 });
    expect(await list(id)).toEqual({ booked: [people[1]], offered: [people[2]], waiting: [people[3], people[4]] });
    expect((await t.head.bookings.get({ id: of(2) })).offerUntil).toBe(at('2026-11-24', '00:00'));
    expect((await t.head.bookings.get({ id: of(3) })).position).toBe(1);
    const [walkUp] = await t.people(1);
    expect(await reason(t.book(id, walkUp!))).toBe('full');
    expect((await t.head.calls.list({ classId: id })).rows).toMatchObject([{ reason: 'offered', person: { id: people[2] } }]);
  });

  it('holds an offer for the hours set, then offers the seat to the next when somebody looks', async () => {
    const { id, people, of } = await full(1, 2, { sessions: evenings('2026-12-08', 2) });
    await cancel(of(0));
    expect((await t.head.bookings.get({ id: of(1) })).offerUntil).toBe(at('2026-11-24', '09:00'));
    t.goTo('2026-11-24', '08:59');
    expect((await list(id)).offered).toEqual([people[1]]);
    t.goTo('2026-11-24', '09:00');
    expect(await list(id)).toEqual({ booked: [], offered: [people[2]], waiting: [] });
    expect(await t.head.bookings.get({ id: of(1) })).toMatchObject({ state: 'ended', endReason: 'expired' });
    const stale = await errorOf(t.head.bookings.accept({ commandId: cid(), id: of(1), version: 2 }));
    expect(['STALE', 'STEP_NOT_ALLOWED']).toContain(stale.code);
    const offered = await t.head.bookings.get({ id: of(2) });
    await t.head.bookings.accept({ commandId: cid(), id: offered.id, version: offered.version });
    expect(await list(id)).toEqual({ booked: [people[2]], offered: [], waiting: [] });
    expect((await t.head.calls.list({ classId: id })).rows).toEqual([]);
  });

  it('keeps its order and its offers when the clock of the PC is set back, and settles everything when it jumps ahead', async () => {
    const { id, people, of } = await full(1, 2, { sessions: evenings('2026-12-08', 2) });
    await cancel(of(0));
    t.goTo('2026-11-20', '09:00');
    expect(await list(id)).toEqual({ booked: [], offered: [people[1]], waiting: [people[2]] });
    const [late] = await t.people(1);
    expect(await codeOf(t.book(id, late!))).toBe('BOOKING_REFUSED');
    expect((await t.book(id, late!, { whenFull: 'wait' })).position).toBe(2);
    t.goTo('2026-11-24', '09:00');
    expect(await list(id)).toEqual({ booked: [], offered: [people[2]], waiting: [late] });
    // Ten years on nobody has looked meanwhile: the class is what it then must be, and nobody waits for it.
    t.goTo('2036-11-24', '09:00');
    expect(await list(id)).toEqual({ booked: [], offered: [], waiting: [] });
    await expectSoundClasses(t);
  });

  it('offers the seat to the next at once when an offer is declined', async () => {
    const { id, people, of } = await full(1, 2, { sessions: evenings('2026-12-08', 2) });
    await cancel(of(0));
    const offered = await t.head.bookings.get({ id: of(1) });
    expect(await t.head.bookings.decline({ commandId: cid(), id: offered.id, version: offered.version, reason: '没空' })).toEqual({
      promoted: 1
    });
    expect((await list(id)).offered).toEqual([people[2]]);
  });

  it('holds nothing on the day itself: an open offer lapses, a freed seat is theirs at once', async () => {
    const { id, people, of } = await full(2, 3);
    t.goTo('2026-11-23', '20:00');
    await cancel(of(0));
    t.goTo(FIRST, '00:00');
    // The offer of yesterday evening has lapsed; the next has the seat, and is to be told.
    expect(await list(id)).toEqual({ booked: [people[1], people[3]], offered: [], waiting: [people[4]] });
    t.goTo(FIRST, '14:00');
    await cancel(of(1), { reason: '加班', excused: true });
    expect((await list(id)).booked).toEqual([people[3], people[4]]);
    expect((await t.head.calls.list({ classId: id })).rows.map((row) => row.reason)).toEqual(['promoted', 'promoted']);
  });

  it('promotes nobody once the first session has begun, unless set', async () => {
    const { id, of } = await full(1, 1, { minToOpen: 1 });
    t.goTo(FIRST, '19:00');
    await t.head.classes.get({ id });
    expect(await t.head.bookings.get({ id: of(1) })).toMatchObject({ state: 'ended', endReason: 'unserved' });
    const [late] = await t.people(1);
    expect(await reason(t.book(id, late!, wait))).toBe('full');
    const other = await full(1, 1, { minToOpen: 1, promoteAfterStart: true, sessions: evenings('2026-11-25', 3) });
    t.goTo('2026-11-26', '09:00');
    await cancel(other.of(0));
    expect((await list(other.id)).offered).toEqual([other.people[1]]);
    expect((await t.head.bookings.get({ id: other.of(1) })).offerUntil).toBe(at('2026-11-27', '09:00'));
  });

  it('gets the seats that more capacity brings', async () => {
    const { id, people } = await full(1, 3, { sessions: evenings('2026-12-08', 2) });
    const detail = await t.head.classes.get({ id });
    expect(await t.head.classes.update({ ...detail, id, commandId: cid(), version: detail.version, capacity: 3 })).toMatchObject({
      promoted: 2
    });
    expect(await list(id)).toEqual({ booked: [people[0]], offered: [people[1], people[2]], waiting: [people[3]] });
  });

  it('does not bring back somebody who leaves after a promotion', async () => {
    const { id, people, of } = await full(1, 2, { sessions: evenings('2026-12-08', 2) });
    await cancel(of(0));
    await cancel(of(1));
    expect(await list(id)).toEqual({ booked: [], offered: [people[2]], waiting: [] });
    await cancel(of(2));
    expect(await list(id)).toEqual({ booked: [], offered: [], waiting: [] });
    // Back again they stand at the end like everybody else.
    expect(await t.book(id, people[1]!)).toMatchObject({ state: 'booked' });
  });

  it('leaves the other lists of the same course, if set', async () => {
    const one = await full(1, 0, { sessions: evenings('2026-12-08', 1) });
    const two = await full(1, 0, { sessions: evenings('2026-12-09', 1) });
    const other = await t.course('面点');
    const third = await full(1, 0, { courseId: other, trainerIds: [], sessions: evenings('2026-12-10', 1) });
    const [person, follower] = await t.people(2);
    for (const id of [one.id, two.id, third.id]) await t.book(id, person!, wait);
    await t.book(two.id, follower!, wait);
    await cancel(one.of(0));
    expect((await list(one.id)).offered).toEqual([person]);
    expect((await list(two.id)).waiting).toEqual([follower]);
    expect((await list(third.id)).waiting).toEqual([person]);
    expect((await t.head.classes.history({ id: two.id }))[0]).toMatchObject({
      kind: 'ended',
      person: { id: person },
      params: { why: 'promoted_elsewhere' },
      reason: '2026-0001'
    });
    await t.head.station.changeSettings({ commandId: cid(), settings: { leaveOtherLists: false } });
    const [keen] = await t.people(1);
    for (const id of [one.id, two.id]) await t.book(id, keen!, wait);
    await cancel((await t.head.bookings.ofClass({ classId: one.id })).find((row) => row.state === 'offered')!.id);
    expect((await list(one.id)).offered).toEqual([keen]);
    expect((await list(two.id)).waiting).toEqual([follower, keen]);
  });

  it('passes over who would exceed a quota, and keeps their place', async () => {
    const firm = await t.organisation('一公司');
    const { id } = await t.open({ capacity: 2, quota: 1, sessions: evenings('2026-12-08', 1) });
    const seated = await t.people(2);
    const bookings = [];
    for (const person of seated) bookings.push(await t.book(id, person));
    const [a, b] = await t.people(2, firm);
    const [c] = await t.people(1);
    // Waiting uses up no quota, so both of the firm may stand in the list.
    for (const person of [a, b, c]) await t.book(id, person!, wait);
    await cancel(bookings[0]!.id);
    expect(await list(id)).toMatchObject({ offered: [a], waiting: [b, c] });
    await cancel(bookings[1]!.id);
    expect(await list(id)).toMatchObject({ offered: [a, c], waiting: [b] });
    const [d] = await t.people(1, firm);
    expect(await reason(t.book(id, d!, wait))).toBe('quota');
    await cancel((await t.head.bookings.ofClass({ classId: id })).find((row) => row.person.id === a)!.id);
    expect(await list(id)).toMatchObject({ offered: [b, c], waiting: [] });
  });

  it('shows in the history who moved when and why', async () => {
    const { id, of } = await full(1, 1, { sessions: evenings('2026-12-08', 1) });
    await cancel(of(0), { reason: '调到夜班' });
    const events = await t.head.classes.history({ id });
    expect(events.map((event) => [event.kind, event.reason])).toEqual([
      ['offered', ''],
      ['ended', '调到夜班'],
      ['waiting', ''],
      ['step', ''],
      ['booked', ''],
      ['step', '']
    ]);
    expect((await t.head.classes.history({ id, bookingId: of(1) })).map((event) => event.kind)).toEqual(['offered', 'waiting']);
    expect(events[0]!.at).toBe(t.clock.now());
  });
});
