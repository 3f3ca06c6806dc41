import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDemo } from '../../../electron/service/core/demo/demo.ts';
import { DEMO_PASSWORD } from '../../../electron/service/core/demo/operator.ts';
import { openTestStation, type TestStation } from '../../fixtures/station.ts';

let t: TestStation;
beforeEach(async () => {
  t = await openTestStation();
});
afterEach(() => t.close());

it('the demonstration has forty cases of invented parties, in every state that a mediator meets', async () => {
  await openDemo(t.station);
  const mediator = t.anonymous();
  await mediator.access.signIn({ name: 'mediator', password: DEMO_PASSWORD });
  const { rows, total } = await mediator.cases.list({ limit: 100 });
  expect(total).toEqual({ count: 40, capped: false });
  const states = new Map<string, number>();
  for (const row of rows) states.set(row.state, (states.get(row.state) ?? 0) + 1);
  for (const state of [
    'registered',
    'reviewing',
    'refused',
    'mediating',
    'signing',
    'performing',
    'unperformed',
    'performed',
    'terminated',
    'closed',
    'archived'
  ])
    expect(states.get(state), state).toBeGreaterThan(0);
  // Numbers without gaps, and every name made of a surname and a pair of the sixty-year cycle, or plainly a firm that is none.
  const serials = t.station.sqlite
    .prepare(
      'select year, min(serial) as first, max(serial) as last, count(*) as n from mediation_case where year is not null group by year'
    )
    .all() as { first: number; last: number; n: number }[];
  for (const { first, last, n } of serials) expect([first, last]).toEqual([1, n]);
  for (const row of rows) {
    for (const name of [row.applicant, row.respondent]) expect(name).toMatch(/^.[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]$|^虚构/);
  }
  const board = await mediator.cases.board({ mine: true });
  expect(board.counts.red).toBeGreaterThan(0);
  expect(board.counts.amber + board.counts.green).toBeGreaterThan(3);
  expect(board.employers.length).toBeGreaterThan(0);
  expect(board.hearings.length).toBe(1);
  // Every archived volume is complete.
  for (const row of rows.filter((one) => one.state === 'archived')) {
    const detail = await mediator.cases.get({ id: row.id });
    expect(detail.volume.filter((one) => one.standing === 'missing')).toEqual([]);
  }
  const figures = await mediator.caseFigures.table({ fromMonth: '2025-11', toMonth: '2026-11', by: 'type' });
  expect(figures.periods[0]!.total.accepted).toBeGreaterThan(30);
  expect(figures.periods[0]!.total.confirmed).toBe(2);
});
