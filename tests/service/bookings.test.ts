import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Refusal } from '../../electron/contract/booking-rules.ts';
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

const wait = { whenFull: 'wait' as const };
/** The refusals of a call that fails. */
async function refusals(call: Promise<unknown>): Promise<{ personId: number; refusal: Refusal }[]> {
  const error = await errorOf(call);
  expect(error.code).toBe('BOOKING_REFUSED');
  return (error.data as { refusals: { personId: number; refusal: Refusal }[] }).refusals;
}
const reason = async (call: Promise<unknown>) => (await refusals(call))[0]!.refusal.reason;
/** People of a class by state: seated, offered, waiting in order. */
async function list(classId: number) {
  const rows = await t.head.bookings.ofClass({ classId });
  const of = (state: string) => rows.filter((row) => row.state === state).map((row) => row.person.id);
  return { booked: of('booked'), offered: of('offered'), waiting: of('waiting') };
}
async function cancel(bookingId: number, over: { reason?: string; excused?: boolean } = {}) {
  const { version } = await t.head.bookings.get({ id: bookingId });
  return t.head.bookings.cancel({ commandId: cid(), id: bookingId, version, ...over });
}
/** A class full with `capacity` people and `waiting` more in its list; everybody's booking by person. */
async function full(capacity: number, waiting: number, over = {}) {
  const { id, sessions } = await t.open({ capacity, ...over });
  const people = await t.people(capacity + waiting);
  const bookings = new Map<number, number>();
  for (const person of people) bookings.set(person, (await t.book(id, person, wait)).id);
  return { id, sessions, people, of: (i: number) => bookings.get(people[i]!)! };
}

