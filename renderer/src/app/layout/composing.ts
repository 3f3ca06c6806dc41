import { nameOf } from './keys.ts';

/** Whether an input method is composing. Only the code 229 identifies the key that ends a composition. */
const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/**
 * Keeps the keys of a composing input method from all lists, forms and dialogs: ↑ and ↓ go through its candidates, Enter and Esc end the
 * composition. Only Ctrl+K passes, because no input method uses it and it leaves the typed text alone. It listens in the capture
 * phase of the document, so that listeners at the window (the idle lock, the scanner) still get every key. @returns ends it
 */
export function leaveKeysToInputMethod(): () => void {
  const keep = (event: KeyboardEvent): void => {
    if (isComposing(event) && nameOf(event) !== 'ctrl+k') event.stopImmediatePropagation();
  };
  document.addEventListener('keydown', keep, { capture: true });
  return () => document.removeEventListener('keydown', keep, { capture: true });
}
