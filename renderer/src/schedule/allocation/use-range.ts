import { useQuery } from '@pinia/colada';
import { computed, toValue, watch, type MaybeRefOrGetter } from 'vue';
import { addDays, startOfDate } from '@contract/core/time.ts';
import { api } from '@/app/station.ts';
import { nameOf, useCalendarDays, usePurposes, useZones } from '@/schedule/lookups.ts';
import { bookingsOf, type Booking } from './timeline.ts';

type Range = Awaited<ReturnType<typeof api.reservations.range>>;

/** The calendar's data of a range of dates, both included. They stay on screen while the next range is read. */
export function useRange(first: MaybeRefOrGetter<string>, last: MaybeRefOrGetter<string>) {
  const query = useQuery({
    key: () => ['reservations', 'range', toValue(first), toValue(last)],
    query: () => api.reservations.range({ from: startOfDate(toValue(first)), to: startOfDate(addDays(toValue(last), 1)) }),
    placeholderData: (before: Range | undefined) => before
  });
  // Closures come with the range, but a closure without reservations only changes zones.
  const { data: zones } = useZones();
  watch(zones, (_next, before) => before && void query.refetch());
  const { days, kindOf, unpublished } = useCalendarDays(first, last);
  const { byId: purposes } = usePurposes();
  const bookings = computed<Booking[]>(() => (query.data.value ? bookingsOf(query.data.value.columns) : []));
  const others = computed(() => query.data.value?.others ?? []);
  const closures = computed(() => query.data.value?.closures ?? []);
  /** The title of a booking, or else its purpose. */
  const titleOf = (booking: Pick<Booking, 'title' | 'purposeId'>): string => booking.title || nameOf(purposes.value.get(booking.purposeId));
  return {
    bookings,
    others,
    closures,
    days,
    kindOf,
    unpublished,
    titleOf,
    error: query.error,
    isPending: query.isPending,
    refetch: query.refetch
  };
}
