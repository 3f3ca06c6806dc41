import { useQuery } from '@pinia/colada';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { useProblem } from '@contract/schedule/allocation.ts';
import { api } from '@/app/station.ts';
import { clashTexts } from '@/schedule/allocation/clash.ts';
import { useZones } from '@/schedule/lookups.ts';

type Options = Awaited<ReturnType<typeof api.reservations.options>>;

/** Availability at a time: what is in the way of each zone (empty: nothing), and the pieces left of each equipment. */
export function useAvailability(
  times: MaybeRefOrGetter<{ from: number; to: number } | null>,
  headcount: MaybeRefOrGetter<number | null>,
  ownId: MaybeRefOrGetter<number | undefined>,
  zone: MaybeRefOrGetter<number | null>
) {
  const { zones } = useZones();
  const asked = computed(() => {
    const use = toValue(times);
    const reservationId = toValue(ownId);
    if (!use || useProblem(use) !== null) return null;
    const zoneId = toValue(zone) ?? undefined;
    return { ...use, expectedHeadcount: toValue(headcount) ?? 0, zoneId, reservationId };
  });
  const query = useQuery({
    key: () => ['reservations', 'options', JSON.stringify(asked.value)],
    query: () => api.reservations.options(asked.value!),
    enabled: () => asked.value !== null,
    placeholderData: (before: Options | undefined) => before
  });
  const clashesOf = computed(() => new Map((query.data.value?.zones ?? []).map((zone) => [zone.zoneId, zone.clashes])));
  const list = computed(() =>
    zones.value.map((zone) => {
      const clashes = clashesOf.value.get(zone.id) ?? [];
      return { zone, clashes, why: clashes.length === 0 ? '' : clashTexts(clashes, toValue(times) ?? undefined) };
    })
  );
  const left = computed(() => new Map((query.data.value?.equipment ?? []).map((item) => [item.equipmentId, item.available])));
  return { list, left, error: query.error, known: computed(() => query.data.value !== undefined) };
}
