import type { ReservationRef } from '../../../contract/schedule/reservation.ts';
import { MAX_ALLOCATION_MS, type Interval } from '../../../contract/schedule/allocation.ts';
import { PLACED } from '../../../contract/volunteering/sign-up-rules.ts';
import { dropSuspendedTx, toCallTx } from '../../people/calls/to-call.ts';
import { askedAgain, handedTo, plannedCounts, plannedHits, type HitKind, type ZoneHolder } from '../../schedule/closures/holders.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { trimTx } from '../../schedule/allocation/allocate.ts';
import { projectEventTx } from '../volunteer-projects/events.ts';
import { layoutTx, probeShift, useSource } from './layout.ts';
import { comingShiftRefs, shiftRef, shiftRefQuery } from './refs.ts';
import { readShift, type ShiftRecord } from './store.ts';

async function refTx(cmd: Command, id: number): Promise<ReservationRef> {
  return shiftRef(await shiftRefQuery(cmd.tx).where('shift.id', '=', id).executeTakeFirstOrThrow());
}

async function hits(db: Db, now: number, zoneId: number, interval: Interval, which: HitKind) {
  const rows = await shiftRefQuery(db)
    .where('shift.zone_id', '=', zoneId)
    .where('shift.from_at', '>', interval.from - MAX_ALLOCATION_MS)
    .where('shift.from_at', '<', interval.to + MAX_ALLOCATION_MS)
    .where('shift.state', '=', which === 'suspended' ? 'suspended' : 'planned')
    .orderBy('shift.from_at')
    .execute();
  return plannedHits(
    rows,
    { now, interval, which },
    { ref: shiftRef, buffers: (row) => ({ setup: row.setup_minutes ?? 0, clearup: row.clearup_minutes ?? 0 }) }
  );
}

async function changeStateTx(
  cmd: Command,
  row: ShiftRecord,
  change: Pick<ShiftRecord, 'state' | 'closure_id'>,
  kind: 'shift_suspended' | 'shift_resumed'
): Promise<void> {
  await cmd.tx
    .updateTable('shift')
    .set({ ...change, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await projectEventTx(cmd, { projectId: row.project_id, shiftId: row.id, kind, params: { from: row.from_at } });
  cmd.audit({ entity: 'shift', entityId: row.id, before: { state: row.state, closure_id: row.closure_id }, after: change });
  cmd.changed('shifts', 'volunteer-projects', 'reservations');
}

/** Shifts as holders of zones, which closures suspend and restore. Sign-ups stay, and their people are listed for a call. */
export const shiftZoneHolder: ZoneHolder = {
  coming: comingShiftRefs,
  ...plannedCounts('shift'),
  hits,
  async suspendTx(cmd, id, closureId) {
    const row = await readShift(cmd.tx, id);
    await changeStateTx(cmd, row, { state: 'suspended', closure_id: closureId }, 'shift_suspended');
    await layoutTx(cmd, row.project_id, row.zone_id);
    const placed = await cmd.tx
      .selectFrom('sign_up')
      .select(['id', 'person_id'])
      .where('shift_id', '=', id)
      .where('state', 'in', PLACED)
      .execute();
    for (const one of placed)
      await toCallTx(cmd, { projectId: row.project_id, shiftId: id, signUpId: one.id, personId: one.person_id, reason: 'shift_suspended' });
    return refTx(cmd, id);
  },
  async restoreTx(cmd, id) {
    const row = await readShift(cmd.tx, id);
    const again = askedAgain({ from: row.from_at, to: row.to_at }, cmd.now);
    const { clashes } = await probeShift(
      cmd.tx,
      row.project_id,
      { id, from: row.from_at, to: row.to_at, number: row.number, zoneId: row.zone_id ?? 0 },
      { now: cmd.now },
      again
    );
    if (clashes.length === 0) {
      await changeStateTx(cmd, row, { state: 'planned', closure_id: null }, 'shift_resumed');
      await layoutTx(cmd, row.project_id, row.zone_id, again);
      await dropSuspendedTx(cmd, { shiftId: id });
    } else {
      const other = handedTo(clashes, row.closure_id);
      if (other !== null) await changeStateTx(cmd, row, { state: 'suspended', closure_id: other }, 'shift_suspended');
    }
    return { ref: await refTx(cmd, id), clashes };
  },
  async trimTx(cmd, zoneId, interval) {
    const rows = await cmd.tx
      .selectFrom('project_use')
      .select('id')
      .where('zone_id', '=', zoneId)
      .where('from_at', '>', interval.from - MAX_ALLOCATION_MS)
      .where('to_at', '<=', interval.from)
      .execute();
    for (const row of rows) await trimTx(cmd, useSource(row.id), interval.from);
  }
};
