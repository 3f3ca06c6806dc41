import { PERMISSIONS } from '../../../electron/contract/core/permissions.ts';
import { describe, expect, it } from 'vitest';
import {
  HOLDING,
  reasonNeeded,
  STATES,
  STEP_PERMISSIONS,
  STEP_RULES,
  STEPS,
  stepsFrom,
  type ReservationState
} from '../../../electron/contract/schedule/reservation.ts';
import {
  hoursOn,
  MAX_ALLOCATION_MS,
  MAX_USE_MS,
  occupied,
  outsideHours,
  overlaps,
  peakUse,
  useProblem,
  type DayKind
} from '../../../electron/contract/schedule/allocation.ts';
import { seriesRule } from '../../../electron/contract/schedule/series.ts';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { hoursProblem, ZONE_OFFERS } from '../../../electron/contract/schedule/zones.ts';
import { expandRule } from '../../../electron/service/schedule/series/expand.ts';

const at = instantOf;
const zone = {
  holidayPolicy: 'closed' as const,
  hours: [
    ...[1, 2, 3, 4].flatMap((weekday) => [
      { weekday, open: '08:00', close: '12:00' },
      { weekday, open: '12:00', close: '18:00' }
    ]),
    { weekday: 5, open: '09:00', close: '12:00' },
    { weekday: 5, open: '13:00', close: '24:00' },
    { weekday: 6, open: '00:00', close: '10:00' }
  ]
};

describe('opening hours', () => {
  const outside = (date: string, from: string, to: string, kind: DayKind = 'ordinary', policy: 'closed' | 'open' = 'closed') =>
    outsideHours({ ...zone, holidayPolicy: policy }, { from: at(date, from), to: at(date, to) }, () => kind);

  it('joins intervals that touch, and keeps breaks', () => {
    expect(hoursOn(zone, '2026-11-24', 'ordinary')).toEqual([{ open: 480, close: 1080 }]);
    expect(outside('2026-11-24', '11:00', '13:00')).toBeNull();
    expect(outside('2026-11-27', '11:00', '14:00')).toEqual({ date: '2026-11-27', why: 'closed_hours' });
    expect(outside('2026-11-29', '09:00', '10:00')).toEqual({ date: '2026-11-29', why: 'closed_hours' });
  });

  it('lets a use run over midnight where both days are open', () => {
    const use = { from: at('2026-11-27', '22:00'), to: at('2026-11-28', '09:00') };
    expect(outsideHours(zone, use, () => 'ordinary')).toBeNull();
    expect(outsideHours(zone, { ...use, to: at('2026-11-28', '11:00') }, () => 'ordinary')).toEqual({
      date: '2026-11-28',
      why: 'closed_hours'
    });
  });

  it('shuts on holidays as the policy says, and works a make-up Saturday like a Friday, a Sunday like a Monday', () => {
    expect(outside('2026-11-24', '09:00', '10:00', 'holiday')).toEqual({ date: '2026-11-24', why: 'holiday' });
    expect(outside('2026-11-24', '09:00', '10:00', 'holiday', 'open')).toBeNull();
    expect(hoursOn(zone, '2026-11-28', 'workday')).toEqual(hoursOn(zone, '2026-11-27', 'ordinary'));
    expect(hoursOn(zone, '2026-11-29', 'workday')).toEqual(hoursOn(zone, '2026-11-30', 'ordinary'));
  });

  it('refuses hours that end before they begin or overlap', () => {
    expect(hoursProblem([{ weekday: 1, open: '10:00', close: '09:00' }])).toBe('order');
    expect(
      hoursProblem([
        { weekday: 1, open: '08:00', close: '12:00' },
        { weekday: 1, open: '11:00', close: '13:00' }
      ])
    ).toBe('overlap');
    expect(
      hoursProblem([
        { weekday: 1, open: '08:00', close: '12:00' },
        { weekday: 2, open: '11:00', close: '13:00' }
      ])
    ).toBeNull();
  });
});

describe('occupied time', () => {
  it('adds buffers, and ends do not touch starts', () => {
    const use = { from: at('2026-11-24', '09:00'), to: at('2026-11-24', '10:00') };
    expect(occupied(use, 15, 30)).toEqual({ from: at('2026-11-24', '08:45'), to: at('2026-11-24', '10:30') });
    expect(overlaps(use, { from: use.to, to: use.to + 1 })).toBe(false);
    expect(MAX_ALLOCATION_MS).toBe(occupied({ from: 0, to: MAX_USE_MS }, 240, 240).to - occupied({ from: 0, to: 0 }, 240, 240).from);
  });

  it('names what cannot be', () => {
    const from = at('2026-11-24', '09:00');
    expect([
      useProblem({ from, to: from }),
      useProblem({ from, to: from + MAX_USE_MS + 60_000 }),
      useProblem({ from, to: from + 90_001 })
    ]).toEqual(['order', 'too_long', 'seconds']);
  });

  it('counts the busiest moment, and gives back before it takes', () => {
    const use = (from: number, to: number, quantity: number) => ({ from, to, quantity });
    expect(peakUse({ from: 0, to: 100 }, [use(0, 10, 3), use(10, 20, 3), use(15, 30, 2)])).toBe(5);
    expect(peakUse({ from: 0, to: 100 }, [use(0, 10, 3), use(10, 20, 3)])).toBe(3);
    expect(peakUse({ from: 20, to: 30 }, [use(0, 20, 9), use(30, 40, 9)])).toBe(0);
  });
});

