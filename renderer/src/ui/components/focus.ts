/**
 * Puts the cursor into a field of a dialog after it has opened, unless somebody already fills in another one; a list opened meanwhile
 * would close under the pointer.
 */
export function focusUnlessBusy(selector: string): void {
  const field = document.querySelector<HTMLElement>(selector);
  const form = field?.closest('form');
  if (field && form?.contains(document.activeElement) !== true) field.focus();
}
