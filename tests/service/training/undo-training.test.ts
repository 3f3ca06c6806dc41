import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { rowsOf } from '../../fixtures/rows.ts';
import { cid } from '../../fixtures/station.ts';

// Actions that the window offers to undo for ten seconds (offerUndo), by the procedures and inputs it uses.

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

describe('a mark undone at once', () => {
  let session: number;
  let person: number;
  beforeEach(async () => {
    const made = await t.open({ minToOpen: 1 }, { weeks: 1 });
    session = made.sessions[0]!;
    [person] = (await t.people(1)) as [number];
    await t.book(made.id, person);
    t.goTo(FIRST, '19:05');
  });

  type Status = 'present' | 'late' | 'left_early' | 'excused' | 'absent';
  const mark = (status: Status | null, way: 'search' | 'list' = 'list') =>
    t.head.attendance.mark({ commandId: cid(), sessionId: session, personId: person, status, way });
  /** Marks and everything counted from them; who set a mark, when and how, is that of the last hand. */
  const standing = () =>
    rowsOf(t, ['attendance', 'class_session', 'class', 'booking'], ['attendance.way', 'attendance.at', 'attendance.by', 'class.state']);

  it.each<[Status | null, Status]>([
    [null, 'present'],
    [null, 'absent'],
    ['present', 'late'],
    ['absent', 'present'],
    ['excused', 'absent']
  ])('%s, then %s: what was marked before is marked again', async (first, then) => {
    await mark(first ?? 'present');
    if (first === null) await mark(null);
    const before = standing();
    await mark(then);
    expect(standing()).not.toEqual(before);
    await mark(first);
    expect(standing()).toEqual(before);
  });

  it('of somebody scanned or searched is no mark', async () => {
    await mark('present', 'search');
    await mark(null, 'search');
    expect(standing()['attendance']).toEqual([]);
    expect((standing()['class_session'] as { attended: number }[]).map((row) => row.attended)).toEqual([0]);
  });
});

describe('a booking undone at once', () => {
  const undo = ({ id, version }: { id: number; version: number }) =>
    t.head.bookings.cancel({ commandId: cid(), id, version, reason: '撤销', excused: true });
  /** Without the number that the last place in the waiting list got: it only goes up. */
  const counters = () => rowsOf(t, ['class', 'class_session', 'class_month', 'class_month_person'], ['class.last_place']);

  it('gives the seat back and counts as nothing, however short before the start', async () => {
    const { id } = await t.open({ minToOpen: 2 }, { weeks: 1 });
    const [person] = (await t.people(1)) as [number];
    t.goTo(FIRST, '18:55');
    const before = counters();
    const booked = await t.book(id, person);
    expect(await undo(booked)).toMatchObject({ late: false });
    expect(counters()).toEqual(before);
    expect(rowsOf(t, ['booking'])['booking']).toMatchObject([{ state: 'ended', end_reason: 'cancelled', figure_month: null }]);
    await t.book(id, person);
  });

  it('gives the place in the waiting list back, and those behind it move up', async () => {
    const { id } = await t.open({ capacity: 1, minToOpen: 1 }, { weeks: 1 });
    const [seated, waiting, behind] = (await t.people(3)) as [number, number, number];
    await t.book(id, seated);
    const before = counters();
    const booked = await t.book(id, waiting, { whenFull: 'wait' });
    const next = await t.book(id, behind, { whenFull: 'wait' });
    await undo(booked);
    expect((await t.head.bookings.ofClass({ classId: id })).filter((row) => row.state === 'waiting')).toMatchObject([
      { id: next.id, person: { id: behind }, position: 1 }
    ]);
    await undo(next);
    expect(counters()).toEqual(before);
  });
});

it('a wish undone at once is gone, and so is its place in the ranking', async () => {
  const [person, other] = (await t.people(2)) as [number, number];
  await t.head.wishes.record({ commandId: cid(), person: { personId: other }, text: '摄影' });
  const before = [rowsOf(t, ['wish', 'wish_theme']), await t.head.wishes.ranking({})];
  const made = await t.head.wishes.record({ commandId: cid(), person: { personId: person }, text: '摄影', evenings: [2] });
  expect(await t.head.wishes.ranking({})).not.toEqual(before[1]);
  await t.head.wishes.remove({ commandId: cid(), id: made.id });
  expect([rowsOf(t, ['wish', 'wish_theme']), await t.head.wishes.ranking({})]).toEqual(before);
});
