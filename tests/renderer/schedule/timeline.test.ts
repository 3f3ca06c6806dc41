import { describe, expect, test } from 'vitest';
import { instantOf, MINUTE_MS } from '@contract/core/time.ts';
import {
  addMonths,
  grips,
  instantAt,
  mondayOf,
  place,
  refusal,
  sheetOf,
  shownHours,
  shutOn,
  snapDown,
  snapNear,
  snapUp,
  stack,
  type Axis,
  type Booking,
  type DropContext,
  type Lane
} from '@/schedule/allocation/timeline.ts';

const axis: Axis = { from: 8 * 60, to: 18 * 60, minuteWidth: 2 };
const lane: Lane = { key: '1', zoneId: 1, dates: ['2026-11-23', '2026-11-24'] };
const at = (date: string, clock: string) => instantOf(date, clock);
const use = (from: string, to: string, date = '2026-11-23') => ({ from: at(date, from), to: at(date, to) });
const zone = {
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: '08:00', close: '18:00' })),
  holidayPolicy: 'closed' as const,
  setupMinutes: 15,
  clearupMinutes: 30
};
const booking = (id: number, from: string, to: string, change: Partial<Booking> = {}): Booking => ({
  id,
  version: 1,
  number: '',
  zoneId: 1,
  purposeId: 1,
  setup: 15,
  clearup: 30,
  state: 'approved',
  title: '',
  organisation: null,
  contact: '',
  expected: 1,
  headcount: null,
  seriesId: null,
  ...use(from, to),
  ...change
});

describe('the timeline', () => {
  test('places an interval on its day and back again', () => {
    const [piece] = place(lane, axis, use('09:00', '10:30', '2026-11-24'));
    expect(piece).toEqual({ left: 1200 + 120, width: 180, first: true, last: true });
    expect(instantAt(lane, axis, piece!.left)).toBe(at('2026-11-24', '09:00'));
  });

  test('cuts what goes beyond the shown hours, and over midnight makes two pieces', () => {
    expect(place(lane, axis, use('06:00', '09:00'))).toEqual([{ left: 0, width: 120, first: false, last: true }]);
    const night = place(
      { ...lane },
      { from: 0, to: 1440, minuteWidth: 1 },
      { from: at('2026-11-23', '23:00'), to: at('2026-11-24', '01:00') }
    );
    expect(night).toEqual([
      { left: 1380, width: 60, first: true, last: false },
      { left: 1440, width: 60, first: false, last: true }
    ]);
  });

  test('points outside are kept inside the lane', () => {
    expect(instantAt(lane, axis, -50)).toBe(at('2026-11-23', '08:00'));
    expect(instantAt(lane, axis, 99_999)).toBe(at('2026-11-24', '18:00'));
  });

  test('snaps to half hours of the station, not of the PC', () => {
    expect(snapDown(at('2026-11-23', '09:29'))).toBe(at('2026-11-23', '09:00'));
    expect(snapUp(at('2026-11-23', '09:01'))).toBe(at('2026-11-23', '09:30'));
    expect(snapNear(at('2026-11-23', '09:16'))).toBe(at('2026-11-23', '09:30'));
  });

  test('shows whole hours that hold opening hours and uses outside them', () => {
    expect(shownHours([zone], [], ['2026-11-23'])).toEqual({ from: 480, to: 1080 });
    expect(shownHours([zone], [use('06:30', '19:15')], ['2026-11-23'])).toEqual({ from: 360, to: 1200 });
    expect(shownHours([], [], [])).toEqual({ from: 480, to: 1080 });
  });

  test('shut times fill what opening hours leave; a holiday is shut all day', () => {
    const split = {
      ...zone,
      hours: [
        { weekday: 1, open: '08:30', close: '12:00' },
        { weekday: 1, open: '13:30', close: '17:00' }
      ]
    };
    expect(shutOn(split, '2026-11-23', 'ordinary', axis)).toEqual([
      { from: 480, to: 510 },
      { from: 720, to: 810 },
      { from: 1020, to: 1080 }
    ]);
    expect(shutOn(split, '2026-11-23', 'holiday', axis)).toEqual([{ from: 480, to: 1080 }]);
  });

  test('puts overlapping bookings on lines of their own, and others on the first', () => {
    const { line, lines } = stack([
      booking(1, '09:00', '10:00', { state: 'no_show' }),
      booking(2, '09:30', '11:00'),
      booking(3, '10:00', '11:00')
    ]);
    expect([line.get(1), line.get(2), line.get(3), lines]).toEqual([0, 1, 0, 2]);
  });
});

