type Handler = (event: KeyboardEvent) => unknown;

const handlers = new Map<string, Handler[]>();
let listening = false;

/** `ctrl+k`, `f2`, `/` of a key press; Cmd counts as Ctrl. */
export function nameOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${key}`;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** Whether the window is locked; then keys only fill in the password. */
export const isLocked = (): boolean => document.body.classList.contains('locked');

/**
 * Calls `act` for a key. The newest handler comes first; one that answers false passes the key on. Keys of text (`/`, Ctrl+Z) go to
 * the focused field, keys of an input method to it (`composing.ts`).
 * @returns ends it
 */
export function onKey(key: string, act: Handler): () => void {
  if (!listening) {
    listening = true;
    window.addEventListener('keydown', (event) => {
      if (isLocked()) return;
      const name = nameOf(event);
      if (isTyping(event.target) && (name === 'ctrl+z' || name.length === 1)) return;
      for (const handler of [...(handlers.get(name) ?? [])].reverse()) {
        if (handler(event) === false) continue;
        event.preventDefault();
        return;
      }
    });
  }
  handlers.set(key, [...(handlers.get(key) ?? []), act]);
  return () =>
    handlers.set(
      key,
      (handlers.get(key) ?? []).filter((handler) => handler !== act)
    );
}
