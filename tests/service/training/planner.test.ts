import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instantOf, MINUTE_MS, weekdayOf } from '../../../electron/contract/core/time.ts';
import { outsideHours, type Interval } from '../../../electron/contract/schedule/allocation.ts';
import { trainerProblems } from '../../../electron/contract/training/trainers.ts';
import {
  planTerm,
  type PlannerInput,
  type PlannerItem,
  type PlannerOutput,
  type PlannerTrainer,
  type PlannerZone
} from '../../../electron/service/training/planner/planner.ts';
import { at, everyDay } from '../../fixtures/schedule.ts';

const FROM = '2026-09-01';
const TO = '2026-12-27';
const hours = everyDay('08:00', '22:00');
const zone = (id: number, over: Partial<PlannerZone> = {}): PlannerZone => ({
  id,
  capacity: 40,
  setup: 15,
  clearup: 15,
  hours,
  holidayPolicy: 'closed',
  closures: [],
  busy: [],
  ...over
});
const trainer = (id: number, courseIds: number[], over: Partial<PlannerTrainer> = {}): PlannerTrainer => ({
  id,
  courseIds,
  qualifications: [],
  hours: [],
  leave: [],
  active: true,
  busy: [],
  ...over
});
const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '19:00', to: '21:30' }));
const item = (classId: number, over: Partial<PlannerItem> = {}): PlannerItem => ({
  classId,
  courseId: 1,
  capacity: 20,
  sessions: 8,
  minutes: 120,
  perWeek: 1,
  slots: weekdays,
  zoneIds: [1],
  trainerIds: [1],
  equipment: [],
  ...over
});
const input = (over: Partial<PlannerInput>): PlannerInput => ({
  from: FROM,
  to: TO,
  now: 0,
  skipHolidays: true,
  days: {},
  zones: [zone(1)],
  trainers: [trainer(1, [1, 2, 3])],
  equipment: [],
  items: [],
  ...over
});
/** This process's own time, ms: the planner searches as long by it as on an idle machine, however busy this one is. */
const elapsed = () => process.cpuUsage().user / 1000;
const tools = { elapsed, checkCancelled() {}, progress() {} };
const plan = (over: Partial<PlannerInput>, searchMs = 400) => planTerm(input(over), searchMs, tools);

/** Every promise of a plan, checked without the planner: nothing clashes, everybody can, all inside the rules. */
function expectSoundPlan(given: PlannerInput, output: PlannerOutput): void {
  const taken: (Interval & { key: string })[] = [];
  expect(output.placed.length + output.unplaced.length).toBe(given.items.length);
  for (const placed of output.placed) {
    const of = given.items.find((one) => one.classId === placed.classId)!;
    const room = given.zones.find((one) => one.id === placed.zoneId)!;
    const who = given.trainers.find((one) => one.id === placed.trainerId)!;
    expect(of.zoneIds).toContain(room.id);
    expect(of.trainerIds).toContain(who.id);
    expect(room.capacity).toBeGreaterThanOrEqual(of.capacity);
    expect(placed.sessions.length).toBe(of.sessions);
    for (const session of placed.sessions) {
      const date = new Date(session.from + 8 * 3600_000).toISOString().slice(0, 10);
      expect(date >= given.from && date <= given.to).toBe(true);
      expect(session.to - session.from).toBe(of.minutes * MINUTE_MS);
      expect(
        of.slots.some(
          (slot) => slot.weekday === weekdayOf(date) && instantOf(date, slot.from) <= session.from && session.to <= instantOf(date, slot.to)
        )
      ).toBe(true);
      expect(outsideHours(room, session, (day) => given.days[day] ?? 'ordinary')).toBe(null);
      expect(given.skipHolidays && given.days[date] === 'holiday').toBe(false);
      expect(trainerProblems(who, of.courseId, session)).toEqual([]);
      const held = { from: session.from - room.setup * MINUTE_MS, to: session.to + room.clearup * MINUTE_MS };
      for (const busy of [...room.closures, ...room.busy, ...who.busy]) expect(busy.from < held.to && held.from < busy.to).toBe(false);
      for (const key of [`z${room.id}`, `t${who.id}`]) {
        expect(
          taken.some((one) => one.key === key && one.from < held.to && held.from < one.to),
          `${key} twice`
        ).toBe(false);
      }
      taken.push({ ...held, key: `z${room.id}` }, { ...held, key: `t${who.id}` });
      for (const line of of.equipment) {
        const piece = given.equipment.find((one) => one.id === line.equipmentId)!;
        expect(piece.zoneId === null || piece.zoneId === room.id).toBe(true);
      }
    }
  }
}

