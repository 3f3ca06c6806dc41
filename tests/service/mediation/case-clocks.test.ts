import { describe, expect, it } from 'vitest';
import bundled from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import {
  acceptanceLimit,
  addWorkdays,
  colourOf,
  confirmationLimit,
  daysBetween,
  deadlinesOf,
  decisionLimit,
  mediationLimit,
  nextDeadline,
  rollForward,
  type ClockSubject
} from '../../../electron/contract/mediation/case-clocks.ts';
import { isWorkday, type DayKind } from '../../../electron/contract/schedule/allocation.ts';
import { addDays, addMonths } from '../../../electron/contract/core/time.ts';

/** The State Council's notices as the program has them. */
const kindOf = (date: string): DayKind => (date in bundled.holidays ? 'holiday' : date in bundled.workdays ? 'workday' : 'ordinary');
const settings = { acceptWorkdays: 3, visitDays: [7, 30], amberDays: 3 };

describe('counting days', () => {
  it.each([
    // Friday: Monday, Tuesday, Wednesday.
    ['2026-11-20', 3, '2026-11-25'],
    // New Year 2026: 1 to 3 January off, Sunday 4 January is worked.
    ['2025-12-31', 3, '2026-01-06'],
    ['2026-01-02', 1, '2026-01-04'],
    // National Day 2026: 1 to 7 October off; 20 September and 10 October are worked.
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-09-18', 1, '2026-09-20'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-11-20', 0, '2026-11-20']
  ])('%s and %i working days: %s', (date, days, expected) => expect(addWorkdays(date, days, kindOf)).toBe(expected));

  it.each([
    ['2026-10-01', '2026-10-08'],
    ['2026-10-10', '2026-10-10'],
    ['2026-11-21', '2026-11-23'],
    ['2026-11-20', '2026-11-20']
  ])('an end on %s moves to %s', (date, expected) => expect(rollForward(date, kindOf)).toBe(expected));

  it.each([
    ['2026-01-31', '2026-02-28'],
    ['2024-01-31', '2024-02-29'],
    ['2024-01-30', '2024-02-29'],
    ['2025-12-31', '2026-01-31'],
    ['2026-02-28', '2026-03-28'],
    ['2026-12-15', '2027-01-15']
  ])('a month from %s ends on %s', (date, expected) => expect(addMonths(date, 1)).toBe(expected));

  it('over any two years: n working days are n days on which people work, and the last of them is one', () => {
    for (let date = '2025-06-01'; date < '2026-12-01'; date = addDays(date, 11)) {
      for (const n of [1, 3, 7, 22]) {
        const end = addWorkdays(date, n, kindOf);
        let worked = 0;
        for (let day = addDays(date, 1); day <= end; day = addDays(day, 1)) if (isWorkday(day, kindOf)) worked += 1;
        expect(worked, `${date} + ${n}`).toBe(n);
        expect(isWorkday(end, kindOf)).toBe(true);
      }
    }
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
    expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1);
  });
});

describe('the limits', () => {
  const dates = (appliedOn: string, acceptedOn = appliedOn, extendedTo: string | null = null) => ({ appliedOn, acceptedOn, extendedTo });
  it.each([
    // Fifteen days from the application, holidays and weekends counted, never moved.
    ['labour', dates('2026-11-20', '2026-11-23'), '2026-12-05'],
    ['labour', dates('2025-12-20'), '2026-01-04'],
    ['labour', dates('2024-02-15'), '2024-03-01'],
    ['labour', dates('2026-02-15'), '2026-03-02'],
    ['ningbo', dates('2026-11-20', '2026-11-23'), '2026-12-23'],
    ['general', dates('2026-01-30', '2026-01-31'), '2026-02-28'],
    ['general', dates('2024-01-30', '2024-01-31'), '2024-02-29'],
    ['general', dates('2025-12-01', '2025-12-05'), '2026-01-05'],
    ['labour', dates('2026-11-20', '2026-11-23', '2026-12-20'), '2026-12-20']
  ] as const)('%s %o: %s', (regime, given, expected) => expect(mediationLimit(regime, given).dueOn).toBe(expected));

  it('names its articles', () => {
    expect(mediationLimit('labour', dates('2026-11-20')).articles).toEqual([{ law: 'labour', article: '14' }]);
    expect(mediationLimit('ningbo', dates('2026-11-20')).articles).toEqual([{ law: 'ningbo', article: '27' }]);
    expect(mediationLimit('general', dates('2026-11-20')).articles).toEqual([{ law: 'provisions', article: '33' }]);
    expect(acceptanceLimit('labour', '2026-11-20', settings, kindOf)).toEqual({
      dueOn: '2026-11-25',
      articles: [{ law: 'enterprise', article: '22' }]
    });
  });

  it.each([
    ['court', '2026-11-10', '2026-12-10'],
    // 30 days end on Saturday 5 December: Monday.
    ['court', '2026-11-05', '2026-12-07'],
    // 30 days end on 1 October: the first day after the holiday.
    ['court', '2026-09-01', '2026-10-08'],
    // 30 days end on New Year's Day; Sunday the 4th is worked.
    ['court', '2025-12-02', '2026-01-04'],
    ['court', '2024-01-30', '2024-02-29'],
    ['arbitration', '2026-11-09', '2026-11-24']
  ] as const)('confirmation by %s of %s until %s', (by, on, expected) => expect(confirmationLimit(by, on, kindOf).dueOn).toBe(expected));

  it('a court decides in 3 and 15 days, or ten more', () => {
    expect(decisionLimit('2026-12-20', false).dueOn).toBe('2027-01-04');
    expect(decisionLimit('2026-12-20', true).dueOn).toBe('2027-01-14');
  });

  it.each([
    ['2026-11-19', 'red'],
    ['2026-11-20', 'amber'],
    ['2026-11-23', 'amber'],
    ['2026-11-24', 'green']
  ] as const)('due on %s is %s', (due, colour) => expect(colourOf(due, '2026-11-20', 3)).toBe(colour));
});

