import { afterEach, describe, expect, it } from 'vitest';
import { leaveKeysToInputMethod } from '@/app/layout/composing.ts';
import { onKey } from '@/app/layout/keys.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  stops.splice(0).forEach((stop) => stop());
  document.body.innerHTML = '';
  document.body.className = '';
});

let pressed: string[] = [];
function on(key: string, answer?: boolean, name = key): void {
  stops.push(onKey(key, () => (pressed.push(name), answer)));
}

/** Presses a key at an element. @returns whether somebody took it */
function press(key: string, options: KeyboardEventInit & { target?: Element } = {}): boolean {
  const { target = document.body, ...rest } = options;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...rest });
  pressed = [];
  target.dispatchEvent(event);
  return event.defaultPrevented;
}

function field(html: string): Element {
  document.body.innerHTML = html;
  return document.body.firstElementChild!;
}

describe('keys', () => {
  it('are known by their names; Cmd counts as Ctrl, capitals as small', () => {
    on('ctrl+k');
    on('f2');
    on('ctrl+alt+x');
    expect(press('k', { ctrlKey: true })).toBe(true);
    expect(press('K', { metaKey: true })).toBe(true);
    expect(pressed).toEqual(['ctrl+k']);
    expect(press('F2')).toBe(true);
    expect(press('x', { ctrlKey: true, altKey: true })).toBe(true);
    expect(press('k')).toBe(false);
    expect(pressed).toEqual([]);
  });

  it('go to the newest first, and on when it answers false', () => {
    on('ctrl+s', undefined, 'page');
    on('ctrl+s', false, 'dialog');
    press('s', { ctrlKey: true });
    expect(pressed).toEqual(['dialog', 'page']);
    on('ctrl+s', undefined, 'form');
    press('s', { ctrlKey: true });
    expect(pressed).toEqual(['form']);
  });

  it('are left to the browser when nobody takes them', () => {
    on('escape', false);
    expect(press('Escape')).toBe(false);
    expect(pressed).toEqual(['escape']);
  });

  it('that belong to text are left to the field being typed in', () => {
    on('/');
    on('ctrl+z');
    on('ctrl+s');
    for (const html of ['<input>', '<textarea></textarea>', '<select></select>']) {
      const target = field(html);
      expect(press('/', { target }), html).toBe(false);
      expect(press('z', { target, ctrlKey: true }), html).toBe(false);
      expect(press('s', { target, ctrlKey: true }), html).toBe(true);
    }
    expect(press('/')).toBe(true);
    expect(press('z', { ctrlKey: true })).toBe(true);
  });

  it('do nothing while an input method composes, here or in any component; listeners at the window still see them', () => {
    on('enter');
    stops.push(leaveKeysToInputMethod());
    const target = field('<div><input></div>');
    const seen: string[] = [];
    const note = (event: Event) => void seen.push((event as KeyboardEvent).key);
    window.addEventListener('keydown', note, { capture: true, once: false });
    stops.push(() => window.removeEventListener('keydown', note, { capture: true }));
    let taken: string[] = [];
    for (const element of [target.firstElementChild!, target])
      element.addEventListener('keydown', (event) => taken.push((event as KeyboardEvent).key));
    for (const key of ['ArrowDown', 'ArrowUp', 'Enter', 'Escape', 'Tab', 'F2', 'Process']) {
      press(key, { target: target.firstElementChild!, isComposing: true });
      press(key, { target: target.firstElementChild!, keyCode: 229 } as KeyboardEventInit & { target: Element });
      expect(taken, key).toEqual([]);
      expect(seen.splice(0), key).toEqual([key, key]);
      press(key, { target: target.firstElementChild! });
      expect(taken, key).toEqual([key, key]);
      taken = [];
      seen.splice(0);
    }
    expect(press('Enter', { isComposing: true })).toBe(false);
    expect(press('Enter', { keyCode: 229 } as KeyboardEventInit)).toBe(false);
    expect(press('Enter')).toBe(true);
  });

  it('find and command even then, and save nothing half typed', () => {
    on('ctrl+k');
    on('ctrl+s');
    stops.push(leaveKeysToInputMethod());
    expect(press('k', { ctrlKey: true, isComposing: true })).toBe(true);
    expect(press('k', { metaKey: true, isComposing: true })).toBe(true);
    expect(press('s', { ctrlKey: true, isComposing: true })).toBe(false);
    expect(pressed).toEqual([]);
  });

  it('do nothing under the lock', () => {
    on('f2');
    document.body.classList.add('locked');
    expect(press('F2')).toBe(false);
    expect(pressed).toEqual([]);
  });

  it('end with the component that asked for them', () => {
    const stop = onKey('f9', () => pressed.push('f9'));
    expect(press('F9')).toBe(true);
    stop();
    expect(press('F9')).toBe(false);
  });
});
