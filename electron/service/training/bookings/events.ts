import type { Command } from '../../core/command.ts';
import { insertRow } from '../../db/fixed.ts';
import { historyRow, type HistoryEvent } from '../../people/history.ts';

export interface ClassEvent extends HistoryEvent {
  classId: number;
  bookingId?: number;
}

/** Adds an event to the history of a class and its bookings. */
export async function recordTx(cmd: Command, event: ClassEvent): Promise<void> {
  await insertRow(cmd.tx, 'class_event', {
    class_id: event.classId,
    booking_id: event.bookingId ?? null,
    ...historyRow(cmd, event)
  });
}
