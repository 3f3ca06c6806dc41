import { readVerificationCode, verificationCode } from '../../../electron/contract/core/verification-codes.ts';
import { offerUntil, promotions } from '../../../electron/contract/people/waiting-list.ts';
import { badgeCode, bookingCode, readScanCode } from '../../../electron/contract/people/scan-codes.ts';
import { noShowStanding } from '../../../electron/contract/people/no-shows.ts';
import { describe, expect, it } from 'vitest';
import { bookingRefusal, type BookingFacts, type Refusal } from '../../../electron/contract/training/booking-rules.ts';
import { attendancePercent, missingFor, validUntil } from '../../../electron/contract/training/certificate-rules.ts';
import {
  cancelDeadline,
  CLASS_STATES,
  CLASS_STEPS,
  classStepProblem,
  classStepsFrom,
  dueClassStep,
  planDates,
  type ClassState,
  type ClassSubject
} from '../../../electron/contract/training/class-rules.ts';
import { DAY_MS, HOUR_MS, instantOf } from '../../../electron/contract/core/time.ts';
import { trainerProblems, type TrainerRules } from '../../../electron/contract/training/trainers.ts';
import { readEvenings, splitWishes, wishFieldOfHeader } from '../../../electron/contract/training/wishes.ts';

const at = instantOf;
const ordinary = () => 'ordinary' as const;

describe('the life of a class', () => {
  const subject = (over: Partial<ClassSubject> = {}): ClassSubject => ({
    state: 'open',
    taken: 5,
    minToOpen: 5,
    firstAt: at('2026-11-24', '19:00'),
    lastAt: at('2026-12-15', '21:00'),
    sessions: 4,
    ...over
  });
  const before = at('2026-11-20', '09:00');
  const during = at('2026-11-25', '09:00');
  const after = at('2026-12-16', '09:00');

  it('lets each state go only where it leads', () => {
    const leads: Record<ClassState, string[]> = {
      draft: ['open', 'cancel'],
      open: ['confirm', 'cancel'],
      confirmed: ['cancel'],
      running: ['cancel'],
      finished: ['resume', 'archive'],
      archived: ['unarchive'],
      cancelled: ['archive', 'reinstate']
    };
    for (const state of CLASS_STATES) {
      const steps = classStepsFrom(subject({ state }), before).map((open) => open.step);
      expect(steps.sort(), state).toEqual([...leads[state]].sort());
    }
    expect(classStepsFrom(subject({ state: 'running' }), after).map((open) => open.step)).toContain('finish');
    expect(
      CLASS_STEPS.every((step) => classStepProblem(step, subject({ state: 'archived' }), after) === (step === 'unarchive' ? null : 'state'))
    ).toBe(true);
  });

  it.each([
    ['open', { state: 'draft', sessions: 0, firstAt: null, lastAt: null }, before, 'no_sessions'],
    ['withdraw', { state: 'open', taken: 1 }, before, 'booked'],
    ['withdraw', { state: 'open', taken: 0 }, before, null],
    ['start', { state: 'confirmed' }, before, 'too_early'],
    ['start', { state: 'confirmed' }, at('2026-11-24', '17:00'), null],
    ['finish', { state: 'running' }, during, 'still_to_come'],
    ['finish', { state: 'running' }, after, null]
  ] as const)('%s of %o at %i: %s', (step, over, now, problem) => {
    expect(classStepProblem(step, subject(over as Partial<ClassSubject>), now)).toBe(problem);
  });

  it('confirms by itself at the minimum, starts a confirmed class at its first session, finishes it after its last', () => {
    expect(dueClassStep(subject({ taken: 4 }), before)).toBe(null);
    expect(dueClassStep(subject(), before)).toBe('confirm');
    expect(dueClassStep(subject({ state: 'confirmed' }), before)).toBe(null);
    expect(dueClassStep(subject({ state: 'confirmed' }), during)).toBe('start');
    expect(dueClassStep(subject({ state: 'open', taken: 2 }), during)).toBe(null);
    expect(dueClassStep(subject({ state: 'running' }), during)).toBe(null);
    expect(dueClassStep(subject({ state: 'running' }), after)).toBe('finish');
    expect(dueClassStep(subject({ state: 'draft' }), after)).toBe(null);
  });

  it('wants a reason to go below the minimum, to cancel and to go back', () => {
    const needed = (state: ClassState, step: string, taken: number, now = before) =>
      classStepsFrom(subject({ state, taken }), now).find((open) => open.step === step)?.reasonNeeded;
    expect(needed('open', 'confirm', 4)).toBe(true);
    expect(needed('open', 'confirm', 5)).toBe(false);
    expect(needed('open', 'cancel', 5)).toBe(true);
    expect(needed('finished', 'resume', 5)).toBe(true);
    expect(needed('finished', 'archive', 5)).toBe(false);
  });
});

