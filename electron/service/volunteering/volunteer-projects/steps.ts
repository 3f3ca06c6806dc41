import {
  PROJECT_STEP_RULES,
  projectStepProblem,
  type ProjectState,
  type ProjectStep
} from '../../../contract/volunteering/volunteer-project-rules.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { cancelShiftTx, demandNoneServedTx } from '../shifts/cancel.ts';
import { projectEventTx } from './events.ts';
import { projectForChangeTx, subjectOf, type ProjectRecord } from './store.ts';

/** @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED, REASON_NEEDED, INVALID (field `step`), IN_USE (people serve in a shift that would be cancelled) */
export function stepProject(
  context: Context,
  input: { commandId: string; id: number; version: number; step: ProjectStep; reason: string }
) {
  return command(context, input, async (cmd) => {
    const row = await projectForChangeTx(cmd, input);
    return projectStepTx(cmd, row, input.step, input.reason);
  });
}

/** Takes a step that an operator asks for. @returns the new state, and the number of people to be called */
export async function projectStepTx(cmd: Command, row: ProjectRecord, step: ProjectStep, typed: string) {
  const problem = projectStepProblem(step, await subjectOf(cmd.tx, row, cmd.now), cmd.now);
  if (problem === 'state') throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step });
  if (problem !== null) throw new StationError('INVALID', { field: 'step', reason: problem });
  const reason = typed.trim();
  if (PROJECT_STEP_RULES[step].reason === 'needed' && reason === '') throw new StationError('REASON_NEEDED', {});
  return applyProjectStepTx(cmd, row, step, reason);
}

/** Applies a step, whether an operator or the clock decides it. */
export async function applyProjectStepTx(cmd: Command, row: ProjectRecord, step: ProjectStep, reason: string) {
  const rule = PROJECT_STEP_RULES[step].to;
  const state: ProjectState = rule === 'before' ? (row.state_before ?? 'finished') : rule;
  const state_before = state === 'archived' ? (row.state === 'cancelled' ? ('cancelled' as const) : ('finished' as const)) : null;
  const version = row.version + 1;
  await cmd.tx
    .updateTable('project')
    .set({ state, state_before, version, ...(reason === '' ? {} : { reason }) })
    .where('id', '=', row.id)
    .execute();
  cmd.byClock?.({ entity: 'project', id: row.id, before: row, after: { state, state_before } });
  await projectEventTx(cmd, { projectId: row.id, kind: 'step', params: { step, from: row.state, to: state }, reason });
  let toCall = 0;
  if (step === 'cancel') {
    const shifts = await cmd.tx
      .selectFrom('shift')
      .selectAll()
      .where('project_id', '=', row.id)
      .where('state', 'in', ['planned', 'suspended'])
      .where('to_at', '>', cmd.now)
      .orderBy('from_at')
      .execute();
    const called = new Set<number>();
    await demandNoneServedTx(
      cmd,
      shifts.map((shift) => shift.id)
    );
    for (const shift of shifts)
      for (const personId of await cancelShiftTx(cmd, shift, reason, 'project_cancelled', called)) called.add(personId);
    toCall = called.size;
  }
  cmd.audit({
    entity: 'project',
    entityId: row.id,
    before: { state: row.state },
    after: { state, ...(reason === '' ? {} : { reason }), ...(toCall === 0 ? {} : { toCall }) }
  });
  cmd.changed('volunteer-projects', 'shifts');
  return { version, state, toCall };
}
