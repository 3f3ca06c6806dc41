import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  approvalProblem,
  canCorrect,
  hoursOf,
  sheetProblems,
  shownMinutes,
  shownServices,
  sumOfHours,
  beyondPlan,
  changeOverAt
} from '../../../electron/contract/volunteering/service-hour-rules.ts';
import { consecutiveMinutes, severalAnswers, type SignUpRefusal } from '../../../electron/contract/volunteering/sign-up-rules.ts';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { PROJECT_STATES, projectStepsFrom } from '../../../electron/contract/volunteering/volunteer-project-rules.ts';
import {
  availabilityBit,
  availabilityOf,
  daysSince,
  DEFAULT_LADDER,
  eligibleLevel,
  hasPart,
  isAvailable,
  isMinor,
  ladderProblem,
  missingOfVolunteer,
  nextLevel,
  pointsOf,
  VOLUNTEER_STATES,
  volunteerStepsFrom
} from '../../../electron/contract/volunteering/volunteer-rules.ts';
import { joined } from '../../../electron/service/volunteering/shifts/layout.ts';

const SATURDAY = '2026-11-28';
const on = (clock: string, date = SATURDAY) => instantOf(date, clock);

describe('a volunteer', () => {
  it('has steps by state', () => {
    expect(Object.fromEntries(VOLUNTEER_STATES.map((state) => [state, volunteerStepsFrom(state).map((one) => one.step)]))).toEqual({
      applied: ['activate', 'decline'],
      active: ['pause', 'leave'],
      paused: ['resume', 'leave'],
      left: ['return']
    });
  });

  it.each([
    ['2008-11-28', false],
    ['2008-11-29', true],
    [null, false]
  ])('born %s is a minor: %s', (birthDate, minor) => {
    expect(isMinor(birthDate, SATURDAY)).toBe(minor);
  });

  it('lacks what real registration needs', () => {
    expect(missingOfVolunteer({ birthDate: null, mobile: '', guardianConsentOn: null }, SATURDAY)).toEqual(['birth_date', 'mobile']);
    expect(missingOfVolunteer({ birthDate: '2010-01-01', mobile: '13900000001', guardianConsentOn: null }, SATURDAY)).toEqual([
      'guardian_consent'
    ]);
    expect(missingOfVolunteer({ birthDate: '2010-01-01', mobile: '13900000001', guardianConsentOn: '2026-01-01' }, SATURDAY)).toEqual([]);
  });

  it.each([
    ['09:00', '12:00', ['6 morning']],
    ['11:00', '13:00', ['6 morning', '6 afternoon']],
    ['12:00', '18:00', ['6 afternoon']],
    ['17:00', '18:01', ['6 afternoon', '6 evening']]
  ])('from %s to %s needs %j', (from, to, parts) => {
    const mask = availabilityOf(on(from), on(to));
    const touched = [1, 2, 3, 4, 5, 6, 7].flatMap((day) =>
      (['morning', 'afternoon', 'evening'] as const).filter((part) => hasPart(mask, day, part)).map((part) => `${day} ${part}`)
    );
    expect(touched).toEqual(parts);
  });

  it('over midnight touches two days; who says nothing is not unavailable', () => {
    expect(availabilityOf(on('22:00'), on('01:00', '2026-11-29'))).toBe(availabilityBit(6, 'evening') + availabilityBit(7, 'morning'));
    expect(isAvailable(0, on('09:00'), on('10:00'))).toBeNull();
    expect(isAvailable(availabilityBit(6, 'morning'), on('09:00'), on('12:00'))).toBe(true);
    expect(isAvailable(availabilityBit(6, 'morning'), on('09:00'), on('12:30'))).toBe(false);
    expect(daysSince(null, 0)).toBeNull();
    expect(daysSince(on('12:00', '2026-11-20'), on('11:00'))).toBe(7);
  });
});

