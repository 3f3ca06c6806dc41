import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evenings, expectSoundClasses, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { cid, type Client } from '../../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

const outcome = async (call: Promise<{ state: string }>): Promise<string> => {
  try {
    return (await call).state;
  } catch (error) {
    const { code, data } = error as { code: string; data: { refusals?: { refusal: { reason: string } }[] } };
    return data.refusals?.[0]?.refusal.reason ?? code;
  }
};
const count = (all: string[], what: string) => all.filter((one) => one === what).length;

describe('R14: many desks at once', () => {
  it('the last seat goes to one, the waiting list to the other', async () => {
    const { id } = await t.open({ capacity: 1 });
    const people = await t.people(2);
    const desks = [await t.as('front_desk'), await t.as('front_desk')];
    const states = await Promise.all(
      people.map((person, i) =>
        outcome(desks[i]!.bookings.book({ commandId: cid(), classId: id, person: { personId: person }, whenFull: 'wait' }))
      )
    );
    expect(states.sort()).toEqual(['booked', 'waiting']);
  });

  it('ninety callers at three desks for ten seats: ten have one, thirty wait in the order they came, nobody is lost', async () => {
    const { id, sessions } = await t.open({ capacity: 10, bySession: true });
    const people = await t.people(90);
    const desks: Client[] = [await t.as('front_desk'), await t.as('front_desk'), await t.as('head')];
    const calls = people.map((person, i) =>
      outcome(
        desks[i % 3]!.bookings.book({
          commandId: cid(),
          classId: id,
          person: { personId: person },
          whenFull: i % 3 === 0 ? 'wait' : 'refuse',
          sessionId: i % 10 === 9 ? sessions[i % 4]! : null
        })
      )
    );
    const states = await Promise.all(calls);
    const rows = await t.head.bookings.ofClass({ classId: id });
    expect(count(states, 'booked')).toBe(rows.filter((row) => row.state === 'booked').length);
    expect(count(states, 'waiting')).toBe(rows.filter((row) => row.state === 'waiting').length);
    expect(count(states, 'booked') + count(states, 'waiting') + count(states, 'full')).toBe(90);
    expect(count(states, 'booked')).toBeGreaterThanOrEqual(10);
    const waiting = rows.filter((row) => row.state === 'waiting').map((row) => row.id);
    expect(waiting).toEqual([...waiting].sort((a, b) => a - b));
  });

  it('seats freed while others book are given to the list first, in order, and never twice', async () => {
    const { id } = await t.open({ capacity: 12, sessions: evenings('2026-12-15', 2) });
    const people = await t.people(40);
    const bookings: { id: number; version: number; state: string }[] = [];
    for (const person of people) bookings.push(await t.book(id, person, { whenFull: 'wait' }));
    const late = await t.people(12);
    const desks: Client[] = [await t.as('front_desk'), await t.as('front_desk'), await t.as('head')];
    const cancels = bookings
      .slice(0, 12)
      .map((booking, i) => desks[i % 3]!.bookings.cancel({ commandId: cid(), id: booking.id, version: booking.version }));
    const books = late.map((person, i) =>
      outcome(desks[(i + 1) % 3]!.bookings.book({ commandId: cid(), classId: id, person: { personId: person } }))
    );
    // Cancelled and booked at once by all desks.
    const [cancelled, booked] = await Promise.all([Promise.all(cancels), Promise.all(books)]);
    expect(cancelled.reduce((sum, one) => sum + one.promoted, 0)).toBe(12);
    expect(booked).toEqual(late.map(() => 'full'));
    const rows = await t.head.bookings.ofClass({ classId: id });
    expect(rows.filter((row) => row.state === 'offered').map((row) => row.person.id)).toEqual(people.slice(12, 24));
    expect(rows.filter((row) => row.state === 'waiting').map((row) => row.person.id)).toEqual(people.slice(24));
    // Every offer accepted and declined at the same time: one answer counts.
    const offers = rows.filter((row) => row.state === 'offered');
    const answers = await Promise.all(
      offers.flatMap((row) => [
        outcome(desks[0]!.bookings.accept({ commandId: cid(), id: row.id, version: row.version }).then(() => ({ state: 'accepted' }))),
        outcome(desks[1]!.bookings.decline({ commandId: cid(), id: row.id, version: row.version }).then(() => ({ state: 'declined' })))
      ])
    );
    expect(count(answers, 'accepted') + count(answers, 'declined')).toBe(12);
    expect(count(answers, 'STALE') + count(answers, 'STEP_NOT_ALLOWED')).toBe(12);
    const left = await t.head.classes.get({ id });
    expect(left.taken).toBe(12);
  });
});
