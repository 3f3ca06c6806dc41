import type { ProbeResult } from '../../../contract/schedule/reservations.ts';
import { useProblem } from '../../../contract/schedule/allocation.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { nextFree, otherZones } from '../allocation/free.ts';
import { probe, type ProbeOptions } from '../allocation/probe.ts';
import type { ScheduleRequest } from '../allocation/request.ts';
import { changeRequest, touchedBy } from './change.ts';
import { requestOf, type Where } from './create.ts';

const PROPOSED_TIMES = 3;

/**
 * The dry run for a form or a drag: the same check as the write, and what would work instead.
 * @throws StationError INVALID for an impossible time, NOT_FOUND
 */
export async function probeReservation(
  context: Context,
  input: Where & { expectedHeadcount: number; reservationId?: number | undefined; proposals: boolean }
): Promise<ProbeResult> {
  const problem = useProblem(input);
  if (problem) throw new StationError('INVALID', { field: 'to', reason: problem });
  const { db, clock } = context.station;
  const options: ProbeOptions = { now: clock.now() };
  let request: ScheduleRequest = requestOf(input, input.expectedHeadcount);
  if (input.reservationId !== undefined) {
    const row = found(
      await db.selectFrom('reservation').selectAll().where('id', '=', input.reservationId).executeTakeFirst(),
      'reservation',
      input.reservationId
    );
    const lines = await db.selectFrom('reservation_equipment').selectAll().where('reservation_id', '=', row.id).execute();
    const had = lines.map((line) => ({ equipmentId: line.equipment_id, quantity: line.quantity }));
    request = changeRequest(row, touchedBy(row, had, input), input);
    options.except = [{ kind: 'reservation', id: row.id }];
  }
  const { clashes, occupied } = await probe(db, request, options);
  if (!input.proposals || clashes.length === 0) return { clashes, occupied, alternatives: [], nextFree: [] };
  // Proposals obey all rules, even those lifted for the old reservation.
  const { buffers: _old, lift: _lift, ...fresh } = { ...request, zoneId: input.zoneId };
  const zones = await otherZones(db, fresh, options);
  return {
    clashes,
    occupied,
    alternatives: zones.map((zone) => ({ id: zone.id, name: zone.name, nameEn: zone.name_en, capacity: zone.capacity })),
    nextFree: await nextFree(db, fresh, PROPOSED_TIMES, options)
  };
}