describe('a drop is refused', () => {
  const context = (change: Partial<DropContext> = {}): DropContext => ({
    zone,
    zoneId: 1,
    bookings: [booking(1, '10:00', '11:00')],
    others: [],
    closures: [],
    kindOf: () => 'ordinary',
    now: at('2026-11-23', '08:00'),
    ...change
  });

  test('where set-up or clear-up meets a neighbour', () => {
    expect(refusal(use('11:30', '12:00'), context())).toBe('zone');
    expect(refusal(use('12:00', '12:30'), context())).toBeNull();
  });

  test('in the past, in a closure, outside hours, on a holiday', () => {
    expect(refusal(use('13:00', '14:00'), context({ now: at('2026-11-23', '13:30') }))).toBe('past');
    expect(refusal(use('13:00', '14:00'), context({ closures: [{ zoneId: 1, ...use('14:20', '15:00') }] }))).toBe('closure');
    expect(refusal(use('17:30', '18:30'), context())).toBe('closed_hours');
    expect(refusal(use('13:00', '14:00'), context({ kindOf: () => 'holiday' }))).toBe('holiday');
  });

  test('not by what it holds itself, nor by what is released', () => {
    const own = booking(1, '10:00', '11:00');
    expect(refusal(use('10:30', '11:30'), context({ own }))).toBeNull();
    expect(refusal(use('10:30', '11:30'), context({ bookings: [booking(2, '10:00', '12:00', { state: 'no_show' })] }))).toBeNull();
  });

  test('by what another area holds, its buffers with it, in its own zone alone', () => {
    const session = { zoneId: 1, setup: 0, clearup: 15, ...use('13:00', '15:00') };
    expect(refusal(use('14:30', '15:30'), context({ others: [session] }))).toBe('zone');
    // Its 15 minutes after, then our 15 before.
    expect(refusal(use('15:00', '16:00'), context({ others: [session] }))).toBe('zone');
    expect(refusal(use('15:30', '16:00'), context({ others: [session] }))).toBeNull();
    expect(refusal(use('14:30', '15:30'), context({ others: [{ ...session, zoneId: 2 }] }))).toBeNull();
    const own = booking(1, '10:00', '11:00');
    expect(refusal(use('12:00', '13:00'), context({ own, others: [session] }))).toBe('zone');
  });

  test('but may keep a start that has passed', () => {
    const own = booking(1, '10:00', '11:00');
    expect(
      refusal({ from: own.from, to: own.to + 30 * MINUTE_MS }, context({ own, bookings: [own], now: at('2026-11-23', '10:20') }))
    ).toBeNull();
  });
});

test('what is in use can only be stretched at its end, what is over not at all', () => {
  expect(grips('approved')).toEqual({ move: true, start: true, end: true });
  expect(grips('in_use')).toEqual({ move: false, start: false, end: true });
  expect(grips('finished')).toEqual({ move: false, start: false, end: false });
});

test('weeks begin on Monday, months turn over years', () => {
  expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  expect(addMonths('2026-11', 3)).toBe('2027-02');
  expect(addMonths('2026-01', -1)).toBe('2025-12');
  expect(sheetOf('2026-11')[0]).toBe('2026-10-26');
});
