import { flushPromises, mount } from '@vue/test-utils';
import ElementPlus from 'element-plus';
import { createPinia } from 'pinia';
import { PiniaColada } from '@pinia/colada';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import type { PersonHit } from '../../../electron/contract/people/people.ts';
import { leaveKeysToInputMethod } from '../../../renderer/src/app/layout/composing.ts';
import { i18n } from '../../../renderer/src/ui/i18n/index.ts';
import PersonPicker from '../../../renderer/src/people/people/PersonPicker.vue';
import { useSession } from '../../../renderer/src/app/access/session.ts';

const search = vi.hoisted(() => vi.fn());
const create = vi.hoisted(() => vi.fn());
const get = vi.hoisted(() => vi.fn());
vi.mock('../../../renderer/src/app/station.ts', async (original) => ({
  ...(await original<object>()),
  api: { people: { search, create, get } },
  newCommandId: () => 'command'
}));

const hit = (id: number, name: string, from: number, to: number): PersonHit => ({
  id,
  name,
  sex: null,
  birthDate: null,
  birthYear: null,
  documentKind: 'none',
  documentMasked: '',
  mobileMasked: '139****5678',
  organisationId: null,
  organisationName: '木工班',
  trade: '',
  politicalStatus: null,
  marks: [{ field: 'name', from, to }],
  match: 'initials'
});

function open(roles: 'front_desk' | 'viewer' = 'front_desk') {
  const pinia = createPinia();
  const picked = vi.fn();
  const wrapper = mount(PersonPicker, {
    attachTo: document.body,
    props: { modelValue: null, 'onUpdate:modelValue': picked },
    global: { plugins: [pinia, PiniaColada, i18n, ElementPlus] }
  });
  useSession(pinia).operator = { id: 1, name: 'desk', displayName: '前台', roles: [roles] };
  const field = wrapper.get('input');
  const type = async (text: string) => {
    await field.setValue(text);
    await vi.advanceTimersByTimeAsync(120);
    await flushPromises();
  };
  return { wrapper, picked, field, type };
}

let stop = () => {};
beforeEach(() => {
  vi.useFakeTimers();
  stop = leaveKeysToInputMethod();
  for (const mock of [search, create, get]) mock.mockReset();
  document.body.innerHTML = '';
});

afterEach(() => stop());

describe('the person picker', () => {
  it('searches while one types, marks what matched, and chooses by ↓ and Enter', async () => {
    search.mockResolvedValue([hit(1, '张三', 0, 2), hit(2, '赵四', 0, 1)]);
    const { wrapper, picked, field, type } = open();
    await nextTick();
    expect(field.attributes('role')).toBe('combobox');
    await type('zs');
    expect(search).toHaveBeenCalledOnce();
    expect(search.mock.calls[0]?.[0]).toEqual({ query: 'zs' });
    const options = wrapper.findAll('[role=option]');
    expect(options.map((option) => option.find('mark').exists() && option.find('mark').text())).toEqual(['张三', '赵', false]);
    await field.trigger('keydown', { key: 'ArrowDown' });
    expect(wrapper.find('[aria-selected=true]').text()).toContain('赵四');
    await field.trigger('keydown', { key: 'Enter' });
    await flushPromises();
    expect(picked).toHaveBeenCalledWith({ id: 2, name: '赵四', note: '木工班 · 139****5678' });
  });

  it('leaves ↑ ↓ Enter and Esc to an input method while it composes', async () => {
    search.mockResolvedValue([hit(1, '张三', 0, 2), hit(2, '赵四', 0, 1)]);
    const { wrapper, picked, field, type } = open();
    await type('张');
    for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
      for (const key of ['ArrowDown', 'ArrowUp', 'ArrowUp', 'Enter', 'Escape']) {
        await field.trigger('keydown', { key, ...how });
        await flushPromises();
        expect(wrapper.get('[aria-selected=true]').text(), key).toContain('张三');
      }
    }
    expect(picked).not.toHaveBeenCalled();
    await field.trigger('keydown', { key: 'ArrowDown' });
    expect(wrapper.get('[aria-selected=true]').text()).toContain('赵四');
    await field.trigger('keydown', { key: 'Escape' });
    expect(wrapper.find('[role=option]').exists()).toBe(false);
  });

  it('takes Enter for the text in the field now, because a scanner is faster than the search', async () => {
    search.mockResolvedValue([hit(7, '钱乙丑', 0, 3)]);
    const { picked, field } = open();
    await field.setValue('330000199001010110');
    await field.trigger('keydown', { key: 'Enter' });
    await flushPromises();
    expect(search.mock.calls[0]?.[0]).toEqual({ query: '330000199001010110' });
    expect(picked.mock.calls[0]?.[0]).toMatchObject({ id: 7 });
  });

  it('registers somebody by name alone, and offers the one who is there already', async () => {
    search.mockResolvedValue([]);
    const { wrapper, picked, field, type } = open();
    await type('孙丙寅');
    await field.trigger('keydown', { key: 'Enter' });
    await flushPromises();
    const [name, mobile] = wrapper.findAll('input');
    expect((name?.element as HTMLInputElement).value).toBe('孙丙寅');
    await name?.trigger('keydown', { key: 'Enter', isComposing: true });
    await flushPromises();
    expect(create).not.toHaveBeenCalled();
    await mobile?.setValue('13900005678');
    const { ORPCError } = await import('@orpc/client');
    create.mockRejectedValueOnce(new ORPCError('DUPLICATE_PERSON', { defined: true, data: { personId: 9, name: '孙丙寅' } }));
    await wrapper.get('[data-test=picker-save]').trigger('click');
    await flushPromises();
    expect(create.mock.calls[0]?.[0]).toMatchObject({ name: '孙丙寅', mobile: '13900005678', confirmDuplicate: false });
    expect(wrapper.get('[role=alert]').text()).toContain('孙丙寅');
    get.mockResolvedValue({ ...hit(9, '孙丙寅', 0, 0) });
    await wrapper.get('[role=alert] button').trigger('click');
    await flushPromises();
    expect(picked.mock.calls[0]?.[0]).toMatchObject({ id: 9 });
  });

  it('offers registering only to those with the permission', async () => {
    search.mockResolvedValue([]);
    const { wrapper, type } = open('viewer');
    await type('孙丙寅');
    expect(wrapper.find('[data-test=picker-new]').exists()).toBe(false);
    expect(wrapper.text()).toContain('没有找到“孙丙寅”');
  });
});
