import { PLACED } from '../../../contract/volunteering/sign-up-rules.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { dropCallsTx, toCallTx } from '../../people/calls/to-call.ts';
import type { Command } from '../../core/command.ts';
import { unreadyOf } from './facts.ts';

/**
 * Lists volunteers for a call, once per shift, who have a place in a coming shift but lack its insurance or training, and removes those
 * who have it again and were not reached yet. Run it after a change of the project's demands, of the volunteer's record or of
 * the shift's time. Nobody clocks in without what the shift demands.
 * @returns how many calls were added
 */
export async function callUnreadyTx(cmd: Command, of: { projectId: number } | { shiftId: number } | { personId: number }): Promise<number> {
  let query = cmd.tx
    .selectFrom('sign_up')
    .innerJoin('shift', 'shift.id', 'sign_up.shift_id')
    .innerJoin('project', 'project.id', 'sign_up.project_id')
    .select(['sign_up.id', 'sign_up.person_id', 'sign_up.shift_id', 'sign_up.project_id', 'shift.to_at', 'project.dangerous'])
    .where('sign_up.ended_at', 'is', null)
    .where('sign_up.state', 'in', PLACED)
    .where('shift.state', 'in', ['planned', 'suspended'])
    .where('shift.to_at', '>', cmd.now)
    .orderBy('shift.from_at')
    .orderBy('sign_up.id');
  if ('projectId' in of) query = query.where('sign_up.project_id', '=', of.projectId);
  else if ('shiftId' in of) query = query.where('sign_up.shift_id', '=', of.shiftId);
  else query = query.where('sign_up.person_id', '=', of.personId);
  let added = 0;
  for (const row of await query.execute()) {
    // Checked on the last day of the shift, as at sign-up.
    const lacking = await unreadyOf(cmd.tx, { id: row.project_id, dangerous: row.dangerous }, row.person_id, dateOf(row.to_at - 1));
    if (lacking === null) {
      await dropCallsTx(cmd, { signUpId: row.id }, ['shift_unready']);
      continue;
    }
    const known = await cmd.tx
      .selectFrom('call')
      .select('id')
      .where('sign_up_id', '=', row.id)
      .where('reason', '=', 'shift_unready')
      .where((eb) => eb.or([eb('open', '=', 1), eb('outcome', '=', 'reached')]))
      .executeTakeFirst();
    if (known) continue;
    await toCallTx(cmd, {
      projectId: row.project_id,
      shiftId: row.shift_id,
      signUpId: row.id,
      personId: row.person_id,
      reason: 'shift_unready'
    });
    added += 1;
  }
  return added;
}
