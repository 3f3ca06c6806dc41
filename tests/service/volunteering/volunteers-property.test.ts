import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, DAY_MS, HOUR_MS, instantOf, MINUTE_MS, startOfDate, dateOf } from '../../../electron/contract/core/time.ts';
import { cid, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, SATURDAY, type VolunteerStation } from '../../fixtures/volunteers.ts';

let t: VolunteerStation;
beforeAll(async () => {
  t = await openVolunteerStation();
});
afterAll(() => t.close());

const DAY = '2026-11-20';
/** Half hours since the midnight that the model's day begins with. */
const at = (half: number) => startOfDate(DAY) + half * 30 * MINUTE_MS;
const span = fc
  .tuple(fc.integer({ min: 0, max: 44 }), fc.integer({ min: 1, max: 6 }))
  .map(([from, length]) => ({ from, to: from + length }));

/** A row as the model sees it: which half hours, and what was decided. */
interface Row {
  id: number;
  person: number;
  from: number;
  to: number;
  none: boolean;
  state: 'pending' | 'approved' | 'rejected' | 'replaced' | 'void';
  corrects: Row | null;
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('enter' as const), person: fc.nat(1), span }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('approve' as const), pick: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject' as const), pick: fc.nat(60) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('correct' as const), pick: fc.nat(60), span, none: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('certify' as const), person: fc.nat(1) }) }
);

describe('hours', () => {
  it('never count one minute of one person twice, and certificates say what was approved', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const project = await t.project({ zoneId: null, place: '社区' });
        const people = (await t.volunteers(2)) as [number, number];
        t.goTo('2026-11-23', '20:00');
        const rows: Row[] = [];
        const live = (row: Row) => row.state === 'pending' || row.state === 'approved';
        const meets = (person: number, time: { from: number; to: number }, except: Row | null) =>
          rows.some((row) => row.person === person && row !== except && live(row) && row.from < time.to && time.from < row.to);
        for (const one of steps) {
          if (one.kind === 'enter') {
            const volunteerId = people[one.person]!;
            const clock = (half: number) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
            const to = one.span.to >= 48 ? one.span.to - 48 : one.span.to;
            const call = t.desk.serviceHours.enterSheet({
              commandId: cid(),
              projectId: project.id,
              date: DAY,
              rows: [{ volunteerId, from: clock(one.span.from), to: clock(to) }]
            });
            if (meets(volunteerId, one.span, null)) expect((await errorOf(call)).code).toBe('HOURS_REFUSED');
            else rows.push({ id: (await call).ids[0]!, person: volunteerId, ...one.span, none: false, state: 'pending', corrects: null });
          } else if (one.kind === 'certify') {
            const volunteerId = people[one.person]!;
            const approved = rows.filter((row) => row.person === volunteerId && row.state === 'approved');
            const call = t.desk.serviceCertificates.request({ commandId: cid(), volunteerId, way: 'desk' });
            if (approved.length === 0) expect((await errorOf(call)).code).toBe('INVALID');
            else {
              const certificate = await t.head.serviceCertificates.get({ id: (await call).id });
              expect(certificate.minutes).toBe(approved.reduce((sum, row) => sum + (row.to - row.from) * 30, 0));
              expect(certificate.lines.reduce((sum, line) => sum + line.minutes, 0)).toBe(certificate.minutes);
            }
          } else {
            const row = rows[one.pick % Math.max(rows.length, 1)];
            if (row === undefined) continue;
            const { version } = (await t.head.serviceHours.get({ id: row.id })).record;
            if (one.kind === 'approve') {
              const call = t.head.serviceHours.approve({ commandId: cid(), ids: [row.id] });
              if (row.state !== 'pending' || (row.corrects !== null && !live(row.corrects)))
                expect((await errorOf(call)).code).toBe('RECORDS_REFUSED');
              else {
                await call;
                if (row.corrects !== null) row.corrects.state = 'replaced';
                row.state = row.none ? 'void' : 'approved';
              }
            } else if (one.kind === 'reject') {
              const call = t.head.serviceHours.reject({ commandId: cid(), ids: [row.id], reason: '不符' });
              if (row.state !== 'pending') expect((await errorOf(call)).code).toBe('RECORDS_REFUSED');
              else {
                await call;
                row.state = 'rejected';
              }
            } else {
              const time = one.none ? { from: row.from, to: row.to } : one.span;
              const call = t.desk.serviceHours.correct({
                commandId: cid(),
                id: row.id,
                version,
                from: at(time.from),
                to: at(time.to),
                none: one.none,
                reason: '更正'
              });
              const waiting = rows.some((other) => other.corrects === row && other.state === 'pending');
              if (row.state !== 'approved' && (row.state !== 'pending' || row.corrects !== null))
                expect((await errorOf(call)).code).toBe('STEP_NOT_ALLOWED');
              else if (waiting) expect((await errorOf(call)).code).toBe('IN_USE');
              else if (!one.none && meets(row.person, time, row)) expect((await errorOf(call)).code).toBe('HOURS_REFUSED');
              else rows.push({ id: (await call).id, person: row.person, ...time, none: one.none, state: 'pending', corrects: row });
            }
          }
          for (const volunteerId of people) {
            const approved = rows.filter((row) => row.person === volunteerId && row.state === 'approved');
            const halves = new Set(approved.flatMap((row) => Array.from({ length: row.to - row.from }, (_, i) => row.from + i)));
            expect((await t.head.volunteers.get({ id: volunteerId })).minutes).toBe(halves.size * 30);
          }
        }
      }),
      { numRuns: 12 }
    );
    await expectSoundVolunteers(t);
  }, 240_000);
});

