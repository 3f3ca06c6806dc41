/**
 * Passes Esc in a select with a closed list on to the dialog or drawer around it. Element's select keeps the key even then, so the
 * dialog would not close while the focus is in a select. It listens in the capture phase, after `leaveKeysToInputMethod`.
 * @returns ends it
 */
export function passEscapeOn(): () => void {
  const pass = (event: KeyboardEvent): void => {
    const field = event.target;
    if (event.key !== 'Escape' || !(field instanceof HTMLInputElement) || field.closest('.el-select') === null) return;
    // The select itself first clears its typed text.
    if (field.getAttribute('aria-expanded') === 'true' || field.value !== '') return;
    event.stopImmediatePropagation();
    event.preventDefault();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true }));
  };
  document.addEventListener('keydown', pass, { capture: true });
  return () => document.removeEventListener('keydown', pass, { capture: true });
}