describe('the state machine', () => {
  const subject = (state: ReservationState, over = {}) => ({
    state,
    from: 1000 * 60_000,
    to: 1060 * 60_000,
    checkedInAt: null,
    finishedAt: null,
    ...over
  });
  const steps = (state: ReservationState, minute: number) => stepsFrom(subject(state), minute * 60_000).map((s) => s.step);

  it('leads from every state but by the table', () => {
    expect(steps('requested', 900)).toEqual(['approve', 'decline', 'cancel']);
    expect(steps('approved', 900)).toEqual(['withdraw_approval', 'cancel', 'check_in']);
    // Nobody can have failed to come before the start; nobody is checked in the day before.
    expect(steps('approved', 1001)).toEqual(['withdraw_approval', 'cancel', 'check_in', 'mark_no_show']);
    expect(steps('approved', 1000 - 121)).toEqual(['withdraw_approval', 'cancel']);
    expect(steps('in_use', 1001)).toEqual(['undo_check_in', 'finish']);
    expect(steps('finished', 2000)).toEqual(['undo_finish']);
    expect(steps('no_show', 1020)).toEqual(['check_in']);
    expect(steps('suspended', 900)).toEqual(['cancel']);
    expect(steps('cancelled', 900)).toEqual(['reopen']);
    expect(steps('declined', 1061)).toEqual([]);
  });

  it('asks a reason for every step back, but for a slip of the hand', () => {
    for (const step of STEPS) if (STEP_RULES[step].back) expect(reasonNeeded(step, subject('approved'), 0)).toBe(true);
    const slip = subject('in_use', { checkedInAt: 1000 * 60_000 });
    expect(reasonNeeded('undo_check_in', slip, 1014 * 60_000)).toBe(false);
    expect(reasonNeeded('undo_check_in', slip, 1016 * 60_000)).toBe(true);
  });

  it('has a permission for each step, and every state can be reached', () => {
    for (const step of STEPS) expect(Object.keys(PERMISSIONS)).toContain(STEP_PERMISSIONS[step]);
    const reached = new Set<string>(['requested', 'suspended', ...STEPS.map((step) => STEP_RULES[step].to)]);
    for (const state of STATES) expect(reached).toContain(state);
    expect(HOLDING).not.toContain('suspended');
  });
});

describe('recurring rules', () => {
  const dates = (rule: object) => expandRule(seriesRule.parse({ start: '2026-11-24', ...rule }));

  it('expands each kind', async () => {
    expect(await dates({ every: 'week', weekdays: [2], count: 3 })).toEqual(['2026-11-24', '2026-12-01', '2026-12-08']);
    expect(await dates({ every: 'week', interval: 2, weekdays: [4, 1], count: 4 })).toEqual([
      '2026-11-26',
      '2026-12-07',
      '2026-12-10',
      '2026-12-21'
    ]);
    expect(await dates({ every: 'day', interval: 3, until: '2026-12-01' })).toEqual(['2026-11-24', '2026-11-27', '2026-11-30']);
    expect(await dates({ every: 'month_date', day: 31, count: 3 })).toEqual(['2026-12-31', '2027-01-31', '2027-03-31']);
    expect(await dates({ every: 'month_weekday', nth: 2, weekday: 2, count: 3 })).toEqual(['2026-12-08', '2027-01-12', '2027-02-09']);
    expect(await dates({ every: 'month_weekday', nth: -1, weekday: 5, count: 2 })).toEqual(['2026-11-27', '2026-12-25']);
  });

  it('goes up to 200 dates and says why not further', async () => {
    expect((await dates({ every: 'day', count: 200 })).length).toBe(200);
    const reason = async (rule: object) => {
      try {
        await dates(rule);
      } catch (error) {
        return (error as { data: { reason: string } }).data.reason;
      }
      return null;
    };
    expect(await reason({ every: 'day', until: '2027-06-12' })).toBe('too_many');
    expect(await reason({ every: 'day', until: '2032-01-01' })).toBe('too_long');
    expect(await reason({ every: 'week', weekdays: [1], until: '2026-11-25' })).toBe('none');
    // 31 November does not exist, however often one looks.
    expect(await reason({ every: 'month_date', day: 31, interval: 12, count: 2 })).toBe('none');
    expect(seriesRule.safeParse({ every: 'day', start: '2026-11-24' }).success).toBe(false);
    expect(seriesRule.safeParse({ every: 'day', start: '2026-11-24', count: 2, until: '2026-12-01' }).success).toBe(false);
    expect(seriesRule.safeParse({ every: 'day', start: '2026-11-24', count: 201 }).success).toBe(false);
  });
});

describe('the offered zones', () => {
  it('are ten, complete in both languages, with hours that can be', () => {
    expect(ZONE_OFFERS.map((offer) => offer.name)).toEqual([
      '红色印记',
      '特色支部',
      '红色生产力',
      '攻坚作战指挥中心',
      '清廉工程',
      '安全体验馆',
      '成长讲堂',
      '调解室',
      '志愿服务点',
      '心理咨询室'
    ]);
    expect(new Set(ZONE_OFFERS.map((offer) => offer.key)).size).toBe(10);
    for (const offer of ZONE_OFFERS) {
      expect(hoursProblem(offer.hours)).toBeNull();
      for (const text of [offer.name, offer.nameEn, offer.purpose, offer.purposeEn]) expect(text).not.toBe('');
    }
  });
});
