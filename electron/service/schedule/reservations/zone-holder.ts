import { MAX_ALLOCATION_MS, occupied, overlaps, type Interval } from '../../../contract/schedule/allocation.ts';
import type { ReservationRef } from '../../../contract/schedule/reservation.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { moveTx, probeTx, releaseTx, trimTx } from '../allocation/allocate.ts';
import { askedAgain, countsOf, handedTo, type ZoneHolder } from '../closures/holders.ts';
import { REF_COLUMNS, toRef } from './refs.ts';
import { standingRequestTx } from './steps.ts';
import { difference, factOf, readReservationTx, type ReservationRecord } from './store.ts';

/** Open reservations of a zone whose occupied time, buffers included, overlaps an interval. */
async function hitBy(db: Db, zoneId: number, interval: Interval, states: readonly ('requested' | 'approved' | 'in_use' | 'suspended')[]) {
  const rows = await db
    .selectFrom('reservation')
    .select(REF_COLUMNS)
    .select(['setup_minutes', 'clearup_minutes', 'closure_id', 'version'])
    .where('closed_at', 'is', null)
    .where('state', 'in', states)
    .where('zone_id', '=', zoneId)
    .where('from_at', '>', interval.from - MAX_ALLOCATION_MS)
    .where('from_at', '<', interval.to + MAX_ALLOCATION_MS)
    .orderBy('from_at')
    .orderBy('reservation.id')
    .execute();
  return rows.filter((row) => overlaps(occupied({ from: row.from_at, to: row.to_at }, row.setup_minutes, row.clearup_minutes), interval));
}

async function changeStateTx(
  cmd: Command,
  row: ReservationRecord,
  change: Partial<ReservationRecord>,
  action: string
): Promise<ReservationRef> {
  const after = { ...row, ...change, version: row.version + 1 };
  await cmd.tx
    .updateTable('reservation')
    .set({ ...change, version: after.version })
    .where('id', '=', row.id)
    .execute();
  cmd.audit({ action, entity: 'reservation', entityId: row.id, ...difference(factOf(row), factOf(after)) });
  cmd.changed('reservations');
  return toRef(after);
}

const STATES = { coming: ['requested', 'approved'], on: ['in_use'], suspended: ['suspended'] } as const;

/** Reservations as holders of zones, for closures and changes of hours. */
export const reservationZoneHolder: ZoneHolder = {
  async coming(db, now, bounds) {
    let query = db
      .selectFrom('reservation')
      .select(REF_COLUMNS)
      .where('closed_at', 'is', null)
      .where('state', 'in', ['requested', 'approved'])
      .where('from_at', '>=', Math.max(now, bounds.from ?? now))
      .orderBy('from_at');
    if (bounds.zoneId !== undefined) query = query.where('zone_id', '=', bounds.zoneId);
    if (bounds.to !== undefined) query = query.where('from_at', '<', bounds.to);
    return (await query.execute()).map(toRef);
  },
  async countComing(db, zoneId, now) {
    const row = await db
      .selectFrom('reservation')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('closed_at', 'is', null)
      .where('state', 'in', ['requested', 'approved', 'in_use', 'suspended'])
      .where('zone_id', '=', zoneId)
      .where((eb) => eb.or([eb('to_at', '>', now), eb('state', '=', 'in_use')]))
      .executeTakeFirstOrThrow();
    return Number(row.n);
  },
  async suspended(db) {
    const rows = await db
      .selectFrom('reservation')
      .select((eb) => ['closure_id' as const, eb.fn.countAll<number>().as('n')])
      .where('closed_at', 'is', null)
      .where('state', '=', 'suspended')
      .groupBy('closure_id')
      .execute();
    return countsOf(rows);
  },
  async hits(db, _now, zoneId, interval, which) {
    const rows = await hitBy(db, zoneId, interval, STATES[which]);
    return rows.map((row) => ({
      id: row.id,
      ref: toRef(row),
      occupied: occupied({ from: row.from_at, to: row.to_at }, row.setup_minutes, row.clearup_minutes),
      closureId: row.closure_id
    }));
  },
  async suspendTx(cmd, id, closureId) {
    const row = await readReservationTx(cmd, id);
    await releaseTx(cmd, { kind: 'reservation', id });
    const before = row.state === 'requested' ? 'requested' : 'approved';
    return changeStateTx(cmd, row, { state: 'suspended', state_before: before, closure_id: closureId }, 'reservations.suspend');
  },
  async restoreTx(cmd, id) {
    const row = await readReservationTx(cmd, id);
    const source = { kind: 'reservation' as const, id };
    const standing = await standingRequestTx(cmd, row);
    const request = { ...standing, ...askedAgain(standing.use, cmd.now) };
    const { clashes } = await probeTx(cmd, request, { except: [source] });
    if (clashes.length === 0) {
      await moveTx(cmd, source, request);
      // Nobody could be checked in meanwhile: those it waits for get the whole time of grace.
      const grace_from_at = Math.max(row.from_at, cmd.now);
      const change = { state: row.state_before ?? 'requested', state_before: null, closure_id: null, grace_from_at } as const;
      return { ref: await changeStateTx(cmd, row, change, 'reservations.restore'), clashes };
    }
    const other = handedTo(clashes, row.closure_id);
    if (other !== null) await changeStateTx(cmd, row, { closure_id: other }, 'reservations.suspend');
    return { ref: toRef(row), clashes };
  },
  async trimTx(cmd, zoneId, interval) {
    const rows = await cmd.tx
      .selectFrom('reservation')
      .select('id')
      .where('zone_id', '=', zoneId)
      .where('state', '=', 'finished')
      .where('from_at', '>', interval.from - MAX_ALLOCATION_MS)
      .where('from_at', '<', interval.to)
      .execute();
    for (const row of rows) await trimTx(cmd, { kind: 'reservation', id: row.id }, interval.from);
  }
};
