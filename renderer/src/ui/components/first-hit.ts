import type { Ref } from 'vue';

/** The list of a searching select. */
export interface HitList {
  /** Whether the shown list is the answer to `query`. */
  answers(query: string): boolean;
  /** The first hit for `query`, as soon as it is known. */
  first(query: string): Promise<number | undefined>;
  take(id: number): void;
}

/**
 * Handles Enter in a searching select, for its `keydown` in the capture phase. Enter takes the highlighted item, or else the first hit.
 * The list follows the typed text with a delay, so Enter waits for the answer to the text in the field now.
 */
export function useFirstHit(select: Ref<{ blur(): void } | undefined>, list: HitList): (event: Event) => void {
  const settle = async (field: HTMLInputElement, query: string): Promise<void> => {
    const id = await list.first(query);
    // Somebody typed on meanwhile and means something else.
    if (id === undefined || field.value.trim() !== query) return;
    list.take(id);
    // The select is still about to search for the text; an empty field keeps it from opening its list.
    field.value = '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    select.value?.blur();
  };
  return (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    const field = event.target;
    if (!(field instanceof HTMLInputElement)) return;
    const query = field.value.trim();
    const open = field.getAttribute('aria-expanded') === 'true';
    const highlighted = (field.getAttribute('aria-activedescendant') ?? '') !== '';
    if (query === '' ? !open || highlighted : open && highlighted && list.answers(query)) return;
    event.preventDefault();
    event.stopPropagation();
    void settle(field, query);
  };
}
