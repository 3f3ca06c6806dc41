import { useQuery } from '@pinia/colada';
import { computed, ref, watch, type Ref } from 'vue';
import type { Reservation } from '@contract/schedule/reservations.ts';
import type { Zone } from '@contract/schedule/zones.ts';
import { api, newCommandId } from '@/app/station.ts';
import { aboutOf, equipmentOf, missing, timesOf, type ReservationForm } from './reservation-form.ts';
import { ruleProblem, toRule } from '@/schedule/series/recurrence.ts';
import { decisionsFor, undecided, type Decisions } from '@/schedule/series/series-decisions.ts';

const PROBE_AFTER_MS = 150;

/** A value that follows another one after a pause, so that not every key asks the service. */
function settled<T>(source: () => T): Ref<T> {
  const later = ref(source()) as Ref<T>;
  let timer: ReturnType<typeof setTimeout>;
  watch(source, (next) => {
    clearTimeout(timer);
    timer = setTimeout(() => (later.value = next), PROBE_AFTER_MS);
  });
  return later;
}

/** Checks the form of a reservation against the schedule while it is filled in, and saves it. */
export function useReservationForm(
  form: Ref<ReservationForm>,
  open: Ref<boolean>,
  reservation: () => Reservation | null,
  walkIn: () => boolean
) {
  const times = computed(() => timesOf(form.value));
  const gaps = computed(() => missing(form.value));
  const where = computed(() => {
    const { zoneId, staffId, expectedHeadcount } = form.value;
    if (!times.value || zoneId === null) return null;
    return { zoneId, ...times.value, equipment: equipmentOf(form.value), staffId, expectedHeadcount: expectedHeadcount ?? 0 };
  });

  const asked = settled(() =>
    open.value && !form.value.repeat && where.value
      ? JSON.stringify({ ...where.value, ...(reservation() ? { reservationId: reservation()!.id } : {}), proposals: true })
      : ''
  );
  const probe = useQuery({
    key: () => ['reservations', 'probe', asked.value],
    query: () => api.reservations.probe(JSON.parse(asked.value) as never),
    enabled: () => asked.value !== ''
  });

  const decisions = ref<Decisions>({});
  const rule = computed(() =>
    form.value.repeat && ruleProblem(form.value.repeat, form.value.date) === null ? toRule(form.value.repeat, form.value.date) : null
  );
  const seriesInput = computed(() => {
    if (!rule.value || gaps.value.length > 0) return null;
    const { from: _from, to: _to, expectedHeadcount: _n, ...rest } = where.value!;
    return { rule: rule.value, ...rest, ...aboutOf(form.value), from: form.value.from, to: form.value.to };
  });
  const seriesAsked = settled(() => (open.value && seriesInput.value ? JSON.stringify(seriesInput.value) : ''));
  const preview = useQuery({
    key: () => ['reservations', 'preview', seriesAsked.value],
    query: () => api.series.preview(JSON.parse(seriesAsked.value) as never, { context: { timeout: 60_000 } }),
    enabled: () => seriesAsked.value !== '',
    placeholderData: (before: Awaited<ReturnType<typeof api.series.preview>> | undefined) => before
  });
  const dates = computed(() => (form.value.repeat ? (preview.data.value?.dates ?? []) : []));
  const openDates = computed(() => undecided(dates.value, decisions.value));
  /** Whether the preview answers the present form, not an earlier one. */
  const previewIsCurrent = computed(
    () => !preview.isPlaceholderData.value && seriesAsked.value === (seriesInput.value ? JSON.stringify(seriesInput.value) : '')
  );

  /** Saves a new reservation or series. @returns what was made */
  async function create(): Promise<{ id: number | null; number: string; made: number; skipped: number; state: string }> {
    const commandId = newCommandId();
    if (form.value.repeat && seriesInput.value) {
      const made = await api.series.create(
        { commandId, ...seriesInput.value, decisions: decisionsFor(dates.value, decisions.value) },
        { context: { timeout: 60_000 } }
      );
      return { id: null, number: '', made: made.made, skipped: made.skipped, state: made.state };
    }
    const { expectedHeadcount: _n, ...place } = where.value!;
    const input = { commandId, ...place, ...aboutOf(form.value) };
    const made = walkIn()
      ? await api.reservations.walkIn({ ...input, headcount: form.value.expectedHeadcount! })
      : await api.reservations.create(input);
    return { id: made.id, number: made.number, made: 1, skipped: 0, state: made.state };
  }

  /** Saves a change of this reservation alone. */
  function update(of: Reservation) {
    const { expectedHeadcount: _n, ...place } = where.value!;
    return api.reservations.update({ commandId: newCommandId(), id: of.id, version: of.version, ...place, ...aboutOf(form.value) });
  }

  return { times, gaps, probe, preview, dates, decisions, openDates, previewIsCurrent, create, update };
}

/** Fields of the form that follow its zone. @returns whether the time of the zone's responsible person is taken too */
export function useZoneFollowers(form: Ref<ReservationForm>, zones: Ref<ReadonlyMap<number, Zone>>) {
  const staff = computed({
    get: () => form.value.staffId !== null,
    set: (on: boolean) => (form.value.staffId = on ? (zones.value.get(form.value.zoneId ?? 0)?.responsibleId ?? null) : null)
  });
  // Another zone has another responsible person.
  watch(
    () => form.value.zoneId,
    (next, before) => {
      if (before !== null && form.value.staffId !== null && form.value.staffId === zones.value.get(before)?.responsibleId)
        form.value.staffId = zones.value.get(next ?? 0)?.responsibleId ?? null;
      const here = new Set(form.value.equipment.map((line) => line.equipmentId));
      const fixedElsewhere = new Set(
        [...zones.value.values()].filter((other) => other.id !== next).flatMap((other) => other.equipment.map((item) => item.id))
      );
      if ([...here].some((id) => fixedElsewhere.has(id)))
        form.value.equipment = form.value.equipment.filter((line) => !fixedElsewhere.has(line.equipmentId));
    }
  );
  return { staff };
}
