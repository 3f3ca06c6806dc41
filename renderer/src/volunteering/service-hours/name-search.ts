import { ref } from 'vue';
import type { VolunteerRow } from '@contract/volunteering/volunteers.ts';
import { api } from '@/app/station.ts';
import { bestFirst } from './sheet-lines.ts';

const SEARCH_AFTER_MS = 80;
const MOST = 8;

/**
 * The volunteers found for the name that is typed in one line of a paper sheet, as a list to choose from.
 * @param signed ids of those signed up to the shift: they come first
 */
export function useNameSearch(signed: () => ReadonlySet<number>) {
  const hits = ref<VolunteerRow[]>([]);
  /** The line whose list is open; -1: none. */
  const line = ref(-1);
  /** Which of those found is marked. */
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
    /** Something was typed in a line: its list follows a moment later. */
    typed(of: number, query: string): void {
      line.value = of;
      clearTimeout(timer);
      hits.value = [];
      searched = '';
      if (query !== '') timer = setTimeout(() => void search(query), SEARCH_AFTER_MS);
    },
    /** Those found for what stands in a field now, however fast it was typed, and the one that is marked. */
    async found(query: string): Promise<{ found: VolunteerRow[]; marked: VolunteerRow | undefined }> {
      clearTimeout(timer);
      const found = searched === query ? hits.value : await search(query);
      return { found, marked: found[searched === query ? at.value : 0] ?? found[0] };
    },
    /** Marks the next (1) or the one before (-1), round and round. */
    move(by: 1 | -1): void {
      at.value = (at.value + by + hits.value.length) % hits.value.length;
    },
    close(): void {
      hits.value = [];
      line.value = -1;
    }
  };
}
