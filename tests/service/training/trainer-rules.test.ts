import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { trainerProblems, type TrainerRules } from '../../../electron/contract/training/trainers.ts';

const at = instantOf;

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