describe('the clocks that run', () => {
  const of = (over: Partial<ClockSubject>): ClockSubject => ({
    state: 'registered',
    regime: 'labour',
    appliedOn: '2026-11-20',
    acceptedOn: null,
    extendedTo: null,
    effectiveOn: null,
    confirmation: 'none',
    confirmer: null,
    confirmationAppliedOn: null,
    confirmationAcceptedOn: null,
    decisionExtended: false,
    aboutStatus: false,
    visits: 0,
    instalments: [],
    ...over
  });
  const kinds = (over: Partial<ClockSubject>, today = '2026-11-23') =>
    deadlinesOf(of(over), today, settings, kindOf).map((one) => `${one.kind}${one.number ?? ''} ${one.dueOn} ${one.colour}`);

  it('from acceptance to the last visit', () => {
    expect(kinds({})).toEqual(['acceptance 2026-11-25 amber']);
    expect(kinds({ state: 'mediating', acceptedOn: '2026-11-23' })).toEqual(['limit 2026-12-05 green']);
    expect(kinds({ state: 'mediating', acceptedOn: '2026-11-23' }, '2026-12-06')).toEqual(['limit 2026-12-05 red']);
    expect(kinds({ state: 'signing', acceptedOn: '2026-11-23' })).toEqual(['signing 2026-12-05 green']);
    const performing = {
      state: 'performing',
      acceptedOn: '2026-11-23',
      effectiveOn: '2026-11-30',
      instalments: [
        { number: 2, dueOn: '2026-12-31' },
        { number: 1, dueOn: '2026-12-05' }
      ]
    } as const;
    expect(kinds(performing, '2026-12-06')).toEqual([
      'instalment1 2026-12-05 red',
      'visit1 2026-12-07 amber',
      'confirmation 2026-12-15 green',
      'instalment2 2026-12-31 green'
    ]);
    expect(kinds({ ...performing, visits: 1, instalments: [] }, '2026-12-16')).toEqual([
      'confirmation 2026-12-30 green',
      'visit2 2026-12-30 green'
    ]);
    expect(kinds({ ...performing, visits: 2, instalments: [] }, '2027-01-01')).toEqual([]);
    expect(kinds({ ...performing, state: 'performed', visits: 1, instalments: [] })).toEqual(['visit2 2026-12-30 green']);
    expect(kinds({ ...performing, regime: 'general', visits: 2, instalments: [] }, '2026-12-16')).toEqual([
      'confirmation 2026-12-30 green'
    ]);
    expect(kinds({ ...performing, visits: 2, instalments: [], aboutStatus: true })).toEqual([]);
    const asked = {
      ...performing,
      visits: 2,
      instalments: [],
      confirmation: 'applied' as const,
      confirmer: 'court' as const,
      confirmationAppliedOn: '2026-12-01'
    };
    expect(kinds(asked, '2026-12-02')).toEqual(['court_acceptance 2026-12-04 amber']);
    expect(kinds({ ...asked, confirmationAcceptedOn: '2026-12-04' }, '2026-12-04')).toEqual(['decision 2026-12-19 green']);
    expect(kinds({ ...asked, confirmationAcceptedOn: '2026-12-04', decisionExtended: true }, '2026-12-20')).toEqual([
      'decision 2026-12-29 green'
    ]);
    // Over the end of the year; a commission has no days of its own in the statutes.
    expect(kinds({ ...asked, confirmationAppliedOn: '2026-12-30' }, '2026-12-30')).toEqual(['court_acceptance 2027-01-02 amber']);
    expect(kinds({ ...asked, confirmer: 'arbitration' }, '2026-12-02')).toEqual([]);
  });

  it('nothing runs for what is over', () => {
    for (const state of ['refused', 'terminated', 'visited', 'closed', 'archived'] as const)
      expect(kinds({ state, acceptedOn: '2026-11-23', effectiveOn: '2026-11-30' }), state).toEqual([]);
    expect(nextDeadline([])).toBeNull();
  });
});
