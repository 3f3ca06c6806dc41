import {
  classReasonNeeded,
  classStepProblem,
  CLASS_STEP_RULES,
  type ClassState,
  type ClassStep
} from '../../../contract/training/class-rules.ts';
import { endBookingTx } from '../bookings/store.ts';
import { recordTx } from '../bookings/events.ts';
import { toCallTx } from '../../people/calls/to-call.ts';
import type { Command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import { leaveToPeopleTx } from '../../core/station/clock-hold.ts';
import { releaseTx } from '../../schedule/allocation/allocate.ts';
import { sourceOf } from '../sessions/store.ts';
import { refreshClassTx, subjectOf, type ClassRecord } from './store.ts';

/**
 * Takes one step of a class.
 * @returns the new state, and the number of people to be called
 * @throws StationError STEP_NOT_ALLOWED, REASON_NEEDED, INVALID (field `step`)
 */
export async function classStepTx(
  cmd: Command,
  row: ClassRecord,
  step: ClassStep,
  reason: string
): Promise<{ version: number; state: ClassState; toCall: number }> {
  const subject = subjectOf(row);
  const problem = classStepProblem(step, subject, cmd.now);
  if (problem === 'state') throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step });
  if (problem !== null) throw new StationError('INVALID', { field: 'step', reason: problem });
  if (reason.trim() === '' && classReasonNeeded(step, subject)) throw new StationError('REASON_NEEDED', {});
  return applyStepTx(cmd, row, step, reason.trim());
}

/** Applies a step, whether an operator or the clock decides it. */
export async function applyStepTx(cmd: Command, row: ClassRecord, step: ClassStep, reason: string) {
  const rule = CLASS_STEP_RULES[step].to;
  const state: ClassState = rule === 'before' ? (row.state_before ?? 'finished') : rule;
  const version = row.version + 1;
  const state_before = state === 'archived' ? (row.state === 'cancelled' ? ('cancelled' as const) : ('finished' as const)) : null;
  await cmd.tx
    .updateTable('class')
    .set({ state, state_before, version, ...(reason === '' ? {} : { reason }) })
    .where('id', '=', row.id)
    .execute();
  cmd.byClock?.({ entity: 'class', id: row.id, before: row, after: { state, state_before } });
  await recordTx(cmd, { classId: row.id, kind: 'step', params: { step, from: row.state, to: state }, reason });
  const toCall = await afterStepTx(cmd, row, step, reason);
  cmd.audit({
    entity: 'class',
    entityId: row.id,
    before: { state: row.state },
    after: { state, ...(reason === '' ? {} : { reason }), ...(toCall === 0 ? {} : { toCall }) }
  });
  cmd.changed('classes');
  return { version, state, toCall };
}

async function afterStepTx(cmd: Command, row: ClassRecord, step: ClassStep, reason: string): Promise<number> {
  if (step === 'cancel') return cancelTx(cmd, row, reason);
  // Its sessions are over: who resumes it finishes it, unless another session is added.
  if (step === 'resume') await leaveToPeopleTx(cmd, 'class', row.id);
  // Once the first session has begun nobody is promoted any more, unless that is set.
  if (step === 'finish' || (step === 'start' && row.promote_after_start === 0)) await closeListTx(cmd, row, step === 'finish');
  return 0;
}

async function closeListTx(cmd: Command, row: ClassRecord, singlesToo: boolean): Promise<void> {
  let query = cmd.tx
    .selectFrom('booking')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('class_id', '=', row.id)
    .where('state', 'in', ['waiting', 'offered']);
  if (!singlesToo) query = query.where('session_id', 'is', null);
  for (const booking of await query.execute()) await endBookingTx(cmd, booking, booking.state === 'waiting' ? 'unserved' : 'expired');
}

/** Lists everybody booked for a call and frees the schedule. Held sessions stay on record. @returns the number of calls */
async function cancelTx(cmd: Command, row: ClassRecord, reason: string): Promise<number> {
  const bookings = await cmd.tx
    .selectFrom('booking')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('class_id', '=', row.id)
    .orderBy('id')
    .execute();
  const called = new Set<number>();
  for (const booking of bookings) {
    await endBookingTx(cmd, booking, 'class_cancelled', reason);
    if (called.has(booking.person_id)) continue;
    called.add(booking.person_id);
    await toCallTx(cmd, { classId: row.id, personId: booking.person_id, bookingId: booking.id, reason: 'class_cancelled' });
  }
  const sessions = await cmd.tx
    .selectFrom('class_session')
    .select(['id', 'version'])
    .where('class_id', '=', row.id)
    .where('state', 'in', ['planned', 'suspended'])
    .execute();
  for (const session of sessions) {
    await releaseTx(cmd, sourceOf(session.id));
    await cmd.tx
      .updateTable('class_session')
      .set({ state: 'cancelled', closure_id: null, reason, version: session.version + 1 })
      .where('id', '=', session.id)
      .execute();
  }
  await refreshClassTx(cmd, row.id);
  if (sessions.length > 0) cmd.changed('reservations');
  return called.size;
}
