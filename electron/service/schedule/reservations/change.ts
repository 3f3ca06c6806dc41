import { CLOSED } from '../../../contract/schedule/reservation.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { countUseTx } from '../zone-log/rollup.ts';
import { heldSinceTx, moveTx, probeTx } from '../allocation/allocate.ts';
import type { ScheduleRequest } from '../allocation/request.ts';
import { checkAboutTx, checkPersonTx, type About, aboutColumns } from './about.ts';
import { demandUse, mayApprove, type Where, requestOf } from './create.ts';
import {
  factOf,
  readLinesTx,
  reservationForChangeTx,
  writeLinesTx,
  type EquipmentLine,
  type ReservationRecord,
  difference
} from './store.ts';

export interface ChangeOptions {
  /** With only closures in its way, a suspended reservation stays suspended at its new place instead of clashing. */
  waitForClosure?: boolean;
}

export interface Wish extends Where, About {
  /** Number of people who came, for a reservation in use or finished. */
  headcount?: number | null | undefined;
}

/** The parts of a reservation that a change touches. */
export interface Touched {
  zone: boolean;
  time: boolean;
  start: boolean;
  lines: boolean;
  staff: boolean;
  more: boolean;
}

const sameLines = (a: readonly EquipmentLine[], b: readonly EquipmentLine[]) => {
  const key = (lines: readonly EquipmentLine[]) =>
    lines
      .map((line) => `${line.equipmentId}:${line.quantity}`)
      .sort()
      .join();
  return key(a) === key(b);
};

export function touchedBy(row: ReservationRecord, lines: readonly EquipmentLine[], wish: Where & { expectedHeadcount: number }): Touched {
  return {
    zone: wish.zoneId !== row.zone_id,
    time: wish.from !== row.from_at || wish.to !== row.to_at,
    start: wish.from !== row.from_at,
    lines: !sameLines(lines, wish.equipment),
    staff: wish.staffId !== row.staff_id,
    more: wish.expectedHeadcount > row.expected_headcount
  };
}

/**
 * The request of a change to the schedule. Today's rules apply only to the parts it touches, so that new opening hours do not refuse a
 * change of equipment.
 */
export function changeRequest(row: ReservationRecord, touched: Touched, wish: Where & { expectedHeadcount: number }): ScheduleRequest {
  const moved = touched.zone || touched.time;
  return {
    ...requestOf(wish, wish.expectedHeadcount),
    ...(moved ? {} : { buffers: { setup: row.setup_minutes, clearup: row.clearup_minutes } }),
    lift: { past: !touched.start, hours: !moved, capacity: !touched.zone && !touched.more }
  };
}

/** Demands a state that allows the change. @throws StationError STEP_NOT_ALLOWED */
export function demandChangeable(row: ReservationRecord, touched: Touched): void {
  const where = touched.zone || touched.time || touched.lines || touched.staff;
  const refused = CLOSED.includes(row.state) ? where : row.state === 'in_use' && (touched.zone || touched.start);
  if (refused) throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step: 'update' });
}

/**
 * Changes one reservation.
 * @param approver whether the operator may approve reservations
 * @param alone changed on its own rather than with its series
 * @throws StationError CLASH, STEP_NOT_ALLOWED, NOT_FOUND, INVALID
 */
export async function changeReservationTx(
  cmd: Command,
  row: ReservationRecord,
  wish: Wish,
  approver: boolean,
  alone: boolean,
  options: ChangeOptions = {}
) {
  const lines = await readLinesTx(cmd, row.id);
  const touched = touchedBy(row, lines, wish);
  demandChangeable(row, touched);
  if (touched.time) demandUse(wish);
  await checkAboutTx(cmd, wish, row);
  if (wish.staffId !== null && touched.staff) await checkPersonTx(cmd, wish.staffId, 'staffId');
  const change: Partial<ReservationRecord> = {
    ...aboutColumns(wish, row),
    ...headcountOf(row, wish),
    zone_id: wish.zoneId,
    from_at: wish.from,
    to_at: wish.to,
    staff_id: wish.staffId,
    version: row.version + 1
  };
  const where = touched.zone || touched.time || touched.lines || touched.staff;
  if (where || (touched.more && row.state !== 'suspended' && !CLOSED.includes(row.state))) {
    Object.assign(change, await rescheduleTx(cmd, row, wish, touched, approver, options));
  }
  if (touched.lines) await writeLinesTx(cmd, row.id, wish.equipment);
  if (row.series_id !== null && alone) change.series_changed = 1;
  const after = { ...row, ...change };
  if (row.state === 'finished') {
    await countUseTx(cmd, row, -1);
    await countUseTx(cmd, after, 1);
  }
  await cmd.tx.updateTable('reservation').set(change).where('id', '=', row.id).execute();
  cmd.audit({ entity: 'reservation', entityId: row.id, ...difference(factOf(row, lines), factOf(after, wish.equipment)) });
  cmd.changed('reservations');
  return { version: row.version + 1, state: after.state };
}

