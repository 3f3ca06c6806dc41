import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, dateOf } from '../../../electron/contract/core/time.ts';
import { at, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf, type Client } from '../../fixtures/station.ts';

let t: ScheduleStation;
let desk: Client;
let hall: number;
beforeEach(async () => {
  t = await openScheduleStation();
  desk = await t.as('front_desk');
  hall = await t.zone('安全体验馆');
});
afterEach(async () => {
  await expectSound(t);
  await t.close();
});

const week = (i: number, over = 0) => addDays(TUESDAY, 7 * i + over);
const tuesdays = async (over: object = {}) =>
  (
    await desk.series.create({
      commandId: cid(),
      rule: { every: 'week', weekdays: [2], start: TUESDAY, count: 6 },
      zoneId: hall,
      purposeId: t.purpose['safety']!,
      title: '安全课',
      expectedHeadcount: 10,
      from: '09:00',
      to: '11:00',
      ...over
    })
  ).id;
const detail = (id: number) => desk.series.get({ id });
const reservationOn = async (id: number, date: string) => (await detail(id)).dates.find((entry) => entry.date === date)!.reservation!.id;
/** What stands: date and clock of everything that holds the hall, and its series. */
const standing = async () =>
  (
    await t.station.db
      .selectFrom('reservation')
      .select(['from_at', 'number', 'series_id', 'series_changed', 'state'])
      .where('state', 'in', ['approved', 'requested', 'suspended'])
      .orderBy('from_at')
      .execute()
  ).map((row) => `${dateOf(row.from_at)} ${row.number} ${row.series_id} ${row.series_changed} ${row.state}`);
const thursdays = (reservationId: number, over: object = {}) => ({
  reservationId,
  rule: { every: 'week' as const, weekdays: [4], start: week(2), count: 4 },
  from: '14:00',
  to: '15:30',
  ...over
});

