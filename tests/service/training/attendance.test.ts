import { badgeCode } from '../../../electron/contract/people/scan-codes.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { at } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

/** A class with so many people booked, at the door of its first session. */
async function atTheDoor(count: number, over = {}) {
  const { id, sessions } = await t.open({ minToOpen: 1, capacity: count + 2, ...over });
  const people = await t.people(count);
  const codes: string[] = [];
  for (const person of people) codes.push((await t.book(id, person)).code);
  t.goTo(FIRST, '18:50');
  return { id, sessions, session: sessions[0]!, people, codes };
}
const mark = (sessionId: number, personId: number, status: 'present' | 'late' | 'left_early' | 'excused' | 'absent' | null) =>
  t.head.attendance.mark({ commandId: cid(), sessionId, personId, status });
const scan = (sessionId: number, code: string) => t.head.attendance.scan({ commandId: cid(), sessionId, code });

describe('checking in', () => {
  it('by booking code, badge or ID card; scanned again, somebody is in already', async () => {
    const { session, codes, people } = await atTheDoor(3);
    const holder = await t.head.people.create({
      commandId: cid(),
      name: '王五',
      documentKind: 'resident_id',
      documentNumber: '11010519491231002X'
    });
    expect(await scan(session, codes[0]!)).toMatchObject({
      outcome: 'checked_in',
      person: { id: people[0] },
      status: 'present',
      counts: { present: 1, unmarked: 2 }
    });
    expect(await scan(session, badgeCode(people[1]!))).toMatchObject({ outcome: 'checked_in', person: { id: people[1] } });
    expect(await scan(session, codes[0]!)).toMatchObject({ outcome: 'already', counts: { present: 2 } });
    // Somebody who is on record and not booked is named, and a seat is free for them.
    expect(await scan(session, '11010519491231002x')).toMatchObject({
      outcome: 'not_booked',
      person: { id: holder.id, name: '王五' },
      free: 2
    });
    expect(await scan(session, '330000000000000000')).toMatchObject({ outcome: 'unknown', person: null });
    expect(await scan(session, 'B999999X')).toMatchObject({ outcome: 'unknown' });
  });

  it('counts as late after the time in the settings', async () => {
    const { session, codes } = await atTheDoor(3);
    t.goTo(FIRST, '19:15');
    expect(await scan(session, codes[0]!)).toMatchObject({ status: 'present' });
    t.goTo(FIRST, '19:16');
    expect(await scan(session, codes[1]!)).toMatchObject({ status: 'late' });
    await t.head.station.changeSettings({ commandId: cid(), settings: { lateMinutes: 30 } });
    expect(await scan(session, codes[2]!)).toMatchObject({ status: 'present' });
  });

  it('opens two hours before; nobody is absent or late before the start; a cancelled session has no list', async () => {
    const { id, session, sessions, people } = await atTheDoor(1);
    t.goTo(FIRST, '16:59');
    expect(await errorOf(mark(session, people[0]!, 'present'))).toEqual({
      code: 'STEP_NOT_ALLOWED',
      data: { from: 'too_early', step: 'present' }
    });
    await mark(session, people[0]!, 'excused');
    await mark(session, people[0]!, null);
    t.goTo(FIRST, '18:59');
    expect(await errorOf(mark(session, people[0]!, 'absent'))).toEqual({
      code: 'STEP_NOT_ALLOWED',
      data: { from: 'not_begun', step: 'absent' }
    });
    expect(await codeOf(t.head.attendance.close({ commandId: cid(), sessionId: session }))).toBe('STEP_NOT_ALLOWED');
    const second = await t.head.sessions.get({ id: sessions[1]! });
    await t.head.sessions.cancel({ commandId: cid(), id: second.id, version: second.version, reason: '停电' });
    expect(await codeOf(mark(second.id, people[0]!, 'excused'))).toBe('STEP_NOT_ALLOWED');
    const [stranger] = await t.people(1);
    expect(await errorOf(mark(session, stranger!, 'present'))).toMatchObject({ data: { from: 'not_booked' } });
    await t.step(id, 'cancel', '停办');
    expect(await codeOf(mark(session, people[0]!, 'present'))).toBe('STEP_NOT_ALLOWED');
  });

  it('is undone, and changed from one mark to another', async () => {
    const { session, people } = await atTheDoor(1);
    await mark(session, people[0]!, 'present');
    expect((await t.head.sessions.get({ id: session })).attended).toBe(1);
    expect(await mark(session, people[0]!, null)).toMatchObject({ counts: { present: 0, unmarked: 1 } });
    t.goTo(FIRST, '20:30');
    for (const status of ['late', 'left_early', 'excused', 'absent'] as const) await mark(session, people[0]!, status);
    const { rows, counts } = await t.head.attendance.list({ sessionId: session });
    expect(rows).toMatchObject([{ status: 'absent', way: 'list' }]);
    expect(counts).toMatchObject({ expected: 1, absent: 1, excused: 0, unmarked: 0 });
    expect((await t.head.audit.list({ entity: 'attendance' })).rows.length).toBe(6);
  });

  it('starts a class that was never confirmed', async () => {
    const { id, session, people } = await atTheDoor(1, { minToOpen: 3 });
    t.goTo(FIRST, '19:05');
    expect((await t.head.classes.get({ id })).state).toBe('open');
    await mark(session, people[0]!, 'present');
    expect((await t.head.classes.get({ id })).state).toBe('running');
  });

  it('takes an offered seat for a person who comes, before midnight of a session just after', async () => {
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, open: '00:00', close: '24:00' }));
    const night = await t.zone('夜班教室', { hours });
    const { id, sessions } = await t.open({
      zoneId: night,
      trainerIds: [],
      minToOpen: 1,
      capacity: 1,
      sessions: [{ from: at('2026-11-25', '00:30'), to: at('2026-11-25', '02:00') }]
    });
    const [a, b] = await t.people(2);
    const first = await t.book(id, a!);
    await t.book(id, b!, { whenFull: 'wait' });
    t.goTo(FIRST, '23:00');
    const { version } = await t.head.bookings.get({ id: first.id });
    await t.head.bookings.cancel({ commandId: cid(), id: first.id, version });
    t.goTo(FIRST, '23:30');
    expect((await t.head.bookings.ofClass({ classId: id }))[0]).toMatchObject({ state: 'offered', person: { id: b } });
    await mark(sessions[0]!, b!, 'present');
    expect((await t.head.bookings.ofClass({ classId: id }))[0]).toMatchObject({ state: 'booked' });
  });
});

