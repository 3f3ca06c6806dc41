import { useQuery } from '@pinia/colada';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { HOUR_MS, dateOf, startOfDate, DAY_MS } from '@contract/time.ts';
import { api } from '@/station.ts';
import { useSession } from '@/access/session.ts';
import { useCalendarDays, useZones } from './lookups.ts';
import { bookingsOf, refusal, type Booking } from './timeline.ts';

type Why = NonNullable<ReturnType<typeof refusal>> | 'capacity';

/** Which zones could take a use, by the same rules as the service; the service is asked again for the chosen one. */
export function useAvailability(
  times: MaybeRefOrGetter<{ from: number; to: number } | null>,
  headcount: MaybeRefOrGetter<number | null>,
  ownId: MaybeRefOrGetter<number | undefined>
) {
  const session = useSession();
  const { zones } = useZones();
  // Whole days with a margin for set-up and clear-up, so that a change of the hour asks nothing anew.
  const range = computed(() => {
    const asked = toValue(times);
    if (!asked) return null;
    return { from: startOfDate(dateOf(asked.from)) - 5 * HOUR_MS, to: startOfDate(dateOf(asked.to)) + DAY_MS + 5 * HOUR_MS };
  });
  const date = computed(() => dateOf(toValue(times)?.from ?? session.now()));
  const { kindOf, days, unpublished } = useCalendarDays(date, date);
  const held = useQuery({
    key: () => ['reservations', 'range', range.value?.from ?? 0, range.value?.to ?? 0],
    query: () => api.reservations.range(range.value!),
    enabled: () => range.value !== null
  });
  const bookings = computed<Booking[]>(() => (held.data.value ? bookingsOf(held.data.value.columns) : []));
  const list = computed(() => {
    const asked = toValue(times);
    const own = bookings.value.find((booking) => booking.id === toValue(ownId));
    return zones.value.map((zone) => {
      let why: Why | null = null;
      if ((toValue(headcount) ?? 0) > zone.capacity) why = 'capacity';
      else if (asked)
        why = refusal(asked, {
          zone,
          zoneId: zone.id,
          bookings: bookings.value,
          closures: held.data.value?.closures ?? [],
          kindOf,
          now: session.now(),
          ...(own ? { own } : {})
        });
      return { zone, why };
    });
  });
  return { list, days, unpublished, error: held.error, known: computed(() => held.data.value !== undefined) };
}
