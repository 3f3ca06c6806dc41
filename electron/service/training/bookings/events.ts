import type { Command } from '../../core/command.ts';
import { insertRow } from '../../db/fixed.ts';
import { historyRow, type HistoryEvent } from '../../people/history.ts';

export interface ClassEvent extends HistoryEvent {
  classId: number;
  bookingId?: number;
}

/** Writes down who moved when and why: what the history of a class and of a booking shows. */
export async function recordTx(cmd: Command, event: ClassEvent): Promise<void> {
  await insertRow(cmd.tx, 'class_event', {
    class_id: event.classId,
    booking_id: event.bookingId ?? null,
    ...historyRow(cmd, event)
  });
}
