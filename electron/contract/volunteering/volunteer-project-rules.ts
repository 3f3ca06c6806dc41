import { z } from 'zod';

/** The states of volunteer projects and shifts, and the steps between them. No database. */

export const PROJECT_STATES = ['draft', 'open', 'running', 'finished', 'archived', 'cancelled'] as const;
export type ProjectState = (typeof PROJECT_STATES)[number];
export const projectState = z.enum(PROJECT_STATES);

/** States in which volunteers can sign up. */
export const SIGNABLE: readonly ProjectState[] = ['open', 'running'];
/** States in which hours can be recorded; in a finished project only from paper. Besides, a cancelled project takes hours of shifts that were held before. */
export const RECORDABLE: readonly ProjectState[] = ['open', 'running', 'finished'];

export const PROJECT_STEPS = ['open', 'withdraw', 'start', 'finish', 'resume', 'archive', 'unarchive', 'cancel', 'reinstate'] as const;
export type ProjectStep = (typeof PROJECT_STEPS)[number];
export const projectStep = z.enum(PROJECT_STEPS);

interface ProjectStepRule {
  from: readonly ProjectState[];
  /** `before`: the state before the project was archived. */
  to: ProjectState | 'before';
  reason: 'needed' | 'optional';
}

/** Which step leads where. An open project starts without an operator when its first shift begins; every other step needs one. */
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

/** What the rules read of a project. */
export interface ProjectSubject {
  state: ProjectState;
  /** Number of roles wanted. */
  needs: number;
  /** People signed up to coming shifts. */
  signed: number;
  /** End of its last shift (UTC ms), cancelled ones apart; null without any. */
  lastAt: number | null;
  /** A dangerous project must state its risks (志愿服务条例 article 12). */
  dangerous: boolean;
  risks: string;
}

/** Why a project cannot take a step at `now` (UTC ms), or null if it can. */
export function projectStepProblem(
  step: ProjectStep,
  subject: ProjectSubject,
  now: number
): 'state' | 'no_needs' | 'no_risks' | 'signed' | 'still_to_come' | null {
  if (!PROJECT_STEP_RULES[step].from.includes(subject.state)) return 'state';
  if (step === 'open' && subject.needs === 0) return 'no_needs';
  if (step === 'open' && subject.dangerous && subject.risks.trim() === '') return 'no_risks';
  // People who signed up must be called, as `cancel` does.
  if (step === 'withdraw' && subject.signed > 0) return 'signed';
  if (step === 'finish' && subject.lastAt !== null && now < subject.lastAt) return 'still_to_come';
  return null;
}

/** The steps open to a project at a moment (UTC ms), each with whether it needs a reason. */
export const projectStepsFrom = (subject: ProjectSubject, now: number): { step: ProjectStep; reasonNeeded: boolean }[] =>
  PROJECT_STEPS.filter((step) => projectStepProblem(step, subject, now) === null).map((step) => ({
    step,
    reasonNeeded: PROJECT_STEP_RULES[step].reason === 'needed'
  }));

/**
 * The states of a shift. `planned` becomes `held` after its end; a closure of its zone makes it `suspended` and restores it;
 * `cancelled` by hand or with its project.
 */
export const SHIFT_STATES = ['planned', 'held', 'suspended', 'cancelled'] as const;
export type ShiftState = (typeof SHIFT_STATES)[number];
export const shiftState = z.enum(SHIFT_STATES);
/** States in which a shift takes its zone and its people's time, and has a list. */
export const STANDING_SHIFTS: readonly ShiftState[] = ['planned', 'held'];

/** Most shifts a project may have. */
export const MAX_SHIFTS = 400;