describe('a booking', () => {
  it('of somebody on record, or of a newcomer with name and mobile alone', async () => {
    const { id } = await t.open();
    const [person] = await t.people(1);
    const made = await t.book(id, person!);
    expect(made).toMatchObject({ state: 'booked', position: null, personId: person });
    expect(made.code).toMatch(/^B\d+[0-9A-Z]$/);
    const newcomer = await t.head.bookings.book({ commandId: cid(), classId: id, person: { name: '李丁卯', mobile: '13900009999' } });
    expect((await t.head.people.get({ id: newcomer.personId })).name).toBe('李丁卯');
    const again = { commandId: cid(), classId: id, person: { name: '李丁卯', mobile: '13900009999' } };
    expect(await codeOf(t.head.bookings.book(again))).toBe('DUPLICATE_PERSON');
    expect(await codeOf(t.head.bookings.book({ ...again, person: { name: '李丁卯', mobile: '12345' } }))).toBe('INVALID');
    expect((await t.head.people.list({ query: '李丁卯' })).rows.length).toBe(1);
    expect(await codeOf(t.book(id, 99_999))).toBe('NOT_FOUND');
  });

  it('is refused by each check with its own reason', async () => {
    const firm = await t.organisation('一公司');
    const site = await t.organisation('一工地', 'project_site', firm);
    const team = await t.organisation('一班组', 'work_team', site);
    const other = await t.organisation('二公司');
    const [stranger] = await t.people(1, other);
    const [a, b, c] = await t.people(3, team);
    const { id } = await t.open({ who: { kind: 'organisations', organisationIds: [firm] }, quota: 2, bookingFrom: at('2026-11-23', '10:00'), bookingTo: at('2026-11-24', '12:00') });
    expect(await reason(t.book(id, a!))).toBe('not_yet');
    t.goTo('2026-11-23', '10:00');
    expect(await refusals(t.book(id, stranger!))).toMatchObject([{ personId: stranger, refusal: { reason: 'not_eligible', organisations: ['一公司'] } }]);
    await t.book(id, a!);
    expect(await reason(t.book(id, a!))).toBe('already_booked');
    await t.book(id, b!);
    expect(await refusals(t.book(id, c!))).toMatchObject([{ refusal: { reason: 'quota', organisation: '一公司', limit: 2 } }]);
    t.goTo('2026-11-24', '12:00');
    expect(await reason(t.book(id, c!))).toBe('window_over');
  });

  it('counts a team for the site it belongs to, where the class is for all', async () => {
    const site = await t.organisation('一工地', 'project_site');
    const teams = [await t.organisation('甲班', 'work_team', site), await t.organisation('乙班', 'work_team', site)];
    const [a] = await t.people(1, teams[0]);
    const [b] = await t.people(1, teams[1]);
    const [c] = await t.people(1);
    const { id } = await t.open({ quota: 1 });
    await t.book(id, a!);
    expect(await refusals(t.book(id, b!))).toMatchObject([{ refusal: { reason: 'quota', organisation: '一工地' } }]);
    // Who belongs nowhere uses up nobody's quota.
    await t.book(id, c!);
  });

  it('clashes with another class, a shift or an appointment, which a reason overrides', async () => {
    const second = await t.zone('二号教室', { hours: everyDay('08:00', '22:00') });
    const first = await t.open();
    const other = await t.open({ zoneId: second, trainerIds: [], sessions: [{ from: at('2026-12-08', '20:00'), to: at('2026-12-08', '22:00') }] });
    const [person] = await t.people(1);
    await t.book(first.id, person!);
    const [refused] = await refusals(t.book(other.id, person!));
    expect(refused!.refusal).toMatchObject({ reason: 'clash', clashes: [{ what: 'class', title: '2026-0001 咖啡制作', from: at('2026-12-08', '19:00') }] });
    const made = await t.book(other.id, person!, { overrideReason: '本人同意中途离场' });
    expect((await t.head.bookings.get({ id: made.id })).overrideReason).toBe('本人同意中途离场');
    // The trainer's own evenings are taken by the schedule.
    const own = await t.open({ zoneId: second, trainerIds: [], sessions: [{ from: at(FIRST, '18:00'), to: at(FIRST, '19:30') }] });
    expect((await refusals(t.book(own.id, t.trainerId)))[0]!.refusal).toMatchObject({ reason: 'clash', clashes: [{ what: 'schedule', title: '2026-0001 咖啡制作' }] });
    // A session that was cancelled is in nobody's way.
    const row = await t.head.sessions.get({ id: first.sessions[0]! });
    await t.head.sessions.cancel({ commandId: cid(), id: row.id, version: row.version, reason: '停电' });
    await t.book(own.id, person!);
  });

  it('needs the course before, or its certificate, still valid on the day', async () => {
    const safety = await t.course('安全教育', { certificate: { attendancePercent: 50, minutes: 0, testNeeded: false, validMonths: 1 } });
    await t.head.trainers.update({ commandId: cid(), id: t.trainerId, version: 1, active: true, courseIds: [t.courseId, safety] });
    const basic = await t.open({ courseId: safety, sessions: [{ from: at('2026-11-23', '14:00'), to: at('2026-11-23', '16:00') }] });
    const [good, absent, never] = await t.people(3);
    await t.book(basic.id, good!);
    await t.book(basic.id, absent!);
    t.goTo('2026-11-23', '14:05');
    await t.head.attendance.saveSheet({ commandId: cid(), sessionId: basic.sessions[0]!, marks: [{ personId: good!, status: 'present' }], close: true });
    t.goTo('2026-11-23', '17:00');
    const advanced = await t.course('高级班', { needs: [{ courseId: safety, what: 'course' }] });
    const next = await t.open({ courseId: advanced, trainerIds: [] }, { weeks: 1 });
    expect(await refusals(t.book(next.id, never!))).toMatchObject([{ refusal: { reason: 'course_missing', course: '安全教育' } }]);
    expect(await reason(t.book(next.id, absent!))).toBe('course_missing');
    await t.book(next.id, good!);
    await t.head.certificates.issue({ commandId: cid(), classId: basic.id, personIds: [good!] });
    const soon = await t.open({ trainerIds: [], who: { kind: 'certificate', courseId: safety } }, { first: '2026-12-22', weeks: 1 });
    const late = await t.open({ trainerIds: [], who: { kind: 'certificate', courseId: safety } }, { first: '2026-12-23', weeks: 1 });
    expect(await reason(t.book(soon.id, never!))).toBe('certificate_missing');
    await t.book(soon.id, good!);
    // Valid until 22 December: the 23rd is too late.
    expect(await refusals(t.book(late.id, good!))).toMatchObject([{ refusal: { reason: 'certificate_expired', since: '2026-12-22' } }]);
  });

  it('of single sessions shares the seats with those of the whole class', async () => {
    const { id, sessions } = await t.open({ capacity: 2, bySession: true });
    const [a, b, c, d] = await t.people(4);
    await t.book(id, a!);
    await t.book(id, b!, { sessionId: sessions[0]! });
    await t.book(id, c!, { sessionId: sessions[1]! });
    expect(await reason(t.book(id, d!))).toBe('full');
    expect(await reason(t.book(id, d!, { sessionId: sessions[0]! }))).toBe('full');
    expect(await reason(t.book(id, a!, { sessionId: sessions[2]! }))).toBe('already_booked');
    await t.book(id, d!, { sessionId: sessions[2]! });
    expect((await t.head.sessions.get({ id: sessions[0]! })).taken).toBe(2);
    const whole = await t.open({ capacity: 2 }, { first: '2026-11-25' });
    expect(await errorOf(t.book(whole.id, d!, { sessionId: whole.sessions[0]! }))).toMatchObject({ code: 'INVALID', data: { reason: 'whole_class' } });
    expect(await codeOf(t.book(whole.id, d!, { sessionId: sessions[0]! }))).toBe('NOT_FOUND');
  });

  it('is tried without writing, and all open classes are offered with what the checks say', async () => {
    const { id, people } = await full(1, 1);
    const check = await t.head.bookings.check({ classId: id, personId: people[0]! });
    expect(check.refusal?.reason).toBe('already_booked');
    const [fresh] = await t.people(1);
    expect(await t.head.bookings.check({ classId: id, personId: fresh! })).toMatchObject({ refusal: { reason: 'full', capacity: 1, waiting: 1 }, position: 2, free: 0 });
    const open = await t.open({}, { first: '2026-11-25' });
    const choices = await t.head.bookings.choices({ personId: fresh! });
    expect(choices.map((one) => [one.classId, one.refusal?.reason ?? null])).toEqual([[id, 'full'], [open.id, null]]);
  });

  it('is made by the desk and the head; others may not, and a command sent twice books once', async () => {
    const { id } = await t.open();
    const [person] = await t.people(1);
    for (const role of ['trainer', 'viewer', 'mediator'] as const) {
      expect(await codeOf((await t.as(role)).bookings.book({ commandId: cid(), classId: id, person: { personId: person! } }))).toBe('FORBIDDEN');
    }
    const desk = await t.as('front_desk');
    const input = { commandId: cid(), classId: id, person: { personId: person! } };
    expect(await desk.bookings.book(input)).toEqual(await desk.bookings.book(input));
    expect((await list(id)).booked).toEqual([person]);
  });
});