describe('the screen at the door', () => {
  it('shows no names until somebody searches', async () => {
    const { session } = await atTheDoor(4);
    const door = await t.head.attendance.door({ sessionId: session });
    expect(JSON.stringify(door)).not.toContain('钱乙丑');
    expect(door).toMatchObject({
      counts: { expected: 4, unmarked: 4, capacity: 6, free: 2 },
      opensAt: at(FIRST, '17:00'),
      lateAfter: at(FIRST, '19:15'),
      session: { number: 1, zone: { name: '成长讲堂' } }
    });
    expect(await t.head.attendance.find({ sessionId: session, query: ' ' })).toEqual([]);
    expect(await t.head.attendance.find({ sessionId: session, query: '赵' })).toEqual([]);
    expect((await t.head.attendance.find({ sessionId: session, query: 'qyc' })).length).toBe(4);
    const mobile = (await t.head.attendance.list({ sessionId: session })).rows[0]!.person.mobileMasked.slice(-4);
    expect((await t.head.attendance.find({ sessionId: session, query: mobile })).length).toBe(1);
  });
});

describe('a paper sheet', () => {
  it('is typed in one go: all of it or nothing, the rest absent when the list is closed', async () => {
    const { id, session, people } = await atTheDoor(5);
    t.goTo('2026-11-25', '10:00');
    const [stranger] = await t.people(1);
    const marks = people.slice(0, 3).map((personId) => ({ personId, status: 'present' as const }));
    const bad = {
      commandId: cid(),
      sessionId: session,
      marks: [...marks, { personId: stranger!, status: 'present' as const }],
      close: true
    };
    expect(await codeOf(t.head.attendance.saveSheet(bad))).toBe('STEP_NOT_ALLOWED');
    expect((await t.head.attendance.list({ sessionId: session })).counts.unmarked).toBe(5);
    const saved = await t.head.attendance.saveSheet({
      commandId: cid(),
      sessionId: session,
      marks: [...marks, { personId: people[3]!, status: 'excused' }],
      close: true
    });
    expect(saved.counts).toMatchObject({ present: 3, excused: 1, absent: 1, unmarked: 0 });
    expect((await t.head.bookings.standing({ personId: people[4]! })).counted).toMatchObject([{ kind: 'absent' }]);
    expect(await errorOf(mark(session, people[4]!, 'present'))).toMatchObject({ data: { from: 'closed' } });
    expect(await codeOf(t.head.attendance.reopen({ commandId: cid(), sessionId: session, reason: '' }))).toBe('REASON_NEEDED');
    const open = await t.head.attendance.reopen({ commandId: cid(), sessionId: session, reason: '补签' });
    // Only what closing itself said is taken back.
    expect(open.counts).toMatchObject({ present: 3, excused: 1, absent: 0, unmarked: 1 });
    expect((await t.head.bookings.standing({ personId: people[4]! })).counted).toEqual([]);
    expect((await t.head.bookings.ofClass({ classId: id })).map((row) => row.attended)).toEqual([1, 1, 1, 0, 0]);
  });

  it('of thirty is saved in one command', async () => {
    const { session, people } = await atTheDoor(30);
    const saved = await t.head.attendance.saveSheet({
      commandId: cid(),
      sessionId: session,
      marks: people.map((personId) => ({ personId, status: 'present' }))
    });
    expect(saved.counts).toMatchObject({ present: 30, unmarked: 0 });
  });

  it('is asked for until it is closed', async () => {
    const { session } = await atTheDoor(1);
    const due = async () => (await t.head.attendance.due()).map((one) => [one.session.id, one.overdue]);
    expect(await due()).toEqual([[session, false]]);
    t.goTo('2026-11-30', '09:00');
    expect(await due()).toEqual([[session, true]]);
    await t.head.attendance.close({ commandId: cid(), sessionId: session });
    expect(await due()).toEqual([]);
  });
});

