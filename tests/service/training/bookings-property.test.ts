import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateOf, DAY_MS, HOUR_MS, startOfDate } from '../../../electron/contract/core/time.ts';
import { evenings, expectSoundClasses, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { cid } from '../../fixtures/station.ts';

/**
 * Random days at the desk against a model that is independent of the program: people in a row, seats counted one by one, and one rule
 * for who gets a seat: the first who fits, unless somebody before them waits for one of the same seats.
 */

interface Row {
  id: number;
  person: number;
  /** Which session, or null for all. */
  scope: number | null;
  group: number | null;
  state: 'booked' | 'offered' | 'waiting' | 'ended';
  place: number;
  until: number;
}

class Model {
  rows: Row[] = [];
  places = 0;
  capacity: number;
  readonly starts: Map<number, number>;
  constructor(capacity: number, starts: Map<number, number>) {
    this.capacity = capacity;
    this.starts = starts;
  }

  seated(session: number): number {
    return this.rows.filter((row) => (row.state === 'booked' || row.state === 'offered') && (row.scope === null || row.scope === session))
      .length;
  }

  fits(scope: number | null, size: number): boolean {
    const wanted = scope === null ? [...this.starts.keys()] : [scope];
    return wanted.every((session) => this.seated(session) + size <= this.capacity);
  }

  overlap(a: number | null, b: number | null): boolean {
    return a === null || b === null || a === b;
  }

  waitsFor(scope: number | null): boolean {
    return this.rows.some((row) => row.state === 'waiting' && this.overlap(row.scope, scope));
  }

  startOf(scope: number | null): number {
    return scope === null ? Math.min(...this.starts.values()) : this.starts.get(scope)!;
  }

  serve(now: number): void {
    const unserved: (number | null)[] = [];
    for (const place of [...new Set(this.rows.filter((row) => row.state === 'waiting').map((row) => row.place))].sort((a, b) => a - b)) {
      const entry = this.rows.filter((row) => row.state === 'waiting' && row.place === place);
      const { scope } = entry[0]!;
      if (unserved.some((other) => this.overlap(other, scope)) || !this.fits(scope, entry.length)) {
        unserved.push(scope);
        continue;
      }
      const day = startOfDate(dateOf(this.startOf(scope)));
      for (const row of entry) {
        row.state = now >= day ? 'booked' : 'offered';
        row.until = Math.min(now + DAY_MS, day);
      }
    }
  }

  settle(now: number): void {
    const lapsed = this.rows.filter((row) => row.state === 'offered' && row.until <= now);
    for (const row of lapsed) row.state = 'ended';
    if (lapsed.length > 0) this.serve(now);
  }

  /** What the desk sees: seated and offered in any order, the list in its own. */
  view() {
    const of = (state: Row['state']) => this.rows.filter((row) => row.state === state);
    return {
      booked: of('booked')
        .map((row) => row.id)
        .sort((a, b) => a - b),
      offered: of('offered')
        .map((row) => row.id)
        .sort((a, b) => a - b),
      waiting: of('waiting')
        .sort((a, b) => a.place - b.place || a.id - b.id)
        .map((row) => row.id)
    };
  }
}

type Action =
  | { do: 'book'; scope: number; wait: boolean }
  | { do: 'group'; size: number; scope: number; wait: boolean }
  | { do: 'cancel' | 'answer' | 'split'; which: number; yes: boolean }
  | { do: 'capacity'; to: number }
  | { do: 'later'; hours: number };

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('book' as const), scope: fc.integer({ min: -3, max: 2 }), wait: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('group' as const),
      size: fc.integer({ min: 2, max: 3 }),
      scope: fc.integer({ min: -3, max: 2 }),
      wait: fc.constant(true)
    })
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('cancel' as const, 'answer' as const, 'split' as const),
      which: fc.nat(30),
      yes: fc.boolean()
    })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('capacity' as const), to: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('later' as const), hours: fc.integer({ min: 1, max: 40 }) }) }
);

let t: ClassStation;
let people: number[];
beforeAll(async () => {
  t = await openClassStation();
  people = await t.people(60);
});
afterAll(() => t.close());

let week = 0;

