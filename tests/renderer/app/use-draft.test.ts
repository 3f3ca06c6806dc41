import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { useDraft } from '../../../renderer/src/app/drafts/use-draft.ts';

// A form that is kept while it is filled in: what reaches the service, and when.

const drafts = vi.hoisted(() => ({ save: vi.fn(), get: vi.fn(), discard: vi.fn() }));
vi.mock('../../../renderer/src/app/station.ts', () => ({ api: { drafts } }));

const form = ref({ name: '', people: { count: 0 } });
const open = ref(true);
let draft: ReturnType<typeof useDraft<{ name: string; people: { count: number } }>>;
let page: VueWrapper;

beforeEach(() => {
  vi.useFakeTimers();
  for (const call of Object.values(drafts)) call.mockReset().mockResolvedValue(null);
  form.value = { name: '', people: { count: 0 } };
  open.value = true;
  page = mount(
    defineComponent({
      setup() {
        draft = useDraft(
          () => 'reservation:new',
          form,
          () => open.value
        );
        return () => h('div');
      }
    })
  );
});
afterEach(() => {
  page.unmount();
  vi.useRealTimers();
});

/** Lets the window notice what was typed, and so many ms pass. */
async function after(ms: number): Promise<void> {
  await flushPromises();
  await vi.advanceTimersByTimeAsync(ms);
}
const kept = () => drafts.save.mock.calls.map(([call]) => (call as { body: { name: string } }).body.name);

describe('a draft', () => {
  it('is saved a second after the last key, once, as it then stands', async () => {
    form.value.name = '张';
    await after(900);
    form.value.name = '张三';
    form.value.people.count = 12;
    await after(900);
    expect(drafts.save).not.toHaveBeenCalled();
    await after(100);
    expect(drafts.save.mock.calls).toEqual([[{ key: 'reservation:new', body: { name: '张三', people: { count: 12 } } }]]);
    await after(5_000);
    expect(drafts.save).toHaveBeenCalledTimes(1);
  });

  it('is saved at once when its form goes away, and not when nothing is new', async () => {
    form.value.name = '张三';
    await after(10);
    page.unmount();
    expect(kept()).toEqual(['张三']);
    await draft.flush();
    await after(5_000);
    expect(kept()).toEqual(['张三']);
  });

  it('is not made of a form that is closed', async () => {
    open.value = false;
    form.value.name = '张三';
    await after(5_000);
    page.unmount();
    expect(drafts.save).not.toHaveBeenCalled();
  });

  it('that could not be saved is saved with the next key, or when the form goes away', async () => {
    drafts.save.mockRejectedValueOnce(new Error('no answer'));
    form.value.name = '张';
    await after(1_000);
    form.value.name = '张三';
    await after(1_000);
    expect(kept()).toEqual(['张', '张三']);
    drafts.save.mockRejectedValueOnce(new Error('no answer'));
    form.value.name = '张三丰';
    await after(1_000);
    page.unmount();
    expect(kept()).toEqual(['张', '张三', '张三丰', '张三丰']);
  });

  it('thrown away stays away, whatever was typed in the same moment and whichever save fails afterwards', async () => {
    let fail = (_: Error): void => {};
    drafts.save.mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
    form.value.name = '张';
    await after(1_000);
    form.value.name = '张三';
    await draft.discard();
    fail(new Error('no answer'));
    await after(5_000);
    page.unmount();
    expect(kept()).toEqual(['张']);
    expect(drafts.discard.mock.calls).toEqual([[{ key: 'reservation:new' }]]);
    expect(drafts.discard.mock.invocationCallOrder[0]).toBeGreaterThan(drafts.save.mock.invocationCallOrder[0]!);
  });

  it('is given back as it was kept, and is nothing when there is none or it cannot be read', async () => {
    drafts.get.mockResolvedValueOnce({ body: { name: '张三' }, updatedAt: 1 });
    expect(await draft.restore()).toEqual({ name: '张三' });
    expect(await draft.restore()).toBe(null);
    drafts.get.mockRejectedValueOnce(new Error('no answer'));
    expect(await draft.restore()).toBe(null);
  });
});
