import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evenings, expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../fixtures/classes.ts';
import { at, everyDay } from '../fixtures/schedule.ts';
import { cid, codeOf, errorOf } from '../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

const place = () => ({ zoneId: t.hall, trainerIds: [t.trainerId], courseId: t.courseId, capacity: 10 });
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
    expect(await errorOf(t.book(id, a!))).toMatchObject({ code: 'BOOKING_REFUSED', data: { refusals: [{ refusal: { reason: 'class_state', state: 'draft' } }] } });
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
    expect(await errorOf(t.head.classes.update({ ...fields, capacity: 2 }))).toMatchObject({ data: { field: 'capacity', reason: 'below_taken', params: { taken: 3 } } });
    expect(await errorOf(t.head.classes.update({ ...fields, commandId: cid(), capacity: 51 }))).toMatchObject({ data: { field: 'capacity', reason: 'over_zone' } });
    expect(() => t.station.sqlite.exec('update class set capacity = 2, min_to_open = 1')).toThrow(/CHECK/);
    await t.head.classes.update({ ...fields, commandId: cid(), capacity: 4 });
  });

  it('of another course, stale, or planned by who may not, is refused', async () => {
    const { id } = await t.open();
    const detail = await t.head.classes.get({ id });
    const other = await t.course('面点');
    const [person] = await t.people(1);
    await t.book(id, person!);
    const { version } = await t.head.classes.get({ id });
    expect(await errorOf(t.head.classes.update({ ...detail, id, commandId: cid(), version, courseId: other }))).toMatchObject({ data: { field: 'courseId', reason: 'booked' } });
    expect(await codeOf(t.head.classes.update({ ...detail, id, commandId: cid(), version: version - 1 }))).toBe('STALE');
    const desk = await t.as('front_desk');
    expect(await codeOf(desk.classes.step({ commandId: cid(), id, version, step: 'cancel', reason: 'x' }))).toBe('FORBIDDEN');
  });

  it('is listed with its counts, filtered and paged', async () => {
    const made = [];
    for (let i = 0; i < 5; i += 1) made.push(await t.open({ capacity: 1, term: i < 3 ? '2026 秋季' : '2026 冬季' }, { first: `2026-11-${24 + i}`, weeks: 1 }));
    const people = await t.people(2);
    for (const person of people) await t.book(made[0]!.id, person, { whenFull: 'wait' });
    const page = await t.head.classes.list({ limit: 2, ascending: true });
    expect(page.rows.map((row) => row.id)).toEqual([made[0]!.id, made[1]!.id]);
    expect(page.rows[0]).toMatchObject({ taken: 1, waiting: 1, sessions: 1, course: { title: '咖啡制作' }, trainers: [{ name: '赵甲子' }] });
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
    expect(await t.head.classes.proposal({ classId: id })).toMatchObject({ term: '2026 秋季', price: 500, bySession: true, sessions: 4, minutes: 120 });
  });
});

