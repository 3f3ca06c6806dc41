import { SEATED } from '../../../contract/training/booking-rules.ts';
import type { ReservationRef } from '../../../contract/schedule/reservation.ts';
import { MAX_ALLOCATION_MS, type Interval } from '../../../contract/schedule/allocation.ts';
import { recordTx } from '../bookings/events.ts';
import { dropSuspendedTx, toCallTx } from '../../people/calls/to-call.ts';
import { readClassTx } from '../classes/store.ts';
import { askedAgain, handedTo, plannedCounts, plannedHits, type HitKind, type ZoneHolder } from '../../schedule/closures/holders.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { moveTx, probeTx, releaseTx, trimTx } from '../../schedule/allocation/allocate.ts';
import { readTrainerRules, trainerClashes } from '../trainers/rules.ts';
import { comingSessionRefs, sessionRef, sessionRefQuery } from './refs.ts';
import { readSessionTx, requestOf, sourceOf, wishOf, type SessionRecord } from './store.ts';

async function refTx(cmd: Command, id: number): Promise<ReservationRef> {
  return sessionRef(await sessionRefQuery(cmd.tx).where('class_session.id', '=', id).executeTakeFirstOrThrow());
}

async function hits(db: Db, now: number, zoneId: number, interval: Interval, which: HitKind) {
  const rows = await sessionRefQuery(db)
    .where('class_session.zone_id', '=', zoneId)
    .where('class_session.from_at', '>', interval.from - MAX_ALLOCATION_MS)
    .where('class_session.from_at', '<', interval.to + MAX_ALLOCATION_MS)
    .where('class_session.state', '=', which === 'suspended' ? 'suspended' : 'planned')
    .orderBy('class_session.from_at')
    .execute();
  return plannedHits(
    rows,
    { now, interval, which },
    { ref: sessionRef, buffers: (row) => ({ setup: row.setup_minutes, clearup: row.clearup_minutes }) }
  );
}

async function changeStateTx(
  cmd: Command,
  row: SessionRecord,
  change: Pick<SessionRecord, 'state' | 'closure_id'>,
  kind: 'session_suspended' | 'session_resumed'
): Promise<void> {
  await cmd.tx
    .updateTable('class_session')
    .set({ ...change, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await recordTx(cmd, { classId: row.class_id, kind, params: { sessionId: row.id, from: row.from_at } });
  cmd.audit({ entity: 'session', entityId: row.id, before: { state: row.state, closure_id: row.closure_id }, after: change });
  cmd.changed('classes', 'reservations');
}

/** Lists everybody with a seat for a call about the suspension. */
async function tellTx(cmd: Command, row: SessionRecord): Promise<void> {
  const seated = await cmd.tx
    .selectFrom('booking')
    .select(['id', 'person_id'])
    .where('ended_at', 'is', null)
    .where('class_id', '=', row.class_id)
    .where('state', 'in', SEATED)
    .where((eb) => eb.or([eb('session_id', 'is', null), eb('session_id', '=', row.id)]))
    .execute();
  for (const one of seated)
    await toCallTx(cmd, {
      classId: row.class_id,
      sessionId: row.id,
      personId: one.person_id,
      bookingId: one.id,
      reason: 'session_suspended'
    });
}

/** Class sessions as holders of zones, which closures suspend and restore. */
export const sessionZoneHolder: ZoneHolder = {
  coming: comingSessionRefs,
  ...plannedCounts('class_session'),
  hits,
  async suspendTx(cmd, id, closureId) {
    const row = await readSessionTx(cmd, id);
    await releaseTx(cmd, sourceOf(id));
    await changeStateTx(cmd, row, { state: 'suspended', closure_id: closureId }, 'session_suspended');
    await tellTx(cmd, row);
    return refTx(cmd, id);
  },
  async restoreTx(cmd, id) {
    const row = await readSessionTx(cmd, id);
    const of = await readClassTx(cmd, row.class_id);
    const wish = await wishOf(cmd.tx, row);
    const request = {
      ...requestOf(wish, of.capacity),
      buffers: { setup: row.setup_minutes, clearup: row.clearup_minutes },
      ...askedAgain(wish, cmd.now)
    };
    const { clashes: taken } = await probeTx(cmd, request, { except: [sourceOf(id)] });
    const clashes = [...trainerClashes(await readTrainerRules(cmd.tx, wish.trainerIds), wish.trainerIds, of.course_id, wish), ...taken];
    if (clashes.length === 0) {
      await moveTx(cmd, sourceOf(id), request);
      await changeStateTx(cmd, row, { state: 'planned', closure_id: null }, 'session_resumed');
      await dropSuspendedTx(cmd, { sessionId: id });
    } else {
      const other = handedTo(clashes, row.closure_id);
      if (other !== null) await changeStateTx(cmd, row, { state: 'suspended', closure_id: other }, 'session_suspended');
    }
    return { ref: await refTx(cmd, id), clashes };
  },
  async trimTx(cmd, zoneId, interval) {
    const rows = await cmd.tx
      .selectFrom('class_session')
      .select('id')
      .where('zone_id', '=', zoneId)
      .where('state', 'in', ['held', 'planned'])
      .where('from_at', '>', interval.from - MAX_ALLOCATION_MS)
      .where('to_at', '<=', interval.from)
      .execute();
    for (const row of rows) await trimTx(cmd, sourceOf(row.id), interval.from);
  }
};
