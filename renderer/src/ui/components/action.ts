import { ref } from 'vue';

/** One thing a form does: whether it is under way, and what went wrong. A second click while it runs does nothing. */
export function useAction() {
  const busy = ref(false);
  const error = ref<unknown>(null);
  /**
   * @param failed told of a failure; answers true when it has dealt with it, so that `error` stays empty
   * @returns what the work answered, or undefined when it failed or another one is under way
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