describe('sessions by a rule', () => {
  const rule = { start: FIRST, slots: [{ weekday: 2, from: '19:00', to: '21:00' }], count: 3 };

  it('show every date, the holiday left out and named, and go on behind it', async () => {
    await t.head.calendar.setDay({ commandId: cid(), date: '2026-12-01', kind: 'holiday', name: '厂庆' });
    const tuesdays = { start: FIRST, slots: [{ weekday: 2, from: '19:00', to: '21:00' }], count: 3 };
    const { dates: shown } = await t.head.sessions.preview({ rule: tuesdays, ...place() });
    expect(shown.map((date) => [date.date, date.skipped, date.holiday, date.clashes.length])).toEqual([
      [FIRST, false, '', 0], ['2026-12-01', true, '厂庆', 0], ['2026-12-08', false, '', 0], ['2026-12-15', false, '', 0]
    ]);
    // Not to be skipped, the holiday is what is in the way: the hall is closed on it.
    const taken = await t.head.sessions.preview({ rule: { ...tuesdays, skipHolidays: false }, ...place() });
    expect(taken.dates.map((date) => date.clashes.map((clash) => clash.kind))).toEqual([[], ['holiday'], []]);
    const far = await t.head.sessions.preview({ rule: { ...tuesdays, start: '2029-01-01' }, ...place() });
    expect(far.unpublished).toEqual([2029]);
    expect(await errorOf(t.head.sessions.preview({ rule: { ...tuesdays, count: null, until: '2026-11-20' }, ...place() }))).toMatchObject({ data: { field: 'rule', reason: 'none' } });
  });

  it('check every occurrence, not just the first, and name what is in the way', async () => {
    const dentist = await t.head.reservations.create(t.booking(t.hall, '2026-12-08', '20:00', '22:00'));
    const preview = await t.head.sessions.preview({ rule: { ...rule, count: 4 }, ...place() });
    expect(preview.dates.map((date) => date.clashes.length)).toEqual([0, 0, 1, 0]);
    expect(preview.dates[2]!.clashes[0]).toMatchObject({ kind: 'zone', heldBy: expect.stringContaining(dentist.number) });
    const error = await errorOf(t.open());
    expect(dates(error).map((date) => date.date)).toEqual(['2026-12-08']);
  });

  it('offer only fixes that work: a zone, a time, a trainer', async () => {
    const small = await t.zone('小教室', { capacity: 5, hours: everyDay('08:00', '22:00') });
    const other = await t.zone('大教室', { capacity: 30, hours: everyDay('08:00', '22:00') });
    const closed = await t.zone('装修中', { capacity: 30, hours: everyDay('08:00', '22:00') });
    await t.head.closures.create({ commandId: cid(), zoneId: closed, from: at('2026-11-24', '00:00'), to: at('2026-12-24', '00:00'), reason: '装修' });
    await t.open({}, { weeks: 1 });
    const preview = await t.head.sessions.preview({ rule: { ...rule, count: 1 }, ...place(), trainerIds: [] });
    const [date] = preview.dates;
    expect(date!.clashes.map((clash) => clash.kind)).toEqual(['zone']);
    expect(date!.fixes.zones.map((zone) => zone.id)).toEqual([other]);
    expect(small).toBeGreaterThan(0);
    expect(date!.fixes.time).toEqual({ from: at(FIRST, '17:00'), to: at(FIRST, '19:00') });
    // The trainer is taken as well: no other zone helps, another trainer does not free the hall.
    const withTrainer = await t.head.sessions.preview({ rule: { ...rule, count: 1 }, ...place() });
    expect(withTrainer.dates[0]!.fixes.zones).toEqual([]);
  });

  it('count a closure of several days as what is in the way, and a zone’s buffers on saving', async () => {
    await t.head.closures.create({ commandId: cid(), zoneId: t.hall, from: at('2026-11-30', '00:00'), to: at('2026-12-03', '00:00'), reason: '检修' });
    const error = await errorOf(t.open());
    expect(dates(error)).toMatchObject([{ date: '2026-12-01', clashes: [{ kind: 'closure' }] }]);
    const buffered = await t.zone('实训室', { setupMinutes: 30, clearupMinutes: 30, hours: everyDay('08:00', '22:00') });
    await t.open({ zoneId: buffered, trainerIds: [] }, { weeks: 1 });
    const tight = { from: at(FIRST, '16:30'), to: at(FIRST, '18:30') };
    expect(await codeOf(t.open({ zoneId: buffered, trainerIds: [], sessions: [tight] }))).toBe('SERIES_CLASH');
    await t.open({ zoneId: buffered, trainerIds: [], sessions: [{ from: at(FIRST, '16:00'), to: at(FIRST, '18:00') }] });
  });

  it('take equipment, no more than there is', async () => {
    const { id: projector } = await t.head.zones.equipment.create({ commandId: cid(), name: '投影仪', quantity: 1, zoneId: null });
    const second = await t.zone('二号教室', { hours: everyDay('08:00', '22:00') });
    await t.open({ equipment: [{ equipmentId: projector, quantity: 1 }] }, { weeks: 1 });
    const error = await errorOf(t.open({ zoneId: second, trainerIds: [], equipment: [{ equipmentId: projector, quantity: 1 }] }, { weeks: 1 }));
    expect(dates(error)[0]!.clashes[0]).toMatchObject({ kind: 'equipment' });
  });

  it('stand in the way of reservations, by the one schedule, and are named there', async () => {
    await t.open();
    const error = await errorOf(t.head.reservations.create(t.booking(t.hall, FIRST, '20:00', '21:30')));
    expect(error).toMatchObject({ code: 'CLASH', data: { clashes: [{ kind: 'zone', heldBy: '2026-0001 咖啡制作', holderKind: 'session' }] } });
  });

  it('remember skipped dates, which can be added later or forgotten', async () => {
    const skipped = { from: at('2026-12-22', '19:00'), to: at('2026-12-22', '21:00'), why: '冬至' };
    const { id } = await t.open({ skipped: [skipped, { ...skipped, from: at('2026-12-29', '19:00'), to: at('2026-12-29', '21:00') }] });
    expect((await t.head.classes.get({ id })).skipped.length).toBe(2);
    await t.head.sessions.add({ commandId: cid(), classId: id, sessions: [skipped] });
    const detail = await t.head.classes.get({ id });
    expect(detail.sessions.length).toBe(5);
    expect(detail.skipped.map((one) => one.from)).toEqual([at('2026-12-29', '19:00')]);
    await t.head.sessions.forgetSkipped({ commandId: cid(), classId: id, from: at('2026-12-29', '19:00') });
    expect((await t.head.classes.get({ id })).skipped).toEqual([]);
  });
});

