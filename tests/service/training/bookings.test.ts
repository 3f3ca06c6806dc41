import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookingsIn, reason, refusals, wait } from '../../fixtures/bookings.ts';
import { evenings, expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { at, everyDay } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});
const { list, cancel, full } = bookingsIn(() => t);

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
    const { id } = await t.open({
      who: { kind: 'organisations', organisationIds: [firm] },
      quota: 2,
      bookingFrom: at('2026-11-23', '10:00'),
      bookingTo: at('2026-11-24', '12:00')
    });
    expect(await reason(t.book(id, a!))).toBe('not_yet');
    t.goTo('2026-11-23', '10:00');
    expect(await refusals(t.book(id, stranger!))).toMatchObject([
      { personId: stranger, refusal: { reason: 'not_eligible', organisations: ['一公司'] } }
    ]);
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
    const other = await t.open({
      zoneId: second,
      trainerIds: [],
      sessions: [{ from: at('2026-12-08', '20:00'), to: at('2026-12-08', '22:00') }]
    });
    const [person] = await t.people(1);
    await t.book(first.id, person!);
    const [refused] = await refusals(t.book(other.id, person!));
    expect(refused!.refusal).toMatchObject({
      reason: 'clash',
      clashes: [{ what: 'class', title: '2026-0001 咖啡制作', from: at('2026-12-08', '19:00') }]
    });
    const made = await t.book(other.id, person!, { overrideReason: '本人同意中途离场' });
    expect((await t.head.bookings.get({ id: made.id })).overrideReason).toBe('本人同意中途离场');
    // The trainer's own evenings are taken by the schedule.
    const own = await t.open({ zoneId: second, trainerIds: [], sessions: [{ from: at(FIRST, '18:00'), to: at(FIRST, '19:30') }] });
    expect((await refusals(t.book(own.id, t.trainerId)))[0]!.refusal).toMatchObject({
      reason: 'clash',
      clashes: [{ what: 'schedule', title: '2026-0001 咖啡制作' }]
    });
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
    await t.head.attendance.saveSheet({
      commandId: cid(),
      sessionId: basic.sessions[0]!,
      marks: [{ personId: good!, status: 'present' }],
      close: true
    });
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
    expect(await errorOf(t.book(whole.id, d!, { sessionId: whole.sessions[0]! }))).toMatchObject({
      code: 'INVALID',
      data: { reason: 'whole_class' }
    });
    expect(await codeOf(t.book(whole.id, d!, { sessionId: sessions[0]! }))).toBe('NOT_FOUND');
  });

  it('is tried without writing, and all open classes are offered with what the checks say', async () => {
    const { id, people } = await full(1, 1);
    const check = await t.head.bookings.check({ classId: id, personId: people[0]! });
    expect(check.refusal?.reason).toBe('already_booked');
    const [fresh] = await t.people(1);
    expect(await t.head.bookings.check({ classId: id, personId: fresh! })).toMatchObject({
      refusal: { reason: 'full', capacity: 1, waiting: 1 },
      position: 2,
      free: 0
    });
    const open = await t.open({}, { first: '2026-11-25' });
    const choices = await t.head.bookings.choices({ personId: fresh! });
    expect(choices.map((one) => [one.classId, one.refusal?.reason ?? null])).toEqual([
      [id, 'full'],
      [open.id, null]
    ]);
  });

  it('is made by the desk and the head; others may not, and a command sent twice books once', async () => {
    const { id } = await t.open();
    const [person] = await t.people(1);
    for (const role of ['trainer', 'viewer', 'mediator'] as const) {
      expect(await codeOf((await t.as(role)).bookings.book({ commandId: cid(), classId: id, person: { personId: person! } }))).toBe(
        'FORBIDDEN'
      );
    }
    const desk = await t.as('front_desk');
    const input = { commandId: cid(), classId: id, person: { personId: person! } };
    expect(await desk.bookings.book(input)).toEqual(await desk.bookings.book(input));
    expect((await list(id)).booked).toEqual([person]);
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
    expect((await refusals(t.head.bookings.bookGroup(group))).map((one) => [one.personId, one.refusal.reason])).toEqual(
      team.map((person) => [person, 'full'])
    );
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
    expect(refused.map((one) => [one.personId, one.refusal.reason])).toEqual([
      [team[0], 'already_booked'],
      [team[2], 'quota'],
      [team[3], 'quota']
    ]);
    expect((await list(id)).booked).toEqual([team[0]]);
  });
});

describe('the database itself', () => {
  it('seats nobody twice and nobody beyond the capacity, whatever the code above does', async () => {
    const { id, people, sessions } = await full(2, 1, { bySession: true });
    const sql = t.station.sqlite;
    expect(() => sql.exec(`update booking set state = 'booked', place = null, booked_at = 1 where state = 'waiting'`)).toThrow(
      /CHECK|seat/
    );
    expect(() =>
      sql.exec(
        `insert into booking (class_id, person_id, state, booked_at, created_at, created_by) values (${id}, ${people[2]}, 'booked', 1, 1, '')`
      )
    ).toThrow(/UNIQUE|CHECK/);
    expect(() =>
      sql.exec(
        `insert into booking (class_id, session_id, person_id, state, booked_at, created_at, created_by) values (${id}, ${sessions[0]}, ${people[2]}, 'booked', 1, 1, '')`
      )
    ).toThrow(/no seat|CHECK/);
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
    const { moved } = await t.head.people.merge({
      commandId: cid(),
      survivorId: a!,
      survivorVersion: one.version,
      mergedId: b!,
      mergedVersion: two.version
    });
    expect(moved['bookings']).toBe(1);
    expect((await list(id)).booked).toEqual([a, c]);
    expect((await t.head.attendance.list({ sessionId: sessions[0]! })).rows.map((row) => [row.person.id, row.status]).sort()).toEqual(
      [
        [a, 'present'],
        [c, null]
      ].sort()
    );
    const timeline = await t.head.people.timeline({ id: a! });
    expect(timeline.filter((entry) => entry.area === 'attendance').length).toBe(1);
    expect(timeline.filter((entry) => entry.area === 'bookings' && entry.kind === 'booked').length).toBe(2);
  });
});
