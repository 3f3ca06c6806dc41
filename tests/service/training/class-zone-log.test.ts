import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readXlsx } from 'hucre/xlsx';
import { addDays } from '../../../electron/contract/core/time.ts';
import { recount } from '../../../electron/service/schedule/zone-log/recount.ts';
import { expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { at } from '../../fixtures/schedule.ts';
import { cid, codeOf, type Client } from '../../fixtures/station.ts';

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

const november = { fromMonth: '2026-11', toMonth: '2026-11' };
const mark = (sessionId: number, personId: number, status: 'present' | 'late' | 'absent' | null) =>
  desk.attendance.mark({ commandId: cid(), sessionId, personId, status });

/** A class with so many people, who have all come to its first session; the clock stands after that. */
async function held(people: number, over: Parameters<ClassStation['open']>[0] = {}, weeks = 1) {
  const made = await t.open({ minToOpen: 1, ...over }, { weeks });
  const persons = await t.people(people);
  for (const person of persons) await t.book(made.id, person);
  t.goTo(FIRST, '19:05');
  for (const person of persons) await mark(made.sessions[0]!, person, 'present');
  t.goTo(FIRST, '21:30');
  return { ...made, persons };
}

describe('class sessions in the zone log', () => {
  it('count once held, under the purpose of classes, with those who attended and the hours', async () => {
    const { sessions, persons } = await held(3, {}, 2);
    const purposeId = t.purpose['class']!;
    expect((await desk.figures.zones(november)).cells).toEqual([
      { zoneId: t.hall, purposeId, month: '2026-11', uses: 1, attendances: 3, minutes: 120 }
    ]);
    // Marks corrected afterwards are counted anew.
    await mark(sessions[0]!, persons[0]!, 'absent');
    await mark(sessions[0]!, persons[1]!, 'late');
    const { cells, totals } = await desk.figures.zones(november);
    expect([cells[0]!.attendances, totals.attendances, totals.minutes]).toEqual([2, 2, 120]);
    // The second evening is in December.
    t.goTo(addDays(FIRST, 7), '22:00');
    expect((await desk.figures.zones({ fromMonth: '2026-12', toMonth: '2026-12' })).cells).toMatchObject([
      { uses: 1, attendances: 0, minutes: 120 }
    ]);
  });

  it('are taken out again when a session did not take place after all', async () => {
    const made = await t.open({ minToOpen: 1 }, { weeks: 2 });
    await t.book(made.id, (await t.people(1))[0]!);
    t.goTo(FIRST, '21:30');
    expect((await desk.figures.zones(november)).totals.uses).toBe(1);
    const { version } = (await t.head.classes.get({ id: made.id })).sessions[0]!;
    await t.head.sessions.cancel({ commandId: cid(), id: made.sessions[0]!, version, reason: '停电' });
    expect((await desk.figures.zones(november)).totals.uses).toBe(0);
  });

  it('stand among the uses behind a number, newest first, page by page', async () => {
    const made = await held(2, { title: '周二咖啡' });
    const reserved = await desk.reservations.walkIn({ ...t.booking(t.hall, FIRST, '17:00', '18:00'), headcount: 5 });
    await desk.reservations.finish({ commandId: cid(), id: reserved.id, version: 1 });
    const other = await t.zone('共享教室', { hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, open: '08:00', close: '22:00' })) });
    // At the same start as the session, in another zone.
    const same = await desk.reservations.walkIn({ ...t.booking(other, FIRST, '19:00', '20:00'), headcount: 4 });
    await desk.reservations.finish({ commandId: cid(), id: same.id, version: 1 });
    const all = await desk.figures.rows(november);
    const seen = all.rows.map((row) => [row.kind, row.recordId, row.headcount]);
    expect(seen).toEqual([
      ['reservation', same.id, 4],
      ['session', made.id, 2],
      ['reservation', reserved.id, 5]
    ]);
    expect(all.total).toEqual({ count: 3, capped: false });
    expect(all.rows[1]).toMatchObject({
      title: '周二咖啡',
      contact: '赵甲子',
      expected: 2,
      minutes: 120,
      number: '2026-0001',
      zone: { name: '成长讲堂' },
      purpose: { id: t.purpose['class'] }
    });
    // One row a page leads through all of them once.
    const paged: unknown[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page = await desk.figures.rows({ ...november, limit: 1, ...(after === undefined ? {} : { after }) });
      paged.push(...page.rows.map((row) => [row.kind, row.recordId, row.headcount]));
      after = page.next;
    }
    expect(paged).toEqual(seen);
    expect((await desk.figures.rows({ ...november, purposeId: t.purpose['class']! })).rows.map((row) => row.kind)).toEqual(['session']);
    expect(
      (await desk.figures.rows({ ...november, purposeId: t.purpose['meeting']!, zoneId: t.hall })).rows.map((row) => row.recordId)
    ).toEqual([reserved.id]);
    expect(await codeOf(desk.figures.rows({ ...november, after: 'x.y' }))).toBe('INVALID');
  });

  it('are in the workbook, named in its language', async () => {
    await held(2);
    const made = await desk.figures.export({ ...november, language: 'zh-CN' });
    const book = await readXlsx(new Uint8Array(await made.file.arrayBuffer()));
    expect(book.sheets[1]!.rows[2]!.slice(0, 5)).toEqual(['成长讲堂', '培训授课', '2026-11', 1, 2]);
    expect(book.sheets[2]!.rows[2]).toEqual([
      '2026-0001',
      FIRST,
      '19:00',
      '21:00',
      '成长讲堂',
      '培训授课',
      '咖啡制作',
      expect.toSatisfy((v: unknown) => v === '' || v === null),
      '赵甲子',
      2,
      2,
      120
    ]);
  });

  it('equal a recount through any history of sessions and reservations', async () => {
    const other = await t.zone('共享教室', { hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, open: '08:00', close: '22:00' })) });
    const people = await t.people(6);
    const made: { id: number; sessions: number[] }[] = [];
    for (const zoneId of [t.hall, other]) {
      const of = await t.open({ zoneId, minToOpen: 1, trainerIds: [await t.trainer(`孙丙寅${zoneId}`, [t.courseId])] }, { weeks: 5 });
      for (const person of zoneId === other ? people.slice(0, 3) : people.slice(3)) await t.book(of.id, person);
      made.push(of);
    }
    // A generator with a fixed seed: the history is the same in every run.
    let seed = 20261124;
    const dice = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
    const keep = (call: Promise<unknown>) =>
      call.catch((error: { code?: string }) => expect(['STEP_NOT_ALLOWED', 'NOT_FOUND', 'IN_USE', 'CLASH', 'STALE']).toContain(error.code));
    for (let week = 0; week < 5; week += 1) {
      const date = addDays(FIRST, 7 * week);
      t.goTo(date, '19:10');
      for (const [i, of] of made.entries()) {
        for (const person of i === 1 ? people.slice(0, 3) : people.slice(3)) {
          await keep(mark(of.sessions[week]!, person, (['present', 'late', 'absent', null] as const)[dice(4)]!));
        }
      }
      t.goTo(date, '21:20');
      const walk = {
        ...t.booking([t.hall, other][dice(2)]!, date, '17:00', '18:00'),
        purposeId: t.purpose[dice(2) === 0 ? 'class' : 'visit']!,
        headcount: 1 + dice(9)
      };
      const one = (await keep(desk.reservations.walkIn(walk))) as { id: number } | undefined;
      if (one && dice(3) > 0) await keep(desk.reservations.finish({ commandId: cid(), id: one.id, version: 1 }));
      // Some that were held did not take place, some marks are put right afterwards.
      const back = made[dice(2)]!;
      const session = back.sessions[dice(week + 1)]!;
      if (dice(2) === 0) await keep(mark(session, people[dice(6)]!, (['present', 'absent', null] as const)[dice(3)]!));
      const row = (await t.head.classes.get({ id: back.id })).sessions.find((s) => s.id === session)!;
      if (dice(3) === 0) await keep(t.head.sessions.cancel({ commandId: cid(), id: session, version: row.version, reason: '没来人' }));
      const { cells } = await desk.figures.zones({ fromMonth: '2026-11', toMonth: '2027-01' });
      const counted = (await recount(t.station.db)).map((cell) => ({
        zoneId: cell.zone_id,
        purposeId: cell.purpose_id,
        month: cell.month,
        uses: cell.uses,
        attendances: cell.attendances,
        minutes: cell.minutes
      }));
      const order = (list: typeof cells) =>
        [...list].sort((a, b) => a.month.localeCompare(b.month) || a.zoneId - b.zoneId || a.purposeId - b.purposeId);
      expect(order(cells)).toEqual(order(counted));
    }
    expect((await desk.figures.zones({ fromMonth: '2026-11', toMonth: '2027-01' })).totals.uses).toBeGreaterThan(5);
  });
});