describe('the dates of a plan', () => {
  const tuesdays = {
    start: '2026-09-15',
    slots: [{ weekday: 2, from: '19:00', to: '21:00' }],
    everyWeeks: 1,
    count: null,
    until: null,
    skipHolidays: true
  };
  const national = (date: string) => (date >= '2026-10-01' && date <= '2026-10-07' ? ('holiday' as const) : ('ordinary' as const));

  it('eight Tuesdays over National Day: the holiday is left out, marked, and the plan goes on behind it', () => {
    const dates = planDates({ ...tuesdays, count: 8 }, national);
    expect(dates.filter((one) => one.skipped).map((one) => one.date)).toEqual(['2026-10-06']);
    expect(dates.filter((one) => !one.skipped).map((one) => one.date)).toEqual([
      '2026-09-15',
      '2026-09-22',
      '2026-09-29',
      '2026-10-13',
      '2026-10-20',
      '2026-10-27',
      '2026-11-03',
      '2026-11-10'
    ]);
    expect(dates[0]).toMatchObject({ from: at('2026-09-15', '19:00'), to: at('2026-09-15', '21:00') });
  });

  it('counts the holiday where it is not to be skipped, and stops at an end date', () => {
    expect(planDates({ ...tuesdays, count: 8, skipHolidays: false }, national).map((one) => one.date)).toContain('2026-10-06');
    expect(planDates({ ...tuesdays, until: '2026-10-13' }, national).filter((one) => !one.skipped).length).toBe(4);
  });

  it('takes several times a week in order, every second week, and a time over midnight', () => {
    const rule = {
      ...tuesdays,
      slots: [
        { weekday: 6, from: '14:00', to: '16:00' },
        { weekday: 2, from: '23:00', to: '01:00' }
      ],
      everyWeeks: 2,
      count: 4
    };
    const dates = planDates(rule, ordinary);
    expect(dates.map((one) => one.date)).toEqual(['2026-09-15', '2026-09-19', '2026-09-29', '2026-10-03']);
    expect(dates[0]!.to - dates[0]!.from).toBe(2 * HOUR_MS);
  });

  it('never goes on for ever', () => {
    expect(planDates({ ...tuesdays, count: 200 }, () => 'holiday').every((one) => one.skipped)).toBe(true);
  });
});

describe('the notice of a cancellation', () => {
  const start = at('2026-10-08', '19:00');
  const kinds = (date: string) =>
    date >= '2026-10-01' && date <= '2026-10-07'
      ? ('holiday' as const)
      : date === '2026-09-27'
        ? ('workday' as const)
        : ('ordinary' as const);
  it.each([
    [{ unit: 'hours', amount: 24 } as const, at('2026-10-07', '19:00')],
    [{ unit: 'hours', amount: 0 } as const, start],
    [{ unit: 'working_days', amount: 0 } as const, start],
    // The day before a Thursday after National Day is 30 September; Sunday the 27th was worked.
    [{ unit: 'working_days', amount: 1 } as const, at('2026-09-30', '00:00')],
    [{ unit: 'working_days', amount: 4 } as const, at('2026-09-27', '00:00')],
    [{ unit: 'working_days', amount: 5 } as const, at('2026-09-25', '00:00')]
  ])('%o', (notice, deadline) => {
    expect(cancelDeadline(start, notice, kinds)).toBe(deadline);
  });
});

