import type { ReservationRef } from '../../../contract/schedule/reservation.ts';
import { MAX_ALLOCATION_MS } from '../../../contract/schedule/allocation.ts';
import { askedAgain, handedTo, plannedCounts, plannedHits, type ComingBounds, type ZoneHolder } from '../../schedule/closures/holders.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { moveTx, probeTx, releaseTx, trimTx } from '../../schedule/allocation/allocate.ts';
import { readHearing, requestOf, sourceOf, type HearingRecord } from './store.ts';

/** The purpose 其他, which everybody else sees for a hearing. */
async function otherPurpose(db: Db): Promise<number> {
  return (await db.selectFrom('purpose').select('id').where('key', '=', 'other').executeTakeFirstOrThrow()).id;
}

/** A hearing in a list of reservations: a zone and a time, without number and title. */
const refOf = (row: HearingRecord, purposeId: number): ReservationRef => ({
  kind: 'hearing',
  id: row.id,
  number: '',
  zoneId: row.zone_id ?? 0,
  purposeId,
  title: '',
  from: row.from_at,
  to: row.to_at,
  state: row.state === 'suspended' ? 'suspended' : 'approved'
});

/** Hearings to come whose start is within bounds, UTC ms. */
async function comingHearingRefs(db: Db, now: number, bounds: ComingBounds): Promise<ReservationRef[]> {
  let query = db
    .selectFrom('case_hearing')
    .selectAll()
    .where('zone_id', 'is not', null)
    .where('state', '=', 'planned')
    .where('from_at', '>=', Math.max(now, bounds.from ?? now))
    .orderBy('from_at');
  if (bounds.zoneId !== undefined) query = query.where('zone_id', '=', bounds.zoneId);
  if (bounds.to !== undefined) query = query.where('from_at', '<', bounds.to);
  const rows = await query.execute();
  const purposeId = rows.length === 0 ? 0 : await otherPurpose(db);
  return rows.map((row) => refOf(row, purposeId));
}

async function changeTx(cmd: Command, row: HearingRecord, change: Pick<HearingRecord, 'state' | 'closure_id'>): Promise<ReservationRef> {
  const after = { ...row, ...change, version: row.version + 1 };
  await cmd.tx
    .updateTable('case_hearing')
    .set({ ...change, version: after.version })
    .where('id', '=', row.id)
    .execute();
  await cmd.tx
    .insertInto('case_event')
    .values({
      case_id: row.case_id,
      at: cmd.now,
      by: cmd.actor.name,
      kind: 'hearing',
      ref_id: row.id,
      params: JSON.stringify({ what: change.state === 'suspended' ? 'suspended' : 'restored', from: row.from_at }),
      reason: null
    })
    .execute();
  const changed = { entity: 'hearing', entityId: row.id, before: { state: row.state }, after: { state: change.state } };
  cmd.audit(change.state === 'suspended' ? { action: 'hearings.suspend', ...changed } : { action: 'hearings.restore', ...changed });
  cmd.changed('hearings', 'cases', 'reservations');
  return refOf(after, await otherPurpose(cmd.tx));
}

/** Hearings as holders of zones, which closures suspend and restore. Whoever closes a zone sees that time is taken, but not by which case. */
export const hearingZoneHolder: ZoneHolder = {
  coming: comingHearingRefs,
  ...plannedCounts('case_hearing'),
  async hits(db: Db, now, zoneId, interval, which) {
    const rows = await db
      .selectFrom('case_hearing')
      .selectAll()
      .where('zone_id', '=', zoneId)
      .where('from_at', '>', interval.from - MAX_ALLOCATION_MS)
      .where('from_at', '<', interval.to + MAX_ALLOCATION_MS)
      .where('state', '=', which === 'suspended' ? 'suspended' : 'planned')
      .orderBy('from_at')
      .execute();
    const purposeId = rows.length === 0 ? 0 : await otherPurpose(db);
    return plannedHits(
      rows,
      { now, interval, which },
      { ref: (row) => refOf(row, purposeId), buffers: (row) => ({ setup: row.setup_minutes, clearup: row.clearup_minutes }) }
    );
  },
  async suspendTx(cmd, id, closureId) {
    const row = await readHearing(cmd.tx, id);
    await releaseTx(cmd, sourceOf(id));
    return changeTx(cmd, row, { state: 'suspended', closure_id: closureId });
  },
  async restoreTx(cmd, id) {
    const row = await readHearing(cmd.tx, id);
    const people = await cmd.tx.selectFrom('case_hearing_mediator').select('person_id').where('hearing_id', '=', id).execute();
    const request = {
      ...requestOf(
        { from: row.from_at, to: row.to_at, zoneId: row.zone_id, mediatorIds: [] },
        people.map((one) => one.person_id)
      ),
      buffers: { setup: row.setup_minutes, clearup: row.clearup_minutes },
      ...askedAgain({ from: row.from_at, to: row.to_at }, cmd.now)
    };
    const { clashes } = await probeTx(cmd, request, { except: [sourceOf(id)] });
    if (clashes.length === 0) {
      await moveTx(cmd, sourceOf(id), request);
      return { ref: await changeTx(cmd, row, { state: 'planned', closure_id: null }), clashes };
    }
    const other = handedTo(clashes, row.closure_id);
    if (other !== null) await changeTx(cmd, row, { state: 'suspended', closure_id: other });
    return { ref: refOf(row, await otherPurpose(cmd.tx)), clashes };
  },
  async trimTx(cmd, zoneId, interval) {
    const rows = await cmd.tx
      .selectFrom('case_hearing')
      .select('id')
      .where('zone_id', '=', zoneId)
      .where('state', '=', 'planned')
      .where('from_at', '>', interval.from - MAX_ALLOCATION_MS)
      .where('to_at', '<=', interval.from)
      .execute();
    for (const row of rows) await trimTx(cmd, sourceOf(row.id), interval.from);
  }
};