describe('the planner', () => {
  it('places classes one after the other, over a holiday and round a closure', () => {
    const days = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [addDays('2026-10-01', i), 'holiday' as const]));
    const closures = [{ from: at('2026-11-09', '00:00'), to: at('2026-11-16', '00:00') }];
    const given = input({ days, zones: [zone(1, { closures })], items: [item(1), item(2)] });
    const output = planTerm(given, 400, tools);
    expectSoundPlan(given, output);
    expect(output.placed.length).toBe(2);
    expect(output.placed[0]!.skipped).toContain('2026-10-05');
  });

  it('meets several times a week where that is wanted, on different days, well apart', () => {
    const given = input({ items: [item(1, { perWeek: 2, sessions: 8 })] });
    const output = planTerm(given, 0, tools);
    expectSoundPlan(given, output);
    const days = output.placed[0]!.sessions.slice(0, 2).map((session) =>
      weekdayOf(new Date(session.from + 8 * 3600_000).toISOString().slice(0, 10))
    );
    expect(Math.abs(days[1]! - days[0]!)).toBeGreaterThanOrEqual(3);
  });

  it('moves earlier classes to make room where first-fit fails', () => {
    // Class 1 could be on any evening and is put on Monday first; class 2 can only be there.
    const items = [item(1), item(2, { slots: [weekdays[0]!] })];
    const tight = { from: '2026-09-07', to: '2026-11-01', items };
    const output = plan(tight);
    expect(output.firstFit).toBe(1);
    expect(output.placed.length).toBe(2);
    expectSoundPlan(input(tight), output);
  });

  it.each([
    ['no zone is large enough', { items: [item(1, { capacity: 41 })] }, 'no_zone'],
    ['nobody can teach it', { items: [item(1, { trainerIds: [] })] }, 'no_trainer'],
    ['the slots are too short', { items: [item(1, { minutes: 180 })] }, 'slot_too_short'],
    ['the term is too short', { to: '2026-10-15', items: [item(1)] }, 'term_too_short'],
    [
      'the trainer has other hours',
      { trainers: [trainer(1, [1], { hours: [{ weekday: 6, from: '09:00', to: '12:00' }] })], items: [item(1)] },
      'trainer_hours'
    ],
    [
      'the trainer is on leave',
      { trainers: [trainer(1, [1], { leave: [{ from: '2026-09-01', to: '2026-12-31' }] })], items: [item(1)] },
      'trainer_leave'
    ],
    [
      'a qualification has run out',
      { trainers: [trainer(1, [1], { qualifications: [{ courseIds: [1], validUntil: '2026-08-31' }] })], items: [item(1)] },
      'trainer_qualification'
    ],
    [
      'the zone is taken',
      { zones: [zone(1, { busy: [{ from: at('2026-08-01', '00:00'), to: at('2027-01-31', '00:00') }] })], items: [item(1)] },
      'zone_taken'
    ],
    [
      'the trainer is taken',
      { trainers: [trainer(1, [1], { busy: [{ from: at('2026-08-01', '00:00'), to: at('2027-01-31', '00:00') }] })], items: [item(1)] },
      'trainer_taken'
    ],
    ['the zone is shut in the evening', { zones: [zone(1, { hours: everyDay('08:00', '18:00') })], items: [item(1)] }, 'closed'],
    [
      'there is not enough equipment',
      { equipment: [{ id: 9, quantity: 1, zoneId: null, busy: [] }], items: [item(1, { equipment: [{ equipmentId: 9, quantity: 2 }] })] },
      'equipment'
    ]
  ] as const)('says why a class finds no place: %s', (_name, over, rule) => {
    const output = plan(over as unknown as Partial<PlannerInput>, 50);
    expect(output.unplaced).toMatchObject([{ classId: 1, because: [{ rule }] }]);
  });

  it('names the classes that have the places another would need', () => {
    const slots = [weekdays[0]!];
    const output = plan({ from: '2026-09-07', to: '2026-11-01', items: [item(1, { slots }), item(2, { slots })] }, 100);
    expect(output.unplaced).toMatchObject([{ classId: 2, because: [{ rule: 'zone_taken' }], rivals: [1] }]);
  });

  it('leaves out single evenings on which something else is booked, two at most', () => {
    const slots = [weekdays[1]!];
    const busy = (...dates: string[]) => [zone(1, { busy: dates.map((date) => ({ from: at(date, '19:30'), to: at(date, '20:30') })) })];
    const tight = { from: '2026-09-07', to: '2026-11-15', items: [item(1, { slots })] };
    const two = plan({ ...tight, zones: busy('2026-09-15', '2026-09-29') }, 50);
    expect(two.placed[0]!.skipped).toEqual(['2026-09-15', '2026-09-29']);
    expect(plan({ ...tight, zones: busy('2026-09-15', '2026-09-29', '2026-10-13') }, 50).placed).toEqual([]);
  });

  it('stops on request', () => {
    const stop = {
      ...tools,
      checkCancelled: () => {
        throw new Error('stopped');
      }
    };
    expect(() => planTerm(input({ items: [item(1)] }), 100, stop)).toThrow('stopped');
  });

  const termOf = (seed: {
    zones: number;
    trainers: number;
    items: { courseId: number; sessions: number; minutes: number; perWeek: number; slots: number; zones: number; capacity: number }[];
  }): PlannerInput => {
    const zones = Array.from({ length: seed.zones }, (_, i) => zone(i + 1, { capacity: 20 + 15 * i }));
    const trainers = Array.from({ length: seed.trainers }, (_, i) =>
      trainer(
        i + 1,
        [1 + (i % 3), 1 + ((i + 1) % 3)],
        i % 2 === 0 ? {} : { hours: [2, 4].map((weekday) => ({ weekday, from: '18:00', to: '22:00' })) }
      )
    );
    const items = seed.items.map((one, i) =>
      item(i + 1, {
        ...one,
        slots: weekdays.filter((_, day) => ((one.slots >> day) & 1) === 1),
        zoneIds: zones.filter((_, at) => ((one.zones >> at) & 1) === 1).map((each) => each.id),
        trainerIds: trainers.filter((each) => each.courseIds.includes(one.courseId)).map((each) => each.id)
      })
    );
    return input({ from: '2026-09-07', to: '2026-11-15', zones, trainers, items });
  };
  const items = fc.array(
    fc.record({
      courseId: fc.integer({ min: 1, max: 3 }),
      sessions: fc.integer({ min: 2, max: 8 }),
      minutes: fc.constantFrom(60, 90, 120),
      perWeek: fc.constantFrom(1, 1, 2),
      slots: fc.integer({ min: 1, max: 31 }),
      zones: fc.integer({ min: 1, max: 7 }),
      capacity: fc.constantFrom(15, 30, 45)
    }),
    { minLength: 1, maxLength: 14 }
  );

  it('never clashes and places at least what a first-fit by hand would, whatever the term', () => {
    fc.assert(
      fc.property(fc.record({ zones: fc.integer({ min: 1, max: 3 }), trainers: fc.integer({ min: 1, max: 4 }), items }), (seed) => {
        const given = termOf(seed);
        const output = planTerm(given, 30, tools);
        expectSoundPlan(given, output);
        expect(output.placed.length).toBeGreaterThanOrEqual(byHand(given));
        for (const unplaced of output.unplaced) expect(unplaced.because.length).toBeGreaterThan(0);
      }),
      { numRuns: 60, seed: 7 }
    );
  });

  /** First-fit as somebody with a wall chart does it: class by class, evening by evening, room by room, trainer by trainer. */
  function byHand(given: PlannerInput): number {
    const chart: (Interval & { key: string })[] = [];
    let placed = 0;
    for (const one of given.items) {
      if (one.perWeek !== 1) continue;
      search: for (let week = given.from; week <= given.to; week = addDays(week, 7)) {
        for (const slot of one.slots) {
          for (const zoneId of one.zoneIds) {
            for (const trainerId of one.trainerIds) {
              const room = given.zones.find((each) => each.id === zoneId)!;
              const who = given.trainers.find((each) => each.id === trainerId)!;
              const sessions = Array.from({ length: one.sessions }, (_, n) => {
                const from = instantOf(addDays(week, 7 * n + slot.weekday - 1), slot.from);
                return { from, to: from + one.minutes * MINUTE_MS };
              });
              const held = sessions.map((use) => ({ from: use.from - room.setup * MINUTE_MS, to: use.to + room.clearup * MINUTE_MS }));
              const good =
                room.capacity >= one.capacity &&
                instantOf(addDays(week, 7 * (one.sessions - 1) + slot.weekday - 1), '00:00') <= instantOf(given.to, '00:00') &&
                sessions.every((use) => trainerProblems(who, one.courseId, use).length === 0) &&
                held.every(
                  (use) =>
                    !chart.some(
                      (row) => (row.key === `z${zoneId}` || row.key === `t${trainerId}`) && row.from < use.to && use.from < row.to
                    )
                );
              if (!good) continue;
              for (const use of held) chart.push({ ...use, key: `z${zoneId}` }, { ...use, key: `t${trainerId}` });
              placed += 1;
              break search;
            }
          }
        }
      }
    }
    return placed;
  }

  it('plans forty classes of a term in under five seconds', () => {
    const zones = [zone(1), zone(2, { capacity: 30 }), zone(3, { capacity: 24 }), zone(4, { capacity: 60 })];
    const trainers = Array.from({ length: 12 }, (_, i) =>
      trainer(
        i + 1,
        [(i % 6) + 1, ((i + 2) % 6) + 1],
        i % 3 === 0 ? { hours: weekdays.slice(i % 4).map((slot) => ({ ...slot, from: '18:00', to: '22:00' })) } : {}
      )
    );
    const forty = Array.from({ length: 40 }, (_, i) =>
      item(i + 1, {
        courseId: (i % 6) + 1,
        sessions: 6 + (i % 5),
        capacity: 16 + (i % 3) * 6,
        minutes: i % 4 === 0 ? 90 : 120,
        zoneIds: [1 + (i % 4), 1 + ((i + 1) % 4), 4],
        trainerIds: trainers.filter((each) => each.courseIds.includes((i % 6) + 1)).map((each) => each.id)
      })
    );
    const given = input({ zones, trainers, items: forty });
    const begun = elapsed();
    const output = planTerm(given, 2500, tools);
    expect(elapsed() - begun).toBeLessThan(5000);
    expectSoundPlan(given, output);
    expect(output.placed.length).toBeGreaterThanOrEqual(output.firstFit);
    expect(output.placed.length).toBeGreaterThanOrEqual(38);
  });
});
