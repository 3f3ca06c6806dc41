import { describe, expect, it } from 'vitest';
import type { Waiting } from '../../../electron/contract/people/waiting-list.ts';
import { demandState, isLate, lapseTx, promoteInTurn } from '../../../electron/service/people/waiting-list.ts';

const entry = (place: number, size = 1, sessionId: number | null = null): Waiting => ({ place, size, sessionId });

/** Promotes from a list with so many seats free for the whole; says who got them, in order. */
async function served(entries: Waiting[], seats: number, passedOver: (entry: Waiting) => boolean = () => false) {
  const got: number[] = [];
  let looked = 0;
  let left = seats;
  const promoted = await promoteInTurn({
    entries,
    free() {
      looked += 1;
      return Promise.resolve({ beside: left, single: new Map<number, number>() });
    },
    passedOver: (one) => Promise.resolve(passedOver(one)),
    give(one) {
      got.push(one.place);
      left -= one.size;
      return Promise.resolve();
    }
  });
  return { got, promoted, left, looked };
}

describe('a waiting list', () => {
  it('is served in the order of its places, as far as it goes', async () => {
    expect(await served([entry(3), entry(1), entry(2)], 2)).toEqual({ got: [1, 2], promoted: 2, left: 0, looked: 3 });
    expect((await served([], 2)).got).toEqual([]);
    expect((await served([entry(1)], 0)).got).toEqual([]);
  });

  it('counts the people of a group, which nobody overtakes', async () => {
    expect(await served([entry(1, 3), entry(2)], 4)).toMatchObject({ got: [1, 2], promoted: 4, left: 0 });
    expect(await served([entry(1, 3), entry(2)], 2)).toMatchObject({ got: [], promoted: 0, left: 2 });
  });

  it('skips an entry that cannot have the seat now, and reads the free seats after each entry', async () => {
    expect(await served([entry(1), entry(2), entry(3)], 1, ({ place }) => place === 1)).toMatchObject({ got: [2], promoted: 1, looked: 3 });
    expect((await served([entry(1), entry(2)], 5, () => true)).got).toEqual([]);
  });
});

describe('offers that lapsed', () => {
  it('all end before any list gives away what they free, each list once', async () => {
    const done: string[] = [];
    const note = (what: string) => {
      done.push(what);
      return Promise.resolve();
    };
    await lapseTx(
      [
        { id: 1, list: 7 },
        { id: 2, list: 8 },
        { id: 3, list: 7 }
      ],
      { listOf: ({ list }) => list, end: ({ id }) => note(`end ${id}`), promote: (list) => note(`promote ${list}`) }
    );
    expect(done).toEqual(['end 1', 'end 2', 'end 3', 'promote 7', 'promote 8']);
  });
});

describe('giving something up', () => {
  const given = { excused: false, reason: '' };

  it('is late after the deadline, unless it is excused with a reason', () => {
    expect([isLate(10, 10, given), isLate(11, 10, given), isLate(11, 10, { excused: true, reason: '病' })]).toEqual([false, true, false]);
    expect(isLate(10, 10, { excused: true, reason: '' })).toBe(false);
    expect(() => isLate(11, 10, { excused: true, reason: ' ' })).toThrow(expect.objectContaining({ code: 'REASON_NEEDED' }));
  });

  it('begins in some states only', () => {
    expect(() => demandState('offered', ['offered', 'waiting'], 'decline')).not.toThrow();
    expect(() => demandState('ended', ['offered'], 'decline')).toThrow(
      expect.objectContaining({ code: 'STEP_NOT_ALLOWED', data: { from: 'ended', step: 'decline' } })
    );
  });
});
