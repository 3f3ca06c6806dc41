import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../electron/contract/core/time.ts';
import type { SeriesPatch } from '../../../electron/contract/schedule/series.ts';
import { patchedTemplate, templateOn, type StoredTemplate } from '../../../electron/service/schedule/series/plan.ts';
import { rowsOf } from '../../fixtures/rows.ts';
import { at, everyDay, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf } from '../../fixtures/station.ts';

const week = (i: number, over = 0) => addDays(TUESDAY, 7 * i + over);

describe('what a date of a series is made of', () => {
  const base: StoredTemplate = {
    zoneId: 1,
    purposeId: 1,
    title: '安全课',
    organisationId: null,
    contactId: null,
    contactName: '',
    contactPhone: '',
    expectedHeadcount: 10,
    equipment: [],
    staffId: null,
    notes: '',
    from: '09:00',
    to: '11:00',
    shiftDays: 0
  };
  const patch = fc.record(
    { zoneId: fc.integer({ min: 1, max: 3 }), from: fc.constantFrom('08:00', '10:00'), shiftDays: fc.integer({ min: -3, max: 3 }) },
    { requiredKeys: [] }
  );

  it('is what the changes of "this and later", and of all, made of it: each of the dates it was about, and no other', () => {
    const change = fc.record({ week: fc.option(fc.integer({ min: 0, max: 7 })), patch });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        let stored = base;
        const model = Array.from({ length: 8 }, () => ({ zoneId: 1, from: '09:00', shiftDays: 0 }));
        for (const { week: from, patch: given } of changes) {
          stored = patchedTemplate(stored, given as SeriesPatch, from === null ? null : week(from));
          for (const [i, one] of model.entries()) {
            if (from !== null && i < from) continue;
            Object.assign(one, { ...one, ...given, shiftDays: one.shiftDays + (given.shiftDays ?? 0) });
          }
        }
        model.forEach((one, i) => expect(templateOn(stored, week(i))).toMatchObject(one));
        // What is kept does not grow with the number of changes.
        expect(stored.earlier?.length ?? 0).toBeLessThanOrEqual(8);
      })
    );
  });
});

/** A step in the life of a series before its rule is replaced. */
const step = fc.oneof(
  fc.record({ do: fc.constant('later' as const), week: fc.integer({ min: 0, max: 5 }), days: fc.integer({ min: -2, max: 2 }) }),
  fc.record({ do: fc.constant('move' as const), week: fc.integer({ min: 0, max: 5 }), hour: fc.constantFrom('13', '15') }),
  fc.record({ do: fc.constant('cancel' as const), week: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ do: fc.constant('close' as const), week: fc.integer({ min: 0, max: 5 }), days: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ do: fc.constant('add' as const), week: fc.integer({ min: 0, max: 5 }) })
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const rule = fc.record({
  week: fc.integer({ min: 0, max: 5 }),
  weekdays: fc.subarray([1, 2, 3, 4], { minLength: 1 }),
  from: fc.constantFrom('09:00', '14:00')
});

it('a skipped date before "this and later" was moved is added where the dates around it are', async () => {
  const t = await openScheduleStation();
  const hall = await t.zone('安全体验馆', { hours: everyDay('08:00', '22:00') });
  const { id } = await t.head.series.create({
    commandId: cid(),
    rule: { every: 'week', weekdays: [2], start: TUESDAY, count: 6 },
    zoneId: hall,
    purposeId: t.purpose['safety']!,
    expectedHeadcount: 10,
    from: '09:00',
    to: '11:00',
    decisions: [1, 4].map((i) => ({ date: week(i), action: 'skip' as const }))
  });
  const from = (await t.head.series.get({ id })).dates.find((row) => row.date === week(3))!.reservation!.id;
  await t.head.series.update({
    commandId: cid(),
    reservationId: from,
    scope: 'this_and_later',
    patch: { shiftDays: 1, from: '14:00', to: '15:00' }
  });
  for (const i of [1, 4]) await t.head.series.addDate({ commandId: cid(), id, date: week(i) });
  const { dates } = await t.head.series.get({ id });
  expect(dates.map((row) => row.reservation!.from)).toEqual(
    [0, 1, 2, 3, 4, 5].map((i) => (i < 3 ? at(week(i), '09:00') : at(week(i, 1), '14:00')))
  );
  await t.close();
});

it('another rule, taken back at once, leaves everything as it was, whatever had become of the series', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 6 }), rule, fc.integer({ min: 0, max: 5 }), async (steps, other, skipped) => {
      const t = await openScheduleStation();
      try {
        const hall = await t.zone('安全体验馆', { hours: everyDay('08:00', '22:00') });
        const { id } = await t.head.series.create({
          commandId: cid(),
          rule: { every: 'week', weekdays: [2], start: TUESDAY, count: 6 },
          zoneId: hall,
          purposeId: t.purpose['safety']!,
          title: '安全课',
          expectedHeadcount: 10,
          from: '09:00',
          to: '11:00',
          decisions: [{ date: week(skipped), action: 'skip' }]
        });
        for (const one of steps) await take(t, id, hall, one);
        await replaceAndUndo(t, id, other);
        await expectSound(t);
      } finally {
        await t.close();
      }
    }),
    { numRuns: 80 }
  );
  expect(undone).toBeGreaterThan(30);
  expect(withSuspended).toBeGreaterThan(5);
});