describe('a walk-up', () => {
  it('gets a free seat of this session and is there; undone, the seat is free again', async () => {
    const { id, session, sessions } = await atTheDoor(1, { capacity: 2 });
    const walkUp = { commandId: cid(), sessionId: session, person: { name: '李丁卯', mobile: '13900008888' } };
    const came = await t.head.attendance.walkUp(walkUp);
    expect(came.counts).toMatchObject({ expected: 2, present: 1, unmarked: 1, free: 0 });
    expect((await t.head.attendance.list({ sessionId: session })).rows.find((row) => row.person.id === came.personId)).toMatchObject({
      walkUp: true,
      way: 'walk_up'
    });
    expect((await t.head.sessions.get({ id: sessions[1]! })).taken).toBe(1);
    const [other] = await t.people(1);
    expect(await errorOf(t.head.attendance.walkUp({ commandId: cid(), sessionId: session, person: { personId: other! } }))).toMatchObject({
      code: 'BOOKING_REFUSED',
      data: { refusals: [{ refusal: { reason: 'full' } }] }
    });
    await mark(session, came.personId, null);
    expect((await t.head.classes.history({ id, bookingId: came.bookingId }))[0]).toMatchObject({ kind: 'ended' });
    await t.head.attendance.walkUp({ commandId: cid(), sessionId: session, person: { personId: other! } });
  });

  it('waits behind the waiting list, and cannot come too early', async () => {
    const { id, sessions } = await t.open({ minToOpen: 1, capacity: 3 });
    const [a, ...group] = await t.people(4);
    await t.book(id, a!);
    await t.head.bookings.bookGroup({ commandId: cid(), classId: id, name: '一班', personIds: group, whenFull: 'wait' });
    const [walkUp] = await t.people(1);
    const call = () => t.head.attendance.walkUp({ commandId: cid(), sessionId: sessions[0]!, person: { personId: walkUp! } });
    expect(await codeOf(call())).toBe('STEP_NOT_ALLOWED');
    t.goTo(FIRST, '18:00');
    expect(await errorOf(call())).toMatchObject({
      code: 'BOOKING_REFUSED',
      data: { refusals: [{ refusal: { reason: 'full', waiting: 3 } }] }
    });
    // Once the first session has begun the list is over, and free seats are free.
    t.goTo(FIRST, '19:00');
    expect((await call()).counts.present).toBe(1);
  });

  it('is written down from paper after the session, also when the class is over', async () => {
    const { id, session } = await atTheDoor(1);
    t.goTo('2026-12-20', '09:00');
    expect((await t.head.classes.get({ id })).state).toBe('finished');
    const [person] = await t.people(1);
    const late = await t.head.attendance.walkUp({ commandId: cid(), sessionId: session, person: { personId: person! } });
    expect(late.counts.present).toBe(1);
  });
});

describe('permissions', () => {
  it('the desk, trainers and the head check in; others may not', async () => {
    const { session, people } = await atTheDoor(1);
    for (const role of ['viewer', 'mediator', 'counsellor'] as const) {
      const client = await t.as(role);
      expect(await codeOf(client.attendance.list({ sessionId: session }))).toBe('FORBIDDEN');
      expect(await codeOf(client.attendance.mark({ commandId: cid(), sessionId: session, personId: people[0]!, status: 'present' }))).toBe(
        'FORBIDDEN'
      );
    }
    await (await t.as('trainer')).attendance.mark({ commandId: cid(), sessionId: session, personId: people[0]!, status: 'present' });
  });
});

describe('satisfaction', () => {
  it('is summed up by class and trainer; a person’s later answer replaces the earlier', async () => {
    const { id, people } = await atTheDoor(2);
    const record = (answers: { personId: number | null; score: number; remark?: string }[]) =>
      t.head.satisfaction.record({ commandId: cid(), classId: id, answers });
    await record([
      { personId: people[0]!, score: 2 },
      { personId: null, score: 4 }
    ]);
    await record([{ personId: people[0]!, score: 5, remark: '老师讲得清楚' }]);
    const { summary, answers } = await t.head.satisfaction.ofClass({ classId: id });
    expect(summary).toEqual({ answers: 2, mean: 4.5, scores: [0, 0, 0, 1, 1] });
    expect(answers[0]).toMatchObject({ person: { id: people[0] }, score: 5, remark: '老师讲得清楚' });
    expect((await t.head.satisfaction.ofTrainer({ trainerId: t.trainerId })).summary.mean).toBe(4.5);
    await t.head.satisfaction.remove({ commandId: cid(), id: answers[1]!.id });
    expect((await t.head.satisfaction.ofTrainer({ trainerId: t.trainerId })).classes).toMatchObject([
      { classId: id, summary: { answers: 1, mean: 5 } }
    ]);
  });
});