/** Plays some actions on a new class and compares the desk's view with the model's after each. */
async function play(capacity: number, actions: Action[]): Promise<void> {
  // Weeks apart, so that no class clashes with another and the clock never goes back.
  week += 1;
  const begin = startOfDate('2027-01-04') + week * 21 * DAY_MS;
  t.clock.set(begin);
  const { id, sessions } = await t.open({
    capacity,
    bySession: true,
    minToOpen: 1,
    trainerIds: [],
    sessions: evenings(dateOf(begin + 5 * DAY_MS), 3)
  });
  const starts = new Map<number, number>();
  for (const session of (await t.head.classes.get({ id })).sessions) starts.set(session.id, session.from);
  const model = new Model(capacity, starts);
  const last = Math.min(...starts.values()) - HOUR_MS;
  let next = 0;
  let groups = 0;
  const scopeOf = (n: number) => (n < 0 ? null : sessions[n]!);

  for (const step of actions) {
    const now = t.clock.now();
    model.settle(now);
    const live = model.rows.filter((row) => row.state !== 'ended');
    if (step.do === 'later') {
      t.clock.set(Math.min(now + step.hours * HOUR_MS, last));
      model.settle(t.clock.now());
    } else if (step.do === 'capacity') {
      const peak = Math.max(0, ...sessions.map((session) => model.seated(session)));
      const to = Math.max(step.to, peak, 1);
      const detail = await t.head.classes.get({ id });
      await t.head.classes.update({ ...detail, id, commandId: cid(), version: detail.version, capacity: to, minToOpen: 1 });
      model.capacity = to;
      model.serve(now);
    } else if (step.do === 'book' || step.do === 'group') {
      const scope = scopeOf(step.scope);
      const size = step.do === 'book' ? 1 : step.size;
      if (next + size > people.length) continue;
      const who = people.slice(next, next + size);
      next += size;
      const seat = !model.waitsFor(scope) && model.fits(scope, size);
      const input = { commandId: cid(), classId: id, sessionId: scope, whenFull: step.wait ? ('wait' as const) : ('refuse' as const) };
      const made =
        step.do === 'book'
          ? await t.head.bookings.book({ ...input, person: { personId: who[0]! } }).then(
              (one) => [one],
              () => null
            )
          : await t.head.bookings.bookGroup({ ...input, name: 'g', personIds: who }).then(
              (group) => group.bookings,
              () => null
            );
      expect(made !== null, 'booked or waiting').toBe(seat || step.wait);
      if (made === null) continue;
      model.places += seat ? 0 : 1;
      groups += 1;
      made.forEach((one, i) =>
        model.rows.push({
          id: one.id,
          person: who[i]!,
          scope,
          group: size > 1 ? groups : null,
          state: seat ? 'booked' : 'waiting',
          place: model.places,
          until: 0
        })
      );
    } else if (live.length > 0) {
      const row = live[step.which % live.length]!;
      const { version, group } = await t.head.bookings.get({ id: row.id });
      if (step.do === 'cancel') {
        await t.head.bookings.cancel({ commandId: cid(), id: row.id, version });
        row.state = 'ended';
        model.serve(now);
      } else if (step.do === 'answer' && row.state === 'offered') {
        const all = row.group === null ? [row] : live.filter((one) => one.group === row.group && one.state === 'offered');
        if (step.yes) await t.head.bookings.accept({ commandId: cid(), id: row.id, version });
        else await t.head.bookings.decline({ commandId: cid(), id: row.id, version });
        for (const one of all) one.state = step.yes ? 'booked' : 'ended';
        if (!step.yes) model.serve(now);
      } else if (step.do === 'split' && row.state === 'waiting' && row.group !== null) {
        await t.head.bookings.splitGroup({ commandId: cid(), groupId: group!.id });
        const members = live.filter((one) => one.group === row.group).sort((a, b) => a.id - b.id);
        const place = row.place;
        for (const one of model.rows) if (one.state === 'waiting' && one.place > place) one.place += members.length - 1;
        members.forEach((one, i) => Object.assign(one, { place: place + i, group: null }));
        model.places += members.length - 1;
        model.serve(now);
      }
    }
    const rows = await t.head.bookings.ofClass({ classId: id });
    const of = (state: string) => rows.filter((row) => row.state === state).map((row) => row.id);
    expect(
      { booked: of('booked').sort((a, b) => a - b), offered: of('offered').sort((a, b) => a - b), waiting: of('waiting') },
      JSON.stringify(step)
    ).toEqual(model.view());
  }
  await t.step(id, 'cancel', '下一轮');
}

describe('seats and waiting lists', () => {
  it('are what a naive model says, whatever happens at the desk', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(action, { minLength: 8, maxLength: 28 }), (capacity, actions) =>
        play(capacity, actions)
      ),
      { numRuns: 60, seed: 20241011, endOnFailure: true }
    );
    await expectSoundClasses(t);
  }, 360_000);
});
