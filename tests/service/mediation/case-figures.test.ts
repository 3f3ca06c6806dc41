import { describe, expect, it } from 'vitest';
import { countCases, median, periodsOf, successRate, type CountedCase } from '../../../electron/contract/mediation/case-figures.ts';

describe('the figures', () => {
  const one = (over: Partial<CountedCase>): CountedCase => ({
    type: 'labour',
    source: 'application',
    acceptedOn: '2026-03-02',
    effectiveOn: null,
    terminatedOn: null,
    performedOn: null,
    confirmedOn: null,
    form: null,
    complex: false,
    amountFen: 1000,
    limitOn: '2026-03-17',
    crimeCases: 0,
    crimePeople: 0,
    petitionCases: 0,
    petitionPeople: 0,
    ...over
  });
  const march = (cases: CountedCase[], today = '2026-11-20') => countCases(cases, '2026-03-01', '2026-03-31', today);

  it('each number by its own date', () => {
    const n = march([
      one({
        effectiveOn: '2026-03-10',
        form: 'written',
        performedOn: '2026-04-01',
        confirmedOn: '2026-03-31',
        petitionCases: 1,
        petitionPeople: 11
      }),
      one({ effectiveOn: '2026-03-20', form: 'oral', complex: true, source: 'own_initiative', performedOn: '2026-03-20' }),
      one({ terminatedOn: '2026-03-31', source: 'court' }),
      one({ acceptedOn: '2026-02-20', effectiveOn: '2026-03-02', form: 'written', amountFen: 500, limitOn: '2026-03-07' }),
      one({ acceptedOn: null }),
      one({})
    ]);
    expect(n).toEqual({
      accepted: 4,
      succeeded: 3,
      failed: 1,
      amountFen: 4000,
      applied: 2,
      ownInitiative: 1,
      referred: 1,
      oral: 1,
      written: 2,
      performed: 1,
      confirmed: 1,
      complex: 1,
      crimeCases: 0,
      crimePeople: 0,
      petitionCases: 1,
      petitionPeople: 11,
      overdue: 3,
      medianDays: 14
    });
    expect(successRate(n)).toBe(0.75);
    expect(successRate({ succeeded: 0, failed: 0 })).toBeNull();
  });
  it('without the vault there is no sum of amounts, and an open case is overdue only once its limit is over', () => {
    expect(march([one({ amountFen: null })]).amountFen).toBeNull();
    expect(march([one({})], '2026-03-17').overdue).toBe(0);
    expect(march([one({})], '2026-03-18').overdue).toBe(1);
  });
  it('medians and periods', () => {
    expect([median([]), median([3]), median([9, 1]), median([5, 1, 9])]).toEqual([null, 3, 5, 5]);
    expect(periodsOf('2025-11', '2026-02', 'month').map((p) => p.key)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(periodsOf('2025-11', '2026-02', 'quarter')).toEqual([
      { key: '2025-Q4', from: '2025-11-01', to: '2025-12-31' },
      { key: '2026-Q1', from: '2026-01-01', to: '2026-02-28' }
    ]);
    expect(periodsOf('2024-01', '2024-02', 'year')).toEqual([{ key: '2024', from: '2024-01-01', to: '2024-02-29' }]);
    expect(periodsOf('2024-01', '2026-12', 'all')).toEqual([{ key: 'all', from: '2024-01-01', to: '2026-12-31' }]);
  });
});