describe('the waiting list', () => {
  it('serves first come first served; the freed seat is offered before any walk-up gets it', async () => {
    const { id, people, of } = await full(2, 3);
    expect((await t.head.bookings.ofClass({ classId: id })).filter((row) => row.state === 'waiting').map((row) => row.position)).toEqual([1, 2, 3]);
    t.goTo('2026-11-23', '12:00');
    expect(await cancel(of(0))).toEqual({ late: false, promoted: 1 });
    expect(await list(id)).toEqual({ booked: [people[1]], offered: [people[2]], waiting: [people[3], people[4]] });
    expect((await t.head.bookings.get({ id: of(2) })).offerUntil).toBe(at('2026-11-24', '00:00'));
    expect((await t.head.bookings.get({ id: of(3) })).position).toBe(1);
    const [walkUp] = await t.people(1);
    expect(await reason(t.book(id, walkUp!))).toBe('full');
    expect((await t.head.calls.list({ classId: id })).rows).toMatchObject([{ reason: 'offered', person: { id: people[2] } }]);
  });

  it('holds an offer for the hours set, then goes on to the next when somebody looks', async () => {
    const { id, people, of } = await full(1, 2, { sessions: evenings('2026-12-08', 2) });
    await cancel(of(0));
    expect((await t.head.bookings.get({ id: of(1) })).offerUntil).toBe(at('2026-11-24', '09:00'));
    t.goTo('2026-11-24', '08:59');
    expect((await list(id)).offered).toEqual([people[1]]);
    t.goTo('2026-11-24', '09:00');
    expect(await list(id)).toEqual({ booked: [], offered: [people[2]], waiting: [] });
    expect(await t.head.bookings.get({ id: of(1) })).toMatchObject({ state: 'ended', endReason: 'expired' });
    const stale = await errorOf(t.head.bookings.accept({ commandId: cid(), id: of(1), version: 2 }));
    expect(['STALE', 'STEP_NOT_ALLOWED']).toContain(stale.code);
    const offered = await t.head.bookings.get({ id: of(2) });
    await t.head.bookings.accept({ commandId: cid(), id: offered.id, version: offered.version });
    expect(await list(id)).toEqual({ booked: [people[2]], offered: [], waiting: [] });
    expect((await t.head.calls.list({ classId: id })).rows).toEqual([]);
  });

  it('keeps its order and its offers when the clock of the PC is set back, and settles everything when it jumps ahead', async () => {
    const { id, people, of } = await full(1, 2, { sessions: evenings('2026-12-08', 2) });
    await cancel(of(0));
    t.goTo('2026-11-20', '09:00');
    expect(await list(id)).toEqual({ booked: [], offered: [people[1]], waiting: [people[2]] });
    const [late] = await t.people(1);
    expect(await codeOf(t.book(id, late!))).toBe('BOOKING_REFUSED');
    expect((await t.book(id, late!, { whenFull: 'wait' })).position).toBe(2);
    t.goTo('2026-11-24', '09:00');
    expect(await list(id)).toEqual({ booked: [], offered: [people[2]], waiting: [late] });
    // Ten years on nobody has looked meanwhile: the class is what it then must be, and nobody waits for it.
    t.goTo('2036-11-24', '09:00');
    expect(await list(id)).toEqual({ booked: [], offered: [], waiting: [] });
    await expectSoundClasses(t);
  });

  it('goes on at once when an offer is declined', async () => {
    const { id, people, of } = await full(1, 2, { sessions: evenings('2026-12-08', 2) });
    await cancel(of(0));
    const offered = await t.head.bookings.get({ id: of(1) });
    expect(await t.head.bookings.decline({ commandId: cid(), id: offered.id, version: offered.version, reason: '没空' })).toEqual({ promoted: 1 });
    expect((await list(id)).offered).toEqual([people[2]]);
  });

  it('holds nothing on the day itself: an open offer lapses, a freed seat is theirs at once', async () => {
    const { id, people, of } = await full(2, 3);
    t.goTo('2026-11-23', '20:00');
    await cancel(of(0));
    t.goTo(FIRST, '00:00');
    // The offer of yesterday evening has lapsed; the next has the seat, and is to be told.
    expect(await list(id)).toEqual({ booked: [people[1], people[3]], offered: [], waiting: [people[4]] });
    t.goTo(FIRST, '14:00');
    await cancel(of(1), { reason: '加班', excused: true });
    expect((await list(id)).booked).toEqual([people[3], people[4]]);
    expect((await t.head.calls.list({ classId: id })).rows.map((row) => row.reason)).toEqual(['promoted', 'promoted']);
  });

  it('promotes nobody once the first session has begun, unless set', async () => {
    const { id, of } = await full(1, 1, { minToOpen: 1 });
    t.goTo(FIRST, '19:00');
    await t.head.classes.get({ id });
    expect(await t.head.bookings.get({ id: of(1) })).toMatchObject({ state: 'ended', endReason: 'unserved' });
    const [late] = await t.people(1);
    expect(await reason(t.book(id, late!, wait))).toBe('full');
    const other = await full(1, 1, { minToOpen: 1, promoteAfterStart: true, sessions: evenings('2026-11-25', 3) });
    t.goTo('2026-11-26', '09:00');
    await cancel(other.of(0));
    expect((await list(other.id)).offered).toEqual([other.people[1]]);
    expect((await t.head.bookings.get({ id: other.of(1) })).offerUntil).toBe(at('2026-11-27', '09:00'));
  });

  it('gets the seats that more capacity brings', async () => {
    const { id, people } = await full(1, 3, { sessions: evenings('2026-12-08', 2) });
    const detail = await t.head.classes.get({ id });
    expect(await t.head.classes.update({ ...detail, id, commandId: cid(), version: detail.version, capacity: 3 })).toMatchObject({ promoted: 2 });
    expect(await list(id)).toEqual({ booked: [people[0]], offered: [people[1], people[2]], waiting: [people[3]] });
  });

  it('lets whoever leaves after a promotion leave for good', async () => {
    const { id, people, of } = await full(1, 2, { sessions: evenings('2026-12-08', 2) });
    await cancel(of(0));
    await cancel(of(1));
    expect(await list(id)).toEqual({ booked: [], offered: [people[2]], waiting: [] });
    await cancel(of(2));
    expect(await list(id)).toEqual({ booked: [], offered: [], waiting: [] });
    // Back again they stand at the end like everybody else.
    expect(await t.book(id, people[1]!)).toMatchObject({ state: 'booked' });
  });

  it('leaves the other lists of the same course, if set', async () => {
    const one = await full(1, 0, { sessions: evenings('2026-12-08', 1) });
    const two = await full(1, 0, { sessions: evenings('2026-12-09', 1) });
    const other = await t.course('面点');
    const third = await full(1, 0, { courseId: other, trainerIds: [], sessions: evenings('2026-12-10', 1) });
    const [person, follower] = await t.people(2);
    for (const id of [one.id, two.id, third.id]) await t.book(id, person!, wait);
    await t.book(two.id, follower!, wait);
    await cancel(one.of(0));
    expect((await list(one.id)).offered).toEqual([person]);
    expect((await list(two.id)).waiting).toEqual([follower]);
    expect((await list(third.id)).waiting).toEqual([person]);
    expect((await t.head.classes.history({ id: two.id }))[0]).toMatchObject({ kind: 'ended', person: { id: person }, params: { why: 'promoted_elsewhere' }, reason: '2026-0001' });
    await t.head.station.changeSettings({ commandId: cid(), settings: { leaveOtherLists: false } });
    const [keen] = await t.people(1);
    for (const id of [one.id, two.id]) await t.book(id, keen!, wait);
    await cancel((await t.head.bookings.ofClass({ classId: one.id })).find((row) => row.state === 'offered')!.id);
    expect((await list(one.id)).offered).toEqual([keen]);
    expect((await list(two.id)).waiting).toEqual([follower, keen]);
  });

  it('passes over who would exceed a quota, and keeps their place', async () => {
    const firm = await t.organisation('一公司');
    const { id } = await t.open({ capacity: 2, quota: 1, sessions: evenings('2026-12-08', 1) });
    const seated = await t.people(2);
    const bookings = [];
    for (const person of seated) bookings.push(await t.book(id, person));
    const [a, b] = await t.people(2, firm);
    const [c] = await t.people(1);
    // Waiting uses up no quota, so both of the firm may stand in the list.
    for (const person of [a, b, c]) await t.book(id, person!, wait);
    await cancel(bookings[0]!.id);
    expect(await list(id)).toMatchObject({ offered: [a], waiting: [b, c] });
    await cancel(bookings[1]!.id);
    expect(await list(id)).toMatchObject({ offered: [a, c], waiting: [b] });
    const [d] = await t.people(1, firm);
    expect(await reason(t.book(id, d!, wait))).toBe('quota');
    await cancel((await t.head.bookings.ofClass({ classId: id })).find((row) => row.person.id === a)!.id);
    expect(await list(id)).toMatchObject({ offered: [b, c], waiting: [] });
  });

  it('shows in the history who moved when and why', async () => {
    const { id, of } = await full(1, 1, { sessions: evenings('2026-12-08', 1) });
    await cancel(of(0), { reason: '调到夜班' });
    const events = await t.head.classes.history({ id });
    expect(events.map((event) => [event.kind, event.reason])).toEqual([
      ['offered', ''], ['ended', '调到夜班'], ['waiting', ''], ['step', ''], ['booked', ''], ['step', '']
    ]);
    expect((await t.head.classes.history({ id, bookingId: of(1) })).map((event) => event.kind)).toEqual(['offered', 'waiting']);
    expect(events[0]!.at).toBe(t.clock.now());
  });
});