describe('the checks of a booking, in order', () => {
  const good: BookingFacts = {
    now: at('2026-11-23', '09:00'),
    existing: null,
    classState: 'open',
    sessionOver: false,
    bookingFrom: null,
    bookingTo: null,
    organisations: null,
    belongs: false,
    needs: [],
    clashes: [],
    clashOverridden: false,
    quota: null,
    block: null,
    capacity: 10,
    free: 1,
    waiting: 0
  };
  const clash = { what: 'class' as const, title: '2026-0002', from: 1, to: 2 };
  const failing: [Partial<BookingFacts>, Refusal['reason']][] = [
    [{ existing: { bookingId: 7, state: 'waiting' } }, 'already_booked'],
    [{ classState: 'cancelled' }, 'class_state'],
    [{ sessionOver: true }, 'session_over'],
    [{ bookingFrom: at('2026-11-24', '09:00') }, 'not_yet'],
    [{ bookingTo: at('2026-11-23', '09:00') }, 'window_over'],
    [{ organisations: ['一公司'], belongs: false }, 'not_eligible'],
    [{ needs: [{ what: 'certificate', course: '钳工', held: 'expired', validUntil: '2026-01-01' }] }, 'certificate_expired'],
    [{ clashes: [clash] }, 'clash'],
    [{ quota: { organisation: '一公司', limit: 2, used: 2 } }, 'quota'],
    [{ block: { until: 9, dates: [] } }, 'blocked'],
    [{ free: 0 }, 'full']
  ];
  it('says nothing when all is well', () => expect(bookingRefusal(good)).toBe(null));
  it('answers the first that fails: each wins over all behind it', () => {
    let all: BookingFacts = good;
    for (const [over, reason] of [...failing].reverse()) {
      all = { ...all, ...over };
      expect(bookingRefusal(all)?.reason).toBe(reason);
      expect(bookingRefusal({ ...good, ...over })?.reason).toBe(reason);
    }
  });
  it('lets a reason override a clash, and nobody overtake the waiting list', () => {
    expect(bookingRefusal({ ...good, clashes: [clash], clashOverridden: true })).toBe(null);
    expect(bookingRefusal({ ...good, free: 3, waiting: 1 })?.reason).toBe('full');
  });
  it.each([
    [{ what: 'course', course: 'a', held: 'missing', validUntil: null }, 'course_missing'],
    [{ what: 'certificate', course: 'a', held: 'missing', validUntil: null }, 'certificate_missing'],
    [{ what: 'certificate', course: 'a', held: 'valid', validUntil: null }, undefined]
  ] as const)('%o needs %s', (need, reason) => {
    expect(bookingRefusal({ ...good, needs: [need] })?.reason).toBe(reason);
  });
});

describe('offers', () => {
  const start = at('2026-11-26', '19:00');
  it('are held for the hours set, never into the day itself, and not at all on it', () => {
    expect(offerUntil(at('2026-11-23', '09:00'), start, 24)).toBe(at('2026-11-24', '09:00'));
    expect(offerUntil(at('2026-11-25', '20:00'), start, 24)).toBe(at('2026-11-26', '00:00'));
    expect(offerUntil(at('2026-11-26', '00:00'), start, 24)).toBe(null);
    expect(offerUntil(at('2026-11-26', '18:59'), start, 24)).toBe(null);
  });
});

