import { computed, ref, type Ref } from 'vue';

/**
 * Keyboard control of the calendar's bars: Tab leads to one of them, arrows to the others.
 * @param scroll the calendar, whose rows have `data-lane` and whose bars `data-bar`
 * @param keys the keys of the bars (`keyOfBar`), row by row, by time
 * @returns the bar to which Tab leads; call `opened` with an opened bar, so that Tab leads back to it
 */
export function useBarKeys(scroll: Ref<HTMLElement | undefined>, keys: () => string[]) {
  const lastFocused = ref<string | null>(null);
  const tabKey = computed(() =>
    lastFocused.value !== null && keys().includes(lastFocused.value) ? lastFocused.value : (keys()[0] ?? null)
  );

  /** For the `keydown` of the calendar: ← → along a row, ↑ ↓ to the nearest in time of the next row that has any, Home and End. */
  function onKey(event: KeyboardEvent): void {
    const bar = (event.target as HTMLElement).closest<HTMLElement>('[data-bar]');
    if (!bar || !['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    const lanes = [...(scroll.value?.querySelectorAll<HTMLElement>('[data-lane]') ?? [])];
    const barsOf = (lane: HTMLElement | undefined) =>
      [...(lane?.querySelectorAll<HTMLElement>('[data-bar]') ?? [])].sort((a, b) => a.offsetLeft - b.offsetLeft);
    const here = lanes.findIndex((lane) => lane.contains(bar));
    const row = barsOf(lanes[here]);
    let next: HTMLElement | undefined;
    if (event.key === 'Home') next = row[0];
    else if (event.key === 'End') next = row.at(-1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') next = row[row.indexOf(bar) + (event.key === 'ArrowRight' ? 1 : -1)];
    else {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      for (let i = here + step; i >= 0 && i < lanes.length && !next; i += step) {
        // The nearest in time of the next row that has any.
        next = barsOf(lanes[i]).sort((a, b) => Math.abs(a.offsetLeft - bar.offsetLeft) - Math.abs(b.offsetLeft - bar.offsetLeft))[0];
      }
    }
    if (!next) return;
    lastFocused.value = next.dataset['bar'] ?? null;
    next.focus();
  }

  return { tabKey, onKey, opened: (key: string) => (lastFocused.value = key) };
}
