import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VOLUNTEER_COUNTS, VOLUNTEER_DIMENSIONS } from '../../../electron/contract/volunteering/volunteer-figures.ts';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { cid, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, SATURDAY, type VolunteerStation } from '../../fixtures/volunteers.ts';

let t: VolunteerStation;
let people: number[];
let project: { id: number; needs: number[] };
let other: { id: number; needs: number[] };
let organisation: number;
beforeAll(async () => {
  t = await openVolunteerStation();
  organisation = (await t.head.organisations.create({ commandId: cid(), name: '甬江制造', kind: 'enterprise', parentId: null })).id;
  people = [
    await t.volunteer({ publishConsent: true, organisationId: organisation }),
    await t.volunteer({ organisationId: organisation }),
    await t.volunteer({ publishConsent: true })
  ];
  project = await t.project({ fromDate: '2026-10-01', needs: [{ role: '引导', number: 3 }] });
  other = await t.project({ title: '社区清洁', categoryId: t.choice('社区服务'), zoneId: null, place: '社区' });
  const shift = await t.shift(project);
  await t.signUp(shift, people);
  t.goTo('2026-11-23', '20:00');
  const [a, b, c] = people as [number, number, number];
  await t.approve(
    ...(await t.paper(project.id, '2026-10-31', [
      [a, '08:00', '10:00'],
      [b, '08:00', '12:00']
    ]))
  );
  await t.approve(
    ...(await t.paper(other.id, '2026-11-02', [
      [a, '08:00', '09:00'],
      [c, '08:00', '08:30']
    ]))
  );
  await t.paper(other.id, '2026-11-03', [[c, '08:00', '20:00']]);
  t.goTo(SATURDAY, '13:00');
  await t.desk.serviceHours.wholeShift({ commandId: cid(), shiftId: shift, volunteerIds: [a, b] });
  await t.desk.serviceHours.close({ commandId: cid(), shiftId: shift });
  const pending = await t.head.serviceHours.list({ projectId: project.id, states: ['pending'] });
  await t.approve(...pending.rows.map((row) => row.id));
});
afterAll(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

const RANGE = { fromMonth: '2026-10', toMonth: '2026-11' };

describe('figures', () => {
  it('count registered, active, services, minutes, shifts and no-shows by month, project, category and organisation', async () => {
    const all = await t.head.volunteerFigures.table({ ...RANGE, by: 'all' });
    expect(
      all.cells.map(({ month, registered, people: n, services, minutes, shifts, noShows }) => [
        month,
        registered,
        n,
        services,
        minutes,
        shifts,
        noShows
      ])
    ).toEqual([
      ['2026-10', 0, 2, 2, 360, 0, 0],
      ['2026-11', 3, 3, 4, 450, 1, 1]
    ]);
    expect(all.total).toMatchObject({ registered: 3, people: 3, services: 6, minutes: 810 });
    expect(all.now).toEqual({ applied: 0, active: 3, paused: 0, left: 0 });
    const byProject = await t.head.volunteerFigures.table({ ...RANGE, by: 'project' });
    expect(byProject.sums.map((sum) => [sum.name, sum.people, sum.minutes, sum.noShows])).toEqual([
      ['周末献血引导', 2, 720, 1],
      ['社区清洁', 2, 90, 0]
    ]);
    const byCategory = await t.head.volunteerFigures.table({ ...RANGE, by: 'category', ids: [t.choice('社区服务')] });
    expect(byCategory.cells).toMatchObject([{ month: '2026-11', name: '社区服务', services: 2 }]);
    const byOrganisation = await t.head.volunteerFigures.table({ ...RANGE, by: 'organisation' });
    expect(byOrganisation.sums.map((sum) => [sum.id, sum.services, sum.registered]).sort()).toEqual([
      [0, 1, 1],
      [organisation, 5, 2]
    ]);
    expect((await t.head.volunteerFigures.export({ ...RANGE, by: 'project', language: 'zh-CN' })).rows).toBe(3);
    expect(await errorOf(t.head.volunteerFigures.table({ fromMonth: '2026-11', toMonth: '2026-10', by: 'all' }))).toMatchObject({
      code: 'INVALID',
      data: { reason: 'order' }
    });
  });

  it('stand on the rows behind them, every one', async () => {
    for (const by of VOLUNTEER_DIMENSIONS) {
      const { sums } = await t.head.volunteerFigures.table({ ...RANGE, by });
      for (const sum of sums) {
        for (const count of VOLUNTEER_COUNTS) {
          const { rows, total } = await t.head.volunteerFigures.rows({ ...RANGE, by, id: sum.id, count });
          const stands = count === 'minutes' ? rows.reduce((all, row) => all + (row.minutes ?? 0), 0) : total!.count;
          expect({ by, id: sum.id, count, stands }).toEqual({ by, id: sum.id, count, stands: sum[count] });
        }
      }
    }
    const pages = [];
    for (let after: string | undefined; ;) {
      const page = await t.head.volunteerFigures.rows({
        ...RANGE,
        by: 'all',
        id: 0,
        count: 'services',
        limit: 2,
        ...(after === undefined ? {} : { after })
      });
      pages.push(...page.rows.map((row) => row.recordId));
      if (page.next === null) break;
      after = page.next;
    }
    expect(new Set(pages).size).toBe(6);
  });

  it('name on the leaderboard only those who agreed', async () => {
    const board = await t.head.volunteerFigures.leaderboard(RANGE);
    expect(board.rows.map((row) => [row.rank, row.volunteer.id, row.minutes, row.services])).toEqual([
      [1, people[0], 360, 3],
      [2, people[2], 30, 1]
    ]);
    expect(board.hidden).toBe(1);
    expect(board.rows.some((row) => row.volunteer.id === people[1])).toBe(false);
    // A year and a month are read in order, other months summed up: they say the same.
    const year = await t.head.volunteerFigures.leaderboard({ fromMonth: '2026-01', toMonth: '2026-12' });
    expect(year).toEqual(await t.head.volunteerFigures.leaderboard({ fromMonth: '2025-12', toMonth: '2026-12' }));
    expect(year).toEqual(await t.head.volunteerFigures.leaderboard({ fromMonth: '2026-01', toMonth: '2026-11' }));
    // Over the new year: the whole of one year and a month of the other.
    const [leader] = year.rows;
    expect(await t.head.volunteerFigures.leaderboard({ fromMonth: '2024-03', toMonth: '2027-02' })).toEqual(year);
    expect((await t.head.volunteerFigures.leaderboard({ fromMonth: '2026-10', toMonth: '2027-01' })).rows[0]?.minutes).toBeLessThanOrEqual(
      leader!.minutes
    );
    for (const month of ['2026-10', '2026-11']) {
      const { cells } = await t.head.volunteerFigures.table({ fromMonth: month, toMonth: month, by: 'all' });
      const one = await t.head.volunteerFigures.leaderboard({ fromMonth: month, toMonth: month });
      expect(one.rows.length + one.hidden).toBeLessThanOrEqual(cells[0]?.people ?? 0);
      expect(one.rows.map((row) => row.minutes)).toEqual(one.rows.map((row) => row.minutes).sort((x, y) => y - x));
    }
  });
});

it('a month begins at midnight in Shanghai', async () => {
  const [a] = people as [number];
  const night = await t.project({ title: '跨年值守', zoneId: null, place: '园区', fromDate: '2026-10-01' });
  await t.approve(
    ...(await t.paper(night.id, '2026-10-15', [[a, '00:00', '01:00']])),
    ...(await t.paper(night.id, '2026-11-01', [[a, '00:00', '01:00']]))
  );
  const { cells } = await t.head.volunteerFigures.table({ ...RANGE, by: 'project', ids: [night.id] });
  expect(cells.map((cell) => [cell.month, cell.minutes])).toEqual([
    ['2026-10', 60],
    ['2026-11', 60]
  ]);
  expect((await t.head.volunteerFigures.rows({ ...RANGE, by: 'project', id: night.id, count: 'services' })).rows[0]!.at).toBe(
    instantOf('2026-11-01', '00:00')
  );
});
