import { z } from 'zod';

/** A volunteer project's and a shift's states and the steps between them. No database. */

export const PROJECT_STATES = ['draft', 'open', 'running', 'finished', 'archived', 'cancelled'] as const;
export type ProjectState = (typeof PROJECT_STATES)[number];
export const projectState = z.enum(PROJECT_STATES);

/** States in which volunteers can sign up. */
export const SIGNABLE: readonly ProjectState[] = ['open', 'running'];
/** States in which hours can be written down; of a finished one from paper. Of a cancelled one those of shifts that were held before. */
export const RECORDABLE: readonly ProjectState[] = ['open', 'running', 'finished'];

export const PROJECT_STEPS = ['open', 'withdraw', 'start', 'finish', 'resume', 'archive', 'unarchive', 'cancel', 'reinstate'] as const;
export type ProjectStep = (typeof PROJECT_STEPS)[number];
export const projectStep = z.enum(PROJECT_STEPS);

interface ProjectStepRule {
  from: readonly ProjectState[];
  /** `before`: the state it had before it was archived. */
  to: ProjectState | 'before';
  reason: 'needed' | 'optional';
}

/** Which step leads where. An open project starts by itself with its first shift; nothing else happens by itself. */
export const PROJECT_STEP_RULES: Record<ProjectStep, ProjectStepRule> = {
  open: { from: ['draft'], to: 'open', reason: 'optional' },
  withdraw: { from: ['open'], to: 'draft', reason: 'needed' },
  start: { from: ['open'], to: 'running', reason: 'optional' },
  finish: { from: ['running'], to: 'finished', reason: 'optional' },
  resume: { from: ['finished'], to: 'running', reason: 'needed' },
  archive: { from: ['finished', 'cancelled'], to: 'archived', reason: 'optional' },
  unarchive: { from: ['archived'], to: 'before', reason: 'needed' },
  cancel: { from: ['draft', 'open', 'running'], to: 'cancelled', reason: 'needed' },
  reinstate: { from: ['cancelled'], to: 'draft', reason: 'needed' }
};

/** What the rules need to know of a project. */
export interface ProjectSubject {
  state: ProjectState;
  /** Roles wanted. */
  needs: number;
  /** People signed up to shifts still to come. */
  signed: number;
  /** End of its last shift that was not cancelled; null without any. */
  lastAt: number | null;
  /** A dangerous project must say what the risks are (志愿服务条例 article 12). */
  dangerous: boolean;
  risks: string;
}

/** Why a step is not open to a project now, or null if it is. */
export function projectStepProblem(
  step: ProjectStep,
  subject: ProjectSubject,
  now: number
): 'state' | 'no_needs' | 'no_risks' | 'signed' | 'still_to_come' | null {
  if (!PROJECT_STEP_RULES[step].from.includes(subject.state)) return 'state';
  if (step === 'open' && subject.needs === 0) return 'no_needs';
  if (step === 'open' && subject.dangerous && subject.risks.trim() === '') return 'no_risks';
  // People who have signed up must be told: that is a cancellation.
  if (step === 'withdraw' && subject.signed > 0) return 'signed';
  if (step === 'finish' && subject.lastAt !== null && now < subject.lastAt) return 'still_to_come';
  return null;
}

/** The steps open to a project at a moment, each with whether it needs a reason. */
export const projectStepsFrom = (subject: ProjectSubject, now: number): { step: ProjectStep; reasonNeeded: boolean }[] =>
  PROJECT_STEPS.filter((step) => projectStepProblem(step, subject, now) === null).map((step) => ({
    step,
    reasonNeeded: PROJECT_STEP_RULES[step].reason === 'needed'
  }));

/**
 * A shift's states. `planned` becomes `held` when its end has passed; `suspended` by a closure of its zone, which restores
 * it; `cancelled` by hand or with its project.
 */
export const SHIFT_STATES = ['planned', 'held', 'suspended', 'cancelled'] as const;
export type ShiftState = (typeof SHIFT_STATES)[number];
export const shiftState = z.enum(SHIFT_STATES);
/** Neither set aside nor called off: it takes its zone and its people, and has a list. */
export const STANDING_SHIFTS: readonly ShiftState[] = ['planned', 'held'];

/** Most shifts a project may have. */
export const MAX_SHIFTS = 400;
