import { describe, expect, it } from 'vitest';
import type { SessionPreview } from '@contract/training/sessions.ts';
import { fixAll, isLeftOut, openDates, sessionsOf, type Choices } from '@/schedule/series/plan.ts';
import { changesOf } from '@/training/attendance/counts.ts';
import { addSlot, slotBetween, slotsProblem } from '@/training/slots.ts';

const zone = { id: 7, name: '功能区', nameEn: '' };
const at = (from: number, over: Partial<SessionPreview> = {}): SessionPreview => ({
  date: '2026-10-06',
  from,
  to: from + 10,
  holiday: '',
  holidayEn: '',
  skipped: false,
  clashes: [],
  fixes: { zones: [], trainers: [], time: null },
  ...over
});
const taken = (from: number, fixes: Partial<SessionPreview['fixes']> = {}) =>
  at(from, { clashes: [{ kind: 'zone', name: '讲堂', heldBy: '' }], fixes: { zones: [], trainers: [], time: null, ...fixes } });

describe('the dates of a plan', () => {
  const dates = [at(100), at(200, { skipped: true, holiday: '国庆节' }), taken(300, { zones: [zone] }), taken(400)];

  it('need a choice only where they clash', () => {
    expect(openDates(dates, {}).map((date) => date.from)).toEqual([300, 400]);
    expect(openDates(dates, { 300: { do: 'skip' }, 400: { do: 'skip' } })).toEqual([]);
  });

  it('take the first thing that works, and are left out where nothing does', () => {
    const fixed = fixAll(dates, {}, 'best');
    expect(fixed).toEqual({ 300: { do: 'zone', zoneId: 7 }, 400: { do: 'skip' } });
    expect(openDates(dates, fixed)).toEqual([]);
  });

  it('become sessions; holidays are kept as dates left out unless they are held', () => {
    const choices: Choices = { 300: { do: 'zone', zoneId: 7 }, 400: { do: 'time', from: 500, to: 510 } };
    const made = sessionsOf(dates, choices, (date) => date.holiday);
    expect(made.sessions).toEqual([
      { from: 100, to: 110 },
      { from: 300, to: 310, zoneId: 7 },
      { from: 500, to: 510 }
    ]);
    expect(made.skipped).toEqual([{ from: 200, to: 210, why: '国庆节' }]);
    expect(isLeftOut(dates[1]!, { 200: { do: 'hold' } })).toBe(false);
    expect(sessionsOf(dates, { ...choices, 200: { do: 'hold' } }, () => '').sessions).toHaveLength(4);
  });
});

describe('weekly times', () => {
  it('are the same whichever way they are dragged', () => {
    expect(slotBetween(2, 22, 25)).toEqual({ weekday: 2, from: '19:00', to: '21:00' });
    expect(slotBetween(2, 25, 22)).toEqual(slotBetween(2, 22, 25));
  });

  it('that touch become one; others of the week stay', () => {
    const evening = { weekday: 2, from: '19:00', to: '21:00' };
    expect(addSlot([evening, { weekday: 4, from: '19:00', to: '21:00' }], { weekday: 2, from: '18:00', to: '19:30' })).toEqual([
      { weekday: 2, from: '18:00', to: '21:00' },
      { weekday: 4, from: '19:00', to: '21:00' }
    ]);
  });

  it('say what is wrong with them', () => {
    expect(slotsProblem([{ weekday: 1, from: '19:00', to: '19:00' }])).toBe('order');
    expect(
      slotsProblem([
        { weekday: 1, from: '19:00', to: '21:00' },
        { weekday: 1, from: '20:00', to: '22:00' }
      ])
    ).toBe('overlap');
    expect(
      slotsProblem([
        { weekday: 1, from: '19:00', to: '20:00' },
        { weekday: 1, from: '20:00', to: '22:00' }
      ])
    ).toBeNull();
  });
});

describe('a typed sheet', () => {
  it('sends only what differs from what is recorded', () => {
    const row = (id: number, status: 'present' | 'absent' | null) => ({
      bookingId: id,
      person: { id, name: '', organisation: '', mobileMasked: '' },
      bookingState: 'booked' as const,
      walkUp: false,
      status,
      at: null,
      way: null,
      by: ''
    });
    const rows = [row(1, 'present'), row(2, null), row(3, 'absent'), row(4, null)];
    const marks = new Map([
      [1, 'present' as const],
      [2, 'late' as const],
      [3, null]
    ]);
    expect(changesOf(rows, marks)).toEqual([
      { personId: 2, status: 'late' },
      { personId: 3, status: null }
    ]);
  });
});
