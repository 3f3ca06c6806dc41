import { useQuery } from '@pinia/colada';
import { computed } from 'vue';
import type { PersonHit } from '@contract/people/people.ts';
import type { ChoiceKind } from '@contract/volunteering/volunteer-choices.ts';
import { api } from '@/app/station.ts';

/** The lists that several pages of volunteer service read. */

/** The choices of a kind. @param archived whether to include archived ones */
export function useChoices(kind: ChoiceKind, archived: () => boolean = () => false) {
  const query = useQuery({
    key: () => ['volunteer-choices', kind, String(archived())],
    query: () => api.volunteers.choices.list({ kind, archived: archived() })
  });
  return { ...query, choices: computed(() => query.data.value ?? []) };
}

export function useLadder() {
  const query = useQuery({ key: ['recognition', 'ladder'], query: () => api.recognition.ladder() });
  return { ...query, ladder: computed(() => query.data.value ?? []) };
}

export function useTeams() {
  const query = useQuery({ key: ['volunteers', 'teams'], query: () => api.volunteers.teams() });
  return { ...query, teams: computed(() => query.data.value ?? []) };
}

/** Volunteers for a person picker, with their number in the place of the document. */
export async function findVolunteers(query: string, signal: AbortSignal): Promise<PersonHit[]> {
  const rows = await api.volunteers.search({ query }, { signal });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    sex: row.sex,
    birthDate: row.birthDate,
    birthYear: row.birthYear,
    documentKind: 'none',
    documentMasked: row.number,
    mobileMasked: row.mobileMasked,
    organisationId: row.organisation?.id ?? null,
    organisationName: row.organisation?.name ?? '',
    trade: '',
    politicalStatus: null,
    marks: [],
    match: 'prefix'
  }));
}
