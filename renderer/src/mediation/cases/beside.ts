import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { CaseRow } from '@contract/mediation/cases.ts';
import { useSession } from '@/app/access/session.ts';

/** The list from which a case was opened. It stays beside the case, so that a mediator can go through it. */
interface Kept {
  /** Its address with the filter. */
  path: string;
  rows: readonly CaseRow[];
}

/** Keeps the list. It has names in it, so it goes when the operator leaves or changes. */
const useKept = defineStore('beside', () => {
  const session = useSession();
  const list = shallowRef<Kept | null>(null);
  watch(
    () => session.operator?.id,
    () => (list.value = null),
    { flush: 'sync' }
  );
  return { list };
});

/** The list beside a case, and the cases before and after it. @param id id of the open case */
export function useBeside(id: () => number) {
  const kept = useKept();
  const list = computed(() => (kept.list?.rows.some((row) => row.id === id()) ? kept.list : null));
  const rows = computed(() => list.value?.rows ?? []);
  const at = computed(() => rows.value.findIndex((row) => row.id === id()));
  return {
    rows,
    path: computed(() => list.value?.path ?? '/cases/list'),
    before: computed(() => rows.value[at.value - 1]?.id ?? null),
    after: computed(() => (at.value < 0 ? null : (rows.value[at.value + 1]?.id ?? null)))
  };
}

/** Keeps a list while one of its cases is open. */
export function useKeepBeside() {
  const kept = useKept();
  return (path: string, rows: readonly CaseRow[]): void => {
    kept.list = { path, rows };
  };
}