describe('another rule from one date on', () => {
  it('replaces what is to come and leaves what was before and what was changed by itself', async () => {
    const id = await tuesdays();
    const alone = await desk.reservations.get({ id: await reservationOn(id, week(4)) });
    await desk.reservations.move({
      commandId: cid(),
      id: alone.id,
      version: alone.version,
      zoneId: hall,
      from: at(week(4), '16:00'),
      to: at(week(4), '17:00')
    });
    const input = thursdays(await reservationOn(id, week(2)));
    const preview = await desk.series.previewRule(input);
    expect(preview.dates.map((date) => [date.date, date.clashes.length])).toEqual([0, 1, 2, 3].map((i) => [week(2 + i, 2), 0]));
    expect(preview).toMatchObject({ replaced: 3, leftAlone: 1 });
    const before = await standing();
    const done = await desk.series.replaceRule({ commandId: cid(), ...input });
    expect(done).toMatchObject({ made: 4, kept: 0, cancelled: 3, skipped: 0, leftAlone: 1 });
    expect((await standing()).map((line) => line.slice(0, 10))).toEqual([
      week(0),
      week(1),
      week(2, 2),
      week(3, 2),
      week(4),
      week(4, 2),
      week(5, 2)
    ]);
    const made = await desk.reservations.get({ id: done.firstId });
    expect(made).toMatchObject({ from: at(week(2, 2), '14:00'), to: at(week(2, 2), '15:30'), title: '安全课', seriesId: done.id });
    expect((await detail(done.id)).rule).toMatchObject({ weekdays: [4], count: 4 });
    expect((await detail(id)).rule).toMatchObject({ weekdays: [2], count: null, until: addDays(week(2), -1) });
    // One step back, and everything is as it was; twice is once too often.
    expect(await desk.series.undoRule({ commandId: cid(), id: done.id })).toEqual({ cancelled: 4, back: 3 });
    expect(await standing()).toEqual(before);
    expect((await detail(id)).rule).toMatchObject({ weekdays: [2], count: 6, until: null });
    expect(await codeOf(desk.series.undoRule({ commandId: cid(), id: done.id }))).toBe('INVALID');
  });

  it('never touches the past, and begins no earlier than the date it is asked from', async () => {
    const id = await tuesdays();
    const first = await reservationOn(id, week(0));
    const second = await reservationOn(id, week(1));
    t.clock.set(at(week(1, 1), '12:00'));
    const past = await t.station.db.selectFrom('reservation').selectAll().where('from_at', '<', t.clock.now()).orderBy('id').execute();
    await desk.reservations.today();
    const settled = await t.station.db.selectFrom('reservation').selectAll().where('from_at', '<', t.clock.now()).orderBy('id').execute();
    expect(settled.length).toBe(past.length);
    expect(
      await errorOf(
        desk.series.replaceRule({
          commandId: cid(),
          ...thursdays(second, { rule: { every: 'week', weekdays: [4], start: week(0), count: 3 } })
        })
      )
    ).toMatchObject({ code: 'INVALID', data: { reason: 'before' } });
    // A rule that begins on a date that is past by now: its past dates clash like any other, and can only be skipped.
    const input = thursdays(first, { rule: { every: 'week', weekdays: [2], start: week(0), count: 4 } });
    const preview = await desk.series.previewRule(input);
    expect(preview.dates.map((date) => date.clashes[0]?.kind ?? '')).toEqual(['past', 'past', '', '']);
    expect(preview).toMatchObject({ replaced: 4, leftAlone: 2 });
    expect(await codeOf(desk.series.replaceRule({ commandId: cid(), ...input }))).toBe('SERIES_CLASH');
    await desk.series.replaceRule({
      commandId: cid(),
      ...input,
      decisions: [week(0), week(1)].map((date) => ({ date, action: 'skip' as const }))
    });
    expect(await t.station.db.selectFrom('reservation').selectAll().where('from_at', '<', t.clock.now()).orderBy('id').execute()).toEqual(
      settled
    );
  });

  it('keeps the very reservation where both rules agree', async () => {
    const id = await tuesdays();
    const same = await reservationOn(id, week(3));
    const done = await desk.series.replaceRule({
      commandId: cid(),
      reservationId: await reservationOn(id, week(2)),
      rule: { every: 'week', interval: 1, weekdays: [2, 4], start: week(2), count: 4 },
      from: '09:00',
      to: '11:00'
    });
    expect(done).toMatchObject({ kept: 2, made: 2, cancelled: 2 });
    expect(await reservationOn(done.id, week(3))).toBe(same);
    expect((await detail(done.id)).dates.map((entry) => entry.date)).toEqual([week(2), week(2, 2), week(3), week(3, 2)]);
    expect((await detail(id)).dates.map((entry) => entry.date)).toEqual([week(0), week(1), week(4), week(5)]);
    await desk.series.undoRule({ commandId: cid(), id: done.id });
    expect(await reservationOn(id, week(3))).toBe(same);
    expect((await detail(id)).dates.filter((entry) => entry.reservationState === 'approved').map((entry) => entry.date)).toEqual(
      [0, 1, 2, 3, 4, 5].map((i) => week(i))
    );
  });

  it('asks for a decision on each clash, holidays among them, and does as decided or nothing', async () => {
    const id = await tuesdays();
    const from = await reservationOn(id, week(2));
    const other = await t.zone('讲堂');
    await desk.reservations.create({ ...t.booking(hall, week(2, 2), '14:00', '15:00'), title: '参观' });
    await t.head.calendar.setDay({ commandId: cid(), date: week(3, 2), kind: 'holiday', name: '假日' });
    await t.head.closures.create({
      commandId: cid(),
      zoneId: hall,
      from: at(week(4, 2), '00:00'),
      to: at(week(4, 3), '00:00'),
      reason: '检修'
    });
    const input = thursdays(from);
    const { dates } = await desk.series.previewRule(input);
    expect(dates.map((date) => date.clashes[0]?.kind ?? '')).toEqual(['zone', 'holiday', 'closure', '']);
    const before = await standing();
    const error = await errorOf(desk.series.replaceRule({ commandId: cid(), ...input }));
    expect(error.code).toBe('SERIES_CLASH');
    expect(await standing()).toEqual(before);
    expect((await detail(id)).rule).toMatchObject({ count: 6 });
    const time = dates[0]!.fixes.time!;
    const done = await desk.series.replaceRule({
      commandId: cid(),
      ...input,
      decisions: [
        { date: week(2, 2), action: 'time', ...time },
        { date: week(3, 2), action: 'skip' },
        { date: week(4, 2), action: 'zone', zoneId: other }
      ]
    });
    expect(done).toMatchObject({ made: 3, skipped: 1, cancelled: 4 });
    const made = (await detail(done.id)).dates;
    expect(made.map((entry) => [entry.state, entry.changed])).toEqual([
      ['made', true],
      ['skipped', false],
      ['made', true],
      ['made', false]
    ]);
    expect(made[0]!.reservation).toMatchObject(time);
    expect(made[2]!.reservation!.zoneId).toBe(other);
  });

  it('is not taken back over the head of somebody who changed it or took the time meanwhile', async () => {
    const id = await tuesdays();
    const done = await desk.series.replaceRule({ commandId: cid(), ...thursdays(await reservationOn(id, week(2))) });
    const taken = await desk.reservations.create(t.booking(hall, week(3), '10:00', '12:00'));
    const before = await standing();
    const error = await errorOf(desk.series.undoRule({ commandId: cid(), id: done.id }));
    expect(error).toMatchObject({ code: 'SERIES_CLASH', data: { dates: [{ date: week(3) }] } });
    expect(await standing()).toEqual(before);
    await desk.reservations.cancel({ commandId: cid(), id: taken.id, version: 1, reason: '改期' });
    const first = await desk.reservations.get({ id: done.firstId });
    await desk.reservations.cancel({ commandId: cid(), id: first.id, version: first.version, reason: '不来了' });
    expect(await codeOf(desk.series.undoRule({ commandId: cid(), id: done.id }))).toBe('STALE');
    const viewer = await t.as('viewer');
    expect(await codeOf(viewer.series.undoRule({ commandId: cid(), id: done.id }))).toBe('FORBIDDEN');
  });

  it('takes the skipped dates of the old rule away, gives them back with the undo, and can itself be replaced', async () => {
    const id = await tuesdays({ decisions: [{ date: week(3), action: 'skip' }] });
    const done = await desk.series.replaceRule({ commandId: cid(), ...thursdays(await reservationOn(id, week(2))) });
    expect((await detail(id)).dates.some((entry) => entry.state === 'skipped')).toBe(false);
    const again = await desk.series.replaceRule({
      commandId: cid(),
      ...thursdays(await reservationOn(done.id, week(3, 2)), { rule: { every: 'day', interval: 1, start: week(3, 2), count: 2 } })
    });
    // What has been replaced in its turn is not taken back before that is.
    expect(await codeOf(desk.series.undoRule({ commandId: cid(), id: done.id }))).toBe('STALE');
    await desk.series.undoRule({ commandId: cid(), id: again.id });
    expect((await detail(done.id)).dates.filter((entry) => entry.reservationState === 'approved')).toHaveLength(4);
    expect((await detail(id)).dates.filter((entry) => entry.state === 'skipped')).toHaveLength(0);
  });

  it('replaced by one that keeps every date of it is not taken back before that is', async () => {
    const id = await tuesdays();
    const done = await desk.series.replaceRule({ commandId: cid(), ...thursdays(await reservationOn(id, week(2))) });
    const again = await desk.series.replaceRule({
      commandId: cid(),
      ...thursdays(await reservationOn(done.id, week(2, 2)), { rule: { every: 'week', weekdays: [4], start: week(2, 2), count: 6 } })
    });
    expect(again).toMatchObject({ kept: 4, cancelled: 0, made: 2 });
    const before = await standing();
    expect(await codeOf(desk.series.undoRule({ commandId: cid(), id: done.id }))).toBe('STALE');
    expect(await standing()).toEqual(before);
    expect(await desk.series.undoRule({ commandId: cid(), id: again.id })).toEqual({ cancelled: 2, back: 0 });
    expect(await desk.series.undoRule({ commandId: cid(), id: done.id })).toEqual({ cancelled: 4, back: 4 });
    expect((await standing()).map((line) => line.slice(0, 10))).toEqual([0, 1, 2, 3, 4, 5].map((i) => week(i)));
  });
});
