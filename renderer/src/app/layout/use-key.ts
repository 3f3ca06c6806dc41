import { onBeforeUnmount, onMounted } from 'vue';
import { onKey } from './keys.ts';

/** A key of a page or component, as long as it is mounted. */
export function useKey(key: string, act: (event: KeyboardEvent) => unknown): void {
  let stop = () => {};
  onMounted(() => (stop = onKey(key, act)));
  onBeforeUnmount(() => stop());
}
