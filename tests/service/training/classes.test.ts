import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

const dates = (error: { data: unknown }) => (error.data as { dates: { date: string; clashes: { kind: string }[] }[] }).dates;

describe('a class', () => {
  it('has a yearly code without gaps, even where making one failed', async () => {
    const first = await t.open();
    const failed = await errorOf(t.open());
    expect(failed.code).toBe('SERIES_CLASH');
    expect(dates(failed).length).toBe(4);
    const second = await t.open({}, { first: '2026-11-25' });
    expect((await t.head.classes.get(first)).code).toBe('2026-0001');
    expect((await t.head.classes.get(second)).code).toBe('2026-0002');
    expect(() => t.station.sqlite.exec(`update class set code = 'x'`)).toThrow(/do not change/);
  });

  it('goes its way: draft, open, confirmed at its minimum, running at its first session, finished after its last', async () => {
    const { id } = await t.open({ minToOpen: 2 }, { draft: true });
    const state = async () => (await t.head.classes.get({ id })).state;
    const [a, b] = await t.people(2);
    expect(await errorOf(t.book(id, a!))).toMatchObject({
      code: 'BOOKING_REFUSED',
      data: { refusals: [{ refusal: { reason: 'class_state', state: 'draft' } }] }
    });
    await t.step(id, 'open');
    await t.book(id, a!);
    expect(await state()).toBe('open');
    await t.book(id, b!);
    expect(await state()).toBe('confirmed');
    t.goTo(FIRST, '19:00');
    expect(await state()).toBe('running');
    t.goTo('2026-12-15', '21:00');
    expect(await state()).toBe('finished');
    expect((await t.head.classes.get({ id })).held).toBe(4);
    expect(await codeOf(t.step(id, 'cancel', 'x'))).toBe('STEP_NOT_ALLOWED');
    await t.step(id, 'archive');
    await t.step(id, 'unarchive', '补登记');
    expect(await state()).toBe('finished');
  });

  it('below its minimum waits for a decision, which needs a reason', async () => {
    const { id } = await t.open({ minToOpen: 5 });
    expect(await codeOf(t.step(id, 'confirm'))).toBe('REASON_NEEDED');
    t.goTo('2026-11-25', '09:00');
    expect((await t.head.classes.get({ id })).state).toBe('open');
    await t.step(id, 'confirm', '小班照开');
    expect((await t.head.classes.get({ id })).state).toBe('running');
  });

  it('without sessions cannot open; with people in it cannot go back to a draft', async () => {
    const { id } = await t.open({ sessions: [] }, { draft: true });
    expect(await errorOf(t.step(id, 'open'))).toMatchObject({ code: 'INVALID', data: { field: 'step', reason: 'no_sessions' } });
    const other = await t.open();
    const [person] = await t.people(1);
    await t.book(other.id, person!);
    const { state } = await t.head.classes.get(other);
    expect(state).toBe('confirmed');
    expect(await codeOf(t.step(other.id, 'withdraw', 'x'))).toBe('STEP_NOT_ALLOWED');
  });

  it('cancelled: everybody booked is on the list of calls with phone numbers, the schedule is free again', async () => {
    const { id } = await t.open({ capacity: 2 });
    const people = await t.people(3);
    for (const person of people) await t.book(id, person, { whenFull: 'wait' });
    expect(await codeOf(t.step(id, 'cancel'))).toBe('REASON_NEEDED');
    expect(await t.step(id, 'cancel', '讲师生病')).toMatchObject({ state: 'cancelled', toCall: 3 });
    const calls = await t.head.calls.list({ classId: id });
    expect(calls.rows.map((row) => [row.person.id, row.reason])).toEqual(people.map((person) => [person, 'class_cancelled']));
    expect(calls.rows[0]!.person.mobileMasked).toMatch(/\*{4}/);
    const phones = await t.head.calls.phones({ classId: id });
    expect(phones[0]!.mobile).toMatch(/^139\d{8}$/);
    expect((await t.head.audit.list({ action: 'calls.phones' })).rows[0]!.after).toEqual({ people });
    expect(await codeOf((await t.as('trainer')).calls.phones({ classId: id }))).toBe('FORBIDDEN');
    await t.head.calls.mark({ commandId: cid(), id: calls.rows[0]!.id, outcome: 'reached', note: '已告知' });
    await t.head.calls.mark({ commandId: cid(), id: calls.rows[1]!.id, outcome: 'no_answer' });
    expect((await t.head.calls.list({ classId: id })).rows.length).toBe(2);
    expect(await t.head.calls.count()).toEqual({ open: 2, capped: false });
    // The hall is free for somebody else at the same times.
    await t.open();
    await t.step(id, 'reinstate', '讲师康复');
    expect((await t.head.classes.get({ id })).sessions.every((session) => session.state === 'cancelled')).toBe(true);
  });

  it('cannot have fewer seats than are taken, or more than its zones hold; more seats than the zone is refused', async () => {
    const { id } = await t.open({ capacity: 3 });
    for (const person of await t.people(3)) await t.book(id, person);
    const detail = await t.head.classes.get({ id });
    const fields = { ...detail, id, commandId: cid(), version: detail.version };
    expect(await errorOf(t.head.classes.update({ ...fields, capacity: 2 }))).toMatchObject({
      data: { field: 'capacity', reason: 'below_taken', params: { taken: 3 } }
    });
    expect(await errorOf(t.head.classes.update({ ...fields, commandId: cid(), capacity: 51 }))).toMatchObject({
      data: { field: 'capacity', reason: 'over_zone' }
    });
    expect(() => t.station.sqlite.exec('update class set capacity = 2, min_to_open = 1')).toThrow(/CHECK/);
    await t.head.classes.update({ ...fields, commandId: cid(), capacity: 4 });
  });

  it('of another course, stale, or planned without the permission, is refused', async () => {
    const { id } = await t.open();
    const detail = await t.head.classes.get({ id });
    const other = await t.course('面点');
    const [person] = await t.people(1);
    await t.book(id, person!);
    const { version } = await t.head.classes.get({ id });
    expect(await errorOf(t.head.classes.update({ ...detail, id, commandId: cid(), version, courseId: other }))).toMatchObject({
      data: { field: 'courseId', reason: 'booked' }
    });
    expect(await codeOf(t.head.classes.update({ ...detail, id, commandId: cid(), version: version - 1 }))).toBe('STALE');
    const desk = await t.as('front_desk');
    expect(await codeOf(desk.classes.step({ commandId: cid(), id, version, step: 'cancel', reason: 'x' }))).toBe('FORBIDDEN');
  });

  it('is listed with its counts, filtered and paged', async () => {
    const made = [];
    for (let i = 0; i < 5; i += 1)
      made.push(await t.open({ capacity: 1, term: i < 3 ? '2026 秋季' : '2026 冬季' }, { first: `2026-11-${24 + i}`, weeks: 1 }));
    const people = await t.people(2);
    for (const person of people) await t.book(made[0]!.id, person, { whenFull: 'wait' });
    const page = await t.head.classes.list({ limit: 2, ascending: true });
    expect(page.rows.map((row) => row.id)).toEqual([made[0]!.id, made[1]!.id]);
    expect(page.rows[0]).toMatchObject({
      taken: 1,
      waiting: 1,
      sessions: 1,
      course: { title: '咖啡制作' },
      trainers: [{ name: '赵甲子' }]
    });
    expect(page.total).toEqual({ count: 5, capped: false });
    const next = await t.head.classes.list({ limit: 2, ascending: true, after: page.next! });
    expect(next.rows.map((row) => row.id)).toEqual([made[2]!.id, made[3]!.id]);
    expect((await t.head.classes.list({ term: '2026 冬季' })).rows.length).toBe(2);
    expect((await t.head.classes.list({ text: '2026-0003' })).rows.map((row) => row.id)).toEqual([made[2]!.id]);
    expect((await t.head.classes.list({ text: '咖啡' })).rows.length).toBe(5);
    expect((await t.head.classes.list({ states: ['confirmed'] })).rows.length).toBe(1);
    expect((await t.head.classes.list({ trainerId: t.trainerId, zoneId: t.hall, courseId: t.courseId })).rows.length).toBe(5);
    expect(await t.head.classes.terms()).toEqual(['2026 冬季', '2026 秋季']);
    expect(await codeOf(t.head.classes.list({ after: 'x' }))).toBe('INVALID');
  });

  it('is proposed from its course and repeated from another class', async () => {
    const { id } = await t.open({ term: '2026 秋季', price: 500, bySession: true });
    expect(await t.head.classes.proposal({ courseId: t.courseId })).toMatchObject({ capacity: 20, sessions: 8, minutes: 120 });
    expect(await t.head.classes.proposal({ classId: id })).toMatchObject({
      term: '2026 秋季',
      price: 500,
      bySession: true,
      sessions: 4,
      minutes: 120
    });
  });
});
