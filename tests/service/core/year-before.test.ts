import { describe, expect, it } from 'vitest';
import { addDays } from '../../../electron/contract/core/time.ts';
import { changeOf, coverage, monthYearBefore, toldOf, yearBefore, type FigureUnit } from '../../../electron/contract/core/year-before.ts';
import { openCaseStation, SECRETS } from '../../fixtures/cases.ts';
import { evenings, expectSoundClasses, openClassStation } from '../../fixtures/classes.ts';
import { expectSound, openScheduleStation } from '../../fixtures/schedule.ts';
import { cid } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation } from '../../fixtures/volunteers.ts';

// 同比: one rule for the four pages of figures.

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

it('of classes: people and seats of the same months, whatever the table is divided by', async () => {
  const t = await openClassStation();
  try {
    const range = { fromMonth: '2026-10', toMonth: '2026-11' };
    const table = (by: 'all' | 'course' | 'organisation' | 'trainer') => t.head.classFigures.table({ ...range, by });
    expect((await table('all')).yearBefore).toMatchObject({ firstMonth: null, total: { attendances: 0 } });
    const people = await t.people(6);
    /** One session of a class on a day, to which so many come. */
    const hold = async (date: string, came: number) => {
      const { id, sessions } = await t.backThen(addDays(date, -1), '09:00', () => t.open({ minToOpen: 1, sessions: evenings(date, 1) }));
      await t.backThen(date, '18:55', async () => {
        for (const person of people.slice(0, came)) {
          await t.book(id, person);
          await t.head.attendance.mark({ commandId: cid(), sessionId: sessions[0]!, personId: person, status: 'present' });
        }
      });
      await t.backThen(date, '21:30', () => t.head.classes.get({ id }));
    };
    for (const [date, came] of [
      ['2025-09-10', 1],
      ['2025-10-10', 2],
      ['2025-11-10', 3],
      ['2026-10-10', 5],
      ['2026-11-10', 6]
    ] as const)
      await hold(date, came);
    for (const by of ['all', 'course', 'organisation', 'trainer'] as const) {
      const { total, yearBefore: then } = await table(by);
      expect([total.attendances, then.total.attendances, then.total.seats, then.firstMonth]).toEqual([11, 5, 20, '2025-09']);
    }
    await expectSoundClasses(t);
  } finally {
    await t.close();
  }
});

it('of volunteers: months whose figures were taken back do not count as the first', async () => {
  const t = await openVolunteerStation();
  try {
    const people = await t.volunteers(15);
    const { id: project } = await t.project({ fromDate: '2025-08-01' });
    /** An hour each of so many people on a day. */
    const serve = (date: string, count: number) =>
      t.backThen(date, '20:00', async () => {
        const ids = await t.paper(
          project,
          date,
          people.slice(0, count).map((one) => [one, '08:00', '09:00'])
        );
        await t.approve(...ids);
        return ids;
      });
    const [mistaken] = await serve('2025-08-10', 1);
    await serve('2025-11-10', 12);
    await serve('2026-11-10', 15);
    const { record } = await t.head.serviceHours.get({ id: mistaken! });
    const none = await t.desk.serviceHours.correct({
      commandId: cid(),
      id: record.id,
      version: record.version,
      from: record.from,
      to: record.to!,
      none: true,
      reason: '没有这次服务'
    });
    await t.approve(none.id);
    const { total, yearBefore: then } = await t.head.volunteerFigures.table({ fromMonth: '2026-10', toMonth: '2026-11', by: 'all' });
    expect([total.minutes, then.total.minutes, then.total.services, then.firstMonth]).toEqual([900, 720, 12, '2025-11']);
    expect((await t.head.volunteerFigures.table({ fromMonth: '2027-01', toMonth: '2027-02', by: 'all' })).yearBefore.total.services).toBe(
      0
    );
    await expectSoundVolunteers(t);
  } finally {
    await t.close();
  }
});

it('of zones: the same zones alone', async () => {
  const t = await openScheduleStation();
  try {
    const range = { fromMonth: '2026-10', toMonth: '2026-11' };
    const zones = [await t.zone('讲堂'), await t.zone('活动室')] as const;
    /** So many walk-ins of an hour on a day, one after the other. */
    const use = async (zoneId: number, date: string, times: number) => {
      for (let i = 0; i < times; i += 1) {
        const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
        const made = await t.backThen(date, clock(8 + i), () =>
          t.head.reservations.walkIn({ ...t.booking(zoneId, date, clock(8 + i), clock(9 + i)), headcount: 10 })
        );
        await t.backThen(date, clock(9 + i), () => t.head.reservations.finish({ commandId: cid(), id: made.id, version: made.version }));
      }
    };
    for (const day of ['10', '11']) await use(zones[0], `2025-10-${day}`, 6);
    await use(zones[1], '2025-11-10', 3);
    for (const day of ['09', '10', '11']) await use(zones[0], `2026-11-${day}`, 5);
    const all = await t.head.figures.zones(range);
    expect([all.totals.uses, all.yearBefore.total.uses, all.yearBefore.firstMonth]).toEqual([15, 15, '2025-10']);
    const one = await t.head.figures.zones({ ...range, zoneIds: [zones[1]] });
    expect([one.totals.uses, one.yearBefore.total.uses, one.yearBefore.firstMonth]).toEqual([0, 3, '2025-11']);
    // The zones were not open a year ago: no share of nothing.
    expect(all.yearBefore.total.openMinutes).toBe(0);
    await expectSound(t);
  } finally {
    await t.close();
  }
});

it('of mediation: a year before among the cases read, of an organisation only from three cases on', async () => {
  const t = await openCaseStation();
  try {
    const accept = async (times: number, day: string) => {
      for (let i = 0; i < times; i += 1) {
        await t.backThen(day, '10:00', async () => {
          const { id } = await t.wageCase({ workers: 1, appliedOn: day });
          await t.step(id, 'review');
          await t.step(id, 'accept');
        });
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
