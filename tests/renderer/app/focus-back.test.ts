import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { giveFocusBack } from '../../../renderer/src/app/layout/focus-back.ts';

let stop = () => {};
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame'] });
  // What is in a closed layer is not seen.
  Element.prototype.checkVisibility = function checkVisibility(this: Element) {
    return this.closest('[hidden]') === null;
  };
  document.body.innerHTML = `<button id="opener"></button><button id="other"></button>
    <div class="el-popper" hidden><button id="entry"></button></div>
    <div class="el-overlay" hidden><input id="field"><button id="inner"></button></div>
    <div class="el-overlay second" hidden><input id="deep"></div>`;
  stop = giveFocusBack();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const one = (selector: string) => document.querySelector<HTMLElement>(selector)!;
const show = (layer: string, field: string) => {
  one(layer).hidden = false;
  one(field).focus();
};
/** Esc in a layer, which is gone a few frames later with the focus in it. */
function close(layer: string): string {
  document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  vi.advanceTimersToNextFrame();
  vi.advanceTimersToNextFrame();
  one(layer).hidden = true;
  (document.activeElement as HTMLElement).blur();
  vi.advanceTimersToNextFrame();
  vi.advanceTimersToNextFrame();
  return document.activeElement?.id ?? '';
}

describe('the focus goes back', () => {
  it('to what opened a dialog, layer by layer', () => {
    one('#opener').focus();
    show('.el-overlay', '#field');
    one('#inner').focus();
    show('.second', '#deep');
    expect(close('.second')).toBe('inner');
    expect(close('.el-overlay')).toBe('opener');
  });

  it('past a menu that is closed meanwhile', () => {
    one('#opener').focus();
    show('.el-popper', '#entry');
    one('.el-overlay').hidden = false;
    one('#field').focus();
    one('.el-popper').hidden = true;
    expect(close('.el-overlay')).toBe('opener');
  });

  it('to nobody where somebody else took it, or what opened it is gone', () => {
    one('#opener').focus();
    show('.el-overlay', '#field');
    one('#field').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    one('.el-overlay').hidden = true;
    one('#other').focus();
    vi.advanceTimersToNextFrame();
    expect(document.activeElement?.id).toBe('other');
    show('.el-overlay', '#field');
    one('#other').remove();
    expect(close('.el-overlay')).toBe('');
  });
});
