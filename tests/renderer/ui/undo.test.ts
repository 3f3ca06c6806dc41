import { flushPromises } from '@vue/test-utils';
import { ElMessage } from 'element-plus';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeNotes, offerUndo, undoLatest } from '../../../renderer/src/ui/components/undo.ts';

const showError = vi.hoisted(() => vi.fn());
vi.mock('../../../renderer/src/ui/components/errors.ts', async (original) => ({ ...(await original<object>()), showError }));

beforeEach(() => {
  vi.useFakeTimers();
  showError.mockReset();
});
afterEach(async () => {
  ElMessage.closeAll();
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** Notes that are on screen, by what they say. */
const notes = () => [...document.querySelectorAll<HTMLElement>('.undo-note')].map((note) => note.firstChild!.textContent);
const button = () => document.querySelector<HTMLButtonElement>('.undo-note button')!;
const done = () => vi.fn(() => Promise.resolve());
/** Offers it and waits until the note is drawn. */
async function offer(text: string, undo: () => Promise<unknown>): Promise<void> {
  offerUndo(text, undo);
  await vi.advanceTimersByTimeAsync(50);
}

describe('an undo', () => {
  it('is done by its button, once, however often it is pressed', async () => {
    const undo = done();
    await offer('签到了', undo);
    expect(notes()).toEqual(['签到了']);
    const pressed = button();
    pressed.click();
    pressed.click();
    await flushPromises();
    expect(undo).toHaveBeenCalledTimes(1);
    expect(undoLatest()).toBe(false);
    expect(undo).toHaveBeenCalledTimes(1);
  });

  it('is done by Ctrl+Z, once', async () => {
    const undo = done();
    await offer('签到了', undo);
    expect(undoLatest()).toBe(true);
    expect(undoLatest()).toBe(false);
    await flushPromises();
    expect(undo).toHaveBeenCalledTimes(1);
  });

  it('by Ctrl+Z is the newest one; an older one still has its button', async () => {
    const [older, newer] = [done(), done()];
    await offer('第一', older);
    await offer('第二', newer);
    undoLatest();
    await flushPromises();
    expect([older, newer].map((one) => one.mock.calls.length)).toEqual([0, 1]);
    expect(undoLatest()).toBe(false);
    button().click();
    await flushPromises();
    expect(older).toHaveBeenCalledTimes(1);
  });

  it('is offered for ten seconds', async () => {
    const undo = done();
    await offer('签到了', undo);
    await vi.advanceTimersByTimeAsync(9800);
    expect(notes()).toEqual(['签到了']);
    await vi.advanceTimersByTimeAsync(1500);
    expect(undoLatest()).toBe(false);
    expect(undo).not.toHaveBeenCalled();
  });

  it('that goes out of time leaves a newer one to Ctrl+Z', async () => {
    const newer = done();
    await offer('第一', done());
    await vi.advanceTimersByTimeAsync(8000);
    await offer('第二', newer);
    await vi.advanceTimersByTimeAsync(4000);
    expect(undoLatest()).toBe(true);
    await flushPromises();
    expect(newer).toHaveBeenCalledTimes(1);
  });

  it('that is refused says why, and is not offered again', async () => {
    const refused = new Error('STALE');
    await offer('签到了', () => Promise.reject(refused));
    button().click();
    await flushPromises();
    expect(showError).toHaveBeenCalledWith(refused);
    expect(undoLatest()).toBe(false);
  });

  it('is not left to the next operator', async () => {
    const undo = done();
    await offer('签到了', undo);
    closeNotes();
    await vi.advanceTimersByTimeAsync(1000);
    expect(undoLatest()).toBe(false);
    expect(undo).not.toHaveBeenCalled();
  });
});
