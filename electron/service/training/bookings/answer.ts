import { cancelDeadline } from '../../../contract/training/class-rules.ts';
import { addDays, dateOf } from '../../../contract/core/time.ts';
import { readCalendar } from '../../schedule/calendar/days.ts';
import { advanceTx } from '../classes/settle.ts';
import { readClassTx } from '../classes/store.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { recordTx } from './events.ts';
import { dropCallsTx } from '../../people/calls/to-call.ts';
import { demandState, isLate } from '../../people/waiting-list.ts';
import { promoteTx } from './promote.ts';
import { bookingForChangeTx, endBookingTx, withGroupTx, type BookingRecord } from './store.ts';

interface Changed {
  id: number;
  version: number;
  commandId: string;
}

/** Takes an offered seat, or all seats of a group. */
export async function acceptTx(cmd: Command, row: BookingRecord): Promise<void> {
  for (const member of await withGroupTx(cmd, row)) {
    await cmd.tx
      .updateTable('booking')
      .set({ state: 'booked', offer_until: null, booked_at: cmd.now, version: member.version + 1 })
      .where('id', '=', member.id)
      .execute();
    await dropCallsTx(cmd, { bookingId: member.id });
    await recordTx(cmd, { classId: member.class_id, bookingId: member.id, personId: member.person_id, kind: 'accepted' });
    cmd.audit({ entity: 'booking', entityId: member.id, before: { state: 'offered' }, after: { state: 'booked' } });
  }
  cmd.changed('bookings', 'classes');
  await advanceTx(cmd, row.class_id);
}

export function accept(context: Context, input: Changed) {
  return command(context, input, async (cmd) => {
    const row = await bookingForChangeTx(cmd, input);
    demandState(row.state, ['offered'], 'accept');
    await acceptTx(cmd, row);
    return { version: row.version + 1 };
  });
}

/** Declines an offered seat, or all seats of a group; the next entry of the list gets it. */
export function decline(context: Context, input: Changed & { reason: string }) {
  return command(context, input, async (cmd) => {
    const row = await bookingForChangeTx(cmd, input);
    demandState(row.state, ['offered'], 'decline');
    for (const member of await withGroupTx(cmd, row)) await endBookingTx(cmd, member, 'declined', input.reason);
    return { promoted: await promoteTx(cmd, row.class_id) };
  });
}

/**
 * Last moment (UTC ms) to cancel a booking in time: the notice before its first session to come. Null when none is to come.
 */
export async function deadlineTx(cmd: Command, row: Pick<BookingRecord, 'class_id' | 'session_id'>): Promise<number | null> {
  const of = await readClassTx(cmd, row.class_id);
  let query = cmd.tx
    .selectFrom('class_session')
    .select('from_at')
    .where('class_id', '=', row.class_id)
    .where('state', 'in', ['planned', 'suspended'])
    .where('to_at', '>', cmd.now)
    .orderBy('from_at');
  if (row.session_id !== null) query = query.where('id', '=', row.session_id);
  const next = await query.executeTakeFirst();
  if (next === undefined) return null;
  const day = dateOf(next.from_at);
  const calendar = await readCalendar(cmd.tx, addDays(day, -3 * of.notice_amount - 30), day);
  return cancelDeadline(next.from_at, { unit: of.notice_unit, amount: of.notice_amount }, calendar.kindOf);
}

/** @throws StationError STEP_NOT_ALLOWED, REASON_NEEDED */
export async function cancelBookingTx(cmd: Command, row: BookingRecord, input: { reason: string; excused: boolean }) {
  demandState(row.state, ['booked', 'offered', 'waiting'], 'cancel');
  if (row.state !== 'booked') {
    // Somebody who waits or has an offer can give it up at any time without a no-show.
    await endBookingTx(cmd, row, row.state === 'offered' ? 'declined' : 'left', input.reason);
    return { late: false, promoted: await promoteTx(cmd, row.class_id) };
  }
  const deadline = await deadlineTx(cmd, row);
  if (deadline === null) throw new StationError('STEP_NOT_ALLOWED', { from: 'over', step: 'cancel' });
  const late = isLate(cmd.now, deadline, input);
  await endBookingTx(cmd, row, late ? 'cancelled_late' : 'cancelled', input.reason);
  return { late, promoted: await promoteTx(cmd, row.class_id) };
}

export function cancelBooking(context: Context, input: Changed & { reason: string; excused: boolean }) {
  return command(context, input, async (cmd) => {
    return cancelBookingTx(cmd, await bookingForChangeTx(cmd, input), input);
  });
}

/** Splits a waiting group, so that its members wait one by one in the order they were named, at the group's place. */
export function splitGroup(context: Context, input: { groupId: number; commandId: string }) {
  return command(context, input, async (cmd) => {
    const members = await cmd.tx
      .selectFrom('booking')
      .selectAll()
      .where('group_id', 'is not', null)
      .where('group_id', '=', input.groupId)
      .where('ended_at', 'is', null)
      .orderBy('id')
      .execute();
    const [first] = members;
    if (first === undefined) throw new StationError('NOT_FOUND', { what: 'group', id: input.groupId });
    if (first.place === null) throw new StationError('STEP_NOT_ALLOWED', { from: first.state, step: 'split' });
    // Later entries move back, so that nobody loses or gains a place.
    const added = members.length - 1;
    const behind = await cmd.tx
      .selectFrom('booking')
      .select(['id', 'place'])
      .where('class_id', '=', first.class_id)
      .where('place', 'is not', null)
      .where('place', '>', first.place)
      .execute();
    for (const other of behind)
      await cmd.tx
        .updateTable('booking')
        .set({ place: (other.place ?? 0) + added })
        .where('id', '=', other.id)
        .execute();
    await cmd.tx
      .updateTable('class')
      .set((eb) => ({ last_place: eb('last_place', '+', added) }))
      .where('id', '=', first.class_id)
      .execute();
    for (const [i, member] of members.entries()) {
      await cmd.tx
        .updateTable('booking')
        .set({ place: first.place + i, group_id: null, version: member.version + 1 })
        .where('id', '=', member.id)
        .execute();
      await recordTx(cmd, {
        classId: member.class_id,
        bookingId: member.id,
        personId: member.person_id,
        kind: 'split',
        params: { place: first.place + i }
      });
    }
    cmd.audit({ entity: 'booking_group', entityId: input.groupId, after: { split: members.length } });
    cmd.changed('bookings');
    return { promoted: await promoteTx(cmd, first.class_id) };
  });
}
