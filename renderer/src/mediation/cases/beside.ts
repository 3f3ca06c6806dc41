import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { CaseRow } from '@contract/mediation/cases.ts';
import { useSession } from '@/app/access/session.ts';

/** The list that a case was opened from: it stays beside the case, so that a mediator goes through it without losing it. */
interface Kept {
  /** Where it stands, filter and all. */
  path: string;
  rows: readonly CaseRow[];
}

/** There are names in it: it is gone as soon as nobody, or somebody else, sits here. */
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

/** The list beside a case, and the one before and after it. @param id of the case that is open */
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
