import { computed, ref, watch, type Ref } from 'vue';
import { useQuery } from '@pinia/colada';

interface Page<T> {
  rows: T[];
  next: string | null;
  total: { count: number; capped: boolean } | null;
}

/**
 * A list that is read page by page. The first page is a query of its own and stays live (its topic invalidates it); further pages are
 * added below. Another filter starts again.
 * @param key key of the query, topic first: `['people', 'list']`
 * @param filter reactive; `read` gets the same object
 */
export function useKeyset<T, F extends object>(key: string[], filter: Ref<F>, read: (filter: F, after?: string) => Promise<Page<T>>) {
  const more = ref<T[]>([]) as Ref<T[]>;
  const next = ref<string | null>(null);
  const loadingMore = ref(false);
  const moreError = ref<unknown>(null);
  const first = useQuery({
    key: () => [...key, JSON.stringify(filter.value)],
    query: () => read(filter.value),
    placeholderData: (before: Page<T> | undefined) => before
  });
  watch(
    first.data,
    (page) => {
      more.value = [];
      next.value = page?.next ?? null;
    },
    { immediate: true }
  );
  const rows = computed<T[]>(() => [...(first.data.value?.rows ?? []), ...more.value]);

  async function loadMore(): Promise<void> {
    const after = next.value;
    if (after === null || loadingMore.value) return;
    const asked = filter.value;
    loadingMore.value = true;
    moreError.value = null;
    try {
      const page = await read(asked, after);
      if (filter.value !== asked) return;
      more.value = [...more.value, ...page.rows];
      next.value = page.next;
    } catch (error) {
      moreError.value = error;
    } finally {
      loadingMore.value = false;
    }
  }

  return {
    rows,
    total: computed(() => first.data.value?.total ?? null),
    next,
    error: first.error,
    isPending: first.isPending,
    isLoading: first.isLoading,
    refetch: first.refetch,
    loadMore,
    loadingMore,
    moreError
  };
}
