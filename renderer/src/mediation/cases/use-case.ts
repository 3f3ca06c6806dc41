import { useQuery } from '@pinia/colada';
import { api } from '@/app/station.ts';

/** A whole case; read again when any case changes. */
export function useCase(id: () => number) {
  return useQuery({
    key: () => ['cases', 'get', String(id())],
    query: () => api.cases.get({ id: id() }),
    enabled: () => Number.isInteger(id()) && id() > 0
  });
}
