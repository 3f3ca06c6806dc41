import { SEATED } from '../../../contract/training/booking-rules.ts';
import { addDays, clockOf, dateOf, instantOf } from '../../../contract/core/time.ts';
import { slotOn } from '../../../contract/training/class-rules.ts';
import type { SessionPatch } from '../../../contract/training/sessions.ts';
import type { Clash } from '../../../contract/core/errors.ts';
import { promoteTx } from '../bookings/promote.ts';
import { endBookingTx } from '../bookings/store.ts';
import { recordTx } from '../bookings/events.ts';
import { toCallTx } from '../../people/calls/to-call.ts';
import { countedSessionTx, countMarkTx, countMarksOfTx, countSessionTx, syncClassTx } from '../class-figures/rollup.ts';
import { readClassTx, refreshClassTx, type ClassRecord } from '../classes/store.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { moveTx, releaseTx } from '../../schedule/allocation/allocate.ts';
import { checkLinesTx } from '../../schedule/allocation/lines.ts';
import type { ScheduleRequest } from '../../schedule/allocation/request.ts';
import { difference } from '../../schedule/reservations/store.ts';
import { unholdSessionTx } from './held.ts';
import {
  collectClash,
  demandTrainersTx,
  demandUse,
  readSessionTx,
  requestOf,
  sessionForChangeTx,
  sourceOf,
  trainersOfWishesTx,
  wishOf,
  writePartsTx,
  type SessionRecord,
  type SessionWish
} from './store.ts';

/** Lists everybody with a seat in a session for a call. @returns how many */
async function tellTx(
  cmd: Command,
  of: ClassRecord,
  session: SessionRecord,
  reason: 'session_moved' | 'session_cancelled'
): Promise<number> {
  if (of.state === 'draft') return 0;
  const seated = await cmd.tx
    .selectFrom('booking')
    .select(['id', 'person_id'])
    .where('ended_at', 'is', null)
    .where('class_id', '=', of.id)
    .where('state', 'in', SEATED)
    .where((eb) => eb.or([eb('session_id', 'is', null), eb('session_id', '=', session.id)]))
    .execute();
  for (const row of seated)
    await toCallTx(cmd, { classId: of.id, sessionId: session.id, personId: row.person_id, bookingId: row.id, reason });
  return seated.length;
}

const sameSet = (a: readonly unknown[], b: readonly unknown[]) => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
const lineKeys = (wish: SessionWish) => wish.equipment.map((line) => `${line.equipmentId}:${line.quantity}`);

/**
 * Changes one session after checking the parts it touches.
 * @param alone changed on its own, so that a change of all sessions leaves it alone
 * @throws StationError CLASH, STEP_NOT_ALLOWED, INVALID, NOT_FOUND
 */
export async function changeSessionTx(
  cmd: Command,
  of: ClassRecord,
  row: SessionRecord,
  wish: SessionWish,
  alone: boolean
): Promise<{ state: SessionRecord['state']; toCall: number }> {
  const before = await wishOf(cmd.tx, row);
  const moved = wish.from !== before.from || wish.to !== before.to || wish.zoneId !== before.zoneId;
  if (row.state === 'cancelled') throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step: 'update' });
  if (row.state === 'held' && (moved || !sameSet(lineKeys(wish), lineKeys(before))))
    throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step: 'update' });
  if (moved) {
    demandUse(wish);
    const marked = await cmd.tx.selectFrom('attendance').select('person_id').where('session_id', '=', row.id).executeTakeFirst();
    if (marked) throw new StationError('STEP_NOT_ALLOWED', { from: 'attended', step: 'update' });
  }
  const lift: ScheduleRequest['lift'] = { past: wish.from === before.from, hours: !moved, capacity: wish.zoneId === before.zoneId };
  const request = {
    ...requestOf(wish, of.capacity),
    lift,
    ...(moved ? {} : { buffers: { setup: row.setup_minutes, clearup: row.clearup_minutes } })
  };
  if (row.state !== 'held' && (moved || !sameSet(wish.trainerIds, before.trainerIds))) {
    const options = { except: [sourceOf(row.id)] };
    await demandTrainersTx(cmd, of.course_id, wish, await trainersOfWishesTx(cmd, [wish]), request, options);
  }
  const { buffers } = await moveTx(cmd, sourceOf(row.id), request);
  const counted = row.state === 'held';
  if (counted) await recountTx(cmd, row, -1);
  await writePartsTx(cmd, row.id, wish);
  if (counted) await recountTx(cmd, row, 1);
  const state = row.state === 'suspended' ? 'planned' : row.state;
  const change = {
    from_at: wish.from,
    to_at: wish.to,
    zone_id: wish.zoneId,
    setup_minutes: buffers.setup,
    clearup_minutes: buffers.clearup,
    state,
    closure_id: null,
    changed: alone ? 1 : row.changed,
    version: row.version + 1
  };
  await cmd.tx.updateTable('class_session').set(change).where('id', '=', row.id).execute();
  cmd.audit({ entity: 'session', entityId: row.id, ...difference({ ...before, state: row.state }, { ...wish, state }) });
  cmd.changed('classes', 'reservations');
  let toCall = 0;
  if (moved && wish.to > cmd.now) {
    await recordTx(cmd, {
      classId: of.id,
      kind: 'session_moved',
      params: { sessionId: row.id, from: before.from, to: wish.from, zoneId: wish.zoneId }
    });
    toCall = await tellTx(cmd, of, row, 'session_moved');
  }
  return { state, toCall };
}

