import { nameOf } from './keys.ts';

/** Whether an input method is composing; the key that ends a composition is told by its code alone, 229. */
const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/**
 * While an input method composes, its keys reach nobody else: ↑ and ↓ go through its candidates, Enter and Esc end it, and
 * no list, form or dialog of ours (or of the components used) takes them as well. Only Ctrl+K passes, which no composition
 * means and which leaves what is being typed alone. Listens in the capture phase of the document, so that whoever listens
 * to everything at the window (the idle lock, the scanner) still does. @returns ends it
 */
export function leaveKeysToInputMethod(): () => void {
  const keep = (event: KeyboardEvent): void => {
    if (isComposing(event) && nameOf(event) !== 'ctrl+k') event.stopImmediatePropagation();
  };
  document.addEventListener('keydown', keep, { capture: true });
  return () => document.removeEventListener('keydown', keep, { capture: true });
}