describe('several who sign up together', () => {
  const left = { reason: 'volunteer_state', state: 'left' } as const;
  const full = { reason: 'full', needed: 3, waiting: 0 } as const;
  it.each<[(SignUpRefusal | null)[], { free: number; waiting: number; listOpen: boolean }, [string | null, number | null][]]>([
    [
      [null, null],
      { free: 2, waiting: 0, listOpen: true },
      [
        [null, null],
        [null, null]
      ]
    ],
    [
      [null, left, null, null],
      { free: 2, waiting: 0, listOpen: true },
      [
        [null, null],
        ['volunteer_state', null],
        [null, null],
        ['full', 1]
      ]
    ],
    [
      [full, full],
      { free: 0, waiting: 4, listOpen: true },
      [
        ['full', 5],
        ['full', 6]
      ]
    ],
    // A place is for those who wait already.
    [[full], { free: 1, waiting: 1, listOpen: true }, [['full', 2]]],
    [
      [null, null],
      { free: 1, waiting: 0, listOpen: false },
      [
        [null, null],
        ['full', null]
      ]
    ]
  ])('%j with %j get %j', (refusals, shift, wanted) => {
    expect(severalAnswers(refusals, { needed: 3, ...shift }).map((one) => [one.refusal?.reason ?? null, one.position])).toEqual(wanted);
  });
});

describe('the ladder', () => {
  it.each([
    [0, 0, { level: 1, left: 6000 }],
    [5999, 0, { level: 1, left: 1 }],
    [6000, 1, { level: 2, left: 12_000 }],
    [90_000, 5, null]
  ])('%i minutes are eligible for %i stars', (minutes, level, next) => {
    expect(eligibleLevel(DEFAULT_LADDER, minutes)).toBe(level);
    expect(nextLevel(DEFAULT_LADDER, minutes)).toEqual(next);
  });
  it('goes up', () => {
    expect(ladderProblem(DEFAULT_LADDER)).toBeNull();
    expect(ladderProblem([{ level: 2, minutes: 1 }])).toBe('levels');
    expect(
      ladderProblem([
        { level: 1, minutes: 5 },
        { level: 2, minutes: 5 }
      ])
    ).toBe('order');
    expect(pointsOf(90, 10)).toBe(15);
  });
});

it('a project has steps by state', () => {
  const subject = { needs: 1, signed: 0, lastAt: null, dangerous: false, risks: '' };
  expect(
    Object.fromEntries(PROJECT_STATES.map((state) => [state, projectStepsFrom({ ...subject, state }, 0).map((one) => one.step)]))
  ).toEqual({
    draft: ['open', 'cancel'],
    open: ['withdraw', 'start', 'cancel'],
    running: ['finish', 'cancel'],
    finished: ['resume', 'archive'],
    archived: ['unarchive'],
    cancelled: ['archive', 'reinstate']
  });
});

