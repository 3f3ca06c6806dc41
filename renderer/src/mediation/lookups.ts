import { useQuery } from '@pinia/colada';
import { computed } from 'vue';
import { DEFAULT_MEDIATION_SETTINGS, type MediatorRow } from '@contract/mediation/mediators.ts';
import { useSession } from '@/app/access/session.ts';
import { api } from '@/app/station.ts';

/** The lists that several pages of the cases read. */

export function useMediators(inactive: () => boolean = () => false) {
  const query = useQuery({
    key: () => ['mediators', 'list', String(inactive())],
    query: () => api.mediators.list({ inactive: inactive() })
  });
  const mediators = computed<MediatorRow[]>(() => query.data.value ?? []);
  return { ...query, mediators, byId: computed(() => new Map(mediators.value.map((one) => [one.personId, one]))) };
}

export function useMediationSettings() {
  const query = useQuery({ key: ['mediators', 'settings'], query: () => api.mediators.settings() });
  return { ...query, settings: computed(() => query.data.value ?? DEFAULT_MEDIATION_SETTINGS) };
}

export function useSubtypes() {
  const query = useQuery({ key: ['cases', 'subtypes'], query: () => api.cases.subtypes.list() });
  return { ...query, subtypes: computed(() => query.data.value ?? []) };
}

/** The mediator linked to the operator's account. */
export function useMyself() {
  const session = useSession();
  const { mediators } = useMediators();
  return computed(() => mediators.value.find((one) => one.accountId === session.operator?.id) ?? null);
}
