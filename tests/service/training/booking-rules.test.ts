import { describe, expect, it } from 'vitest';
import { noShowStanding } from '../../../electron/contract/people/no-shows.ts';
import { badgeCode, bookingCode, readScanCode } from '../../../electron/contract/people/scan-codes.ts';
import { offerUntil, promotions } from '../../../electron/contract/people/waiting-list.ts';
import { bookingRefusal, type BookingFacts, type Refusal } from '../../../electron/contract/training/booking-rules.ts';
import { cancelDeadline } from '../../../electron/contract/training/class-rules.ts';
import { DAY_MS, instantOf } from '../../../electron/contract/core/time.ts';

const at = instantOf;

describe('the notice of a cancellation', () => {
  const start = at('2026-10-08', '19:00');
  const kinds = (date: string) =>
    date >= '2026-10-01' && date <= '2026-10-07'
      ? ('holiday' as const)
      : date === '2026-09-27'
        ? ('workday' as const)
        : ('ordinary' as const);
  it.each([
    [{ unit: 'hours', amount: 24 } as const, at('2026-10-07', '19:00')],
    [{ unit: 'hours', amount: 0 } as const, start],
    [{ unit: 'working_days', amount: 0 } as const, start],
    // The day before a Thursday after National Day is 30 September; Sunday the 27th was worked.
    [{ unit: 'working_days', amount: 1 } as const, at('2026-09-30', '00:00')],
    [{ unit: 'working_days', amount: 4 } as const, at('2026-09-27', '00:00')],
    [{ unit: 'working_days', amount: 5 } as const, at('2026-09-25', '00:00')]
  ])('%o', (notice, deadline) => {
    expect(cancelDeadline(start, notice, kinds)).toBe(deadline);
  });
});

describe('the checks of a booking, in order', () => {
  const good: BookingFacts = {
    now: at('2026-11-23', '09:00'),
    existing: null,
    classState: 'open',
    sessionOver: false,
    classOver: null,
    bookingFrom: null,
    bookingTo: null,
    organisations: null,
    belongs: false,
    needs: [],
    clashes: [],
    clashOverridden: false,
    quota: null,
    block: null,
    capacity: 10,
    free: 1,
    waiting: 0
  };
  const clash = { what: 'class' as const, title: '2026-0002', from: 1, to: 2 };
  const failing: [Partial<BookingFacts>, Refusal['reason']][] = [
    [{ existing: { bookingId: 7, state: 'waiting' } }, 'already_booked'],
    [{ classState: 'cancelled' }, 'class_state'],
    [{ sessionOver: true }, 'session_over'],
    [{ classOver: at('2026-11-23', '08:59') }, 'class_over'],
    [{ bookingFrom: at('2026-11-24', '09:00') }, 'not_yet'],
    [{ bookingTo: at('2026-11-23', '09:00') }, 'window_over'],
    [{ organisations: ['一公司'], belongs: false }, 'not_eligible'],
    [{ needs: [{ what: 'certificate', course: '钳工', held: 'expired', validUntil: '2026-01-01' }] }, 'certificate_expired'],
    [{ clashes: [clash] }, 'clash'],
    [{ quota: { organisation: '一公司', limit: 2, used: 2 } }, 'quota'],
    [{ block: { until: 9, dates: [] } }, 'blocked'],
    [{ free: 0 }, 'full']
  ];
  it('says nothing when all is well', () => expect(bookingRefusal(good)).toBe(null));
  it('answers the first that fails: each wins over all behind it', () => {
    let all: BookingFacts = good;
    for (const [over, reason] of [...failing].reverse()) {
      all = { ...all, ...over };
      expect(bookingRefusal(all)?.reason).toBe(reason);
      expect(bookingRefusal({ ...good, ...over })?.reason).toBe(reason);
    }
  });
  it('lets a reason override a clash, and nobody overtake the waiting list', () => {
    expect(bookingRefusal({ ...good, clashes: [clash], clashOverridden: true })).toBe(null);
    expect(bookingRefusal({ ...good, free: 3, waiting: 1 })?.reason).toBe('full');
  });
  it.each([
    [{ what: 'course', course: 'a', held: 'missing', validUntil: null }, 'course_missing'],
    [{ what: 'certificate', course: 'a', held: 'missing', validUntil: null }, 'certificate_missing'],
    [{ what: 'certificate', course: 'a', held: 'valid', validUntil: null }, undefined]
  ] as const)('%o needs %s', (need, reason) => {
    expect(bookingRefusal({ ...good, needs: [need] })?.reason).toBe(reason);
  });
});

