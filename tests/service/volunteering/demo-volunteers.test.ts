import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDemo } from '../../../electron/service/core/demo/demo.ts';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { openTestStation, type TestStation } from '../../fixtures/station.ts';
import { expectSoundVolunteers, type VolunteerStation } from '../../fixtures/volunteers.ts';

let t: TestStation;
beforeEach(async () => {
  t = await openTestStation();
});
afterEach(() => t.close());

it('the demonstration has volunteers, projects under way and finished, hours, an honour and a certificate', async () => {
  const token = await openDemo(t.station);
  const client = t.anonymous();
  await client.access.resume({ token: token! });
  await expectSoundVolunteers(t as VolunteerStation);
  expect((await client.volunteers.list({ limit: 100 })).rows).toHaveLength(60);
  const projects = (await client.volunteerProjects.list({})).rows;
  expect(projects.map((project) => project.state).sort()).toEqual(['archived', 'draft', 'finished', 'finished', 'running', 'running']);
  expect(
    projects
      .filter((project) => project.state === 'running')
      .every((project) => project.minutes > 0 && project.signedToCome > 0 && project.nextAt !== null)
  ).toBe(true);
  expect((await client.serviceHours.running()).length).toBe(2);
  expect((await client.shifts.due()).some((shift) => shift.running === 2)).toBe(true);
  expect((await client.serviceHours.count()).pending).toBeGreaterThan(3);
  const corrections = (await client.serviceHours.list({ sources: ['correction'] })).rows;
  expect(corrections).toMatchObject([{ state: 'pending', reason: '本人提出：提前半小时离开' }]);
  const standings = (await client.recognition.standings({ eligible: true })).rows;
  expect(standings.length).toBeGreaterThan(0);
  expect((await client.recognition.awards({})).rows.map((award) => award.kind).sort()).toEqual(['honour', 'star']);
  const [certificate] = (await client.serviceCertificates.list({})).rows;
  expect(certificate).toMatchObject({ state: 'issued', outdated: false });
  const { total } = await client.volunteerFigures.table({ fromMonth: '2026-09', toMonth: '2026-11', by: 'all' });
  expect(total.minutes).toBeGreaterThan(200 * 60);
  expect(total.noShows).toBeGreaterThan(0);
  const { rows } = await client.figures.rows({
    fromMonth: '2026-09',
    toMonth: '2026-11',
    limit: 100,
    purposeId: (await client.zones.purposes.list({})).find((one) => one.key === 'volunteer')!.id
  });
  expect(rows.filter((row) => row.kind === 'shift' && row.headcount > 0).length).toBeGreaterThan(2);
  const waiting = t.station.sqlite.prepare(`select count(*) as n from sign_up where state = 'waiting'`).get() as { n: number };
  expect(waiting.n).toBeGreaterThan(0);
  expect(await client.audit.verify()).toMatchObject({ ok: true });
});

it.each([
  ['2026-11-21', '23:30'],
  ['2026-10-02', '10:00'],
  ['2027-02-01', '06:00']
])('it is sound on %s at %s too', async (date, clock) => {
  t.clock.set(instantOf(date, clock));
  await openDemo(t.station);
  await expectSoundVolunteers(t as VolunteerStation);
});