describe('a group', () => {
  it('gets its seats together, or waits as one entry that nobody overtakes', async () => {
    const { id } = await t.open({ capacity: 4, sessions: evenings('2026-12-08', 1) });
    const singles = await t.people(2);
    const seats: number[] = [];
    for (const person of singles) seats.push((await t.book(id, person)).id);
    const team = await t.people(3);
    const group = { commandId: cid(), classId: id, name: '一班组', personIds: team };
    expect((await refusals(t.head.bookings.bookGroup(group))).map((one) => [one.personId, one.refusal.reason])).toEqual(team.map((person) => [person, 'full']));
    const made = await t.head.bookings.bookGroup({ ...group, commandId: cid(), ...wait });
    expect(made).toMatchObject({ state: 'waiting', position: 1 });
    const [after] = await t.people(1);
    expect(await t.book(id, after!, wait)).toMatchObject({ state: 'waiting', position: 2 });
    // Two seats are free and the group needs three: they are kept for it.
    expect(await list(id)).toEqual({ booked: singles, offered: [], waiting: [...team, after] });
    await cancel(seats[0]!);
    expect(await list(id)).toEqual({ booked: [singles[1]], offered: team, waiting: [after] });
    const offered = await t.head.bookings.get({ id: made.bookings[1]!.id });
    await t.head.bookings.accept({ commandId: cid(), id: offered.id, version: offered.version });
    expect((await list(id)).booked).toEqual([singles[1], ...team]);
  });

  it('can be split, keeping its place before those behind', async () => {
    const { id } = await t.open({ capacity: 2, sessions: evenings('2026-12-08', 1) });
    const [a] = await t.people(1);
    await t.book(id, a!);
    const team = await t.people(2);
    const made = await t.head.bookings.bookGroup({ commandId: cid(), classId: id, name: '二班组', personIds: team, ...wait });
    const [behind] = await t.people(1);
    await t.book(id, behind!, wait);
    expect(await t.head.bookings.splitGroup({ commandId: cid(), groupId: made.groupId })).toEqual({ promoted: 1 });
    expect(await list(id)).toEqual({ booked: [a], offered: [team[0]], waiting: [team[1], behind] });
    expect(await codeOf(t.head.bookings.splitGroup({ commandId: cid(), groupId: made.groupId }))).toBe('NOT_FOUND');
  });

  it('names everybody who is refused, and a quota it would fill', async () => {
    const firm = await t.organisation('一公司');
    const { id } = await t.open({ quota: 2 });
    const team = await t.people(4, firm);
    await t.book(id, team[0]!);
    const refused = await refusals(t.head.bookings.bookGroup({ commandId: cid(), classId: id, name: '队', personIds: team }));
    expect(refused.map((one) => [one.personId, one.refusal.reason])).toEqual([[team[0], 'already_booked'], [team[2], 'quota'], [team[3], 'quota']]);
    expect((await list(id)).booked).toEqual([team[0]]);
  });
});

