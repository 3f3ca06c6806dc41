import { allows } from '../../../contract/core/permissions.ts';
import { WALK_IN_BACK_MS, type ReservationState } from '../../../contract/schedule/reservation.ts';
import { useProblem } from '../../../contract/schedule/allocation.ts';
import { MINUTE_MS } from '../../../contract/core/time.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { insertRow } from '../../db/fixed.ts';
import { StationError } from '../../core/errors.ts';
import { allocateTx } from '../allocation/allocate.ts';
import type { ProbeOptions } from '../allocation/probe.ts';
import type { ScheduleRequest } from '../allocation/request.ts';
import { checkAboutTx, checkPersonTx, type About, aboutColumns } from './about.ts';
import { factOf, insertLinesTx, nextNumberTx, type EquipmentLine, type ReservationRecord } from './store.ts';

/** Zone, time, equipment and staff. */
export interface Where {
  zoneId: number;
  from: number;
  to: number;
  equipment: readonly EquipmentLine[];
  staffId: number | null;
}

export interface NewReservation extends Where, About {
  /** Number of people who came, for a use that has begun. */
  headcount?: number;
  series?: { id: number; date: string };
}

export interface Made {
  id: number;
  number: string;
  state: ReservationState;
  version: number;
}

/** The request of a reservation to the schedule. */
export function requestOf(where: Where, headcount: number): ScheduleRequest {
  return {
    use: { from: where.from, to: where.to },
    zoneId: where.zoneId,
    personIds: where.staffId === null ? [] : [where.staffId],
    equipment: where.equipment,
    headcount
  };
}

/** Demands a possible time. @throws StationError INVALID */
export function demandUse(where: { from: number; to: number }): void {
  const problem = useProblem(where);
  if (problem) throw new StationError('INVALID', { field: problem === 'seconds' ? 'from' : 'to', reason: problem });
}

export const mayApprove = (context: Context): boolean => allows(context.session.operator?.roles ?? [], 'reservations.approve');

/**
 * Makes one reservation and takes the schedule for it, in one transaction.
 * @param approver whether the operator may approve reservations
 * @throws StationError CLASH, NOT_FOUND, INVALID, FORBIDDEN (a walk-in that needs approval)
 */
export async function createReservationTx(
  cmd: Command,
  input: NewReservation,
  approver: boolean,
  options: Omit<ProbeOptions, 'now'> = {}
): Promise<Made> {
  demandUse(input);
  await checkAboutTx(cmd, input);
  if (input.staffId !== null) await checkPersonTx(cmd, input.staffId, 'staffId');
  const here = input.headcount !== undefined;
  const request = requestOf(input, input.expectedHeadcount);
  // A walk-in has happened whatever the opening hours; other holders of the zone still count.
  if (here) request.lift = { past: true, hours: true, capacity: true };
  let made: Made | undefined;
  await allocateTx(
    cmd,
    request,
    async ({ buffers, zone }) => {
      const waits = zone?.needsApproval === true && !approver;
      if (here && waits) throw new StationError('FORBIDDEN', { permission: 'reservations.approve' });
      const state: ReservationState = here ? 'in_use' : waits ? 'requested' : 'approved';
      const row = {
        number: await nextNumberTx(cmd),
        zone_id: input.zoneId,
        ...aboutColumns(input),
        from_at: input.from,
        to_at: input.to,
        setup_minutes: buffers.setup,
        clearup_minutes: buffers.clearup,
        staff_id: input.staffId,
        state,
        state_before: null,
        grace_from_at: input.from,
        closure_id: null,
        series_id: input.series?.id ?? null,
        series_date: input.series?.date ?? null,
        checked_in_at: here ? cmd.now : null,
        headcount: input.headcount ?? null,
        finished_at: null,
        used_minutes: null,
        decided_at: state === 'requested' ? null : cmd.now,
        decided_by: state === 'requested' ? null : cmd.actor.name,
        created_at: cmd.now,
        created_by: cmd.actor.name,
        closed_at: null
      } satisfies Partial<ReservationRecord>;
      const id = await insertRow(cmd.tx, 'reservation', row);
      await insertLinesTx(cmd, id, input.equipment);
      cmd.audit({ entity: 'reservation', entityId: id, after: factOf(row, input.equipment) });
      made = { id, number: row.number, state, version: 1 };
      return { kind: 'reservation', id };
    },
    options
  );
  cmd.changed('reservations');
  return made!;
}

export function createReservation(context: Context, input: NewReservation & { commandId: string }): Promise<Made> {
  return command(context, input, (cmd) => createReservationTx(cmd, { ...input, headcount: undefined }, mayApprove(context)));
}

/** Records a walk-in. @throws StationError INVALID for a start in the future or more than 12 hours ago; as `createReservationTx` */
export function walkIn(context: Context, input: NewReservation & { headcount: number; commandId: string }): Promise<Made> {
  return command(context, input, async (cmd) => {
    const minute = (at: number) => Math.floor(at / MINUTE_MS) * MINUTE_MS;
    const use = { from: minute(input.from), to: minute(input.to) };
    if (use.from > cmd.now) throw new StationError('INVALID', { field: 'from', reason: 'future' });
    if (use.from < cmd.now - WALK_IN_BACK_MS) throw new StationError('INVALID', { field: 'from', reason: 'too_long_ago' });
    return createReservationTx(cmd, { ...input, ...use }, mayApprove(context));
  });
}
