import { isLocked } from './keys.ts';

/** Longest gap between the keys of a scanner, ms; people need more than 30. */
const MAX_GAP_MS = 20;
const MIN_LENGTH = 6;

export interface Keystroke {
  key: string;
  at: number;
}

/**
 * Recognises scans among keystrokes: at least six characters without a gap over 20 ms, ended by Enter. It works whatever has the
 * focus.
 */
export class ScanReader {
  private text = '';
  private last = 0;

  /** The scanned code if this key ends one, otherwise null. */
  read({ key, at }: Keystroke): string | null {
    const fast = at - this.last <= MAX_GAP_MS;
    this.last = at;
    if (key === 'Enter') {
      const code = fast && this.text.length >= MIN_LENGTH ? this.text : null;
      this.text = '';
      return code;
    }
    if (key.length !== 1) {
      // Shift and Alt come between the characters of some scanners.
      if (!/^(Shift|Alt|Control|CapsLock|NumLock)$/.test(key)) this.text = '';
      return null;
    }
    this.text = fast ? this.text + key : key;
    return null;
  }
}

type ScanListener = (code: string) => boolean | void;
const listeners: ScanListener[] = [];

/** Takes scans while a page is open. The newest listener comes first; one that answers false passes the scan on. @returns ends it */
export function onScan(listener: ScanListener): () => void {
  listeners.push(listener);
  return () => {
    const index = listeners.indexOf(listener);
    if (index >= 0) listeners.splice(index, 1);
  };
}

/**
 * Watches for scans anywhere. For letters and digits it reads `code` and not `key`, so that an active Chinese input method does not
 * swallow them. @returns ends it
 */
export function watchScanner(): () => void {
  const reader = new ScanReader();
  const listen = (event: KeyboardEvent) => {
    const physical = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1];
    const key = event.key.length === 1 ? event.key : event.key === 'Process' && physical ? physical : event.key;
    const code = reader.read({ key, at: event.timeStamp });
    if (code === null || isLocked()) return;
    for (const listener of [...listeners].reverse()) {
      if (listener(code) === false) continue;
      event.preventDefault();
      event.stopPropagation();
      // The keys also went into the focused field, so remove them there.
      const field = document.activeElement;
      if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value.endsWith(code)) {
        field.value = field.value.slice(0, -code.length);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      return;
    }
  };
  window.addEventListener('keydown', listen, { capture: true });
  return () => window.removeEventListener('keydown', listen, { capture: true });
}