describe('cancelling and no-shows', () => {
  /** `count` classes on successive days, each with its people booked. */
  async function missed(person: number, count: number) {
    for (let i = 0; i < count; i += 1) {
      const { id, sessions } = await t.open({ minToOpen: 1, sessions: evenings(`2026-11-${24 + i}`, 1) });
      await t.book(id, person);
      t.goTo(`2026-11-${24 + i}`, '21:30');
      await t.head.attendance.close({ commandId: cid(), sessionId: sessions[0]! });
    }
  }

  it('in time is no no-show; too late is one, unless excused with a reason', async () => {
    const { id } = await t.open({ cancelNotice: { unit: 'hours', amount: 24 } });
    const [a, b, c] = await t.people(3);
    const bookings = [];
    for (const person of [a, b, c]) bookings.push((await t.book(id, person!)).id);
    t.goTo('2026-11-23', '19:00');
    expect(await cancel(bookings[0]!)).toMatchObject({ late: false });
    t.goTo('2026-11-23', '19:01');
    expect(await cancel(bookings[1]!)).toMatchObject({ late: true });
    expect(await codeOf(cancel(bookings[2]!, { excused: true }))).toBe('REASON_NEEDED');
    expect(await cancel(bookings[2]!, { excused: true, reason: '住院' })).toMatchObject({ late: false });
    expect((await t.head.bookings.standing({ personId: a! })).counted).toEqual([]);
    expect((await t.head.bookings.standing({ personId: b! })).counted).toMatchObject([{ kind: 'cancelled_late', code: '2026-0001' }]);
    expect((await t.head.bookings.standing({ personId: c! })).counted).toEqual([]);
  });

  it('counts the notice in working days where the class says so', async () => {
    const { id } = await t.open({ cancelNotice: { unit: 'working_days', amount: 2 }, sessions: evenings('2026-11-30', 1) });
    const [a, b] = await t.people(2);
    const [first, second] = [await t.book(id, a!), await t.book(id, b!)];
    // Before a Monday, two working days are Friday and Thursday.
    t.goTo('2026-11-26', '00:00');
    expect(await cancel(first.id)).toMatchObject({ late: false });
    t.goTo('2026-11-26', '00:01');
    expect(await cancel(second.id)).toMatchObject({ late: true });
  });

  it('blocks after three in sixty days for thirty, explains it with dates, and ends by itself', async () => {
    const [person] = await t.people(1);
    await missed(person!, 3);
    const standing = await t.head.bookings.standing({ personId: person! });
    expect(standing.block).toMatchObject({ from: at('2026-11-26', '19:00'), until: at('2026-12-26', '19:00') });
    expect(standing.block!.because.map((one) => [one.kind, one.at])).toEqual([
      ['absent', at('2026-11-24', '19:00')], ['absent', at('2026-11-25', '19:00')], ['absent', at('2026-11-26', '19:00')]
    ]);
    const { id } = await t.open({}, { first: '2027-01-05', weeks: 1 });
    expect(await refusals(t.book(id, person!))).toMatchObject([{ refusal: { reason: 'blocked', until: at('2026-12-26', '19:00'), dates: ['2026-11-24', '2026-11-25', '2026-11-26'] } }]);
    t.goTo('2026-12-26', '19:00');
    expect((await t.head.bookings.standing({ personId: person! })).block).toBe(null);
    await t.book(id, person!);
  });

  it('is lifted with a reason by the head alone, follows the settings, and takes absence back with its mark', async () => {
    const [person] = await t.people(1);
    await t.head.station.changeSettings({ commandId: cid(), settings: { noShowCount: 2, noShowBlockDays: 7 } });
    await missed(person!, 2);
    const standing = async () => t.head.bookings.standing({ personId: person! });
    expect((await standing()).policy).toEqual({ count: 2, windowDays: 60, blockDays: 7 });
    expect((await standing()).block).not.toBe(null);
    const desk = await t.as('front_desk');
    expect(await codeOf(desk.bookings.liftBlock({ commandId: cid(), personId: person!, reason: '误记' }))).toBe('FORBIDDEN');
    expect(await codeOf(t.head.bookings.liftBlock({ commandId: cid(), personId: person!, reason: ' ' }))).toBe('BAD_REQUEST');
    await t.head.bookings.liftBlock({ commandId: cid(), personId: person!, reason: '当日停工，非本人原因' });
    expect(await standing()).toMatchObject({ block: null, counted: [], lifted: [{ reason: '当日停工，非本人原因' }] });
    const [other] = await t.people(1);
    t.goTo('2026-11-27', '09:00');
    const { id, sessions } = await t.open({ minToOpen: 1, sessions: evenings('2026-11-27', 1) });
    await t.book(id, other!);
    expect(await codeOf(t.head.attendance.mark({ commandId: cid(), sessionId: sessions[0]!, personId: other!, status: 'absent' }))).toBe('STEP_NOT_ALLOWED');
    t.goTo('2026-11-27', '19:30');
    await t.head.attendance.mark({ commandId: cid(), sessionId: sessions[0]!, personId: other!, status: 'absent' });
    expect((await t.head.bookings.standing({ personId: other! })).counted.length).toBe(1);
    await t.head.attendance.mark({ commandId: cid(), sessionId: sessions[0]!, personId: other!, status: 'excused' });
    expect((await t.head.bookings.standing({ personId: other! })).counted).toEqual([]);
  });

  it('of a class that is over is not possible', async () => {
    const { id } = await t.open({ minToOpen: 1 }, { weeks: 1 });
    const [person] = await t.people(1);
    const made = await t.book(id, person!);
    t.goTo('2026-11-25', '09:00');
    expect(await codeOf(cancel(made.id))).toBe('STEP_NOT_ALLOWED');
  });
});

