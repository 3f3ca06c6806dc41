import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookingsIn, refusals } from '../../fixtures/bookings.ts';
import { evenings, expectSoundClasses, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { at } from '../../fixtures/schedule.ts';
import { cid, codeOf } from '../../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});
const { cancel } = bookingsIn(() => t);

describe('cancelling and no-shows', () => {
  /** `count` classes on successive days, each with its people booked. */
  async function missed(person: number, count: number) {
    for (let i = 0; i < count; i += 1) {
      const { id, sessions } = await t.open({ minToOpen: 1, sessions: evenings(`2026-11-${24 + i}`, 1) });
      await t.book(id, person);
      t.goTo(`2026-11-${24 + i}`, '21:30');
      await t.head.attendance.close({ commandId: cid(), sessionId: sessions[0]! });
    }
  }

  it('in time is no no-show; too late is one, unless excused with a reason', async () => {
    const { id } = await t.open({ cancelNotice: { unit: 'hours', amount: 24 } });
    const [a, b, c] = await t.people(3);
    const bookings = [];
    for (const person of [a, b, c]) bookings.push((await t.book(id, person!)).id);
    t.goTo('2026-11-23', '19:00');
    expect(await cancel(bookings[0]!)).toMatchObject({ late: false });
    t.goTo('2026-11-23', '19:01');
    expect(await cancel(bookings[1]!)).toMatchObject({ late: true });
    expect(await codeOf(cancel(bookings[2]!, { excused: true }))).toBe('REASON_NEEDED');
    expect(await cancel(bookings[2]!, { excused: true, reason: '住院' })).toMatchObject({ late: false });
    expect((await t.head.bookings.standing({ personId: a! })).counted).toEqual([]);
    expect((await t.head.bookings.standing({ personId: b! })).counted).toMatchObject([{ kind: 'cancelled_late', code: '2026-0001' }]);
    expect((await t.head.bookings.standing({ personId: c! })).counted).toEqual([]);
  });

  it('counts the notice in working days where the class says so', async () => {
    const { id } = await t.open({ cancelNotice: { unit: 'working_days', amount: 2 }, sessions: evenings('2026-11-30', 1) });
    const [a, b] = await t.people(2);
    const [first, second] = [await t.book(id, a!), await t.book(id, b!)];
    // Before a Monday, two working days are Friday and Thursday.
    t.goTo('2026-11-26', '00:00');
    expect(await cancel(first.id)).toMatchObject({ late: false });
    t.goTo('2026-11-26', '00:01');
    expect(await cancel(second.id)).toMatchObject({ late: true });
  });

  it('blocks after three in sixty days for thirty, explains it with dates, and ends by itself', async () => {
    const [person] = await t.people(1);
    await missed(person!, 3);
    const standing = await t.head.bookings.standing({ personId: person! });
    expect(standing.block).toMatchObject({ from: at('2026-11-26', '19:00'), until: at('2026-12-26', '19:00') });
    expect(standing.block!.because.map((one) => [one.kind, one.at])).toEqual([
      ['absent', at('2026-11-24', '19:00')],
      ['absent', at('2026-11-25', '19:00')],
      ['absent', at('2026-11-26', '19:00')]
    ]);
    const { id } = await t.open({}, { first: '2027-01-05', weeks: 1 });
    expect(await refusals(t.book(id, person!))).toMatchObject([
      { refusal: { reason: 'blocked', until: at('2026-12-26', '19:00'), dates: ['2026-11-24', '2026-11-25', '2026-11-26'] } }
    ]);
    t.goTo('2026-12-26', '19:00');
    expect((await t.head.bookings.standing({ personId: person! })).block).toBe(null);
    await t.book(id, person!);
  });

  it('is lifted with a reason by the head alone, follows the settings, and takes absence back with its mark', async () => {
    const [person] = await t.people(1);
    await t.head.station.changeSettings({ commandId: cid(), settings: { noShowCount: 2, noShowBlockDays: 7 } });
    await missed(person!, 2);
    const standing = async () => t.head.bookings.standing({ personId: person! });
    expect((await standing()).policy).toEqual({ count: 2, windowDays: 60, blockDays: 7 });
    expect((await standing()).block).not.toBe(null);
    const desk = await t.as('front_desk');
    expect(await codeOf(desk.bookings.liftBlock({ commandId: cid(), personId: person!, reason: '误记' }))).toBe('FORBIDDEN');
    expect(await codeOf(t.head.bookings.liftBlock({ commandId: cid(), personId: person!, reason: ' ' }))).toBe('BAD_REQUEST');
    await t.head.bookings.liftBlock({ commandId: cid(), personId: person!, reason: '当日停工，非本人原因' });
    expect(await standing()).toMatchObject({ block: null, counted: [], lifted: [{ reason: '当日停工，非本人原因' }] });
    const [other] = await t.people(1);
    t.goTo('2026-11-27', '09:00');
    const { id, sessions } = await t.open({ minToOpen: 1, sessions: evenings('2026-11-27', 1) });
    await t.book(id, other!);
    expect(await codeOf(t.head.attendance.mark({ commandId: cid(), sessionId: sessions[0]!, personId: other!, status: 'absent' }))).toBe(
      'STEP_NOT_ALLOWED'
    );
    t.goTo('2026-11-27', '19:30');
    await t.head.attendance.mark({ commandId: cid(), sessionId: sessions[0]!, personId: other!, status: 'absent' });
    expect((await t.head.bookings.standing({ personId: other! })).counted.length).toBe(1);
    await t.head.attendance.mark({ commandId: cid(), sessionId: sessions[0]!, personId: other!, status: 'excused' });
    expect((await t.head.bookings.standing({ personId: other! })).counted).toEqual([]);
  });

  it('of a class that is over is not possible', async () => {
    const { id } = await t.open({ minToOpen: 1 }, { weeks: 1 });
    const [person] = await t.people(1);
    const made = await t.book(id, person!);
    t.goTo('2026-11-25', '09:00');
    expect(await codeOf(cancel(made.id))).toBe('STEP_NOT_ALLOWED');
  });
});