describe('the waiting list', () => {
  const list = (...entries: [place: number, sessionId: number | null, size: number][]) =>
    entries.map(([place, sessionId, size]) => ({ place, sessionId, size }));
  const places = (entries: ReturnType<typeof list>, beside: number, single: [number, number][] = []) =>
    promotions(entries, { beside, single: new Map(single) }).map((entry) => entry.place);
  it.each([
    ['first come first served', list([2, null, 1], [1, null, 1], [3, null, 1]), 2, [], [1, 2]],
    ['nobody overtakes a group that does not fit', list([1, null, 3], [2, null, 1]), 2, [], []],
    ['a group gets its seats together', list([1, null, 3], [2, null, 1]), 4, [], [1, 2]],
    ['one session full does not hold up another', list([1, 7, 1], [2, 8, 1]), 2, [[7, 2]], [2]],
    ['the whole class waits for its fullest session', list([1, null, 1]), 2, [[7, 2]], []],
    ['who wants the class holds up who wants a session behind', list([1, null, 1], [2, 8, 1]), 2, [[7, 2]], []],
    ['a full session in front holds up the whole class behind', list([1, 7, 1], [2, null, 1]), 2, [[7, 2]], []],
    ['seats given to single sessions are not given again', list([1, 7, 1], [2, 8, 1], [3, null, 1]), 2, [], [1, 2, 3]],
    ['and are taken from the class', list([1, 7, 2], [2, null, 1]), 2, [], [1]]
  ] as const)('%s', (_name, entries, beside, single, expected) => {
    expect(places([...entries], beside, single as unknown as [number, number][])).toEqual(expected);
  });
});

describe('the no-show policy', () => {
  const policy = { count: 3, windowDays: 60, blockDays: 30 };
  const day = (n: number) => n * DAY_MS;
  const events = (...days: number[]) => days.map((n) => ({ at: day(n), kind: 'absent' as const }));
  const standing = (days: number[], now: number, lifted: number[] = []) =>
    noShowStanding(policy, events(...days), lifted.map(day), day(now));
  it.each([
    ['two are two', [1, 2], 10, null, 2],
    ['the third within sixty days blocks for thirty', [1, 30, 60], 61, [60, 90], 0],
    ['at the sixtieth day the first no longer counts', [1, 30, 61], 62, null, 2],
    ['a block ends by itself', [1, 2, 3], 33, null, 0],
    ['and lasts until then', [1, 2, 3], 32, [3, 33], 0],
    ['what led to a block is used up', [1, 2, 3, 40, 41], 42, null, 2],
    ['three more are needed for the next', [1, 2, 3, 40, 41, 42], 43, [42, 72], 0],
    ['those to come do not count', [1, 2, 50], 10, null, 2]
  ] as const)('%s', (_name, days, now, block, counted) => {
    const found = standing([...days], now);
    expect(found.block && [found.block.from / DAY_MS, found.block.until / DAY_MS]).toEqual(block);
    expect(found.counted.length).toBe(counted);
  });
  it('can be lifted, which wipes what was counted, and is off with a count of nought', () => {
    expect(standing([1, 2, 3], 10, [5]).block).toBe(null);
    expect(standing([1, 2], 10, [5]).counted).toEqual([]);
    expect(standing([1, 2, 6, 7], 10, [5])).toMatchObject({ block: null, counted: [{ at: day(6) }, { at: day(7) }] });
    expect(standing([1, 2, 3], 10, [2]).block).toBe(null);
    expect(noShowStanding({ ...policy, count: 0 }, events(1, 2, 3, 4), [], day(5))).toEqual({ counted: [], block: null });
  });
  it('names what led to the block', () => {
    expect(standing([1, 5, 9], 10).block!.because.map((one) => one.at / DAY_MS)).toEqual([1, 5, 9]);
  });
});

describe('scanned codes', () => {
  it('tell bookings and badges apart and refuse what was misread', () => {
    expect(readScanCode(bookingCode(1234))).toEqual({ kind: 'booking', id: 1234 });
    expect(readScanCode(` ${badgeCode(7).toLowerCase()} `)).toEqual({ kind: 'person', id: 7 });
    const wrong = [...bookingCode(1234)]
      .map((_, i, all) => all.map((c, j) => (i === j ? (c === '1' ? '2' : '1') : c)).join(''))
      .slice(1, -1);
    for (const code of wrong) if (code !== bookingCode(1234)) expect(readScanCode(code)).toBe(null);
    expect(readScanCode('330000199001011234')).toBe(null);
  });
});

