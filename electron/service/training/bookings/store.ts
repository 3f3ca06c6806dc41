import type { Selectable } from 'kysely';
import type { EndReason } from '../../../contract/training/booking-rules.ts';
import { countEndedTx, monthOfInstant } from '../class-figures/rollup.ts';
import { readClassTx, trainersOfTx } from '../classes/store.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { recordTx } from './events.ts';
import { dropCallsTx } from '../../people/calls/to-call.ts';
import type { BookingTable } from './tables.ts';

export type BookingRecord = Selectable<BookingTable>;

/** @throws StationError NOT_FOUND, STALE */
export async function bookingForChangeTx(cmd: Command, input: { id: number; version: number }): Promise<BookingRecord> {
  const row = found(await cmd.tx.selectFrom('booking').selectAll().where('id', '=', input.id).executeTakeFirst(), 'booking', input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'booking' });
  return row;
}

/** The live members of a booking's group, or the booking alone. */
export async function withGroupTx(cmd: Command, row: BookingRecord): Promise<BookingRecord[]> {
  if (row.group_id === null) return [row];
  return cmd.tx
    .selectFrom('booking')
    .selectAll()
    .where('group_id', 'is not', null)
    .where('group_id', '=', row.group_id)
    .where('state', '=', row.state)
    .orderBy('id')
    .execute();
}

/**
 * Ends a booking and frees its seat; the caller gives the seat away (promote.ts).
 * @param why the typed reason for the history, if any
 */
export async function endBookingTx(cmd: Command, row: BookingRecord, reason: EndReason, why = ''): Promise<void> {
  const counts = reason === 'cancelled_late' || reason === 'unserved';
  const lead = counts ? ((await trainersOfTx(cmd, row.class_id))[0] ?? null) : null;
  const change = {
    state: 'ended' as const,
    end_reason: reason,
    ended_at: cmd.now,
    place: null,
    offer_until: null,
    figure_month: counts ? monthOfInstant(cmd.now) : null,
    figure_trainer_id: lead,
    version: row.version + 1
  };
  await cmd.tx.updateTable('booking').set(change).where('id', '=', row.id).execute();
  cmd.byClock?.({ entity: 'booking', id: row.id, before: row, after: change });
  if (counts) await countEndedTx(cmd, { ...row, ...change }, (await readClassTx(cmd, row.class_id)).course_id, 1);
  await dropCallsTx(cmd, { bookingId: row.id });
  await recordTx(cmd, {
    classId: row.class_id,
    bookingId: row.id,
    personId: row.person_id,
    kind: 'ended',
    params: { from: row.state, why: reason, sessionId: row.session_id },
    reason: why
  });
  cmd.audit({
    entity: 'booking',
    entityId: row.id,
    before: { state: row.state },
    after: { state: 'ended', reason, ...(why === '' ? {} : { why }) }
  });
  cmd.changed('bookings', 'classes');
}
