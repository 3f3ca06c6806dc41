import type { Equipment, Purpose, Zone } from '../../../contract/schedule/zones.ts';
import { clockOfMinutes } from '../../../contract/core/time.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import type { EquipmentTable, PurposeTable } from './tables.ts';

type EquipmentRow = Omit<EquipmentTable, 'id' | 'version'> & { id: number; version: number };
type PurposeRow = Omit<PurposeTable, 'id' | 'version'> & { id: number; version: number };

export const toEquipment = (row: EquipmentRow): Equipment => ({
  id: row.id,
  name: row.name,
  nameEn: row.name_en,
  quantity: row.quantity,
  zoneId: row.zone_id,
  archived: row.archived_at !== null,
  version: row.version
});

export const toPurpose = (row: PurposeRow): Purpose => ({
  id: row.id,
  key: row.key,
  name: row.name,
  nameEn: row.name_en,
  archived: row.archived_at !== null,
  version: row.version
});

/**
 * Zones in the order they were made, with hours, fixed equipment and the closure in force at `now` (UTC ms). A station has a few dozen
 * at most, so all are read.
 */
export async function readZones(db: Db, now: number, which: { archived: boolean } | { id: number }): Promise<Zone[]> {
  let query = db
    .selectFrom('zone')
    .leftJoin('person', 'person.id', 'zone.responsible_id')
    .leftJoin('zone_photo', 'zone_photo.zone_id', 'zone.id')
    .selectAll('zone')
    .select(['person.name as responsible_name', 'zone_photo.mime as photo_mime'])
    .orderBy('zone.id');
  if ('id' in which) query = query.where('zone.id', '=', which.id);
  else if (!which.archived) query = query.where('zone.archived_at', 'is', null);
  const rows = await query.execute();
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const hours = await db
    .selectFrom('zone_hours')
    .selectAll()
    .where('zone_id', 'in', ids)
    .orderBy('weekday')
    .orderBy('open_minute')
    .execute();
  const equipment = await db
    .selectFrom('equipment')
    .selectAll()
    .where('zone_id', 'in', ids)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .execute();
  const closures = await db
    .selectFrom('closure')
    .selectAll()
    .where('zone_id', 'in', ids)
    .where('cancelled', '=', 0)
    .where('to_at', '>', now)
    .where('from_at', '<=', now)
    .execute();
  return rows.map((row) => {
    const closure = closures.find((c) => c.zone_id === row.id);
    return {
      id: row.id,
      key: row.key,
      name: row.name,
      nameEn: row.name_en,
      purpose: row.purpose,
      purposeEn: row.purpose_en,
      place: row.place,
      capacity: row.capacity,
      setupMinutes: row.setup_minutes,
      clearupMinutes: row.clearup_minutes,
      needsApproval: row.needs_approval === 1,
      colour: row.colour,
      holidayPolicy: row.holiday_policy === 'open' ? 'open' : 'closed',
      responsibleId: row.responsible_id,
      responsibleName: row.responsible_name,
      hours: hours
        .filter((h) => h.zone_id === row.id)
        .map((h) => ({ weekday: h.weekday, open: clockOfMinutes(h.open_minute), close: clockOfMinutes(h.close_minute) })),
      equipment: equipment.filter((e) => e.zone_id === row.id).map(toEquipment),
      hasPhoto: row.photo_mime !== null,
      closure: closure ? { id: closure.id, from: closure.from_at, to: closure.to_at, reason: closure.reason } : null,
      archived: row.archived_at !== null,
      version: row.version
    };
  });
}

/** @throws StationError NOT_FOUND */
export async function readZone(db: Db, now: number, id: number): Promise<Zone> {
  return found((await readZones(db, now, { id }))[0], 'zone', id);
}

export async function listEquipment(db: Db, archived: boolean): Promise<Equipment[]> {
  const query = db.selectFrom('equipment').selectAll().orderBy('id');
  return (await (archived ? query : query.where('archived_at', 'is', null)).execute()).map(toEquipment);
}

export async function listPurposes(db: Db, archived: boolean): Promise<Purpose[]> {
  const query = db.selectFrom('purpose').selectAll().orderBy('id');
  return (await (archived ? query : query.where('archived_at', 'is', null)).execute()).map(toPurpose);
}

/** The photo of a zone. @throws StationError NOT_FOUND where there is none */
export async function readPhoto(db: Db, zoneId: number): Promise<Blob> {
  const row = found(await db.selectFrom('zone_photo').selectAll().where('zone_id', '=', zoneId).executeTakeFirst(), 'photo', zoneId);
  return new Blob([row.bytes as BlobPart], { type: row.mime });
}
