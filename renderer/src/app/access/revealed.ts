import { onBeforeUnmount, shallowRef, watch } from 'vue';
import { showError } from '@/ui/components/errors.ts';
import { useSession } from '@/app/access/session.ts';

/**
 * A masked value that the operator asked for in full. It is hidden again when the window is locked, another operator signs in, or
 * the page shows something else.
 * @param about what the value belongs to; an answer that arrives after this has changed is not shown
 * @param forMs how long it is shown, ms; default: until it is hidden
 */
export function useRevealed<T>(about: () => unknown, forMs?: number) {
  const session = useSession();
  const shown = shallowRef<T | null>(null);
  const busy = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  function hide(): void {
    clearTimeout(timer);
    asked += 1;
    shown.value = null;
  }

  /** @returns the answer; null when it failed or came too late to be shown */
  async function reveal(ask: () => Promise<T>): Promise<T | null> {
    hide();
    const mine = asked;
    busy.value = true;
    try {
      const answer = await ask();
      if (mine !== asked) return null;
      if (forMs !== undefined) timer = setTimeout(hide, forMs);
      return (shown.value = answer);
    } catch (error) {
      showError(error);
      return null;
    } finally {
      busy.value = false;
    }
  }

  watch(() => [JSON.stringify(about()), session.locked, session.operator?.id], hide);
  onBeforeUnmount(hide);
  return { shown, busy, reveal, hide };
}
