import { useQuery } from '@pinia/colada';
import { computed, type MaybeRefOrGetter, toValue } from 'vue';
import type { CalendarDay } from '@contract/schedule/calendar.ts';
import type { DayKind } from '@contract/schedule/allocation.ts';
import type { Zone } from '@contract/schedule/zones.ts';
import { i18n } from '@/ui/i18n/index.ts';
import { api } from '@/app/station.ts';

/** The lists that every page of the schedule reads: zones, purposes, equipment, special days. */

interface Named {
  name: string;
  nameEn: string;
}

/** A name in the window's language; the Chinese one where there is no other. */
export function nameOf(thing: Named | null | undefined): string {
  if (!thing) return '';
  return i18n.global.locale.value === 'en' && thing.nameEn !== '' ? thing.nameEn : thing.name;
}

/** A zone's purpose in the window's language. */
export function purposeOf(zone: Pick<Zone, 'purpose' | 'purposeEn'>): string {
  return i18n.global.locale.value === 'en' && zone.purposeEn !== '' ? zone.purposeEn : zone.purpose;
}

export function useZones() {
  const query = useQuery({ key: ['zones', 'list'], query: () => api.zones.list({ archived: false }) });
  const zones = computed(() => query.data.value ?? []);
  const byId = computed(() => new Map(zones.value.map((zone) => [zone.id, zone])));
  return { ...query, zones, byId };
}

export function usePurposes() {
  const query = useQuery({ key: ['purposes', 'list'], query: () => api.zones.purposes.list({ archived: true }) });
  const all = computed(() => query.data.value ?? []);
  const purposes = computed(() => all.value.filter((purpose) => !purpose.archived));
  const byId = computed(() => new Map(all.value.map((purpose) => [purpose.id, purpose])));
  return { ...query, all, purposes, byId };
}

export function useEquipment() {
  const query = useQuery({ key: ['zones', 'equipment'], query: () => api.zones.equipment.list({ archived: false }) });
  return { ...query, equipment: computed(() => query.data.value ?? []) };
}

/** Special days of a range of dates, both included, and the years whose arrangement is unknown. */
export function useCalendarDays(from: MaybeRefOrGetter<string>, to: MaybeRefOrGetter<string>) {
  const query = useQuery({
    key: () => ['calendar', 'days', toValue(from), toValue(to)],
    query: () => api.calendar.days({ from: toValue(from), to: toValue(to) }),
    placeholderData: (before: Awaited<ReturnType<typeof api.calendar.days>> | undefined) => before
  });
  const days = computed(() => new Map<string, CalendarDay>((query.data.value?.days ?? []).map((day) => [day.date, day])));
  const kindOf = (date: string): DayKind => days.value.get(date)?.kind ?? 'ordinary';
  return { ...query, days, kindOf, unpublished: computed(() => query.data.value?.unpublished ?? []) };
}