/** Counts a held session and its marks in the figures, or takes them out. */
async function recountTx(cmd: Command, row: SessionRecord, sign: 1 | -1): Promise<void> {
  await countSessionTx(cmd, await countedSessionTx(cmd, row.id), row.seats ?? 0, sign);
  await countMarksOfTx(cmd, row.id, sign);
}

/** @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED, CLASH */
export async function updateSessionTx(cmd: Command, input: SessionWish & { id: number; version: number }) {
  const row = await sessionForChangeTx(cmd, input);
  const of = await readClassTx(cmd, row.class_id);
  demandOpenClass(of, 'update');
  const { state, toCall } = await changeSessionTx(cmd, of, row, input, true);
  await refreshClassTx(cmd, of.id);
  return { version: row.version + 1, state, toCall };
}

export function demandOpenClass(of: ClassRecord, step: string): void {
  if (of.state === 'cancelled' || of.state === 'archived') throw new StationError('STEP_NOT_ALLOWED', { from: of.state, step });
}

/**
 * Cancels a session, also one that is over but did not take place; then nobody may be marked as having come.
 * @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED, REASON_NEEDED, IN_USE
 */
export async function cancelSessionTx(cmd: Command, input: { id: number; version: number; reason: string }) {
  const row = await sessionForChangeTx(cmd, input);
  const of = await readClassTx(cmd, row.class_id);
  demandOpenClass(of, 'cancel');
  const toCall = await dropSessionTx(cmd, of, row, input.reason);
  return { version: row.version + 1, toCall };
}

async function dropSessionTx(cmd: Command, of: ClassRecord, row: SessionRecord, reason: string): Promise<number> {
  if (row.state === 'cancelled') throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step: 'cancel' });
  if (reason.trim() === '' && of.state !== 'draft') throw new StationError('REASON_NEEDED', {});
  if (row.attended > 0) throw new StationError('IN_USE', { what: 'session', count: row.attended });
  const marks = await cmd.tx
    .selectFrom('attendance')
    .select(['person_id', 'organisation_id', 'status'])
    .where('session_id', '=', row.id)
    .execute();
  const counted = await countedSessionTx(cmd, row.id);
  for (const mark of marks) await countMarkTx(cmd, counted, mark, -1);
  await cmd.tx.deleteFrom('attendance').where('session_id', '=', row.id).execute();
  if (row.state === 'held') await unholdSessionTx(cmd, row);
  await releaseTx(cmd, sourceOf(row.id));
  const toCall = row.to_at > cmd.now ? await tellTx(cmd, of, row, 'session_cancelled') : 0;
  await cmd.tx
    .updateTable('class_session')
    .set({ state: 'cancelled', closure_id: null, seats: null, closed_at: null, reason: reason.trim(), version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  const singles = await cmd.tx
    .selectFrom('booking')
    .selectAll()
    .where('session_id', 'is not', null)
    .where('session_id', '=', row.id)
    .where('ended_at', 'is', null)
    .execute();
  for (const booking of singles) await endBookingTx(cmd, booking, 'session_cancelled', reason);
  await refreshClassTx(cmd, of.id);
  await syncClassTx(cmd, of.id);
  await recordTx(cmd, { classId: of.id, kind: 'session_cancelled', params: { sessionId: row.id, from: row.from_at }, reason });
  cmd.audit({ entity: 'session', entityId: row.id, before: { state: row.state }, after: { state: 'cancelled', reason } });
  cmd.changed('classes', 'reservations');
  await promoteTx(cmd, of.id);
  return toCall;
}

/** Takes a cancellation back. @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED, CLASH */
export async function restoreSessionTx(cmd: Command, input: { id: number; version: number }) {
  const row = await sessionForChangeTx(cmd, input);
  const of = await readClassTx(cmd, row.class_id);
  demandOpenClass(of, 'restore');
  if (row.state !== 'cancelled') throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step: 'restore' });
  const wish = await wishOf(cmd.tx, row);
  const request = requestOf(wish, of.capacity);
  await demandTrainersTx(cmd, of.course_id, wish, await trainersOfWishesTx(cmd, [wish]), request);
  const { buffers } = await moveTx(cmd, sourceOf(row.id), request);
  const version = row.version + 1;
  await cmd.tx
    .updateTable('class_session')
    .set({ state: 'planned', reason: '', setup_minutes: buffers.setup, clearup_minutes: buffers.clearup, version })
    .where('id', '=', row.id)
    .execute();
  await refreshClassTx(cmd, of.id);
  await recordTx(cmd, { classId: of.id, kind: 'session_restored', params: { sessionId: row.id, from: row.from_at } });
  cmd.audit({ entity: 'session', entityId: row.id, before: { state: 'cancelled' }, after: { state: 'planned' } });
  cmd.changed('classes', 'reservations');
  return { version };
}

