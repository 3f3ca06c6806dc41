import { onBeforeUnmount, onMounted } from 'vue';
import { onKey } from './keys.ts';

/** Handles a key while a page or component is mounted. */
export function useKey(key: string, act: (event: KeyboardEvent) => unknown): void {
  let stop = () => {};
  onMounted(() => (stop = onKey(key, act)));
  onBeforeUnmount(() => stop());
}
