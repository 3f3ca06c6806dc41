/** Keys of a list of focusable rows: ↑ ↓ move, Enter calls `enter`, Space calls `space`. */
export function rowKeys(event: KeyboardEvent, enter: () => void, space: () => void): void {
  const row = event.currentTarget as HTMLElement;
  if (event.target !== row) return;
  const next = event.key === 'ArrowDown' ? row.nextElementSibling : event.key === 'ArrowUp' ? row.previousElementSibling : null;
  if (next instanceof HTMLElement) next.focus();
  else if (event.key === 'Enter') enter();
  else if (event.key === ' ') space();
  else return;
  event.preventDefault();
}
