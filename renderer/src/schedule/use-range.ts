import { useQuery } from '@pinia/colada';
import { computed, toValue, watch, type MaybeRefOrGetter } from 'vue';
import { occupied } from '@contract/schedule.ts';
import { addDays, startOfDate } from '@contract/time.ts';
import { api } from '@/station.ts';
import { nameOf, useCalendarDays, usePurposes, useZones } from './lookups.ts';
import { bookingsOf, type Booking, type Taken } from './timeline.ts';

type Range = Awaited<ReturnType<typeof api.reservations.range>>;

/** What the calendar shows of a range of dates, both included; stays on screen while the next range is read. */
export function useRange(first: MaybeRefOrGetter<string>, last: MaybeRefOrGetter<string>) {
  const query = useQuery({
    key: () => ['reservations', 'range', toValue(first), toValue(last)],
    query: () => api.reservations.range({ from: startOfDate(toValue(first)), to: startOfDate(addDays(toValue(last), 1)) }),
    placeholderData: (before: Range | undefined) => before
  });
  // Closures come with the range, but a closure that hits nothing changes zones alone.
  const { data: zones } = useZones();
  watch(zones, (_next, before) => before && void query.refetch());
  // What is sealed shows as taken, and as nothing else.
  const hearings = useQuery({
    key: () => ['hearings', 'occupied', toValue(first), toValue(last)],
    query: () => api.hearings.occupied({ from: startOfDate(toValue(first)), to: startOfDate(addDays(toValue(last), 1)) }),
    placeholderData: (before: Awaited<ReturnType<typeof api.hearings.occupied>> | undefined) => before
  });
  const { days, kindOf, unpublished } = useCalendarDays(first, last);
  const { byId: purposes } = usePurposes();
  const bookings = computed<Booking[]>(() => (query.data.value ? bookingsOf(query.data.value.columns) : []));
  const closures = computed(() => query.data.value?.closures ?? []);
  const taken = computed<Taken[]>(() =>
    (hearings.data.value ?? []).filter((one) => one.state !== 'suspended').map((one) => ({ id: one.id, zoneId: one.zoneId, ...occupied(one, one.setup, one.clearup) }))
  );
  /** What a booking is called: its title, else its purpose. */
  const titleOf = (booking: Pick<Booking, 'title' | 'purposeId'>): string => booking.title || nameOf(purposes.value.get(booking.purposeId));
  return { bookings, closures, taken, days, kindOf, unpublished, titleOf, error: query.error, isPending: query.isPending, refetch: query.refetch };
}
