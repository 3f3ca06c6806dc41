import { z } from 'zod';
import { CORE_ERRORS, mayOf } from '../core/errors.ts';
import { PEOPLE_ERRORS } from '../people/errors.ts';
import { SCHEDULE_ERRORS } from '../schedule/errors.ts';
import { conflictGround } from './case-conflicts.ts';
import { stepProblem } from './case-states.ts';

/** The errors of mediation that a person can act on. */
export const MEDIATION_ERRORS = {
  /** The volume is bound, so the case is read-only. */
  CASE_ARCHIVED: z.object({ id: z.number().int() }),
  /** The step still needs something. */
  CASE_STEP_REFUSED: z.object({ step: z.string(), problems: z.array(stepProblem) }),
  /** A mediator has a conflict of interest. `final`: nobody can accept it. */
  CASE_CONFLICT: z.object({
    conflicts: z.array(
      z.object({ personId: z.number().int(), name: z.string(), ground: conflictGround, partyName: z.string(), final: z.boolean() })
    )
  }),
  /** A paper lacks fields; casePapers.preview lists each. */
  CASE_PAPER_INCOMPLETE: z.object({ paper: z.string(), fields: z.array(z.string()) })
} as const;
type MediationErrors = typeof MEDIATION_ERRORS;

declare module '../core/errors.ts' {
  interface ErrorCatalogue extends MediationErrors {}
}

export const may = mayOf({ ...CORE_ERRORS, ...PEOPLE_ERRORS, ...SCHEDULE_ERRORS, ...MEDIATION_ERRORS });
