import { LIVE_RECORDS } from '../../../contract/volunteering/service-hour-rules.ts';
import { dropCallsTx } from '../../people/calls/to-call.ts';
import { demandState, isLate } from '../../people/waiting-list.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { withdrawBy } from '../shifts/read.ts';
import { readShift } from '../shifts/store.ts';
import { projectEventTx } from '../volunteer-projects/events.ts';
import { readProject } from '../volunteer-projects/store.ts';
import { promoteTx } from './promote.ts';
import { endSignUpTx, signUpForChangeTx, type SignUpRecord } from './store.ts';

interface Changed {
  id: number;
  version: number;
  commandId: string;
}

/** Takes an offered place. @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED */
export function accept(context: Context, input: Changed) {
  return command(context, input, async (cmd) => {
    const row = await signUpForChangeTx(cmd, input);
    demandState(row.state, ['offered'], 'accept');
    await cmd.tx
      .updateTable('sign_up')
      .set({ state: 'signed', offer_until: null, signed_at: cmd.now, version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
    await dropCallsTx(cmd, { signUpId: row.id });
    await projectEventTx(cmd, {
      projectId: row.project_id,
      shiftId: row.shift_id,
      signUpId: row.id,
      personId: row.person_id,
      kind: 'accepted'
    });
    cmd.audit({ entity: 'sign_up', entityId: row.id, before: { state: 'offered' }, after: { state: 'signed' } });
    cmd.changed('sign-ups', 'shifts');
    return { version: row.version + 1 };
  });
}

/** Declines an offered place, which the next of the list gets. @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED */
export function decline(context: Context, input: Changed & { reason: string }) {
  return command(context, input, async (cmd) => {
    const row = await signUpForChangeTx(cmd, input);
    demandState(row.state, ['offered'], 'decline');
    await endSignUpTx(cmd, row, 'declined', input.reason);
    return { promoted: await promoteTx(cmd, row.shift_id) };
  });
}

/** @throws StationError STEP_NOT_ALLOWED (the shift is over), REASON_NEEDED */
export async function withdrawTx(cmd: Command, row: SignUpRecord, input: { reason: string; excused: boolean }) {
  demandState(row.state, ['signed', 'offered', 'waiting'], 'withdraw');
  const shift = await readShift(cmd.tx, row.shift_id);
  if (row.state !== 'signed') {
    // Somebody who waits or has an offer can give it up at any time without a no-show.
    await endSignUpTx(cmd, row, row.state === 'offered' ? 'declined' : 'left', input.reason);
    return { late: false, promoted: await promoteTx(cmd, row.shift_id) };
  }
  if (row.outcome !== null) throw new StationError('STEP_NOT_ALLOWED', { from: row.outcome, step: 'withdraw' });
  if (shift.state === 'held' || cmd.now >= shift.to_at) throw new StationError('STEP_NOT_ALLOWED', { from: 'over', step: 'withdraw' });
  const served = await cmd.tx
    .selectFrom('service_record')
    .select('id')
    .where('shift_id', '=', shift.id)
    .where('person_id', '=', row.person_id)
    .where('state', 'in', LIVE_RECORDS)
    .executeTakeFirst();
  if (served) throw new StationError('STEP_NOT_ALLOWED', { from: 'served', step: 'withdraw' });
  const late = isLate(cmd.now, withdrawBy(shift, await readProject(cmd.tx, shift.project_id)), input);
  await endSignUpTx(cmd, row, late ? 'withdrawn_late' : 'withdrawn', input.reason);
  return { late, promoted: await promoteTx(cmd, row.shift_id) };
}

export function withdraw(context: Context, input: Changed & { reason: string; excused: boolean }) {
  return command(context, input, async (cmd) => {
    return withdrawTx(cmd, await signUpForChangeTx(cmd, input), input);
  });
}
