import { computed, shallowRef } from 'vue';
import type { CaseRow } from '@contract/cases.ts';
import { useSession } from '@/access/session.ts';

/** The list that a case was opened from: it stays beside the case, so that a mediator goes through it without losing it. */
interface Kept {
  /** Whose list it was: nobody else is shown it. */
  operatorId: number;
  /** Where it stands, filter and all. */
  path: string;
  rows: readonly CaseRow[];
}
const kept = shallowRef<Kept | null>(null);

/** The list beside a case, and the one before and after it. @param id of the case that is open */
export function useBeside(id: () => number) {
  const session = useSession();
  const mine = computed(() => (kept.value !== null && kept.value.operatorId === session.operator?.id && kept.value.rows.some((row) => row.id === id()) ? kept.value : null));
  const rows = computed(() => mine.value?.rows ?? []);
  const at = computed(() => rows.value.findIndex((row) => row.id === id()));
  return {
    rows, at,
    path: computed(() => mine.value?.path ?? '/cases/list'),
    before: computed(() => rows.value[at.value - 1]?.id ?? null),
    after: computed(() => (at.value < 0 ? null : (rows.value[at.value + 1]?.id ?? null)))
  };
}

/** Keeps a list while one of its cases is open. */
export function useKeepBeside() {
  const session = useSession();
  return (path: string, rows: readonly CaseRow[]): void => {
    kept.value = session.operator ? { operatorId: session.operator.id, path, rows } : null;
  };
}
