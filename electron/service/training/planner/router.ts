import { implementer } from '../../core/implementer.ts';
import { applyPlan, planProgress, proposeTerm } from './auto-plan.ts';

const os = implementer.autoPlan;

export const autoPlan = os.router({
  propose: os.propose.handler(({ context, input, signal }) => proposeTerm(context, input, signal)),
  progress: os.progress.handler(({ context, input, signal }) => planProgress(context, input.runId, signal)),
  apply: os.apply.handler(({ context, input }) => applyPlan(context, input))
});