describe('a session', () => {
  it('is moved, everything checked again, and whoever has a seat is to be called', async () => {
    const { id, sessions } = await t.open();
    const [person] = await t.people(1);
    await t.book(id, person!);
    const get = () => t.head.sessions.get({ id: sessions[1]! });
    const row = await get();
    const wish = { id: row.id, version: row.version, zoneId: t.hall, trainerIds: [t.trainerId], equipment: [] };
    await t.head.reservations.create(t.booking(t.hall, '2026-12-02', '19:00', '20:00'));
    const late = { from: at('2026-12-02', '19:30'), to: at('2026-12-02', '21:30') };
    expect(await codeOf(t.head.sessions.update({ commandId: cid(), ...wish, ...late }))).toBe('CLASH');
    const moved = await t.head.sessions.update({ commandId: cid(), ...wish, from: at('2026-12-03', '19:00'), to: at('2026-12-03', '21:00') });
    expect(moved).toMatchObject({ state: 'planned', toCall: 1 });
    expect(await get()).toMatchObject({ changed: true, from: at('2026-12-03', '19:00') });
    expect((await t.head.calls.list({ classId: id })).rows).toMatchObject([{ reason: 'session_moved', person: { id: person } }]);
    expect((await t.head.classes.history({ id })).map((event) => event.kind)).toContain('session_moved');
  });

  it('changed by itself or cancelled is left alone when all are changed; what is past never blocks', async () => {
    const { id, sessions } = await t.open({ minToOpen: 1 }, { weeks: 6 });
    const [person] = await t.people(1);
    await t.book(id, person!);
    const second = await t.head.sessions.get({ id: sessions[1]! });
    await t.head.sessions.update({ commandId: cid(), id: second.id, version: second.version, from: at('2026-12-02', '19:00'), to: at('2026-12-02', '21:00'), zoneId: t.hall, trainerIds: [t.trainerId], equipment: [] });
    const third = await t.head.sessions.get({ id: sessions[2]! });
    await t.head.sessions.cancel({ commandId: cid(), id: third.id, version: third.version, reason: '停电' });
    t.goTo('2026-11-25', '09:00');
    const preview = await t.head.sessions.previewChange({ classId: id, patch: { from: '18:30', to: '20:30' } });
    expect(preview.dates.map((date) => date.sessionId)).toEqual([sessions[3], sessions[4], sessions[5]]);
    const done = await t.head.sessions.changeAll({ commandId: cid(), classId: id, patch: { from: '18:30', to: '20:30' } });
    expect(done).toMatchObject({ changed: 3, cancelled: 0, leftAlone: 2 });
    const after = (await t.head.classes.get({ id })).sessions;
    expect(after.map((session) => [session.state, new Date(session.from + 8 * 3600_000).toISOString().slice(5, 16)])).toEqual([
      ['held', '11-24T19:00'],
      ['planned', '12-02T19:00'],
      ['cancelled', '12-08T19:00'],
      ['planned', '12-15T18:30'],
      ['planned', '12-22T18:30'],
      ['planned', '12-29T18:30']
    ]);
    expect(after.map((session) => session.number)).toEqual([1, 2, null, 3, 4, 5]);
  });

  it('change all together, also into each other’s places, or none', async () => {
    const { id } = await t.open();
    await t.head.reservations.create(t.booking(t.hall, '2026-12-22', '19:00', '20:00'));
    const shift = { classId: id, patch: { shiftDays: 7 } };
    const error = await errorOf(t.head.sessions.changeAll({ commandId: cid(), ...shift }));
    expect(dates(error).map((date) => date.date)).toEqual(['2026-12-22']);
    const preview = await t.head.sessions.previewChange(shift);
    expect(preview.dates.map((date) => date.clashes.length)).toEqual([0, 0, 0, 1]);
    const last = preview.dates[3]!.sessionId;
    expect(await t.head.sessions.changeAll({ commandId: cid(), ...shift, cancel: [last], reason: '大厅有会' })).toMatchObject({ changed: 3, cancelled: 1 });
    const trainer = await t.trainer('孙丙寅', [t.courseId]);
    await t.head.sessions.changeAll({ commandId: cid(), classId: id, patch: { trainerIds: [trainer] } });
    const detail = await t.head.classes.get({ id });
    expect(detail.trainers.map((one) => one.id)).toEqual([trainer]);
    expect(detail.sessions.filter((session) => session.state === 'planned').every((session) => session.trainers[0]!.id === trainer)).toBe(true);
  });

  it('cancelled needs a reason, calls those booked, and can be restored while its place is free', async () => {
    const { id, sessions } = await t.open();
    const [person] = await t.people(1);
    await t.book(id, person!);
    const row = await t.head.sessions.get({ id: sessions[0]! });
    expect(await codeOf(t.head.sessions.cancel({ commandId: cid(), id: row.id, version: row.version, reason: ' ' }))).toBe('REASON_NEEDED');
    const { version } = await t.head.sessions.cancel({ commandId: cid(), id: row.id, version: row.version, reason: '停电' });
    expect((await t.head.calls.list({})).rows).toMatchObject([{ reason: 'session_cancelled' }]);
    const other = await t.head.reservations.create(t.booking(t.hall, FIRST, '19:00', '20:00'));
    expect(await codeOf(t.head.sessions.restore({ commandId: cid(), id: row.id, version }))).toBe('CLASH');
    await t.head.reservations.cancel({ commandId: cid(), id: other.id, version: other.version, reason: '让位' });
    await t.head.sessions.restore({ commandId: cid(), id: row.id, version });
    expect((await t.head.classes.get({ id })).firstAt).toBe(at(FIRST, '19:00'));
  });

  it('keeps notes of what was taught', async () => {
    const { sessions } = await t.open();
    await t.head.sessions.note({ commandId: cid(), id: sessions[0]!, topic: '拉花', notes: '打发奶泡' });
    expect(await t.head.sessions.get({ id: sessions[0]! })).toMatchObject({ topic: '拉花', notes: '打发奶泡' });
  });
});

