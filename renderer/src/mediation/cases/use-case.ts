import { useQuery } from '@pinia/colada';
import { api } from '@/app/station.ts';

/** One case with everything in it; read again when anything of the cases changes. */
export function useCase(id: () => number) {
  return useQuery({
    key: () => ['cases', 'get', String(id())],
    query: () => api.cases.get({ id: id() }),
    enabled: () => Number.isInteger(id()) && id() > 0
  });
}