const deed = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('sign' as const), person: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), person: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer' as const), person: fc.nat(5), accept: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('number' as const), number: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 40 }) }) }
);

interface Place {
  person: number;
  state: 'signed' | 'offered' | 'waiting';
  until: number;
}

describe('the waiting list of a shift', () => {
  it('serves first come first served: places are free only when nobody waits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 30 }), async (deeds) => {
        t.goTo('2026-11-23', '09:00');
        await t.head.station.changeSettings({ commandId: cid(), settings: { noShowCount: 0 } });
        const from = instantOf(addDays(SATURDAY, 7), '09:00');
        const project = await t.project({ zoneId: null, place: '社区' });
        const shift = await t.shift(project, { from, to: from + 2 * HOUR_MS, number: 1 });
        const people = await t.volunteers(6);
        let list: Place[] = [];
        let number = 1;
        const dayOf = startOfDate(dateOf(from));
        const taken = () => list.filter((one) => one.state !== 'waiting').length;
        const serve = () => {
          const now = t.clock.now();
          for (const one of list) {
            if (one.state !== 'waiting' || taken() >= number || now >= from) continue;
            one.state = now >= dayOf ? 'signed' : 'offered';
            one.until = Math.min(now + DAY_MS, dayOf);
          }
        };
        const settle = () => {
          const lapsed = list.filter((one) => one.state === 'offered' && one.until <= t.clock.now());
          if (lapsed.length === 0) return;
          list = list.filter((one) => !lapsed.includes(one));
          serve();
        };
        for (const one of deeds) {
          if (one.kind === 'wait') {
            if (t.clock.now() + one.hours * HOUR_MS < from) t.clock.set(t.clock.now() + one.hours * HOUR_MS);
          } else if (one.kind === 'number') {
            settle();
            const row = await t.head.shifts.get({ id: shift });
            const call = t.head.shifts.update({
              commandId: cid(),
              id: shift,
              version: row.version,
              from,
              to: row.to,
              number: one.number,
              minimum: 0,
              zoneId: null,
              place: '社区'
            });
            if (one.number < taken()) expect((await errorOf(call)).data).toMatchObject({ reason: 'below_taken' });
            else {
              await call;
              ({ number } = one);
              serve();
            }
          } else {
            settle();
            const person = people[one.person]!;
            const mine = list.find((place) => place.person === person);
            const row = (await t.head.signUps.ofShift({ shiftId: shift })).find((candidate) => candidate.volunteer.id === person);
            expect(row?.state).toBe(mine?.state);
            if (one.kind === 'sign') {
              const call = t.head.signUps.signUp({ commandId: cid(), shiftId: shift, volunteerIds: [person], whenFull: 'wait' });
              if (mine !== undefined) expect((await errorOf(call)).code).toBe('SIGN_UP_REFUSED');
              else {
                const waits = taken() >= number || list.some((place) => place.state === 'waiting');
                expect((await call).signUps[0]!.state).toBe(waits ? 'waiting' : 'signed');
                list.push({ person, state: waits ? 'waiting' : 'signed', until: 0 });
              }
            } else if (row !== undefined && mine !== undefined) {
              const input = { commandId: cid(), id: row.id, version: row.version };
              if (one.kind === 'withdraw') await t.head.signUps.withdraw(input);
              else if (mine.state !== 'offered') {
                expect((await errorOf(one.accept ? t.head.signUps.accept(input) : t.head.signUps.decline(input))).code).toBe(
                  'STEP_NOT_ALLOWED'
                );
                continue;
              } else if (one.accept) {
                await t.head.signUps.accept(input);
                mine.state = 'signed';
                continue;
              } else await t.head.signUps.decline(input);
              list = list.filter((place) => place !== mine);
              serve();
            }
          }
          settle();
          const shown = await t.head.signUps.ofShift({ shiftId: shift });
          expect(shown.filter((row) => row.state === 'waiting').map((row) => row.volunteer.id)).toEqual(
            list.filter((place) => place.state === 'waiting').map((place) => place.person)
          );
          expect(new Map(shown.map((row) => [row.volunteer.id, row.state]))).toEqual(
            new Map(list.map((place) => [place.person, place.state]))
          );
        }
      }),
      { numRuns: 15 }
    );
    await expectSoundVolunteers(t);
  }, 240_000);
});
