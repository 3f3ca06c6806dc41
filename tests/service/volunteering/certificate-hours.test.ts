import { afterEach, beforeEach, expect, it } from 'vitest';
import { addDays } from '../../../electron/contract/core/time.ts';
import { cid } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, SATURDAY, type VolunteerStation } from '../../fixtures/volunteers.ts';

let t: VolunteerStation;
beforeEach(async () => {
  t = await openVolunteerStation();
});
afterEach(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

it.each([
  [{ serviceRoundTo: 1 as const }, ['0.67', '1'], '1.67', ''],
  [{ serviceRoundTo: 60 as const }, ['0', '0'], '0', '按 60 分钟舍尾取整'],
  [{ serviceRoundTo: 30 as const, serviceRounding: 'nearest' as const }, ['1', '1'], '2', '按 30 分钟四舍五入取整'],
  [{ serviceDayCapMinutes: 30 }, ['0.5', '0.5'], '1', '每日最多计 0.5 小时']
])('a certificate with %j says %j, and in all %s', async (settings, lines, total, how) => {
  await t.head.station.changeSettings({ commandId: cid(), settings });
  const volunteer = await t.volunteer();
  const [first, second] = [await t.project({ title: '献血' }), await t.project({ title: '植树' })];
  t.goTo(addDays(SATURDAY, 5), '09:00');
  await t.approve(
    ...(await t.paper(first.id, SATURDAY, [
      [volunteer, '09:00', '09:20'],
      [volunteer, '10:00', '10:20']
    ])),
    ...(await t.paper(second.id, addDays(SATURDAY, 1), [
      [volunteer, '09:00', '09:40'],
      [volunteer, '10:00', '10:20']
    ]))
  );
  const { id } = await t.head.serviceCertificates.request({ commandId: cid(), volunteerId: volunteer, way: 'desk' });
  const paper = await t.head.serviceCertificates.document({ id });
  expect(paper.lines.map((line) => line.hours)).toEqual(lines);
  expect(paper).toMatchObject({ hours: total, minutes: 100, services: 4 });
  expect(paper.notes).toContain(how);
});
