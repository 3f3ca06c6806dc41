import { LIVE_RECORDS } from '../../../contract/volunteering/service-hour-rules.ts';
import type { SignUpEnd } from '../../../contract/volunteering/sign-up-rules.ts';
import { toCallTx } from '../../people/calls/to-call.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { endSignUpTx } from '../sign-ups/store.ts';
import { projectEventTx } from '../volunteer-projects/events.ts';
import { layoutTx } from './layout.ts';
import { shiftForChangeTx, type ShiftRecord } from './store.ts';

/**
 * Cancels a shift: ends its sign-ups, frees the schedule and lists everybody signed up for a call, except those in `called`.
 * @returns the people listed for a call
 */
export async function cancelShiftTx(
  cmd: Command,
  row: ShiftRecord,
  reason: string,
  why: Extract<SignUpEnd, 'shift_cancelled' | 'project_cancelled'>,
  called: ReadonlySet<number> = new Set()
): Promise<number[]> {
  const signUps = await cmd.tx
    .selectFrom('sign_up')
    .selectAll()
    .where('shift_id', '=', row.id)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  const told: number[] = [];
  for (const signUp of signUps) {
    await endSignUpTx(cmd, signUp, why, reason);
    if (called.has(signUp.person_id)) continue;
    told.push(signUp.person_id);
    await toCallTx(cmd, {
      projectId: row.project_id,
      shiftId: row.id,
      signUpId: signUp.id,
      personId: signUp.person_id,
      reason: 'shift_cancelled'
    });
  }
  await cmd.tx
    .updateTable('shift')
    .set((eb) => ({ state: 'cancelled', closure_id: null, reason, version: eb('version', '+', 1) }))
    .where('id', '=', row.id)
    .execute();
  await layoutTx(cmd, row.project_id, row.zone_id);
  await projectEventTx(cmd, { projectId: row.project_id, shiftId: row.id, kind: 'shift_cancelled', params: { from: row.from_at }, reason });
  cmd.audit({
    entity: 'shift',
    entityId: row.id,
    before: { state: row.state },
    after: { state: 'cancelled', reason, toCall: told.length }
  });
  cmd.changed('shifts', 'volunteer-projects', 'reservations');
  return told;
}

/** Demands shifts without hours on record. @throws StationError IN_USE {what: 'service_record'} */
export async function demandNoneServedTx(cmd: Command, shiftIds: readonly number[]): Promise<void> {
  if (shiftIds.length === 0) return;
  const served = await cmd.tx
    .selectFrom('service_record')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('shift_id', 'in', shiftIds)
    .where('state', 'in', LIVE_RECORDS)
    .executeTakeFirstOrThrow();
  if (Number(served.n) > 0) throw new StationError('IN_USE', { what: 'service_record', count: Number(served.n) });
}

/** @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED, REASON_NEEDED, IN_USE */
export function cancelShift(context: Context, input: { commandId: string; id: number; version: number; reason: string }) {
  return command(context, input, async (cmd) => {
    const row = await shiftForChangeTx(cmd, input);
    if (row.state === 'cancelled') throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step: 'cancel' });
    if (input.reason.trim() === '') throw new StationError('REASON_NEEDED', {});
    await demandNoneServedTx(cmd, [row.id]);
    const told = await cancelShiftTx(cmd, row, input.reason.trim(), 'shift_cancelled');
    return { version: row.version + 1, toCall: told.length };
  });
}
