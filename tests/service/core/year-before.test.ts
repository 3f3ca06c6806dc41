import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeOf, coverage, monthYearBefore, toldOf, yearBefore, type FigureUnit } from '../../../electron/contract/core/year-before.ts';
import { openCaseStation, SECRETS } from '../../fixtures/cases.ts';
import { openScheduleStation, type ScheduleStation } from '../../fixtures/schedule.ts';

// 同比: one rule, and the four pages of figures that stand by it.

describe('the rule', () => {
  it.each<[number | null, number | null, FigureUnit, { difference: number; ratio: number | null } | null]>([
    [60, 50, 'count', { difference: 10, ratio: 0.2 }],
    [50, 50, 'count', { difference: 0, ratio: 0 }],
    [0, 50, 'count', { difference: -50, ratio: -1 }],
    // Nothing to divide by, or too little to say anything.
    [5, 0, 'count', { difference: 5, ratio: null }],
    [5, 9, 'count', { difference: -4, ratio: null }],
    [5, 10, 'count', { difference: -5, ratio: -0.5 }],
    [0, 0, 'count', { difference: 0, ratio: null }],
    [900, 599, 'minutes', { difference: 301, ratio: null }],
    [900, 600, 'minutes', { difference: 300, ratio: 0.5 }],
    // Shares differ by percentage points alone.
    [0.75, 0.5, 'share', { difference: 0.25, ratio: null }],
    [null, 0.5, 'share', null],
    [0.75, null, 'share', null],
    [5, null, 'count', null]
  ])('%s beside %s (%s)', (now, then, unit, change) => expect(changeOf(now, then, unit)).toEqual(change));

  it('the same months a year before, over the end of a year and in leap years', () => {
    expect(monthYearBefore('2026-01')).toBe('2025-01');
    expect(yearBefore({ fromMonth: '2025-11', toMonth: '2026-02', zoneIds: [1] })).toEqual({
      fromMonth: '2024-11',
      toMonth: '2025-02',
      zoneIds: [1]
    });
    expect(monthYearBefore('2024-02')).toBe('2023-02');
  });

  it.each<[string | null, string]>([
    [null, 'none'],
    ['2025-12', 'none'],
    ['2025-11', 'part'],
    ['2025-02', 'part'],
    ['2025-01', 'whole'],
    ['2019-05', 'whole']
  ])('records from %s on: %s', (first, reach) => expect(coverage({ fromMonth: '2026-01', toMonth: '2026-11' }, first)).toBe(reach));

  it('a count below the fewest is not told, nor can it be worked out of a difference', () => {
    for (let then = 0; then < 3; then += 1) expect(changeOf(7, toldOf(then, 3), 'count')).toBeNull();
    expect(changeOf(7, toldOf(3, 3), 'count')).toEqual({ difference: 4, ratio: null });
  });
});

