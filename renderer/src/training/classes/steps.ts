import { ElMessage } from 'element-plus';
import { classReasonNeeded, classStepsFrom, type ClassDetail, type ClassStep, type ClassSubject } from '@contract/training/classes.ts';
import { translate } from '@/ui/i18n/index.ts';
import { api, newCommandId } from '@/app/station.ts';
import { NEXT_STEPS } from '@/training/states.ts';
import { classTitle } from '@/training/texts.ts';

/** What the rules of steps read, from a class in the window. */
export const subjectOf = (of: ClassDetail): ClassSubject => ({
  state: of.state,
  taken: of.taken,
  minToOpen: of.minToOpen,
  firstAt: of.firstAt,
  lastAt: of.lastAt,
  sessions: of.sessions.filter((session) => session.state !== 'cancelled').length
});

export interface OpenStep {
  step: ClassStep;
  reasonNeeded: boolean;
}

/** The steps open to a class at `now` (UTC ms): the next one, and the others. */
export function stepsOf(of: ClassDetail, now: number): { next: OpenStep | null; others: OpenStep[] } {
  const open = classStepsFrom(subjectOf(of), now);
  const next = NEXT_STEPS.map((step) => open.find((one) => one.step === step)).find((one) => one !== undefined) ?? null;
  return { next, others: open.filter((one) => one !== next) };
}

/** Takes a step and confirms it. @returns the number of people to be called */
export async function takeClassStep(of: ClassDetail, step: ClassStep, reason: string): Promise<number> {
  const done = await api.classes.step({ commandId: newCommandId(), id: of.id, version: of.version, step, reason });
  ElMessage({
    type: 'success',
    message: translate('classes.stepDone', { title: classTitle(of), state: translate(`training.states.${done.state}`) })
  });
  return done.toCall;
}

export { classReasonNeeded };
