import '@/schedule/messages.ts';
import type { PaletteSource } from '@/app/palette/source.ts';
import { useSession } from '@/app/access/session.ts';
import { router } from '@/app/router.ts';
import { nameOf, purposeOf } from '@/schedule/lookups.ts';
import { api } from '@/app/station.ts';

/** Zones by name or purpose, once something is typed. */
export const source: PaletteSource = async (text, signal) => {
  if (text === '' || !useSession().may('zones.read')) return [];
  const wanted = text.toLowerCase();
  const zones = await api.zones.list({ archived: false }, { signal });
  return zones
    .filter((zone) =>
      [zone.name, zone.nameEn, zone.purpose, zone.purposeEn, zone.place].some((part) => part.toLowerCase().includes(wanted))
    )
    .map((zone) => {
      const title = nameOf(zone);
      const at = title.toLowerCase().indexOf(wanted);
      return {
        id: `zone:${zone.id}`,
        group: 'zones' as const,
        title,
        note: purposeOf(zone),
        ...(at >= 0 ? { marks: [[at, at + text.length]] as [number, number][] } : {}),
        run: () => router.push(`/zones/${zone.id}`)
      };
    });
};