describe('the figures of a station', () => {
  let t: ScheduleStation;
  beforeEach(async () => {
    t = await openScheduleStation();
  });
  afterEach(() => t.close());
  const range = { fromMonth: '2026-10', toMonth: '2026-11' };

  it('of classes: from the monthly roll-up, people once, whatever the table is divided by', async () => {
    const { head } = t;
    expect((await head.classFigures.table({ ...range, by: 'all' })).yearBefore).toMatchObject({
      firstMonth: null,
      total: { attendances: 0 }
    });
    const put = t.station.sqlite.prepare(
      `insert into class_month (dimension, dimension_id, month, sessions, seats, attendances, expected) values ('all', 0, ?, 2, 40, ?, 30)`
    );
    for (const [month, attendances] of [
      ['2025-09', 1],
      ['2025-10', 20],
      ['2025-11', 30],
      ['2026-10', 40],
      ['2026-11', 44]
    ] as const)
      put.run(month, attendances);
    for (const by of ['all', 'course', 'organisation', 'trainer'] as const) {
      const { total, yearBefore: then } = await head.classFigures.table({ ...range, by });
      expect([total.attendances, then.total.attendances, then.total.seats, then.firstMonth]).toEqual([84, 50, 80, '2025-09']);
    }
  });

  it('of volunteers: months whose figures were taken back do not count as the first', async () => {
    const { head } = t;
    const put = t.station.sqlite.prepare(
      `insert into volunteer_month (dimension, dimension_id, month, registered, people, services, minutes, shifts, no_shows) values ('all', 0, ?, 0, ?, ?, ?, 0, 0)`
    );
    for (const [month, services] of [
      ['2025-08', 0],
      ['2025-11', 12],
      ['2026-11', 15]
    ] as const)
      put.run(month, services, services, services * 60);
    const { total, yearBefore: then } = await head.volunteerFigures.table({ ...range, by: 'all' });
    expect([total.minutes, then.total.minutes, then.total.services, then.firstMonth]).toEqual([900, 720, 12, '2025-11']);
    expect((await head.volunteerFigures.table({ fromMonth: '2027-01', toMonth: '2027-02', by: 'all' })).yearBefore.total.services).toBe(0);
  });

  it('of zones: the same zones alone', async () => {
    const { head } = t;
    const zones = [await t.zone('讲堂'), await t.zone('活动室')];
    const purpose = t.station.sqlite.prepare('select id from purpose order by id limit 1').pluck().get();
    const put = t.station.sqlite.prepare(
      'insert into zone_use_month (zone_id, purpose_id, month, uses, attendances, minutes) values (?, ?, ?, ?, ?, ?)'
    );
    put.run(zones[0], purpose, '2025-10', 12, 120, 1440);
    put.run(zones[1], purpose, '2025-11', 3, 30, 60);
    put.run(zones[0], purpose, '2026-11', 15, 90, 1200);
    const all = await head.figures.zones(range);
    expect([all.totals.uses, all.yearBefore.total.uses, all.yearBefore.firstMonth]).toEqual([15, 15, '2025-10']);
    const one = await head.figures.zones({ ...range, zoneIds: [zones[1]!] });
    expect([one.totals.uses, one.yearBefore.total.uses, one.yearBefore.firstMonth]).toEqual([0, 3, '2025-11']);
    // The zones were not open a year ago: no share of nothing.
    expect(all.yearBefore.total.openMinutes).toBe(0);
  });
});

it('the figures of mediation: a year before among the cases read, of an organisation only from three cases on', async () => {
  const t = await openCaseStation();
  try {
    const accept = async (times: number, day: string) => {
      for (let i = 0; i < times; i += 1) {
        const { id } = await t.wageCase({ workers: 1 });
        await t.step(id, 'review');
        await t.step(id, 'accept');
        t.station.sqlite.prepare('update mediation_case set accepted_on = ? where id = ?').run(day, id);
      }
    };
    await accept(2, '2025-11-20');
    await accept(3, '2026-11-20');
    const range = { fromMonth: '2026-10', toMonth: '2026-11' };
    const { client } = t.mediator;
    const found = await client.caseFigures.table({ ...range, period: 'month', by: 'mediator' });
    expect([found.total.accepted, found.yearBefore.total.accepted, found.yearBefore.firstMonth]).toEqual([3, 2, '2025-11']);
    // The amounts of the year before are sealed too.
    expect((await t.head.caseFigures.table({ ...range, by: 'type' })).yearBefore.total.amountFen).toBeNull();
    expect(await client.caseFigures.organisations(range)).toEqual([{ name: SECRETS.employer, cases: 3, before: null }]);
    await accept(1, '2025-10-02');
    expect(await client.caseFigures.organisations(range)).toEqual([{ name: SECRETS.employer, cases: 3, before: 3 }]);
    expect(await client.caseFigures.organisations({ fromMonth: '2025-11', toMonth: '2025-11' })).toEqual([]);
  } finally {
    await t.close();
  }
});
