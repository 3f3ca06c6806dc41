import { ref } from 'vue';

/** One action of a form: whether it runs, and its error. A second click while it runs does nothing. */
export function useAction() {
  const busy = ref(false);
  const error = ref<unknown>(null);
  /**
   * @param failed gets a failure; true when it has handled it, so that `error` stays empty
   * @returns the answer of the work; undefined when it failed or another action runs
   */
  async function act<T>(work: () => Promise<T>, failed?: (failure: unknown) => unknown): Promise<T | undefined> {
    if (busy.value) return undefined;
    busy.value = true;
    error.value = null;
    try {
      return await work();
    } catch (failure) {
      if (failed?.(failure) !== true) error.value = failure;
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  const clear = () => (error.value = null);
  return { busy, error, act, clear };
}
