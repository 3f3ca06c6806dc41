import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

const place = () => ({ zoneId: t.hall, trainerIds: [t.trainerId], courseId: t.courseId, capacity: 10 });
const dates = (error: { data: unknown }) => (error.data as { dates: { date: string; clashes: { kind: string }[] }[] }).dates;

describe('sessions by a rule', () => {
  const rule = { start: FIRST, slots: [{ weekday: 2, from: '19:00', to: '21:00' }], count: 3 };

  it('show every date, the holiday left out and named, and go on behind it', async () => {
    await t.head.calendar.setDay({ commandId: cid(), date: '2026-12-01', kind: 'holiday', name: '厂庆' });
    const tuesdays = { start: FIRST, slots: [{ weekday: 2, from: '19:00', to: '21:00' }], count: 3 };
    const { dates: shown } = await t.head.sessions.preview({ rule: tuesdays, ...place() });
    expect(shown.map((date) => [date.date, date.skipped, date.holiday, date.clashes.length])).toEqual([
      [FIRST, false, '', 0],
      ['2026-12-01', true, '厂庆', 0],
      ['2026-12-08', false, '', 0],
      ['2026-12-15', false, '', 0]
    ]);
    // Not to be skipped, the holiday is what is in the way: the hall is closed on it.
    const taken = await t.head.sessions.preview({ rule: { ...tuesdays, skipHolidays: false }, ...place() });
    expect(taken.dates.map((date) => date.clashes.map((clash) => clash.kind))).toEqual([[], ['holiday'], []]);
    const far = await t.head.sessions.preview({ rule: { ...tuesdays, start: '2029-01-01' }, ...place() });
    expect(far.unpublished).toEqual([2029]);
    expect(await errorOf(t.head.sessions.preview({ rule: { ...tuesdays, count: null, until: '2026-11-20' }, ...place() }))).toMatchObject({
      data: { field: 'rule', reason: 'none' }
    });
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
    await t.head.closures.create({
      commandId: cid(),
      zoneId: closed,
      from: at('2026-11-24', '00:00'),
      to: at('2026-12-24', '00:00'),
      reason: '装修'
    });
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
    await t.head.closures.create({
      commandId: cid(),
      zoneId: t.hall,
      from: at('2026-11-30', '00:00'),
      to: at('2026-12-03', '00:00'),
      reason: '检修'
    });
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
    const error = await errorOf(
      t.open({ zoneId: second, trainerIds: [], equipment: [{ equipmentId: projector, quantity: 1 }] }, { weeks: 1 })
    );
    expect(dates(error)[0]!.clashes[0]).toMatchObject({ kind: 'equipment' });
  });

  it('stand in the way of reservations, by the one schedule, and are named there', async () => {
    await t.open();
    const error = await errorOf(t.head.reservations.create(t.booking(t.hall, FIRST, '20:00', '21:30')));
    expect(error).toMatchObject({
      code: 'CLASH',
      data: { clashes: [{ kind: 'zone', heldBy: '2026-0001 咖啡制作', holderKind: 'session' }] }
    });
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
  it('is moved after a full check, and everybody with a seat is listed for a call', async () => {
    const { id, sessions } = await t.open();
    const [person] = await t.people(1);
    await t.book(id, person!);
    const get = () => t.head.sessions.get({ id: sessions[1]! });
    const row = await get();
    const wish = { id: row.id, version: row.version, zoneId: t.hall, trainerIds: [t.trainerId], equipment: [] };
    await t.head.reservations.create(t.booking(t.hall, '2026-12-02', '19:00', '20:00'));
    const late = { from: at('2026-12-02', '19:30'), to: at('2026-12-02', '21:30') };
    expect(await codeOf(t.head.sessions.update({ commandId: cid(), ...wish, ...late }))).toBe('CLASH');
    const moved = await t.head.sessions.update({
      commandId: cid(),
      ...wish,
      from: at('2026-12-03', '19:00'),
      to: at('2026-12-03', '21:00')
    });
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
    await t.head.sessions.update({
      commandId: cid(),
      id: second.id,
      version: second.version,
      from: at('2026-12-02', '19:00'),
      to: at('2026-12-02', '21:00'),
      zoneId: t.hall,
      trainerIds: [t.trainerId],
      equipment: []
    });
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
    expect(await t.head.sessions.changeAll({ commandId: cid(), ...shift, cancel: [last], reason: '大厅有会' })).toMatchObject({
      changed: 3,
      cancelled: 1
    });
    const trainer = await t.trainer('孙丙寅', [t.courseId]);
    await t.head.sessions.changeAll({ commandId: cid(), classId: id, patch: { trainerIds: [trainer] } });
    const detail = await t.head.classes.get({ id });
    expect(detail.trainers.map((one) => one.id)).toEqual([trainer]);
    expect(detail.sessions.filter((session) => session.state === 'planned').every((session) => session.trainers[0]!.id === trainer)).toBe(
      true
    );
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
  const close = (from: string, to: string) => ({
    commandId: cid(),
    zoneId: t.hall,
    from: at(from, '00:00'),
    to: at(to, '00:00'),
    reason: '检修'
  });

  it('lists and suspends the sessions it hits, and reopening restores them', async () => {
    const { id, sessions } = await t.open();
    const preview = await t.head.closures.preview({ zoneId: t.hall, from: at('2026-11-30', '00:00'), to: at('2026-12-10', '00:00') });
    expect(preview.hits.map((hit) => [hit.kind, hit.id])).toEqual([
      ['session', sessions[1]],
      ['session', sessions[2]]
    ]);
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
    await t.head.sessions.update({
      commandId: cid(),
      id: row.id,
      version: row.version,
      from: row.from,
      to: row.to,
      zoneId: t.hall,
      trainerIds: [],
      equipment: []
    });
    expect((await t.head.sessions.get({ id: row.id })).state).toBe('planned');
  });

  it('waits for a session that is on', async () => {
    const { id } = await t.open({ minToOpen: 1 });
    const [person] = await t.people(1);
    await t.book(id, person!);
    t.goTo(FIRST, '19:30');
    await t.head.classes.get({ id });
    expect(await errorOf(t.head.closures.create({ ...close(FIRST, '2026-11-26'), from: at(FIRST, '19:30') }))).toMatchObject({
      code: 'CLASH',
      data: { clashes: [{ heldBy: '2026-0001 咖啡制作' }] }
    });
  });

  it('and a day made a holiday name the sessions they leave outside opening hours', async () => {
    const { sessions } = await t.open();
    const { affected } = await t.head.calendar.setDay({ commandId: cid(), date: '2026-12-01', kind: 'holiday', name: '停工' });
    expect(affected.map((one) => [one.kind, one.id])).toEqual([['session', sessions[1]]]);
    expect(await errorOf(t.head.zones.archive({ commandId: cid(), id: t.hall, version: 1, archived: true }))).toMatchObject({
      code: 'IN_USE',
      data: { count: 4 }
    });
  });
});
