import { endSignUpTx } from './store.ts';
import { promoteTx } from './promote.ts';
import type { Command } from '../../core/command.ts';

/** Ends the coming sign-ups of a volunteer who pauses or leaves, and gives their places away. @returns how many ended */
export async function endSignUpsOfVolunteerTx(cmd: Command, personId: number, reason: string): Promise<number> {
  const rows = await cmd.tx
    .selectFrom('sign_up')
    .innerJoin('shift', 'shift.id', 'sign_up.shift_id')
    .selectAll('sign_up')
    .where('person_id', '=', personId)
    .where('sign_up.ended_at', 'is', null)
    .where('shift.from_at', '>', cmd.now)
    .execute();
  for (const row of rows) await endSignUpTx(cmd, row, 'volunteer_left', reason);
  for (const shiftId of new Set(rows.map((row) => row.shift_id))) await promoteTx(cmd, shiftId);
  return rows.length;
}