describe('the database itself', () => {
  it('seats nobody twice and nobody beyond the capacity, whatever the code above does', async () => {
    const { id, people, sessions } = await full(2, 1, { bySession: true });
    const sql = t.station.sqlite;
    expect(() => sql.exec(`update booking set state = 'booked', place = null, booked_at = 1 where state = 'waiting'`)).toThrow(/CHECK|seat/);
    expect(() => sql.exec(`insert into booking (class_id, person_id, state, booked_at, created_at, created_by) values (${id}, ${people[2]}, 'booked', 1, 1, '')`)).toThrow(/UNIQUE|CHECK/);
    expect(() => sql.exec(`insert into booking (class_id, session_id, person_id, state, booked_at, created_at, created_by) values (${id}, ${sessions[0]}, ${people[2]}, 'booked', 1, 1, '')`)).toThrow(/no seat|CHECK/);
    expect(() => sql.exec('delete from booking')).toThrow(/kept/);
    expect(() => sql.exec('update booking set class_id = class_id + 1')).toThrow(/stays/);
  });
});

describe('merging two people', () => {
  it('brings bookings, marks and no-shows together; a seat held twice goes to the waiting list', async () => {
    const { id, sessions } = await t.open({ capacity: 2, minToOpen: 1 });
    const [a, b, c] = await t.people(3);
    await t.book(id, a!);
    await t.book(id, b!);
    await t.book(id, c!, wait);
    t.goTo(FIRST, '18:30');
    await t.head.attendance.mark({ commandId: cid(), sessionId: sessions[0]!, personId: b!, status: 'present' });
    const [one, two] = [await t.head.people.get({ id: a! }), await t.head.people.get({ id: b! })];
    const { moved } = await t.head.people.merge({ commandId: cid(), survivorId: a!, survivorVersion: one.version, mergedId: b!, mergedVersion: two.version });
    expect(moved['bookings']).toBe(1);
    expect((await list(id)).booked).toEqual([a, c]);
    expect((await t.head.attendance.list({ sessionId: sessions[0]! })).rows.map((row) => [row.person.id, row.status]).sort()).toEqual([[a, 'present'], [c, null]].sort());
    const timeline = await t.head.people.timeline({ id: a! });
    expect(timeline.filter((entry) => entry.area === 'attendance').length).toBe(1);
    expect(timeline.filter((entry) => entry.area === 'bookings' && entry.kind === 'booked').length).toBe(2);
  });
});
