import { PiniaColada } from '@pinia/colada';
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import type { Role } from '../../electron/contract/access.ts';
import { useSession } from '../../renderer/src/access/session.ts';
import { registerToDo, useToDos } from '../../renderer/src/layout/to-do.ts';

const count = vi.fn(() => Promise.resolve(3));
registerToDo({ id: 'hours', permission: 'service_hours.approve', nav: '/volunteers', key: ['service-hours', 'count'], count, text: (n) => `${n} to approve`, to: '/volunteers/hours' });
registerToDo({ id: 'nothing', permission: 'people.read', nav: '/people', key: ['people', 'none'], count: () => Promise.resolve(0), text: () => 'never', to: '/people' });

async function shown(role: Role): Promise<string[]> {
  const pinia = createPinia();
  useSession(pinia).operator = { id: 1, name: role, displayName: role, roles: [role] };
  const wrapper = mount(defineComponent({ setup: () => { const list = useToDos(); return () => h('ul', list.value.map(({ kind, n }) => h('li', kind.text(n)))); } }), { global: { plugins: [pinia, PiniaColada] } });
  await flushPromises();
  return wrapper.findAll('li').map((line) => line.text());
}

describe('what waits', () => {
  it('is shown to whoever may decide it, and asked for nobody else; kinds of which nothing waits are left out', async () => {
    expect(await shown('front_desk')).toEqual([]);
    expect(count).not.toHaveBeenCalled();
    expect(await shown('head')).toEqual(['3 to approve']);
  });
});