describe('offers', () => {
  const start = at('2026-11-26', '19:00');
  it('are held for the hours set, never into the day itself, and not at all on it', () => {
    expect(offerUntil(at('2026-11-23', '09:00'), start, 24)).toBe(at('2026-11-24', '09:00'));
    expect(offerUntil(at('2026-11-25', '20:00'), start, 24)).toBe(at('2026-11-26', '00:00'));
    expect(offerUntil(at('2026-11-26', '00:00'), start, 24)).toBe(null);
    expect(offerUntil(at('2026-11-26', '18:59'), start, 24)).toBe(null);
  });
});

describe('the waiting list', () => {
  const list = (...entries: [place: number, sessionId: number | null, size: number][]) =>
    entries.map(([place, sessionId, size]) => ({ place, sessionId, size }));
  const places = (entries: ReturnType<typeof list>, beside: number, single: [number, number][] = []) =>
    promotions(entries, { beside, single: new Map(single) }).map((entry) => entry.place);
  it.each([
    ['first come first served', list([2, null, 1], [1, null, 1], [3, null, 1]), 2, [], [1, 2]],
    ['nobody overtakes a group that does not fit', list([1, null, 3], [2, null, 1]), 2, [], []],
    ['a group gets its seats together', list([1, null, 3], [2, null, 1]), 4, [], [1, 2]],
    ['one session full does not hold up another', list([1, 7, 1], [2, 8, 1]), 2, [[7, 2]], [2]],
    ['the whole class waits for its fullest session', list([1, null, 1]), 2, [[7, 2]], []],
    ['who wants the class holds up who wants a session behind', list([1, null, 1], [2, 8, 1]), 2, [[7, 2]], []],
    ['a full session in front holds up the whole class behind', list([1, 7, 1], [2, null, 1]), 2, [[7, 2]], []],
    ['seats given to single sessions are not given again', list([1, 7, 1], [2, 8, 1], [3, null, 1]), 2, [], [1, 2, 3]],
    ['and are taken from the class', list([1, 7, 2], [2, null, 1]), 2, [], [1]]
  ] as const)('%s', (_name, entries, beside, single, expected) => {
    expect(places([...entries], beside, single as unknown as [number, number][])).toEqual(expected);
  });
});

describe('the no-show policy', () => {
  const policy = { count: 3, windowDays: 60, blockDays: 30 };
  const day = (n: number) => n * DAY_MS;
  const events = (...days: number[]) => days.map((n) => ({ at: day(n), kind: 'absent' as const }));
  const standing = (days: number[], now: number, lifted: number[] = []) =>
    noShowStanding(policy, events(...days), lifted.map(day), day(now));
  it.each([
    ['two are two', [1, 2], 10, null, 2],
    ['the third within sixty days blocks for thirty', [1, 30, 60], 61, [60, 90], 0],
    ['at the sixtieth day the first no longer counts', [1, 30, 61], 62, null, 2],
    ['a block ends by itself', [1, 2, 3], 33, null, 0],
    ['and lasts until then', [1, 2, 3], 32, [3, 33], 0],
    ['what led to a block is used up', [1, 2, 3, 40, 41], 42, null, 2],
    ['three more are needed for the next', [1, 2, 3, 40, 41, 42], 43, [42, 72], 0],
    ['those to come do not count', [1, 2, 50], 10, null, 2]
  ] as const)('%s', (_name, days, now, block, counted) => {
    const found = standing([...days], now);
    expect(found.block && [found.block.from / DAY_MS, found.block.until / DAY_MS]).toEqual(block);
    expect(found.counted.length).toBe(counted);
  });
  it('can be lifted, which wipes what was counted, and is off with a count of nought', () => {
    expect(standing([1, 2, 3], 10, [5]).block).toBe(null);
    expect(standing([1, 2], 10, [5]).counted).toEqual([]);
    expect(standing([1, 2, 6, 7], 10, [5])).toMatchObject({ block: null, counted: [{ at: day(6) }, { at: day(7) }] });
    expect(standing([1, 2, 3], 10, [2]).block).toBe(null);
    expect(noShowStanding({ ...policy, count: 0 }, events(1, 2, 3, 4), [], day(5))).toEqual({ counted: [], block: null });
  });
  it('names what led to the block', () => {
    expect(standing([1, 5, 9], 10).block!.because.map((one) => one.at / DAY_MS)).toEqual([1, 5, 9]);
  });
});

describe('scanned codes', () => {
  it('tell bookings and badges apart and refuse what was misread', () => {
    expect(readScanCode(bookingCode(1234))).toEqual({ kind: 'booking', id: 1234 });
    expect(readScanCode(` ${badgeCode(7).toLowerCase()} `)).toEqual({ kind: 'person', id: 7 });
    const wrong = [...bookingCode(1234)]
      .map((_, i, all) => all.map((c, j) => (i === j ? (c === '1' ? '2' : '1') : c)).join(''))
      .slice(1, -1);
    for (const code of wrong) if (code !== bookingCode(1234)) expect(readScanCode(code)).toBe(null);
    expect(readScanCode('330000199001011234')).toBe(null);
  });
});
