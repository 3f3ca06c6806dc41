import type { Ref } from 'vue';

/** What a select that is typed into knows of its list. */
export interface HitList {
  /** Whether the list on show answers what is typed. */
  answers(query: string): boolean;
  /** The first of those who do, as soon as it is known. */
  first(query: string): Promise<number | undefined>;
  take(id: number): void;
}

/**
 * Enter in a select that is typed into, for its `keydown` in the capture phase: it takes what is highlighted, and the first
 * hit where nothing is. The list follows what is typed with a delay; Enter means what stands in the field now, so it waits
 * for that answer rather than take the first of an older one.
 */
export function useFirstHit(select: Ref<{ blur(): void } | undefined>, list: HitList): (event: Event) => void {
  const settle = async (field: HTMLInputElement, query: string): Promise<void> => {
    const id = await list.first(query);
    // Typed on meanwhile: something else is meant.
    if (id === undefined || field.value.trim() !== query) return;
    list.take(id);
    // The select itself still waits to search for what was typed; with the field empty it has nothing to open its list for.
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
