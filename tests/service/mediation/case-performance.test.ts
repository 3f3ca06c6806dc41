import { describe, expect, it } from 'vitest';
import { performanceOf } from '../../../electron/contract/mediation/case-performance.ts';

describe('performance', () => {
  const instalments = [
    { id: 11, number: 1, dueOn: '2026-12-05', fen: 30_000 },
    { id: 12, number: 2, dueOn: '2027-01-05', fen: 20_000 },
    { id: 13, number: 3, dueOn: '2026-12-31', fen: 0 }
  ];
  it('parts of an instalment add up; what is too much stays where it was paid', () => {
    const standing = performanceOf(
      instalments,
      [
        { instalmentId: 11, on: '2026-12-06', fen: 10_000 },
        { instalmentId: 11, on: '2026-12-04', fen: 25_000 },
        { instalmentId: 12, on: '2026-12-10', fen: 5_000 }
      ],
      '2027-01-06'
    );
    expect(standing).toMatchObject({ total: 50_000, paid: 40_000, rest: 15_000, open: 2, overdue: 2, settled: 1 });
    expect(standing.instalments.map((one) => [one.standing, one.paid, one.rest, one.settledOn, one.daysOver])).toEqual([
      ['settled', 35_000, 0, '2026-12-06', 0],
      ['overdue', 5_000, 15_000, null, 1],
      ['overdue', 0, 0, null, 6]
    ]);
    expect(standing.next?.id).toBe(13);
  });
  it('what asks for no money is settled by an entry; on its day a thing is due, not overdue', () => {
    const standing = performanceOf(instalments, [{ instalmentId: 13, on: '2026-12-30', fen: 0 }], '2026-12-05');
    expect(standing.instalments.map((one) => one.standing)).toEqual(['due', 'coming', 'settled']);
    expect(performanceOf([], [], '2026-12-05')).toMatchObject({ open: 0, settled: 0, total: 0, next: null });
  });
});
