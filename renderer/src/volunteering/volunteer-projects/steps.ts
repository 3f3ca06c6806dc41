import { projectStepsFrom, type ProjectDetail, type ProjectStep, type ProjectSubject } from '@contract/volunteering/volunteer-projects.ts';
import { NEXT_STEPS } from '@/volunteering/states.ts';

/** What the rules of steps read, from a project in the window. */
export const subjectOf = (of: ProjectDetail): ProjectSubject => ({
  state: of.state,
  needs: of.needs.filter((need) => !need.archived).length,
  signed: of.signedToCome,
  lastAt: of.lastAt,
  dangerous: of.dangerous,
  risks: of.risks
});

export interface OpenStep {
  step: ProjectStep;
  reasonNeeded: boolean;
}

/** The steps open to a project at `now` (UTC ms): the next one, and the others. */
export function stepsOf(of: ProjectDetail, now: number): { next: OpenStep | null; others: OpenStep[] } {
  const open = projectStepsFrom(subjectOf(of), now);
  const next = NEXT_STEPS.map((step) => open.find((one) => one.step === step)).find((one) => one !== undefined) ?? null;
  return { next, others: open.filter((one) => one !== next) };
}
