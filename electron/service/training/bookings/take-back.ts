import { offerUntil } from '../../../contract/people/waiting-list.ts';
import { HOUR_MS } from '../../../contract/core/time.ts';
import type { Command } from '../../core/command.ts';
import type { ClockOwner } from '../../core/station/by-clock.ts';
import { readSettings } from '../../core/station/settings.ts';
import { dropCallsTx, toCallTx } from '../../people/calls/to-call.ts';
import { countEndedTx } from '../class-figures/rollup.ts';
import { readClassTx, type ClassRecord } from '../classes/store.ts';
import { recordTx } from './events.ts';
import { freeSeatsTx } from './promote.ts';
import type { BookingRecord } from './store.ts';

/**
 * A booking that the clock ended, or gave a seat, is what it was: an offer stands for as long as a new one would, a place in
 * the list is the one it had.
 */
export const bookingClock: ClockOwner = {
  table: 'booking',
  async labels(db, ids) {
    const rows = await db
      .selectFrom('booking')
      .innerJoin('person', 'person.id', 'booking.person_id')
      .innerJoin('class', 'class.id', 'booking.class_id')
      .select(['booking.id', 'person.name', 'class.code'])
      .where('booking.id', 'in', ids)
      .execute();
    return new Map(rows.map((row) => [row.id, `${row.name} ${row.code}`]));
  },
  async takeBackTx(cmd, { id, before }) {
    const row = await cmd.tx.selectFrom('booking').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const course = await readClassTx(cmd, row.class_id);
    const was = before as Pick<BookingRecord, 'state' | 'offer_until'>;
    if (row.state === 'ended' && (await isBookedAgainTx(cmd, row))) return 'taken';
    if (row.state === 'ended' && was.state !== 'waiting' && !(await hasSeatTx(cmd, course, row))) return 'taken';
    if (row.figure_month !== null) await countEndedTx(cmd, row, course.course_id, -1);
    if (row.state !== 'ended') await dropCallsTx(cmd, { bookingId: id });
    const offer = was.state === 'offered' ? { offer_until: await untilTx(cmd, course, was.offer_until ?? 0) } : {};
    await cmd.tx
      .updateTable('booking')
      .set({ ...was, ...offer, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    const ids = { classId: row.class_id, bookingId: id, personId: row.person_id };
    if (was.state === 'offered') await toCallTx(cmd, { ...ids, sessionId: row.session_id, reason: 'offered' });
    await recordTx(cmd, { ...ids, kind: 'taken_back', params: { from: row.state, to: was.state } });
    cmd.changed('bookings', 'classes');
    return null;
  }
};

/** Whether the person stands in the class or session by another booking. */
async function isBookedAgainTx(cmd: Command, row: BookingRecord): Promise<boolean> {
  const other = await cmd.tx
    .selectFrom('booking')
    .select('id')
    .where('class_id', '=', row.class_id)
    .where('person_id', '=', row.person_id)
    .where('session_id', row.session_id === null ? 'is' : '=', row.session_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return other !== undefined;
}

async function hasSeatTx(cmd: Command, course: ClassRecord, row: BookingRecord): Promise<boolean> {
  const { beside, single } = await freeSeatsTx(cmd, course);
  const beyond = row.session_id === null ? Math.max(0, ...single.values()) : (single.get(row.session_id) ?? 0);
  return beside - beyond >= 1;
}

/** Until when an offer stands again, UTC ms. */
async function untilTx(cmd: Command, course: ClassRecord, until: number): Promise<number> {
  if (until > cmd.now) return until;
  const { offerHours } = await readSettings(cmd.tx);
  return offerUntil(cmd.now, course.first_at ?? cmd.now, offerHours) ?? cmd.now + HOUR_MS;
}
