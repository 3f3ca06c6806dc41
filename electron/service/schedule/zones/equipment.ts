import { MAX_ALLOCATION_MS, peakUse } from '../../../contract/schedule/allocation.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { describeHolders } from '../allocation/holders.ts';

export interface EquipmentInput {
  name: string;
  nameEn: string;
  quantity: number;
  zoneId: number | null;
}

const columns = (input: EquipmentInput) => ({ name: input.name, name_en: input.nameEn, quantity: input.quantity, zone_id: input.zoneId });

async function demandZoneTx(cmd: Command, zoneId: number | null): Promise<void> {
  if (zoneId !== null) found(await cmd.tx.selectFrom('zone').select('id').where('id', '=', zoneId).executeTakeFirst(), 'zone', zoneId);
}

/** Makes an equipment. @returns its id @throws StationError NOT_FOUND (zone) */
export async function createEquipmentTx(cmd: Command, input: EquipmentInput): Promise<number> {
  await demandZoneTx(cmd, input.zoneId);
  const { id } = await cmd.tx
    .insertInto('equipment')
    .values({ ...columns(input), archived_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  cmd.audit({ entity: 'equipment', entityId: id, after: columns(input) });
  cmd.changed('zones');
  return id;
}

/** Allocations of an equipment that are not over, each with the zone of the same holder, of any kind. */
async function comingTx(cmd: Command, equipmentId: number) {
  const rows = await cmd.tx
    .selectFrom('allocation')
    .leftJoin('allocation as place', (join) =>
      join
        .onRef('place.source_kind', '=', 'allocation.source_kind')
        .onRef('place.source_id', '=', 'allocation.source_id')
        .on('place.resource_kind', '=', 'zone')
    )
    .select(['allocation.start_at', 'allocation.end_at', 'allocation.quantity', 'allocation.source_kind', 'allocation.source_id'])
    .select('place.resource_id as zone_id')
    .where('allocation.resource_kind', '=', 'equipment')
    .where('allocation.resource_id', '=', equipmentId)
    .where('allocation.start_at', '>', cmd.now - MAX_ALLOCATION_MS)
    .where('allocation.end_at', '>', cmd.now)
    .orderBy('allocation.start_at')
    .execute();
  return rows.map((row) => ({ ...row, from: row.start_at, to: row.end_at }));
}

async function forChangeTx(cmd: Command, input: { id: number; version: number }) {
  const row = found(await cmd.tx.selectFrom('equipment').selectAll().where('id', '=', input.id).executeTakeFirst(), 'equipment', input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'equipment' });
  return row;
}

/**
 * Changes name, quantity or zone of an equipment.
 * @throws StationError NOT_FOUND, STALE; CLASH when coming uses need more than the new quantity; IN_USE when it would be fixed in a
 * zone while coming uses of other zones have it
 */
export async function updateEquipmentTx(cmd: Command, input: EquipmentInput & { id: number; version: number }) {
  const row = await forChangeTx(cmd, input);
  await demandZoneTx(cmd, input.zoneId);
  if (input.quantity < row.quantity) {
    const coming = await comingTx(cmd, row.id);
    const peak = peakUse({ from: cmd.now, to: Number.MAX_SAFE_INTEGER }, coming);
    if (peak > input.quantity) {
      const busiest = coming.find((c) => peakUse(c, coming) === peak);
      const label = busiest ? (await describeHolders(cmd.tx, [busiest]))(busiest) : '';
      throw new StationError('CLASH', {
        clashes: [
          {
            kind: 'equipment',
            name: row.name,
            heldBy: label,
            ...(busiest ? { holderKind: busiest.source_kind, holderId: busiest.source_id, from: busiest.from, to: busiest.to } : {}),
            available: input.quantity,
            wanted: peak
          }
        ]
      });
    }
  }
  if (input.zoneId !== row.zone_id && input.zoneId !== null) {
    const elsewhere = (await comingTx(cmd, row.id)).filter((c) => c.zone_id !== input.zoneId);
    if (elsewhere.length > 0) throw new StationError('IN_USE', { what: 'equipment', count: elsewhere.length });
  }
  const version = row.version + 1;
  await cmd.tx
    .updateTable('equipment')
    .set({ ...columns(input), version })
    .where('id', '=', row.id)
    .execute();
  const { name, name_en, quantity, zone_id } = row;
  cmd.audit({ entity: 'equipment', entityId: row.id, before: { name, name_en, quantity, zone_id }, after: columns(input) });
  cmd.changed('zones');
  return { version };
}

/** Archives an equipment or brings it back. @throws StationError NOT_FOUND, STALE, IN_USE while coming uses have it */
export async function archiveEquipmentTx(cmd: Command, input: { id: number; version: number; archived: boolean }) {
  const row = await forChangeTx(cmd, input);
  if (input.archived) {
    const count = (await comingTx(cmd, row.id)).length;
    if (count > 0) throw new StationError('IN_USE', { what: 'equipment', count });
  }
  const version = row.version + 1;
  const archived_at = input.archived ? (row.archived_at ?? cmd.now) : null;
  await cmd.tx.updateTable('equipment').set({ archived_at, version }).where('id', '=', row.id).execute();
  cmd.audit({ entity: 'equipment', entityId: row.id, before: { archived_at: row.archived_at }, after: { archived_at } });
  cmd.changed('zones');
  return { version };
}
