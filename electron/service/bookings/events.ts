import type { CALL_REASONS } from '../../contract/bookings.ts';
import type { Command } from '../command.ts';
import { insertRow } from '../db/fixed.ts';

export interface ClassEvent {
  classId: number;
  bookingId?: number;
  personId?: number;
  kind: string;
  params?: Record<string, string | number | null>;
  reason?: string;
}

/** Writes down who moved when and why: what the history of a class and of a booking shows. */
export async function recordTx(cmd: Command, event: ClassEvent): Promise<void> {
  await insertRow(cmd.tx, 'class_event', {
    class_id: event.classId,
    booking_id: event.bookingId ?? null,
    person_id: event.personId ?? null,
    at: cmd.now,
    by: cmd.actor.name,
    kind: event.kind,
    params: JSON.stringify(event.params ?? {}),
    reason: event.reason ?? ''
  });
}

/** Puts somebody on the list of people to be called. */
export async function toCallTx(
  cmd: Command,
  call: { classId: number; personId: number; reason: (typeof CALL_REASONS)[number]; sessionId?: number | null; bookingId?: number | null }
): Promise<void> {
  await cmd.tx
    .insertInto('class_call')
    .values({
      class_id: call.classId,
      session_id: call.sessionId ?? null,
      person_id: call.personId,
      booking_id: call.bookingId ?? null,
      reason: call.reason,
      created_at: cmd.now,
      called_at: null,
      outcome: null
    })
    .execute();
  cmd.changed('calls');
}

/** What somebody was to be told of a booking is out of date: an offer that was answered, a booking that ended. */
export async function dropCallsTx(cmd: Command, bookingId: number): Promise<void> {
  const dropped = await cmd.tx
    .updateTable('class_call')
    .set({ open: 0 })
    .where('booking_id', '=', bookingId)
    .where('open', '=', 1)
    .where('reason', 'in', ['offered', 'promoted'])
    .executeTakeFirst();
  if (Number(dropped.numUpdatedRows) > 0) cmd.changed('calls');
}