describe('a zone’s .ics', () => {
  it('holds class sessions, drafts as tentative, and what says nothing as occupied', async () => {
    const first = await t.open({ title: '周二咖啡' });
    await t.open({ sessions: [{ from: at(FIRST, '09:00'), to: at(FIRST, '10:00') }] }, { draft: true });
    await t.station.db
      .insertInto('allocation')
      .values({
        resource_kind: 'zone',
        resource_id: t.hall,
        start_at: at(FIRST, '14:00'),
        end_at: at(FIRST, '16:00'),
        quantity: 1,
        source_kind: 'hearing',
        source_id: 7
      })
      .execute();
    const { file, events } = await desk.reservations.ics({ zoneId: t.hall, fromDate: FIRST, toDate: FIRST });
    const text = (await file.text()).replaceAll('\r\n ', '');
    expect(events).toBe(3);
    expect(text).toContain(`UID:session-${first.sessions[0]}@station`);
    expect(text).toContain('SUMMARY:周二咖啡（赵甲子）');
    expect(text).toContain('DTSTART:20261124T110000Z');
    expect(text.match(/STATUS:TENTATIVE/g)).toHaveLength(1);
    expect(text).toContain('SUMMARY:占用');
    expect(text).not.toContain('hearing 7');
    await t.station.db.deleteFrom('allocation').where('source_kind', '=', 'hearing').execute();
  });
});
