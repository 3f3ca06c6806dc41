import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  FIGURE_COUNTS,
  FIGURE_DIMENSIONS,
  fillRate,
  attendanceRate,
  noShowRate,
  type FigureCount,
  type FigureDimension
} from '../../../electron/contract/training/class-figures.ts';
import { addDays } from '../../../electron/contract/core/time.ts';
import { readFirstSheet } from '../../../electron/service/core/documents/excel.ts';
import { evenings, expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { cid, codeOf } from '../../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

const RANGE = { fromMonth: '2026-11', toMonth: '2027-01' };
const table = (by: FigureDimension) => t.head.classFigures.table({ ...RANGE, by });

/** Four sessions from 24 November on; of five seats three are booked, one person waits for nothing, one cancels late. */
async function busyClass() {
  const firm = await t.organisation('一公司');
  const { id, sessions } = await t.open({ capacity: 3, minToOpen: 1 });
  const members = await t.people(2, firm);
  const [outsider, waiter] = await t.people(2);
  const bookings = new Map<number, { id: number }>();
  for (const person of [...members, outsider!]) bookings.set(person, await t.book(id, person));
  await t.book(id, waiter!, { whenFull: 'wait' });
  for (const [n, sessionId] of sessions.entries()) {
    t.goTo(addDays(FIRST, 7 * n), '21:30');
    if (n === 2) {
      const { version } = await t.head.bookings.get({ id: bookings.get(outsider!)!.id });
      await t.head.bookings.cancel({ commandId: cid(), id: bookings.get(outsider!)!.id, version, reason: '离职' });
    }
    await t.head.attendance.saveSheet({
      commandId: cid(),
      sessionId,
      marks: [
        { personId: members[0]!, status: 'present' },
        { personId: members[1]!, status: n === 0 ? 'late' : n === 1 ? 'excused' : 'present' }
      ],
      close: true
    });
  }
  return { id, sessions, members, outsider: outsider!, waiter: waiter!, firm };
}

describe('figures by month', () => {
  it('count classes, sessions, attendances, people, absences, waiting lists and certificates', async () => {
    const { id, members, firm } = await busyClass();
    await t.head.certificates.issue({ commandId: cid(), classId: id, personIds: [members[0]!] });
    const all = await table('all');
    expect(
      all.cells.map((cell) => [
        cell.month,
        cell.classes,
        cell.sessions,
        cell.seats,
        cell.attendances,
        cell.people,
        cell.expected,
        cell.absent,
        cell.excused,
        cell.unserved,
        cell.certificates
      ])
    ).toEqual([
      ['2026-11', 1, 1, 3, 2, 2, 3, 1, 0, 1, 0],
      ['2026-12', 0, 3, 9, 5, 2, 7, 1, 1, 0, 1]
    ]);
    expect(all.total).toMatchObject({ classes: 1, sessions: 4, attendances: 7, people: 2, lateCancelled: 0 });
    expect(fillRate(all.total)).toBeCloseTo(10 / 12);
    expect(attendanceRate(all.total)).toBeCloseTo(7 / 9);
    expect(noShowRate(all.total)).toBeCloseTo(2 / 9);
    const organisations = await table('organisation');
    expect(organisations.sums).toMatchObject([
      { id: 0, name: '', attendances: 0, absent: 2, unserved: 1 },
      { id: firm, name: '一公司', attendances: 7, people: 2, certificates: 1 }
    ]);
    expect((await table('trainer')).sums).toMatchObject([{ id: t.trainerId, name: '赵甲子', sessions: 4, attendances: 7 }]);
    expect((await table('course')).sums).toMatchObject([{ id: t.courseId, name: '咖啡制作', classes: 1, certificates: 1 }]);
  });

  it('open the rows behind every number', async () => {
    const { id, members, outsider, waiter } = await busyClass();
    await t.head.certificates.issue({ commandId: cid(), classId: id, personIds: [members[0]!] });
    for (const by of FIGURE_DIMENSIONS) {
      for (const sum of (await table(by)).sums) {
        for (const count of FIGURE_COUNTS) {
          const behind = await t.head.classFigures.rows({ ...RANGE, by, id: sum.id, count, limit: 2 });
          expect(behind.total!.count, `${by} ${sum.id} ${count}`).toBe(
            by === 'organisation' && (count === 'classes' || count === 'sessions') ? 0 : sum[count]
          );
          let rows = behind.rows;
          for (let next = behind.next; next !== null;) {
            const page = await t.head.classFigures.rows({ ...RANGE, by, id: sum.id, count, limit: 2, after: next });
            rows = [...rows, ...page.rows];
            next = page.next;
          }
          expect(rows.length, `${by} ${count} pages`).toBe(behind.total!.count);
          expect(new Set(rows.map((row) => `${row.at} ${row.sessionId} ${row.person?.id} ${row.detail}`)).size).toBe(rows.length);
        }
      }
    }
    const rows = async (count: FigureCount) => (await t.head.classFigures.rows({ ...RANGE, by: 'all', id: 0, count })).rows;
    expect((await rows('absent')).map((row) => row.person?.id)).toEqual([outsider, outsider]);
    expect((await rows('unserved')).map((row) => row.person?.id)).toEqual([waiter]);
    expect((await rows('excused'))[0]).toMatchObject({
      date: '2026-12-01',
      class: { id, code: '2026-0001', title: '咖啡制作' },
      detail: 'excused'
    });
    expect(await codeOf(t.head.classFigures.rows({ ...RANGE, by: 'all', id: 0, count: 'people', after: 'x' }))).toBe('INVALID');
  });

  it('follow a late cancellation, a change of trainer afterwards and a session that did not take place', async () => {
    const { id, sessions } = await t.open({ minToOpen: 1 });
    const [a, b] = await t.people(2);
    const first = await t.book(id, a!);
    await t.book(id, b!);
    t.goTo(FIRST, '12:00');
    const { version } = await t.head.bookings.get({ id: first.id });
    expect(await t.head.bookings.cancel({ commandId: cid(), id: first.id, version, reason: '加班' })).toMatchObject({ late: true });
    t.goTo('2026-12-02', '09:00');
    await t.head.attendance.saveSheet({
      commandId: cid(),
      sessionId: sessions[0]!,
      marks: [{ personId: b!, status: 'present' }],
      close: true
    });
    const substitute = await t.trainer('孙丙寅', [t.courseId]);
    const row = await t.head.sessions.get({ id: sessions[0]! });
    await t.head.sessions.update({
      commandId: cid(),
      id: row.id,
      version: row.version,
      from: row.from,
      to: row.to,
      zoneId: row.zone.id,
      trainerIds: [substitute],
      equipment: []
    });
    const trainers = (await table('trainer')).sums.map((sum) => [sum.name, sum.sessions, sum.attendances, sum.lateCancelled]);
    expect(trainers.sort()).toEqual([
      ['孙丙寅', 1, 1, 0],
      ['赵甲子', 1, 0, 1]
    ]);
    const second = await t.head.sessions.get({ id: sessions[1]! });
    expect(second.state).toBe('held');
    await t.head.sessions.cancel({ commandId: cid(), id: second.id, version: second.version, reason: '讲师未到' });
    expect((await table('all')).total).toMatchObject({ sessions: 1, lateCancelled: 1 });
    const held = await t.head.sessions.get({ id: sessions[0]! });
    expect(await codeOf(t.head.sessions.cancel({ commandId: cid(), id: held.id, version: held.version, reason: 'x' }))).toBe('IN_USE');
  });

  it('are exported, recorded, and read by those who may', async () => {
    await busyClass();
    const file = await t.head.classFigures.export({ ...RANGE, by: 'course', language: 'zh-CN' });
    const rows = await readFirstSheet(new Uint8Array(await file.file.arrayBuffer()));
    expect(rows[0]).toEqual(expect.arrayContaining(['月份', '课程', '场次', '人次']));
    expect(rows.length).toBe(3);
    expect((await t.head.audit.list({ action: 'classFigures.export' })).rows.length).toBe(1);
    expect((await (await t.as('viewer')).classFigures.table({ ...RANGE, by: 'all' })).total.sessions).toBe(4);
    expect(await codeOf((await t.as('counsellor')).classFigures.table({ ...RANGE, by: 'all' }))).toBe('FORBIDDEN');
    expect(await codeOf(t.head.classFigures.table({ fromMonth: '2027-01', toMonth: '2026-01', by: 'all' }))).toBe('INVALID');
  });
});

describe('the roll-up', () => {
  it('equals a recount, cell by cell, after anything that may happen to attendance and certificates', async () => {
    const firms = [await t.organisation('一公司'), await t.organisation('二公司')];
    const substitute = await t.trainer('孙丙寅', [t.courseId]);
    const people = [...(await t.people(3, firms[0])), ...(await t.people(3, firms[1])), ...(await t.people(2))];
    // One in each of four months, so that people come back, stay away and come again.
    const monthly = ['2026-11-24', '2026-12-22', '2027-01-19', '2027-02-23'].flatMap((date) => evenings(date, 1));
    const { id, sessions } = await t.open({ capacity: 8, minToOpen: 1, sessions: monthly });
    for (const person of people) await t.book(id, person);
    t.goTo('2027-03-01', '09:00');
    await t.head.classes.get({ id });
    const status = fc.constantFrom('present' as const, 'late' as const, 'left_early' as const, 'excused' as const, 'absent' as const, null);
    const action = fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant('mark' as const), session: fc.nat(3), person: fc.nat(7), status }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), session: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), session: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('trainer' as const), session: fc.nat(3), second: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), person: fc.nat(7), firm: fc.nat(1) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('issue' as const), person: fc.nat(7) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke' as const), person: fc.nat(7) }) }
    );
    const ignore = (call: Promise<unknown>) =>
      call.then(
        () => undefined,
        (error: { code?: string }) => expect(['STEP_NOT_ALLOWED', 'CERTIFICATE_REFUSED']).toContain(error.code)
      );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 20 }), async (actions) => {
        for (const step of actions) {
          if (step.do === 'move') {
            const person = await t.head.people.get({ id: people[step.person]! });
            await t.head.people.update({
              commandId: cid(),
              id: person.id,
              version: person.version,
              name: person.name,
              organisationId: firms[step.firm]!
            });
            continue;
          }
          if (step.do === 'issue') {
            await ignore(t.head.certificates.issue({ commandId: cid(), classId: id, personIds: [people[step.person]!] }));
            continue;
          }
          if (step.do === 'revoke') {
            const valid = await t.head.certificates.list({ personId: people[step.person]!, state: 'valid' });
            if (valid.rows[0]) await t.head.certificates.revoke({ commandId: cid(), id: valid.rows[0].id, reason: 'x' });
            continue;
          }
          const sessionId = sessions[step.session]!;
          if (step.do === 'mark')
            await ignore(t.head.attendance.mark({ commandId: cid(), sessionId, personId: people[step.person]!, status: step.status }));
          else if (step.do === 'close') await ignore(t.head.attendance.close({ commandId: cid(), sessionId }));
          else if (step.do === 'reopen') await ignore(t.head.attendance.reopen({ commandId: cid(), sessionId, reason: 'x' }));
          else {
            const row = await t.head.sessions.get({ id: sessionId });
            const trainerIds = [step.second ? substitute : t.trainerId];
            await t.head.sessions.update({
              commandId: cid(),
              id: row.id,
              version: row.version,
              from: row.from,
              to: row.to,
              zoneId: row.zone.id,
              trainerIds,
              equipment: []
            });
          }
        }
        await expectSoundClasses(t);
      }),
      { numRuns: 15, seed: 11 }
    );
  });
});
