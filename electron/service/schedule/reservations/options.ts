import { occupied, peakUse, useProblem } from '../../../contract/schedule/allocation.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { overlapping, readZoneRules } from '../allocation/probe.ts';
import { probeReservation } from './probe.ts';

/**
 * Every zone with what is in its way at a time, and the pieces left of each equipment, for a form that asks for the time first.
 * @throws StationError INVALID for an impossible time, NOT_FOUND
 */
export async function readOptions(
  context: Context,
  input: { from: number; to: number; expectedHeadcount: number; zoneId?: number | undefined; reservationId?: number | undefined }
) {
  const problem = useProblem(input);
  if (problem) throw new StationError('INVALID', { field: 'to', reason: problem });
  const { db } = context.station;
  const zones = await db.selectFrom('zone').select('id').where('archived_at', 'is', null).orderBy('id').execute();
  const probed = [];
  for (const { id: zoneId } of zones) {
    const { clashes } = await probeReservation(context, { ...input, zoneId, equipment: [], staffId: null, proposals: false });
    probed.push({ zoneId, clashes });
  }
  const pieces = await db.selectFrom('equipment').select(['id', 'quantity']).where('archived_at', 'is', null).orderBy('id').execute();
  const zone = input.zoneId === undefined ? null : await readZoneRules(db, input.zoneId);
  const taken = occupied(input, zone?.setup ?? 0, zone?.clearup ?? 0);
  const equipment = [];
  for (const piece of pieces) {
    const held = await overlapping(db, 'equipment', piece.id, taken);
    const others = held.filter((row) => !(row.source_kind === 'reservation' && row.source_id === input.reservationId));
    const used = peakUse(
      taken,
      others.map((row) => ({ from: row.start_at, to: row.end_at, quantity: row.quantity }))
    );
    equipment.push({ equipmentId: piece.id, available: Math.max(0, piece.quantity - used) });
  }
  return { zones: probed, equipment };
}
