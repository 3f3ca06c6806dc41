import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onScan, ScanReader, watchScanner } from '@/app/layout/scanner.ts';

/** Reads keys with the same gap between all of them, ms. @returns the code, if the last key ended one */
function type(reader: ScanReader, keys: string[], gap: number, from = 1_000): string | null {
  let result: string | null = null;
  keys.forEach((key, index) => (result = reader.read({ key, at: from + index * gap })));
  return result;
}

describe('a reader of scans', () => {
  it('takes a burst that Enter ends', () => {
    expect(type(new ScanReader(), [...'3301061985', 'Enter'], 5)).toBe('3301061985');
    expect(type(new ScanReader(), [...'AB-12/x', 'Enter'], 20)).toBe('AB-12/x');
  });

  it('does not take a person for a scanner', () => {
    expect(type(new ScanReader(), [...'3301061985', 'Enter'], 30)).toBeNull();
    expect(type(new ScanReader(), [...'zhangsan', 'Enter'], 21)).toBeNull();
    // Somebody hits Enter a moment after a burst: that Enter is theirs.
    const reader = new ScanReader();
    type(reader, [...'330106'], 5);
    expect(reader.read({ key: 'Enter', at: 2_000 })).toBeNull();
  });

  it('takes nothing shorter than six characters', () => {
    expect(type(new ScanReader(), [...'12345', 'Enter'], 5)).toBeNull();
    expect(type(new ScanReader(), [...'123456', 'Enter'], 5)).toBe('123456');
  });

  it('leaves out what was typed before the burst', () => {
    const reader = new ScanReader();
    type(reader, [...'王'], 0, 100);
    expect(type(reader, [...'330106', 'Enter'], 5, 500)).toBe('330106');
  });

  it('minds no Shift between the characters, but any other key ends the burst', () => {
    expect(type(new ScanReader(), ['Shift', 'A', 'Shift', 'B', 'C', 'D', 'E', 'F', 'Enter'], 5)).toBe('ABCDEF');
    expect(type(new ScanReader(), [...'330', 'Backspace', ...'106', 'Enter'], 5)).toBeNull();
    expect(type(new ScanReader(), [...'330106', 'Tab', 'Enter'], 5)).toBeNull();
  });

  it('reads one scan after another', () => {
    const reader = new ScanReader();
    expect(type(reader, [...'111111', 'Enter'], 5, 0)).toBe('111111');
    expect(type(reader, [...'222222', 'Enter'], 5, 60)).toBe('222222');
  });
});

describe('scans in a window', () => {
  let stop: () => void;
  let taken: string[];
  const stops: (() => void)[] = [];
  const listen = (answer?: boolean, name = '') => stops.push(onScan((code) => (taken.push(name + code), answer)));
  beforeEach(() => {
    taken = [];
    stop = watchScanner();
  });
  afterEach(() => {
    stop();
    stops.splice(0).forEach((end) => end());
    document.body.innerHTML = '';
    document.body.className = '';
  });

  /** Presses keys as fast as a scanner; a field with the focus gets the characters as a browser would give them. */
  function scan(code: string, target: Element = document.body, kind: 'plain' | 'input method' = 'plain'): KeyboardEvent {
    for (const key of code) {
      const event = {
        key: kind === 'plain' ? key : 'Process',
        code: /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`,
        bubbles: true
      };
      target.dispatchEvent(new KeyboardEvent('keydown', event));
      if (target instanceof HTMLInputElement) target.value += key;
    }
    const enter = new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true });
    target.dispatchEvent(enter);
    return enter;
  }

  it('are taken wherever the focus is, and leave the field as it was', () => {
    listen();
    const field = document.createElement('input');
    document.body.append(field);
    field.value = '王';
    field.focus();
    let told = '';
    field.addEventListener('input', () => (told = field.value));
    expect(scan('330106', field).defaultPrevented).toBe(true);
    expect(taken).toEqual(['330106']);
    expect(field.value).toBe('王');
    // Whoever is bound to the field hears of it.
    expect(told).toBe('王');
  });

  it('go to the newest page first, and on when it does not want them', () => {
    listen(undefined, 'page ');
    listen(false, 'dialog ');
    scan('123456');
    expect(taken).toEqual(['dialog 123456', 'page 123456']);
  });

  it('are left alone when nobody wants them', () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    expect(scan('330106', field).defaultPrevented).toBe(false);
    expect(field.value).toBe('330106');
  });

  it('are read although a Chinese input method is on', () => {
    listen();
    scan('A12345', document.body, 'input method');
    expect(taken).toEqual(['A12345']);
  });

  it('do nothing under the lock', () => {
    listen();
    document.body.classList.add('locked');
    scan('330106');
    expect(taken).toEqual([]);
  });

  it('are no longer taken by a page that has gone', () => {
    const end = onScan((code) => void taken.push(code));
    end();
    scan('330106');
    expect(taken).toEqual([]);
  });
});