/** How many rules were taken back, and how many of them with dates that a closure had set aside. */
let undone = 0;
let withSuspended = 0;

/** Takes a step as far as it is possible; what is refused changes nothing, and nothing ends in INTERNAL. */
async function take(t: ScheduleStation, id: number, hall: number, one: Step): Promise<void> {
  const date = week(one.week);
  const entry = (await t.head.series.get({ id })).dates.find((row) => row.date === date);
  const reservationId = entry?.reservation?.id;
  const tried = async (call: Promise<unknown>) =>
    expect(
      await call.then(
        () => '',
        (error: { code: string }) => error.code
      )
    ).not.toBe('INTERNAL');
  if (one.do === 'add') return tried(t.head.series.addDate({ commandId: cid(), id, date }));
  if (one.do === 'close') {
    const from = at(date, '00:00');
    return tried(t.head.closures.create({ commandId: cid(), zoneId: hall, from, to: from + one.days * 86_400_000, reason: '检修' }));
  }
  if (reservationId === undefined) return;
  if (one.do === 'later')
    return tried(t.head.series.update({ commandId: cid(), reservationId, scope: 'this_and_later', patch: { shiftDays: one.days } }));
  const { version } = await t.head.reservations.get({ id: reservationId });
  if (one.do === 'cancel') return tried(t.head.reservations.cancel({ commandId: cid(), id: reservationId, version, reason: '停课' }));
  const use = { from: at(date, `${one.hour}:00`), to: at(date, `${one.hour}:30`) };
  return tried(t.head.reservations.move({ commandId: cid(), id: reservationId, version, zoneId: hall, ...use }));
}

async function replaceAndUndo(t: ScheduleStation, id: number, other: { week: number; weekdays: number[]; from: string }): Promise<void> {
  const standing = async () => {
    const rows = rowsOf(
      t,
      ['reservation', 'series_date', 'allocation'],
      ['version', 'allocation.id', 'reservation.grace_from_at', 'reservation.reason']
    );
    // What the rule made is cancelled, and of a series of its own.
    rows['reservation'] = rows['reservation']!.filter((row) => (row as { series_id: number }).series_id === id);
    rows['series_date'] = rows['series_date']!.filter((row) => (row as { series_id: number }).series_id === id);
    return { rows, series: await t.head.series.get({ id }) };
  };
  const named = (await t.head.series.get({ id })).dates.find((row) => row.date === week(other.week))?.reservation?.id;
  if (named === undefined) return;
  const before = await standing();
  const input = {
    commandId: cid(),
    reservationId: named,
    rule: { every: 'week' as const, weekdays: other.weekdays, start: week(other.week), count: 5 },
    from: other.from,
    to: other.from === '09:00' ? '11:00' : '15:00'
  };
  const { dates } = await t.head.series.previewRule(input);
  const decisions = dates.filter((date) => date.clashes.length > 0).map((date) => ({ date: date.date, action: 'skip' as const }));
  const done = await t.head.series.replaceRule({ ...input, decisions }).catch((error: { code: string }) => error);
  if (!('id' in done)) {
    // Nothing is left to be replaced, or nothing would be made.
    expect(['STEP_NOT_ALLOWED', 'INVALID']).toContain(done.code);
    return;
  }
  undone += 1;
  if (before.rows['reservation']!.some((row) => (row as { state: string }).state === 'suspended')) withSuspended += 1;
  await t.head.series.undoRule({ commandId: cid(), id: done.id });
  expect(await standing()).toEqual(before);
  expect(await codeOf(t.head.series.undoRule({ commandId: cid(), id: done.id }))).toBe('INVALID');
}
