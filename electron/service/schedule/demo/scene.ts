import { ZONE_OFFERS } from '../../../contract/schedule/zones.ts';
import { DAY_MS } from '../../../contract/core/time.ts';
import type { Command } from '../../core/command.ts';
import { createEquipmentTx } from '../zones/equipment.ts';
import { createOfferedZonesTx } from '../zones/write.ts';
import { CALLERS, EQUIPMENT, PLACES } from './habits.ts';

/** The zones, equipment and people of the demonstration. */
export interface Scene {
  /** Zones by the key of their offer. */
  zones: Record<string, number>;
  purposes: Record<string, number>;
  equipment: Record<string, number>;
  /** A contact for a reservation: a person on record if there are any, otherwise a name. */
  contact(luck: number, i: number): { contactId: number | null; contactName: string; contactPhone: string };
  organisation(luck: number): number | null;
}

/** Days for which the zones have existed; longer than the demonstration's weeks. */
const OPEN_SINCE_DAYS = 70;

/** Makes missing zones and equipment and looks up the others. */
export async function setSceneTx(cmd: Command): Promise<Scene> {
  const existing = await cmd.tx.selectFrom('zone').select(['id', 'key']).where('key', 'is not', null).execute();
  const missing = ZONE_OFFERS.map((offer) => offer.key).filter((key) => !existing.some((zone) => zone.key === key));
  await createOfferedZonesTx(cmd, missing);
  const rows = await cmd.tx
    .selectFrom('zone')
    .select(['id', 'key'])
    .where('key', 'is not', null)
    .where('archived_at', 'is', null)
    .execute();
  const zones: Record<string, number> = Object.fromEntries(rows.map((row) => [row.key ?? '', row.id]));
  const people = await cmd.tx.selectFrom('person').select('id').where('merged_into', 'is', null).orderBy('id').limit(40).execute();
  const organisations = await cmd.tx.selectFrom('organisation').select('id').where('archived', '=', 0).orderBy('id').limit(30).execute();
  for (const [i, [key, id]] of Object.entries(zones).entries()) {
    await cmd.tx
      .updateTable('zone')
      .set({ created_at: cmd.now - OPEN_SINCE_DAYS * DAY_MS, place: PLACES[key] ?? '', responsible_id: people[i]?.id ?? null })
      .where('id', '=', id)
      .execute();
  }
  const equipment: Record<string, number> = {};
  for (const [name, nameEn, quantity, zoneKey] of EQUIPMENT) {
    const zoneId = zoneKey === null ? null : zones[zoneKey];
    if (zoneId === undefined) continue;
    equipment[name] = await createEquipmentTx(cmd, { name, nameEn, quantity, zoneId });
  }
  const purposes = await cmd.tx.selectFrom('purpose').select(['id', 'key']).execute();
  const pick = <T>(list: readonly T[], luck: number): T | undefined => list[Math.floor(luck * list.length)];
  return {
    zones,
    equipment,
    purposes: Object.fromEntries(purposes.map((purpose) => [purpose.key ?? '', purpose.id])),
    contact: (luck, i) => {
      const person = pick(people, luck);
      if (person && i % 3 !== 0) return { contactId: person.id, contactName: '', contactPhone: '' };
      const caller = Math.floor(luck * CALLERS.length);
      return { contactId: null, contactName: CALLERS[caller] ?? '', contactPhone: `1390000${String(1001 + caller)}` };
    },
    organisation: (luck) => pick(organisations, (luck * 7) % 1)?.id ?? null
  };
}
