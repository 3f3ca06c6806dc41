/**
 * Esc in a select whose list is closed is for the dialog or drawer around it: Element's select keeps the key to itself even
 * then, and the dialog would not close for as long as the focus is in one. Listens in the capture phase, after
 * `leaveKeysToInputMethod`. @returns ends it
 */
export function passEscapeOn(): () => void {
  const pass = (event: KeyboardEvent): void => {
    const field = event.target;
    if (event.key !== 'Escape' || !(field instanceof HTMLInputElement) || field.closest('.el-select') === null) return;
    // What was typed into it is cleared first, by the select itself.
    if (field.getAttribute('aria-expanded') === 'true' || field.value !== '') return;
    event.stopImmediatePropagation();
    event.preventDefault();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true }));
  };
  document.addEventListener('keydown', pass, { capture: true });
  return () => document.removeEventListener('keydown', pass, { capture: true });
}
