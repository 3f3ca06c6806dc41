import type { Command } from '../../core/command.ts';
import { insertRow } from '../../db/fixed.ts';

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
