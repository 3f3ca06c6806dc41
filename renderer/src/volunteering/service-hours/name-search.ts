import { ref } from 'vue';
import type { VolunteerRow } from '@contract/volunteering/volunteers.ts';
import { api } from '@/app/station.ts';
import { bestFirst } from './sheet-lines.ts';

const SEARCH_AFTER_MS = 80;
const MOST = 8;

/**
 * Searches volunteers for the name typed in a line of a paper sheet.
 * @param signed ids of volunteers signed up to the shift, who come first
 */
export function useNameSearch(signed: () => ReadonlySet<number>) {
  const hits = ref<VolunteerRow[]>([]);
  /** The line whose list is open; -1: none. */
  const line = ref(-1);
  /** Index of the marked hit. */
  const at = ref(0);
  let searched = '';
  let asked = 0;
  let timer: ReturnType<typeof setTimeout>;

  async function search(query: string): Promise<VolunteerRow[]> {
    const mine = ++asked;
    const rows = await api.volunteers.search({ query, limit: MOST }).catch(() => []);
    const found = bestFirst(rows, signed());
    if (mine === asked) {
      hits.value = found;
      searched = query;
      at.value = 0;
    }
    return found;
  }
  return {
    hits,
    line,
    at,
    isOpen: (of: number): boolean => line.value === of && hits.value.length > 0,
    /** Called when somebody types in a line; the list follows after a pause. */
    typed(of: number, query: string): void {
      line.value = of;
      clearTimeout(timer);
      hits.value = [];
      searched = '';
      if (query !== '') timer = setTimeout(() => void search(query), SEARCH_AFTER_MS);
    },
    /** The hits for the text in a field now, however fast it was typed, and the marked one. */
    async found(query: string): Promise<{ found: VolunteerRow[]; marked: VolunteerRow | undefined }> {
      clearTimeout(timer);
      const found = searched === query ? hits.value : await search(query);
      return { found, marked: found[searched === query ? at.value : 0] ?? found[0] };
    },
    /** Marks the next hit (1) or the one before (-1), in a circle. */
    move(by: 1 | -1): void {
      at.value = (at.value + by + hits.value.length) % hits.value.length;
    },
    close(): void {
      hits.value = [];
      line.value = -1;
    }
  };
}
