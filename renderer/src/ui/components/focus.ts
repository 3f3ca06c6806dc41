/**
 * Puts the cursor into a dialog's field once it has opened; not away from what is already being filled in, or a list that
 * was opened meanwhile would close under the pointer.
 */
export function focusUnlessBusy(selector: string): void {
  const field = document.querySelector<HTMLElement>(selector);
  const form = field?.closest('form');
  if (field && form?.contains(document.activeElement) !== true) field.focus();
}
