import { mount } from '@vue/test-utils';
import ElementPlus from 'element-plus';
import { afterEach, describe, expect, it } from 'vitest';
import { defineComponent, nextTick, ref } from 'vue';
import { passEscapeOn } from '../../../renderer/src/app/layout/escape.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  stops.splice(0).forEach((stop) => stop());
  document.body.innerHTML = '';
});

const Fields = defineComponent({
  setup: () => ({ value: ref(1) }),
  template:
    '<div><el-select v-model="value" filterable><el-option :value="1" label="一" /><el-option :value="2" label="二" /></el-select><input id="other" /></div>'
});

/** A select and a field beside it, and how often Esc came as far as what a dialog listens to. */
async function open(passing: boolean) {
  if (passing) stops.push(passEscapeOn());
  let heard = 0;
  const listen = (event: KeyboardEvent) => void (event.key === 'Escape' && heard++);
  document.addEventListener('keydown', listen);
  stops.push(() => document.removeEventListener('keydown', listen));
  const wrapper = mount(Fields, { attachTo: document.body, global: { plugins: [ElementPlus] } });
  await nextTick();
  const escape = async (selector: string) => {
    heard = 0;
    await wrapper.get(selector).trigger('keydown', { key: 'Escape', code: 'Escape' });
    return heard;
  };
  return { wrapper, escape };
}

describe('Esc', () => {
  it('is kept by a select even when its list is closed, unless it is passed on', async () => {
    expect(await (await open(false)).escape('.el-select input')).toBe(0);
  });

  it('is passed on by a closed select once, and by other fields as ever', async () => {
    const { escape } = await open(true);
    expect(await escape('.el-select input')).toBe(1);
    expect(await escape('#other')).toBe(1);
  });

  it('closes an open list and nothing else', async () => {
    const { wrapper, escape } = await open(true);
    const field = wrapper.get('.el-select input');
    await wrapper.get('.el-select__wrapper').trigger('click');
    await nextTick();
    expect(field.attributes('aria-expanded')).toBe('true');
    expect(await escape('.el-select input')).toBe(0);
    await nextTick();
    expect(field.attributes('aria-expanded')).toBe('false');
    expect(await escape('.el-select input')).toBe(1);
  });
});
