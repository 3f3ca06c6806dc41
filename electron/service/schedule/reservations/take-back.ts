import type { ClockOwner } from '../../core/station/by-clock.ts';
import { moveTx, probeTx } from '../allocation/allocate.ts';
import { HAPPENED, standingRequestTx } from './steps.ts';
import { readReservationTx } from './store.ts';

/** A no-show by the clock becomes what it was: the reservation stands, if nobody has its place by now. */
export const reservationClock: ClockOwner = {
  table: 'reservation',
  async labels(db, ids) {
    const rows = await db.selectFrom('reservation').select(['id', 'number', 'title']).where('id', 'in', ids).execute();
    return new Map(rows.map((row) => [row.id, `${row.number} ${row.title}`.trim()]));
  },
  async takeBackTx(cmd, { id, before }) {
    const row = await readReservationTx(cmd, id);
    const source = { kind: 'reservation' as const, id };
    const request = { ...(await standingRequestTx(cmd, row)), lift: HAPPENED };
    if ((await probeTx(cmd, request, { except: [source] })).clashes.length > 0) return 'taken';
    await moveTx(cmd, source, request);
    await cmd.tx
      .updateTable('reservation')
      .set({ ...before, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    cmd.changed('reservations');
    return null;
  }
};