describe('a closure', () => {
  const close = (from: string, to: string) => ({ commandId: cid(), zoneId: t.hall, from: at(from, '00:00'), to: at(to, '00:00'), reason: '检修' });

  it('lists and suspends the sessions it hits, and reopening restores them', async () => {
    const { id, sessions } = await t.open();
    const preview = await t.head.closures.preview({ zoneId: t.hall, from: at('2026-11-30', '00:00'), to: at('2026-12-10', '00:00') });
    expect(preview.hits.map((hit) => [hit.kind, hit.id])).toEqual([['session', sessions[1]], ['session', sessions[2]]]);
    const made = await t.head.closures.create(close('2026-11-30', '2026-12-10'));
    expect(made.suspended.map((one) => one.number)).toEqual(['2026-0001', '2026-0001']);
    const states = async () => (await t.head.classes.get({ id })).sessions.map((session) => session.state);
    expect(await states()).toEqual(['planned', 'suspended', 'suspended', 'planned']);
    expect((await t.head.closures.list({}))[0]).toMatchObject({ id: made.id, suspended: 2 });
    const { restored } = await t.head.closures.end({ commandId: cid(), id: made.id, version: 1 });
    expect(restored.map((one) => one.id)).toEqual([sessions[1], sessions[2]]);
    expect(await states()).toEqual(['planned', 'planned', 'planned', 'planned']);
  });

  it('does not restore what has no room any more; that can be moved', async () => {
    const { sessions } = await t.open();
    const made = await t.head.closures.create(close('2026-12-01', '2026-12-02'));
    const other = await t.zone('旁边', { hours: everyDay('08:00', '22:00') });
    await t.open({ zoneId: other, sessions: evenings('2026-12-01', 1) });
    const { restored, stillSuspended } = await t.head.closures.end({ commandId: cid(), id: made.id, version: 1 });
    expect(restored).toEqual([]);
    expect(stillSuspended).toMatchObject([{ reservation: { kind: 'session', id: sessions[1] }, clashes: [{ kind: 'person' }] }]);
    const row = await t.head.sessions.get({ id: sessions[1]! });
    await t.head.sessions.update({ commandId: cid(), id: row.id, version: row.version, from: row.from, to: row.to, zoneId: t.hall, trainerIds: [], equipment: [] });
    expect((await t.head.sessions.get({ id: row.id })).state).toBe('planned');
  });

  it('waits for a session that is on', async () => {
    const { id } = await t.open({ minToOpen: 1 });
    const [person] = await t.people(1);
    await t.book(id, person!);
    t.goTo(FIRST, '19:30');
    await t.head.classes.get({ id });
    expect(await errorOf(t.head.closures.create({ ...close(FIRST, '2026-11-26'), from: at(FIRST, '19:30') }))).toMatchObject({ code: 'CLASH', data: { clashes: [{ heldBy: '2026-0001 咖啡制作' }] } });
  });

  it('and a day made a holiday name the sessions they leave outside opening hours', async () => {
    const { sessions } = await t.open();
    const { affected } = await t.head.calendar.setDay({ commandId: cid(), date: '2026-12-01', kind: 'holiday', name: '停工' });
    expect(affected.map((one) => [one.kind, one.id])).toEqual([['session', sessions[1]]]);
    expect(await errorOf(t.head.zones.archive({ commandId: cid(), id: t.hall, version: 1, archived: true }))).toMatchObject({ code: 'IN_USE', data: { count: 4 } });
  });
});
