import { isNoShow } from '../../../contract/schedule/reservation.ts';
import { MINUTE_MS } from '../../../contract/core/time.ts';
import type { Command } from '../../core/command.ts';
import type { DueWork } from '../../core/due.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';
import { releaseTx } from '../allocation/allocate.ts';
import { notLeftToPeople } from '../../core/station/clock-hold.ts';
import { readSettings } from '../../core/station/settings.ts';

/** Approved reservations that have begun without a check-in, among which no-shows are found. */
const begun = fixedQuery((db, { now }: { now: number }) =>
  db
    .selectFrom('reservation')
    .select(['id', 'state', 'closed_at', 'grace_from_at'])
    .where('closed_at', 'is', null)
    .where('state', '=', 'approved')
    .where('from_at', '<', now)
    .where('grace_from_at', '<', now)
    .where((eb) => notLeftToPeople(eb, 'reservation', 'reservation.id', 'reservation.grace_from_at'))
);

async function due(db: Db, now: number) {
  const rows = await begun(db, { now });
  if (rows.length === 0) return [];
  const { graceMinutes } = await readSettings(db);
  return rows.filter((row) => isNoShow(row.grace_from_at, graceMinutes, now));
}

/** Releases due no-shows inside a command, before it reads or writes the schedule. @returns how many */
export async function settleDueTx(cmd: Command): Promise<number> {
  const rows = await due(cmd.tx, cmd.now);
  for (const row of rows) {
    await releaseTx(cmd, { kind: 'reservation', id: row.id });
    // The version stays: a window that still shows it as approved may check it in late. Every other step looks at the state.
    const after = { state: 'no_show' as const, closed_at: cmd.now };
    await cmd.tx.updateTable('reservation').set(after).where('id', '=', row.id).execute();
    cmd.byClock?.({ entity: 'reservation', id: row.id, before: row, after });
    cmd.audit({ entity: 'reservation', entityId: row.id, before: { state: 'approved' }, after: { state: 'no_show' } });
  }
  if (rows.length === 0) return 0;
  cmd.changed('reservations');
  return rows.length;
}

/** No-shows, which fall due by time alone. */
export const reservationsDue: DueWork = {
  action: 'reservations.release',
  isDue: async (db, now) => (await due(db, now)).length > 0,
  settleTx: settleDueTx
};

/** When a reservation without a check-in is released, UTC ms. @param graceFrom UTC ms */
export const releasedAt = (graceFrom: number, graceMinutes: number): number => graceFrom + graceMinutes * MINUTE_MS;
