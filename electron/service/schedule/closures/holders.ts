import type { Clash } from '../../../contract/core/errors.ts';
import type { ReservationRef } from '../../../contract/schedule/reservation.ts';
import { MAX_ALLOCATION_MS, occupied, type Interval } from '../../../contract/schedule/allocation.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { toRef } from '../reservations/coming.ts';
import { standingRequestTx } from '../reservations/steps.ts';
import { difference, factOf, readReservationTx, type ReservationRecord } from '../reservations/store.ts';
import { moveTx, probeTx, releaseTx, trimTx } from '../allocation/allocate.ts';
import { hearingHolder } from '../../mediation/hearings/closures.ts';
import { sessionHolder } from '../../training/sessions/closures.ts';
import { shiftHolder } from '../../volunteering/shifts/closures.ts';
import { hitBy } from './read.ts';

/** Coming ones are set aside by a closure; one that is on must end first; suspended ones may come back. */
export type HitKind = 'coming' | 'on' | 'suspended';

/** A use of a zone whose occupied time, buffers included, meets an interval. */
export interface Hit {
  id: number;
  ref: ReservationRef;
  occupied: Interval;
  /** While suspended: the closure that did it. */
  closureId: number | null;
}

/** Records that hold zones and that a closure sets aside and restores. */
export interface ClosureHolder {
  kind: ReservationRef['kind'];
  hits(db: Db, now: number, zoneId: number, interval: Interval, which: HitKind): Promise<Hit[]>;
  /** Gives the zone up and remembers what it was. */
  suspendTx(cmd: Command, id: number, closureId: number): Promise<ReservationRef>;
  /** Comes back after the whole check; with clashes it stays as it is, handed on to the closure that has it now, if any. */
  restoreTx(cmd: Command, id: number): Promise<{ ref: ReservationRef; clashes: Clash[] }>;
  /** Uses that are over end, in the schedule, where the closure begins. */
  trimTx(cmd: Command, zoneId: number, interval: Interval): Promise<void>;
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

const reservationHolder: ClosureHolder = {
  kind: 'reservation',
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
    const request = await standingRequestTx(cmd, row);
    const { clashes } = await probeTx(cmd, request, { except: [source] });
    if (clashes.length === 0) {
      await moveTx(cmd, source, request);
      const change = { state: row.state_before ?? 'requested', state_before: null, closure_id: null } as const;
      return { ref: await changeStateTx(cmd, row, change, 'reservations.restore'), clashes };
    }
    const other = clashes.find((clash) => clash.kind === 'closure')?.holderId;
    if (other !== undefined && other !== row.closure_id) await changeStateTx(cmd, row, { closure_id: other }, 'reservations.suspend');
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

/** Everything that closures set aside. */
export const CLOSURE_HOLDERS: readonly ClosureHolder[] = [reservationHolder, sessionHolder, shiftHolder, hearingHolder];

/** What a closure of a zone would meet, of all kinds, by start. */
export async function hitsOf(
  db: Db,
  now: number,
  zoneId: number,
  interval: Interval,
  which: HitKind
): Promise<(Hit & { holder: ClosureHolder })[]> {
  const hits: (Hit & { holder: ClosureHolder })[] = [];
  for (const holder of CLOSURE_HOLDERS)
    for (const hit of await holder.hits(db, now, zoneId, interval, which)) hits.push({ ...hit, holder });
  return hits.sort((a, b) => a.ref.from - b.ref.from);
}
