import { CASE_STATES, type CaseState, type CaseStep, type OfferedStep } from '@contract/mediation/case-rules.ts';

/** Steps that lead back, aside or to a later limit. They are offered, but never proposed. */
const ASIDE: readonly CaseStep[] = ['back', 'terminate', 'refuse', 'extend', 'breach', 'resume'];

/**
 * The step to propose: the nearest one that can be taken now and leads on. Full performance comes first, even if something was overdue
 * before.
 */
export function nextStep<S extends Pick<OfferedStep, 'step' | 'to' | 'problems'>>(state: CaseState, steps: readonly S[]): S | null {
  const ready = steps.filter((one) => one.problems.length === 0 && !ASIDE.includes(one.step));
  const fulfilled = ready.find((one) => one.step === 'fulfil');
  if (fulfilled) return fulfilled;
  const at = (of: CaseState) => CASE_STATES.indexOf(of);
  return ready.filter((one) => at(one.to) > at(state)).sort((a, b) => at(a.to) - at(b.to))[0] ?? null;
}