function headcountOf(row: ReservationRecord, wish: Wish): Partial<ReservationRecord> {
  if (wish.headcount === undefined || wish.headcount === row.headcount) return {};
  if (row.state !== 'in_use' && row.state !== 'finished')
    throw new StationError('INVALID', { field: 'headcount', reason: 'not_checked_in' });
  if (wish.headcount === null) throw new StationError('INVALID', { field: 'headcount', reason: 'missing' });
  return { headcount: wish.headcount };
}

/** Takes the schedule for the changed reservation. @returns the columns that follow from it */
async function rescheduleTx(
  cmd: Command,
  row: ReservationRecord,
  wish: Wish,
  touched: Touched,
  approver: boolean,
  options: ChangeOptions
): Promise<Partial<ReservationRecord>> {
  const source = { kind: 'reservation' as const, id: row.id };
  const request = changeRequest(row, touched, wish);
  if (row.state === 'in_use') {
    const since = await heldSinceTx(cmd, source);
    if (since !== null) request.notBefore = since;
  }
  if (row.state === 'suspended' && options.waitForClosure) {
    const { clashes, buffers } = await probeTx(cmd, request, { except: [source] });
    const closure = clashes[0]?.holderId;
    if (closure !== undefined && clashes.every((clash) => clash.kind === 'closure')) {
      return { setup_minutes: buffers.setup, clearup_minutes: buffers.clearup, closure_id: closure, grace_from_at: wish.from };
    }
  }
  const { buffers, zone } = await moveTx(cmd, source, request);
  const change: Partial<ReservationRecord> = { setup_minutes: buffers.setup, clearup_minutes: buffers.clearup };
  if (touched.start) change.grace_from_at = wish.from;
  if (row.state === 'in_use') return change;
  const before = row.state === 'suspended' ? (row.state_before ?? 'requested') : row.state;
  const ask = zone?.needsApproval === true && !approver;
  const askAgain = ask && (touched.zone || touched.time || touched.more);
  const state = before === 'approved' ? (askAgain ? 'requested' : 'approved') : ask || zone?.needsApproval ? before : 'approved';
  if (state === 'requested') Object.assign(change, { decided_at: null, decided_by: null });
  else if (before === 'requested') Object.assign(change, { decided_at: cmd.now, decided_by: cmd.actor.name });
  return { ...change, state, state_before: null, closure_id: null };
}

export function updateReservation(context: Context, input: Wish & { id: number; version: number; commandId: string }) {
  return command(context, input, async (cmd) => {
    return changeReservationTx(cmd, await reservationForChangeTx(cmd, input), input, mayApprove(context), true);
  });
}

/** The wish that changes nothing. */
export function standingWish(row: ReservationRecord, lines: readonly EquipmentLine[]): Wish {
  return {
    zoneId: row.zone_id,
    from: row.from_at,
    to: row.to_at,
    equipment: lines,
    staffId: row.staff_id,
    purposeId: row.purpose_id,
    title: row.title,
    organisationId: row.organisation_id,
    contactId: row.contact_id,
    contactName: row.contact_name,
    expectedHeadcount: row.expected_headcount,
    notes: row.notes
  };
}

export function moveReservation(
  context: Context,
  input: { id: number; version: number; zoneId: number; from: number; to: number; commandId: string }
) {
  return command(context, input, async (cmd) => {
    const row = await reservationForChangeTx(cmd, input);
    const wish = { ...standingWish(row, await readLinesTx(cmd, row.id)), zoneId: input.zoneId, from: input.from, to: input.to };
    return changeReservationTx(cmd, row, wish, mayApprove(context), true);
  });
}