/** A session after a patch; fields left out stay the same. */
export function patchedWish(before: SessionWish, patch: SessionPatch): SessionWish {
  const date = addDays(dateOf(before.from), patch.shiftDays ?? 0);
  const length = before.to - before.from;
  const time =
    patch.from !== undefined && patch.to !== undefined
      ? slotOn(date, { from: patch.from, to: patch.to })
      : { from: instantOf(date, patch.from ?? clockOf(before.from)), to: instantOf(date, patch.from ?? clockOf(before.from)) + length };
  return {
    ...time,
    zoneId: patch.zoneId ?? before.zoneId,
    trainerIds: patch.trainerIds ?? before.trainerIds,
    equipment: patch.equipment ?? before.equipment
  };
}

/** Sessions that a change of all affects: to come, planned or suspended, and not changed on their own. */
export async function inScope(db: Db, now: number, classId: number, fromSessionId?: number) {
  const rows = await db.selectFrom('class_session').selectAll().where('class_id', '=', classId).orderBy('from_at').orderBy('id').execute();
  const first = fromSessionId === undefined ? -Infinity : (rows.find((row) => row.id === fromSessionId)?.from_at ?? Infinity);
  const later = rows.filter((row) => row.from_at >= first && row.state !== 'cancelled');
  const scope = later.filter((row) => (row.state === 'planned' || row.state === 'suspended') && row.from_at > now && row.changed === 0);
  return { scope, leftAlone: later.length - scope.length };
}

export interface ChangeAll {
  classId: number;
  patch: SessionPatch;
  fromSessionId?: number | undefined;
  keep: number[];
  cancel: number[];
  reason: string;
}

/**
 * Changes all sessions in scope, or none. Their old allocations are in nobody's way, so they may exchange times.
 * @throws StationError NOT_FOUND, SERIES_CLASH, REASON_NEEDED, STEP_NOT_ALLOWED
 */
export async function changeAllTx(cmd: Command, input: ChangeAll) {
  const of = await readClassTx(cmd, input.classId);
  demandOpenClass(of, 'change');
  const { scope, leftAlone } = await inScope(cmd.tx, cmd.now, of.id, input.fromSessionId);
  const cancelled = scope.filter((row) => input.cancel.includes(row.id));
  const changed = scope.filter((row) => !input.cancel.includes(row.id) && !input.keep.includes(row.id));
  let toCall = 0;
  for (const row of cancelled) toCall += await dropSessionTx(cmd, of, row, input.reason);
  const wishes: { row: SessionRecord; wish: SessionWish }[] = [];
  for (const row of changed) wishes.push({ row, wish: patchedWish(await wishOf(cmd.tx, row), input.patch) });
  for (const { row } of wishes) await releaseTx(cmd, sourceOf(row.id));
  const dates: { date: string; clashes: Clash[] }[] = [];
  for (const { row, wish } of wishes) {
    await collectClash(dates, dateOf(wish.from), async () => {
      toCall += (await changeSessionTx(cmd, of, await readSessionTx(cmd, row.id), wish, false)).toCall;
    });
  }
  if (dates.length > 0) throw new StationError('SERIES_CLASH', { dates });
  if (input.fromSessionId === undefined) await followTx(cmd, of, input.patch);
  await refreshClassTx(cmd, of.id);
  return {
    changed: changed.length,
    cancelled: cancelled.length,
    leftAlone: leftAlone + scope.length - changed.length - cancelled.length,
    toCall
  };
}

/** Applies a change of all sessions to the class, so that later sessions follow it. */
async function followTx(cmd: Command, of: ClassRecord, patch: SessionPatch): Promise<void> {
  // Without sessions to come the schedule checks nothing, so missing records are found here.
  const { zoneId, trainerIds = [], equipment = [] } = patch;
  if (zoneId !== undefined) found(await cmd.tx.selectFrom('zone').select('id').where('id', '=', zoneId).executeTakeFirst(), 'zone', zoneId);
  for (const id of trainerIds)
    found(await cmd.tx.selectFrom('trainer').select('person_id').where('person_id', '=', id).executeTakeFirst(), 'trainer', id);
  await checkLinesTx(cmd, equipment);
  if (patch.zoneId !== undefined) await cmd.tx.updateTable('class').set({ zone_id: patch.zoneId }).where('id', '=', of.id).execute();
  if (patch.trainerIds !== undefined) {
    await cmd.tx.deleteFrom('class_trainer').where('class_id', '=', of.id).execute();
    for (const [position, person_id] of [...new Set(patch.trainerIds)].entries())
      await cmd.tx.insertInto('class_trainer').values({ class_id: of.id, person_id, position }).execute();
    await syncClassTx(cmd, of.id);
  }
  if (patch.equipment !== undefined) {
    await cmd.tx.deleteFrom('class_equipment').where('class_id', '=', of.id).execute();
    for (const line of patch.equipment)
      await cmd.tx
        .insertInto('class_equipment')
        .values({ class_id: of.id, equipment_id: line.equipmentId, quantity: line.quantity })
        .execute();
  }
}
