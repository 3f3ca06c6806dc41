import type { Role } from '@contract/core/permissions.ts';
import { PiniaColada } from '@pinia/colada';
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { useSession } from '../../../renderer/src/app/access/session.ts';
import { toDoKinds, useToDos, type ToDoKind } from '../../../renderer/src/app/layout/to-do.ts';

const read = vi.fn(() => Promise.resolve({ count: 3 }));
const kinds: ToDoKind[] = [
  {
    id: 'hours',
    permission: 'service_hours.approve',
    nav: '/volunteers',
    key: ['service-hours', 'count'],
    read,
    text: (n) => `${n} to approve`,
    to: '/volunteers/hours'
  },
  {
    id: 'nothing',
    permission: 'people.read',
    nav: '/people',
    key: ['people', 'none'],
    read: () => Promise.resolve({ count: 0 }),
    text: () => 'never',
    to: '/people'
  },
  {
    id: 'seen',
    permission: 'reservations.approve',
    seenWith: 'reservations.write',
    nav: '/reservations',
    key: ['reservations', 'some'],
    read: () => Promise.resolve({ count: 2 }),
    text: (n) => `${n} reserved`,
    to: '/reservations'
  }
];

async function shown(role: Role): Promise<string[]> {
  const pinia = createPinia();
  useSession(pinia).operator = { id: 1, name: role, displayName: role, roles: [role] };
  const wrapper = mount(
    defineComponent({
      setup: () => {
        const list = useToDos(kinds);
        return () =>
          h(
            'ul',
            list.value.map(({ kind, n, forMe }) => h('li', `${kind.text(n)}${forMe ? '' : ' by somebody else'}`))
          );
      }
    }),
    { global: { plugins: [pinia, PiniaColada] } }
  );
  await flushPromises();
  return wrapper.findAll('li').map((line) => line.text());
}

describe('what waits', () => {
  it('is shown to those who may decide it, and asked for nobody else; kinds of which nothing waits are left out', async () => {
    expect(await shown('viewer')).toEqual([]);
    expect(read).not.toHaveBeenCalled();
    expect(await shown('head')).toEqual(['3 to approve', '2 reserved']);
  });
  it('may be seen by others than those it waits for', async () => {
    expect(await shown('front_desk')).toEqual(['2 reserved by somebody else']);
  });
  it('is found in every area that has a to-do.ts', () => {
    expect(toDoKinds.map(({ id, permission }) => [id, permission])).toEqual([
      ['reservations', 'reservations.approve'],
      ['hours', 'service_hours.approve']
    ]);
  });
});
