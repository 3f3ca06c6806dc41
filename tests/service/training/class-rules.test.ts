import { describe, expect, it } from 'vitest';
import {
  CLASS_STATES,
  CLASS_STEPS,
  classStepProblem,
  classStepsFrom,
  dueClassStep,
  planDates,
  type ClassState,
  type ClassSubject
} from '../../../electron/contract/training/class-rules.ts';
import { HOUR_MS, instantOf } from '../../../electron/contract/core/time.ts';

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

  it('eight Tuesdays over National Day: the holiday is left out and marked, and the plan continues after it', () => {
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