describe('hours', () => {
  it.each<[[string, string][], number, number]>([
    [[], 60, 240],
    // An hour between is a rest of an hour, and none of more.
    [[['08:00', '12:00']], 60, 240],
    [[['08:00', '12:00']], 61, 480],
    [
      [
        ['08:00', '12:00'],
        ['20:00', '21:00']
      ],
      61,
      480
    ],
    [[['17:00', '18:00']], 0, 240],
    [[['17:00', '18:00']], 1, 300]
  ])('beside %j and with a rest of %i minutes, four hours from 13:00 make %i in a row', (others, rest, wanted) => {
    expect(
      consecutiveMinutes(
        { from: on('13:00'), to: on('17:00') },
        others.map(([from, to]) => ({ from: on(from), to: on(to) })),
        rest
      )
    ).toBe(wanted);
  });

  it('chain over several shifts, overlapping ones counted once', () => {
    const others = [
      ['06:00', '08:00'],
      ['08:30', '12:00'],
      ['11:00', '12:30']
    ].map(([from, to]) => ({ from: on(from!), to: on(to!) }));
    expect(consecutiveMinutes({ from: on('13:00'), to: on('14:00') }, others, 60)).toBe(120 + 240 + 60);
    expect(consecutiveMinutes({ from: on('13:00'), to: on('14:00') }, others, 30)).toBe(60);
  });

  it.each([
    [{ roundTo: 1, rounding: 'down', dayCap: 0 }, [300, 290, 80]],
    [{ roundTo: 30, rounding: 'down', dayCap: 0 }, [300, 270, 60]],
    [{ roundTo: 60, rounding: 'nearest', dayCap: 0 }, [300, 300, 60]],
    [{ roundTo: 1, rounding: 'down', dayCap: 480 }, [300, 180, 80]],
    [{ roundTo: 60, rounding: 'down', dayCap: 500 }, [300, 180, 60]]
  ] as const)('300, 290 and 80 minutes on two days are shown by %j as %j', (display, wanted) => {
    const services = [
      { from: on('08:00'), minutes: 300 },
      { from: on('14:00'), minutes: 290 },
      { from: on('09:00', '2026-11-29'), minutes: 80 }
    ];
    expect(shownServices(services, display)).toEqual(wanted);
    expect(shownMinutes(services, display)).toBe(wanted.reduce((sum, minutes) => sum + minutes, 0));
  });

  it('over midnight count on both days, each up to its cap', () => {
    const night = [{ from: on('20:00'), minutes: 480 }];
    const by = (dayCap: number) => shownServices(night, { roundTo: 1, rounding: 'down', dayCap });
    expect([by(0), by(300), by(240), by(100)]).toEqual([[480], [480], [480], [200]]);
    const both = [...night, { from: on('10:00', '2026-11-29'), minutes: 120 }];
    expect(shownServices(both, { roundTo: 1, rounding: 'down', dayCap: 300 })).toEqual([480, 60]);
  });

  it('add up to the sum of what is printed, whatever the grouping, and never to more than was served', () => {
    const service = fc.record({
      from: fc.integer({ min: 0, max: 20 * 1440 }),
      minutes: fc.integer({ min: 1, max: 1440 }),
      project: fc.integer({ min: 0, max: 3 })
    });
    const display = fc.record({
      roundTo: fc.constantFrom(1, 15, 30, 60),
      rounding: fc.constantFrom('down' as const, 'nearest' as const),
      dayCap: fc.constantFrom(0, 240, 480)
    });
    fc.assert(
      fc.property(fc.array(service, { maxLength: 20 }), display, (made, how) => {
        const services = made.map((one) => ({ ...one, from: on('00:00') + one.from * 60_000 })).sort((a, b) => a.from - b.from);
        const shown = shownServices(services, how);
        const lines = [0, 1, 2, 3].map((project) =>
          hoursOf(shown.reduce((sum, minutes, i) => sum + (services[i]!.project === project ? minutes : 0), 0))
        );
        const printed = lines.reduce((sum, line) => sum + Number(line), 0);
        expect(Math.abs(Number(sumOfHours(lines)) - printed)).toBeLessThan(1e-6);
        if (how.roundTo !== 1) expect(Number(sumOfHours(lines))).toBeCloseTo(shownMinutes(services, how) / 60, 9);
        if (how.rounding === 'down') shown.forEach((minutes, i) => expect(minutes).toBeLessThanOrEqual(services[i]!.minutes));
      })
    );
  });

  it('are said with two places', () => {
    expect([0, 30, 50, 750, 6000].map(hoursOf)).toEqual(['0', '0.5', '0.83', '12.5', '100']);
  });

  it('of a sheet must not end before they begin, be too long, lie ahead, or meet each other', () => {
    const now = on('18:00');
    const line = (personId: number, from: string, to: string, date = SATURDAY) => ({ personId, from: on(from, date), to: on(to, date) });
    const lines = [
      line(1, '09:00', '12:00'),
      line(1, '12:00', '13:00'),
      line(1, '11:59', '12:01'),
      line(2, '09:00', '09:00'),
      line(2, '17:00', '18:01'),
      { personId: 3, from: now - 90_000_000, to: now }
    ];
    expect(sheetProblems(lines, now).map((problem) => problem?.reason ?? null)).toEqual([
      null,
      null,
      'overlap',
      'order',
      'future',
      'too_long'
    ]);
  });

  it.each([
    ['pending', 'paper', 7, true, 'own_entry'],
    ['pending', 'paper', 8, true, null],
    ['pending', 'paper', 7, false, null],
    ['pending', 'clock', 7, true, null],
    ['pending', 'shift', 7, true, null],
    ['pending', 'correction', 7, true, 'own_correction'],
    ['pending', 'correction', 7, false, 'own_correction'],
    ['pending', 'correction', 8, true, null],
    ['approved', 'paper', 8, true, 'state']
  ] as const)(
    '%s from %s entered by %i, a second person asked for: %s; approved by 7? %s',
    (state, source, enteredById, second, wanted) => {
      expect(approvalProblem({ state, source, enteredById }, 7, second)).toBe(wanted);
    }
  );

  const at = (time: string) => instantOf('2026-11-28', time);
  it.each([
    ['11:00', '', null],
    ['13:00', '', null],
    ['13:01', '', 'beyond_plan'],
    ['13:01', ' ', 'beyond_plan'],
    ['13:01', '活动延长', null]
  ] as const)('of a shift 09:00–11:00 until %s, with the reason “%s”: %s', (to, reason, wanted) => {
    const shift = { from: at('09:00'), to: at('11:00') };
    expect(beyondPlan({ from: at('09:00'), to: at(to) }, shift, reason)?.reason ?? null).toBe(wanted);
  });
  it('without a shift may be twelve hours without a reason', () => {
    expect(beyondPlan({ from: at('08:00'), to: at('20:00') }, null, '')).toBe(null);
    expect(beyondPlan({ from: at('08:00'), to: at('20:01') }, null, '')).toEqual({ reason: 'beyond_plan', minutes: 721, planned: 720 });
  });

  it.each([
    ['11:29', null],
    ['11:30', '11:30'],
    ['12:00', '12:00'],
    ['12:10', '12:00'],
    ['14:00', '12:00'],
    ['14:01', null]
  ] as const)('of a shift until 12:00 are left by clocking in elsewhere at %s: %s', (time, left) => {
    expect(changeOverAt({ from: at('09:00') }, { to: at('12:00') }, at(time))).toBe(left === null ? null : at(left));
    expect(changeOverAt({ from: at('09:00') }, null, at(time))).toBe(null);
  });

  it('are corrected once they stand, and a correction that waits is not', () => {
    expect(canCorrect({ state: 'approved', correctsId: 3 })).toBe(true);
    expect(canCorrect({ state: 'pending', correctsId: null })).toBe(true);
    expect(canCorrect({ state: 'pending', correctsId: 3 })).toBe(false);
    expect(canCorrect({ state: 'replaced', correctsId: null })).toBe(false);
  });
});

describe('uses of a zone', () => {
  const shift = (from: string, to: string, number = 1) => ({ from: on(from), to: on(to), number });
  it('join shifts that overlap or touch, and want as many as serve at once', () => {
    expect(
      joined([shift('10:00', '12:00', 3), shift('09:00', '11:00', 2), shift('12:00', '13:00', 4), shift('14:00', '15:00')], 1)
    ).toEqual([
      { from: on('09:00'), to: on('13:00'), headcount: 5 },
      { from: on('14:00'), to: on('15:00'), headcount: 1 }
    ]);
  });
  it('join shifts closer than set-up and clear-up', () => {
    expect(joined([shift('09:00', '10:00'), shift('10:20', '11:00')], 30 * 60_000)).toHaveLength(1);
    expect(joined([shift('09:00', '10:00'), shift('10:30', '11:00')], 30 * 60_000)).toHaveLength(2);
  });
});
