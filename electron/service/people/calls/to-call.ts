import type { CALL_REASONS } from '../../../contract/people/calls.ts';
import type { Command } from '../../core/command.ts';

/** The subject of a call: a class, with its session or booking, or a project, with its shift or sign-up. */
export type CallAbout =
  | { classId: number; sessionId?: number | null; bookingId?: number | null }
  | { projectId: number; shiftId?: number | null; signUpId?: number | null };

/** Adds a person to the list of people to be called. */
export async function toCallTx(cmd: Command, call: CallAbout & { personId: number; reason: (typeof CALL_REASONS)[number] }): Promise<void> {
  const ofClass = 'classId' in call ? call : null;
  const ofProject = 'projectId' in call ? call : null;
  await cmd.tx
    .insertInto('call')
    .values({
      class_id: ofClass?.classId ?? null,
      session_id: ofClass?.sessionId ?? null,
      booking_id: ofClass?.bookingId ?? null,
      project_id: ofProject?.projectId ?? null,
      shift_id: ofProject?.shiftId ?? null,
      sign_up_id: ofProject?.signUpId ?? null,
      person_id: call.personId,
      reason: call.reason,
      created_at: cmd.now,
      called_at: null,
      outcome: null
    })
    .execute();
  cmd.changed('calls');
}

/** Drops the open calls about a booking or sign-up that are out of date, because an offer was answered or a place given up. */
export async function dropCallsTx(
  cmd: Command,
  of: { bookingId: number } | { signUpId: number },
  reasons: readonly (typeof CALL_REASONS)[number][] = ['offered', 'promoted']
): Promise<void> {
  const open = cmd.tx.updateTable('call').set({ open: 0 }).where('open', '=', 1).where('reason', 'in', reasons);
  const dropped = await (
    'bookingId' in of ? open.where('booking_id', '=', of.bookingId) : open.where('sign_up_id', '=', of.signUpId)
  ).executeTakeFirst();
  if (Number(dropped.numUpdatedRows) > 0) cmd.changed('calls');
}

/** Drops the open calls about a suspended session or shift that takes place after all. */
export async function dropSuspendedTx(cmd: Command, of: { sessionId: number } | { shiftId: number }): Promise<void> {
  const open = cmd.tx
    .updateTable('call')
    .set({ open: 0 })
    .where('outcome', 'is', null)
    .where('reason', 'in', ['session_suspended', 'shift_suspended']);
  await ('sessionId' in of ? open.where('session_id', '=', of.sessionId) : open.where('shift_id', '=', of.shiftId)).execute();
  cmd.changed('calls');
}
