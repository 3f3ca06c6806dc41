import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../../electron/contract/core/time.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, type VolunteerStation } from '../../fixtures/volunteers.ts';

let t: VolunteerStation;
let long: number;
let short: number;
beforeAll(async () => {
  t = await openVolunteerStation();
  const project = await t.project();
  [long, short] = (await t.volunteers(2)) as [number, number];
  t.goTo('2026-11-23', '20:00');
  for (let i = 0; i < 10; i += 1)
    await t.approve(
      ...(await t.paper(project.id, addDays('2026-11-01', i), [
        [long, '08:00', '19:00'],
        ...(i === 0 ? [[short, '08:00', '10:00'] as [number, string, string]] : [])
      ]))
    );
});
afterAll(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

it('hours make eligible; an award is decided, dated and signed by somebody', async () => {
  const [first, second] = (await t.head.recognition.standings({})).rows;
  expect(first).toMatchObject({
    volunteer: { id: long },
    minutes: 6600,
    awarded: 0,
    eligible: 1,
    next: { level: 2, left: 11_400 },
    points: 0,
    quality: null,
    noShows: 0
  });
  expect(second).toMatchObject({ volunteer: { id: short }, eligible: 0, next: { level: 1, left: 5880 } });
  expect((await t.head.recognition.standings({ eligible: true })).rows.map((row) => row.volunteer.id)).toEqual([long]);
  const star = { kind: 'star' as const, level: 1, on: '2026-11-23', authority: '镇海区志愿者协会' };
  expect(await codeOf(t.desk.recognition.award({ commandId: cid(), volunteerIds: [long], ...star }))).toBe('FORBIDDEN');
  expect(await errorOf(t.head.recognition.award({ commandId: cid(), volunteerIds: [long, short], ...star }))).toMatchObject({
    data: { field: 'level', reason: 'not_eligible', params: { minutes: 120, needed: 6000 } }
  });
  expect((await t.head.volunteers.get({ id: long })).star).toBe(0);
  const { ids } = await t.head.recognition.award({ commandId: cid(), volunteerIds: [long], ...star });
  expect(await errorOf(t.head.recognition.award({ commandId: cid(), volunteerIds: [long], ...star }))).toMatchObject({
    data: { reason: 'has' }
  });
  expect((await t.head.recognition.standings({ eligible: true })).rows).toEqual([]);
  expect(await t.head.volunteers.get({ id: long })).toMatchObject({ star: 1, eligible: 1 });
  await t.head.recognition.award({
    commandId: cid(),
    volunteerIds: [long, short],
    kind: 'honour',
    title: '年度优秀志愿者',
    on: '2026-11-23',
    authority: '红色能量站'
  });
  const list = await t.head.recognition.awards({ year: 2026 });
  expect(list.rows.map((row) => [row.title, row.minutes])).toEqual([
    ['年度优秀志愿者', 120],
    ['年度优秀志愿者', 6600],
    ['一星志愿者', 6600]
  ]);
  expect((await t.head.recognition.export({ year: 2026, language: 'zh-CN' })).rows).toBe(3);
  await t.head.recognition.revoke({ commandId: cid(), id: ids[0]!, reason: '重复授予' });
  expect((await t.head.volunteers.get({ id: long })).star).toBe(0);
  expect(await codeOf(t.head.recognition.revoke({ commandId: cid(), id: ids[0]!, reason: '再撤' }))).toBe('STEP_NOT_ALLOWED');
  expect((await t.head.recognition.awards({ volunteerId: long, revoked: true })).rows.find((row) => row.id === ids[0])).toMatchObject({
    revokedReason: '重复授予'
  });
  expect(
    (await t.head.people.timeline({ id: long }))
      .filter((entry) => entry.area === 'recognition')
      .map((entry) => entry.kind)
      .sort()
  ).toEqual(['awarded', 'awarded', 'revoked']);
});

it('the ladder is the station’s own, and goes up', async () => {
  const level = (n: number, hours: number) => ({ level: n, name: `${n}星`, nameEn: '', minutes: hours * 60 });
  expect(await errorOf(t.head.recognition.setLadder({ commandId: cid(), ladder: [level(1, 30), level(3, 60)] }))).toMatchObject({
    data: { reason: 'levels' }
  });
  expect(await errorOf(t.head.recognition.setLadder({ commandId: cid(), ladder: [level(1, 60), level(2, 30)] }))).toMatchObject({
    data: { reason: 'order' }
  });
  await t.head.recognition.setLadder({ commandId: cid(), ladder: [level(1, 2), level(2, 60), level(3, 100)] });
  expect((await t.head.recognition.standings({})).rows.map((row) => row.eligible)).toEqual([3, 1]);
  await t.head.station.changeSettings({ commandId: cid(), settings: { servicePointsPerHour: 10 } });
  expect((await t.head.recognition.standings({ limit: 1 })).rows[0]!.points).toBe(1100);
});
