import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeHolders } from '../../../electron/service/schedule/allocation/holders.ts';
import { expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { at, clashesOf } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf, type Client } from '../../fixtures/station.ts';

let t: ClassStation;
let desk: Client;
beforeEach(async () => {
  t = await openClassStation();
  desk = await t.as('front_desk');
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

const day = (date: string) => ({ from: at(date, '00:00'), to: at(date, '24:00') });

describe('what other areas hold of zones', () => {
  it('is in the calendar: the class session that refuses a reservation, by name, teacher and seats', async () => {
    const { id, sessions } = await t.open({ title: '周二咖啡' });
    await t.book(id, (await t.people(1))[0]!);
    const { columns, others } = await desk.reservations.range(day(FIRST));
    expect(columns.id).toEqual([]);
    expect(others).toEqual([
      {
        kind: 'session',
        id: sessions[0],
        recordId: id,
        number: expect.any(String),
        zoneId: t.hall,
        from: at(FIRST, '19:00'),
        to: at(FIRST, '21:00'),
        setup: 0,
        clearup: 0,
        title: '周二咖啡',
        titleEn: '',
        who: '赵甲子',
        state: 'coming',
        expected: 1,
        headcount: null,
        version: expect.any(Number)
      }
    ]);
    const refused = await errorOf(desk.reservations.create(t.booking(t.hall, FIRST, '20:00', '21:00')));
    expect(clashesOf(refused)).toMatchObject([{ kind: 'zone', holderKind: 'session', holderId: sessions[0] }]);
  });

  it('is on today’s board as far as it runs or is still to come, and is named', async () => {
    await t.open({
      sessions: [
        { from: at(FIRST, '10:00'), to: at(FIRST, '12:00') },
        { from: at(FIRST, '19:00'), to: at(FIRST, '21:00') }
      ]
    });
    await t.open({ sessions: [{ from: at(FIRST, '13:00'), to: at(FIRST, '14:00') }], trainerIds: [] }, { draft: true });
    const onBoard = async () => (await desk.reservations.today()).others.map((use) => use.from);
    expect(await onBoard()).toEqual([]);
    t.goTo(FIRST, '09:00');
    expect(await onBoard()).toEqual([at(FIRST, '10:00'), at(FIRST, '19:00')]);
    t.goTo(FIRST, '11:00');
    expect(await onBoard()).toEqual([at(FIRST, '10:00'), at(FIRST, '19:00')]);
    expect((await desk.reservations.today()).zones.find((row) => row.zone.id === t.hall)).toMatchObject({ free: false, why: 'taken' });
    t.goTo(FIRST, '12:00');
    expect(await onBoard()).toEqual([at(FIRST, '19:00')]);
  });

  it('keeps to the range and the zones asked for, its buffers with it', async () => {
    const zone = await t.zone('共享教室', { setupMinutes: 20, clearupMinutes: 10 });
    await t.open({ zoneId: zone, sessions: [{ from: at(FIRST, '10:00'), to: at(FIRST, '12:00') }] });
    await t.open({ trainerIds: [] }, { draft: true });
    const of = async (input: Parameters<Client['reservations']['range']>[0]) =>
      (await desk.reservations.range(input)).others.map((use) => [use.zoneId, use.setup, use.clearup, use.state]);
    expect(await of(day(FIRST))).toEqual([
      [zone, 20, 10, 'coming'],
      [t.hall, 0, 0, 'tentative']
    ]);
    expect(await of({ ...day(FIRST), zoneIds: [zone] })).toEqual([[zone, 20, 10, 'coming']]);
    // What is held counts, not the use alone.
    expect(await of({ from: at(FIRST, '09:30'), to: at(FIRST, '09:45') })).toEqual([[zone, 20, 10, 'coming']]);
    expect(await of({ from: at(FIRST, '09:30'), to: at(FIRST, '09:40') })).toEqual([]);
    expect(await of({ from: at(FIRST, '12:10'), to: at(FIRST, '19:00') })).toEqual([]);
  });

  it('follows the session: moved, cancelled, held with those who came', async () => {
    const { id, sessions } = await t.open({ minToOpen: 1 }, { weeks: 2 });
    const [person] = await t.people(1);
    await t.book(id, person!);
    t.goTo(FIRST, '19:05');
    await t.head.attendance.mark({ commandId: cid(), sessionId: sessions[0]!, personId: person!, status: 'present' });
    expect((await desk.reservations.range(day(FIRST))).others).toMatchObject([{ state: 'coming', headcount: 1 }]);
    t.goTo(FIRST, '21:30');
    expect((await desk.reservations.range(day(FIRST))).others).toMatchObject([{ state: 'done', expected: 1, headcount: 1 }]);
    const second = (await t.head.classes.get({ id })).sessions[1]!;
    await t.head.sessions.cancel({ commandId: cid(), id: second.id, version: second.version, reason: '停电' });
    expect((await desk.reservations.range({ from: second.from, to: second.to })).others).toEqual([]);
  });

  it('of an unregistered kind still show, without a name', async () => {
    const held = {
      resource_kind: 'zone',
      resource_id: t.hall,
      start_at: at(FIRST, '14:00'),
      end_at: at(FIRST, '16:00'),
      quantity: 1,
      source_kind: 'hearing',
      source_id: 7
    };
    await t.station.db.insertInto('allocation').values(held).execute();
    expect((await desk.reservations.range(day(FIRST))).others).toMatchObject([
      { kind: 'hearing', id: 7, from: at(FIRST, '14:00'), to: at(FIRST, '16:00'), title: '', who: '', number: '', state: 'coming' }
    ]);
    expect((await describeHolders(t.station.db, [held]))(held)).toBe('');
    expect(await codeOf(desk.reservations.create(t.booking(t.hall, FIRST, '15:00', '16:00')))).toBe('CLASH');
    await t.station.db.deleteFrom('allocation').where('source_kind', '=', 'hearing').execute();
  });

  it('names more than a chunk of sessions, each once', async () => {
    const sessions = Array.from({ length: 30 }, (_, i) => ({
      from: at(FIRST, '08:00') + i * 86_400_000,
      to: at(FIRST, '09:00') + i * 86_400_000
    }));
    await t.open({ sessions });
    const other = await t.zone('共享教室');
    await t.open({ zoneId: other, trainerIds: [await t.trainer('孙丙寅', [t.courseId])], sessions });
    const { others } = await desk.reservations.range({ from: sessions[0]!.from, to: sessions[29]!.to });
    expect(others.length).toBe(60);
    expect(new Set(others.map((use) => use.id)).size).toBe(60);
    expect(others.every((use) => use.title === '咖啡制作' && use.who === (use.zoneId === t.hall ? '赵甲子' : '孙丙寅'))).toBe(true);
  });

  it('is found by an index of its own, whatever the history, and nothing more is looked up where there is nothing', async () => {
    await t.reopen();
    const reader = await t.as('front_desk');
    const { sqlite } = t.station;
    const prepared: string[] = [];
    const prepare = sqlite.prepare.bind(sqlite);
    sqlite.prepare = ((sql: string) => {
      prepared.push(sql);
      return prepare(sql);
    }) as typeof sqlite.prepare;
    for (const zoneIds of [undefined, [t.hall]]) await reader.reservations.range({ ...day(FIRST), ...(zoneIds ? { zoneIds } : {}) });
    const looks = prepared.filter((sql) => sql.includes('"allocation"'));
    expect(looks.length).toBe(1);
    const [step] = prepare(`explain query plan ${looks[0]}`).all(...(looks[0]!.match(/\?/g) ?? []).map(() => 1)) as { detail: string }[];
    expect(step!.detail).toMatch(/^SEARCH allocation USING INDEX allocation_other \(resource_kind=\? AND start_at>\? AND start_at<\?\)/);
    expect(prepared.filter((sql) => sql.includes('"class_session"'))).toEqual([]);
  });
});
