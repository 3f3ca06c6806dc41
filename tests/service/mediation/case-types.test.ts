import { describe, expect, it } from 'vitest';
import {
  amountBand,
  CASE_TYPES,
  caseNumber,
  DEFAULT_NUMBER_TEMPLATE,
  mustBeWritten,
  numberTemplateProblem,
  proposedRetention,
  regimeFor,
  retentionUntil
} from '../../../electron/contract/mediation/case-types.ts';

describe('types, regimes and numbers', () => {
  it('fifteen types; a labour dispute has its own regime wherever it arose', () => {
    expect(CASE_TYPES).toHaveLength(15);
    for (const type of CASE_TYPES) {
      expect(regimeFor(type, 'ningbo')).toBe(type === 'labour' ? 'labour' : 'ningbo');
      expect(regimeFor(type, 'elsewhere')).toBe(type === 'labour' ? 'labour' : 'general');
    }
  });

  it('when an agreement must be in writing', () => {
    for (const regime of ['general', 'ningbo', 'labour'] as const) {
      for (const requested of [true, false])
        for (const onTheSpot of [true, false])
          for (const complex of [true, false]) {
            const expected = regime === 'labour' || requested || (regime === 'ningbo' && (!onTheSpot || complex));
            expect(mustBeWritten({ regime, requested, onTheSpot, complex })).toBe(expected);
          }
    }
  });

  it.each([
    [0, 'none'],
    [1, 'to_10k'],
    [999_999, 'to_10k'],
    [1_000_000, 'to_50k'],
    [4_999_999, 'to_50k'],
    [5_000_000, 'to_100k'],
    [10_000_000, 'to_500k'],
    [50_000_000, 'to_1m'],
    [100_000_000, 'over_1m'],
    [9_999_999_999, 'over_1m']
  ])('%i fen lies in the band %s', (fen, band) => expect(amountBand(fen)).toBe(band));

  it.each([
    [DEFAULT_NUMBER_TEMPLATE, null],
    ['（{year}）甬调字第{n:4}号', null],
    ['人民调字第{n}号', 'year'],
    ['{year}{year}-{n}', 'year'],
    ['（{year}）号', 'counter'],
    ['{year}-{n}-{n}', 'brace'],
    ['{year}-{n}{x}', 'brace'],
    ['{year}-{n:0}', 'counter']
  ])('the template %s: %s', (template, problem) => expect(numberTemplateProblem(template)).toBe(problem));

  it('numbers of a template', () => {
    expect(caseNumber(DEFAULT_NUMBER_TEMPLATE, 2026, 12)).toBe('（2026）人民调字第12号');
    expect(caseNumber('{year}-{n:4}', 2026, 7)).toBe('2026-0007');
    expect(caseNumber('{year}-{n:2}', 2026, 1234)).toBe('2026-1234');
  });

  it('how long a volume is kept', () => {
    const years = { short: 10, long: 30 };
    expect(retentionUntil('permanent', '2026-11-20', years)).toBeNull();
    expect(retentionUntil('short', '2026-11-20', years)).toBe('2036-11-20');
    expect(retentionUntil('long', '2024-02-29', years)).toBe('2054-02-28');
    expect(retentionUntil('short', '2024-02-29', { ...years, short: 4 })).toBe('2028-02-29');
    expect([
      proposedRetention('written'),
      proposedRetention('oral'),
      proposedRetention('terminated'),
      proposedRetention('refused')
    ]).toEqual(['long', 'short', 'short', 'short']);
  });
});
