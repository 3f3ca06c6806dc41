import { afterAll, beforeAll, expect, it } from 'vitest';
import { evenings, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ClassStation;
beforeAll(async () => {
  t = await openClassStation();
});
afterAll(() => t.close());

const NOBODY = 999_999;

it('all sessions of a class that was cancelled meanwhile cannot be changed, and the window gets the error', async () => {
  const { id } = await t.open();
  await t.step(id, 'cancel', '人数不足');
  const change = t.head.sessions.changeAll({ commandId: cid(), classId: id, patch: { from: '18:30' } });
  expect(await errorOf(change)).toEqual({ code: 'STEP_NOT_ALLOWED', data: { from: 'cancelled', step: 'change' } });
});

it('a change of all sessions, or a plan, with what does not exist says what', async () => {
  const { id } = await t.open({ sessions: [] }, { draft: true });
  for (const [patch, what] of [
    [{ zoneId: NOBODY }, 'zone'],
    [{ trainerIds: [NOBODY] }, 'trainer'],
    [{ equipment: [{ equipmentId: NOBODY, quantity: 1 }] }, 'equipment']
  ] as const) {
    expect(await errorOf(t.head.sessions.changeAll({ commandId: cid(), classId: id, patch: patch as never }))).toEqual({
      code: 'NOT_FOUND',
      data: { what, id: NOBODY }
    });
  }
  const placement = { classId: id, zoneId: NOBODY, trainerId: null, sessions: evenings(FIRST, 1), skipped: [] };
  expect(await errorOf(t.head.autoPlan.apply({ commandId: cid(), placements: [placement] }))).toEqual({
    code: 'NOT_FOUND',
    data: { what: 'zone', id: NOBODY }
  });
  const led = { ...placement, zoneId: t.hall, trainerId: NOBODY };
  expect(await errorOf(t.head.autoPlan.apply({ commandId: cid(), placements: [led] }))).toEqual({
    code: 'NOT_FOUND',
    data: { what: 'trainer', id: NOBODY }
  });
});

it('the same equipment twice in a session is refused', async () => {
  const equipment = await t.head.zones.equipment.create({ commandId: cid(), name: '投影仪', quantity: 5, zoneId: null });
  const { id } = await t.open();
  const line = { equipmentId: equipment.id, quantity: 1 };
  expect(await codeOf(t.head.sessions.changeAll({ commandId: cid(), classId: id, patch: { equipment: [line, line] } }))).toBe(
    'BAD_REQUEST'
  );
});

it('the picture of a person who does not exist is not found', async () => {
  expect(await codeOf(t.head.people.photo.get({ id: NOBODY }))).toBe('NOT_FOUND');
});

it.each(['9999-12-31', '0000-01-01', '2026-02-30'])('the date %s is no date of a station', async (day) => {
  const { head } = t;
  const language = 'zh-CN' as const;
  const calls = {
    audit: head.audit.list({ to: day }),
    day: head.calendar.setDay({ commandId: cid(), date: day, kind: 'holiday', name: '假' }),
    days: head.calendar.days({ from: day, to: day }),
    certificates: head.certificates.list({ toDate: day }),
    classes: head.classDocuments.classSheet({ from: day, to: day, language }),
    hours: head.trainers.hours({ fromMonth: '2026-11', toMonth: day.slice(0, 7) === '2026-02' ? '9999-12' : day.slice(0, 7) }),
    ics: head.reservations.ics({ zoneId: t.hall, toDate: day })
  };
  for (const [name, call] of Object.entries(calls)) expect(await codeOf(call), name).toBe('BAD_REQUEST');
  const file = JSON.stringify({ year: 2027, days: [{ name: '元旦', date: day, isOffDay: true }] });
  expect(await codeOf(head.calendar.importYear({ commandId: cid(), file }))).toBe('FILE_UNREADABLE');
});
