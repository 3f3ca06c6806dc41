import { countedSessionTx, countSessionTx, syncClassTx } from '../class-figures/rollup.ts';
import { endBookingTx } from '../bookings/store.ts';
import type { ClassRecord } from '../classes/store.ts';
import type { Command } from '../../core/command.ts';
import type { SessionRecord } from './store.ts';

/** Marks a session whose time is over as held: it counts, and bookings that wait for it alone end unserved. */
export async function holdSessionTx(cmd: Command, row: ClassRecord, session: SessionRecord): Promise<void> {
  await cmd.tx
    .updateTable('class_session')
    .set({ state: 'held', seats: row.capacity, version: session.version + 1 })
    .where('id', '=', session.id)
    .execute();
  cmd.byClock?.({ entity: 'session', id: session.id, before: session, after: { state: 'held', seats: row.capacity } });
  await countSessionTx(cmd, await countedSessionTx(cmd, session.id), row.capacity, 1);
  const waiting = await cmd.tx
    .selectFrom('booking')
    .selectAll()
    .where('session_id', 'is not', null)
    .where('session_id', '=', session.id)
    .where('state', 'in', ['waiting', 'offered'])
    .execute();
  for (const booking of waiting) await endBookingTx(cmd, booking, booking.state === 'waiting' ? 'unserved' : 'expired');
  await syncClassTx(cmd, row.id);
}

/** Undoes `holdSessionTx` for a session that did not take place. */
export async function unholdSessionTx(cmd: Command, session: SessionRecord): Promise<void> {
  await countSessionTx(cmd, await countedSessionTx(cmd, session.id), session.seats ?? 0, -1);
}
