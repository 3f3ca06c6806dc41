import { describe, expect, test } from 'vitest';
import type { PreviewDate } from '@contract/schedule/series.ts';
import { instantOf } from '@contract/core/time.ts';
import { choiceOf, decideAll, decisionOf, decisionsFor, undecided } from '@/schedule/series/series-decisions.ts';

const date = (day: string, fixes: { zones?: number[]; time?: boolean } | null): PreviewDate => ({
  date: day,
  from: instantOf(day, '14:00'),
  to: instantOf(day, '15:00'),
  clashes: fixes === null ? [] : [{ kind: 'zone', name: '安全体验馆', heldBy: '参观' }],
  fixes: {
    zones: (fixes?.zones ?? []).map((id) => ({ id, name: `区${id}`, nameEn: '' })),
    time: fixes?.time ? { from: instantOf(day, '16:00'), to: instantOf(day, '17:00') } : null
  }
});
const dates = [date('2026-11-24', null), date('2026-12-01', { zones: [3, 4], time: true }), date('2026-12-08', { zones: [] })];

describe('decisions about the dates of a series', () => {
  test('only clashing dates wait for one', () => {
    expect(undecided(dates, {}).map((item) => item.date)).toEqual(['2026-12-01', '2026-12-08']);
    expect(undecided(dates, { '2026-12-01': { date: '2026-12-01', action: 'skip' } }).map((item) => item.date)).toEqual(['2026-12-08']);
  });

  test('deciding all at once takes only what works for each', () => {
    expect(decideAll(dates, {}, 'zone')).toEqual({ '2026-12-01': { date: '2026-12-01', action: 'zone', zoneId: 3 } });
    expect(Object.keys(decideAll(dates, {}, 'skip'))).toEqual(['2026-12-01', '2026-12-08']);
    expect(decideAll(dates, {}, 'time')['2026-12-01']).toEqual({
      date: '2026-12-01',
      action: 'time',
      from: instantOf('2026-12-01', '16:00'),
      to: instantOf('2026-12-01', '17:00')
    });
  });

  test('a choice and a decision are the same thing said twice', () => {
    for (const choice of ['skip', 'keep', 'zone:4', 'time']) expect(choiceOf(decisionOf(dates[1]!, choice) ?? undefined)).toBe(choice);
    expect(decisionOf(dates[2]!, 'time')).toBeNull();
    expect(decisionOf(dates[2]!, '')).toBeNull();
  });

  test('what no longer fits is not sent: a date that is gone, a zone that was taken, a time that moved', () => {
    const stale = {
      '2026-11-30': { date: '2026-11-30', action: 'skip' as const },
      '2026-12-01': { date: '2026-12-01', action: 'zone' as const, zoneId: 9 },
      '2026-12-08': { date: '2026-12-08', action: 'skip' as const }
    };
    expect(decisionsFor(dates, stale)).toEqual([{ date: '2026-12-08', action: 'skip' }]);
  });
});