describe('certificates', () => {
  const rule = { attendancePercent: 80, minutes: 0, testNeeded: false, validMonths: null };
  const numbers = { held: 8, attended: 7, excused: 0, minutes: 840, testPassed: null };
  it.each([
    [rule, numbers, true, []],
    [rule, { ...numbers, attended: 6 }, true, ['attendance']],
    [rule, { ...numbers, attended: 6, excused: 2 }, true, ['attendance']],
    [{ ...rule, attendancePercent: 0 }, { ...numbers, held: 0, attended: 0 }, true, ['attendance']],
    [{ ...rule, minutes: 900 }, numbers, true, ['minutes']],
    [{ ...rule, testNeeded: true }, numbers, true, ['test']],
    [{ ...rule, testNeeded: true }, { ...numbers, testPassed: false }, true, ['test']],
    [{ ...rule, testNeeded: true }, { ...numbers, testPassed: true }, true, []],
    [rule, numbers, false, ['not_finished']]
  ] as const)('%o with %o', (one, of, finished, missing) => {
    expect(missingFor(one, of, finished)).toEqual(missing);
  });
  it('rounds percentages down: five of seven is not seventy-two', () => expect(attendancePercent({ held: 7, attended: 5 })).toBe(71));
  it.each([
    ['2026-11-23', 12, '2027-11-22'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-12-01', 1, '2026-12-31'],
    ['2026-11-23', null, null]
  ] as const)('issued on %s for %s months: valid until %s', (on, months, until) => {
    expect(validUntil(on, months)).toBe(until);
  });
  it('have codes that a slip of the hand does not turn into another', () => {
    const code = verificationCode(new Uint8Array([1, 22, 3, 44, 5, 66, 7, 88, 9, 100, 11, 122]));
    expect(readVerificationCode(code.toLowerCase().replaceAll('-', ' '))).toBe(code);
    const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
    const plain = code.replaceAll('-', '');
    for (let i = 0; i < plain.length; i += 1) {
      const other = letters[(letters.indexOf(plain[i]!) + 1) % letters.length]!;
      expect(readVerificationCode(plain.slice(0, i) + other + plain.slice(i + 1))).toBe(null);
    }
  });
});

describe('what a trainer can take', () => {
  const rules: TrainerRules = {
    courseIds: [1, 2],
    qualifications: [{ courseIds: [2], validUntil: '2026-11-30' }],
    hours: [{ weekday: 2, from: '18:00', to: '21:30' }],
    leave: [{ from: '2026-12-01', to: '2026-12-07' }],
    active: true
  };
  const use = (date: string, from = '19:00', to = '21:00') => ({ from: at(date, from), to: at(date, to) });
  it.each([
    [1, use('2026-11-24'), []],
    [3, use('2026-11-24'), ['trainer_subject']],
    [1, use('2026-11-25'), ['trainer_hours']],
    [1, use('2026-11-24', '20:00', '22:00'), ['trainer_hours']],
    [2, use('2026-11-24'), []],
    [2, use('2026-12-08'), ['trainer_qualification']],
    [1, use('2026-12-01'), ['trainer_leave']]
  ] as const)('course %i at %o: %o', (course, when, problems) => {
    expect(trainerProblems(rules, course, when)).toEqual(problems);
  });
  it('nothing once they stopped', () =>
    expect(trainerProblems({ ...rules, active: false }, 1, use('2026-11-24'))).toEqual(['trainer_subject']));
});

describe('surveys', () => {
  it.each([
    ['周二、周四', [2, 4]],
    ['星期三晚上', [3]],
    ['周末', [6, 7]],
    ['工作日', [1, 2, 3, 4, 5]],
    ['Tue, Thu', [2, 4]],
    ['2,4', [2, 4]],
    ['都可以', [1, 2, 3, 4, 5, 6, 7]],
    ['看情况', []]
  ] as const)('%s', (text, days) => expect(readEvenings(text)).toEqual(days));
  it('takes several wishes out of one cell', () => expect(splitWishes('咖啡、中式面点；摄影')).toEqual(['咖啡', '中式面点', '摄影']));
  it.each([
    ['想学什么', 'wish'],
    ['希望时间（晚上）', 'evenings'],
    ['姓名', null]
  ] as const)('%s is %s', (header, field) => expect(wishFieldOfHeader(header)).toBe(field));
});
