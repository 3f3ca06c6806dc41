import { onBeforeUnmount, shallowRef, watch } from 'vue';
import { showError } from '@/ui/components/errors.ts';
import { useSession } from '@/app/access/session.ts';

/**
 * Something masked that was asked for in full. It is gone again when the window is locked, somebody else sits down, or
 * something else is shown in its place.
 * @param about whose it is; an answer that comes when this has changed is not shown
 * @param forMs how long it is shown; without it until it is hidden
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

  /** @returns what was answered, or null when it failed, or came too late to be shown */
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
