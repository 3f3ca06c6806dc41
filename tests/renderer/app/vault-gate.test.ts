import { flushPromises, mount } from '@vue/test-utils';
import { PiniaColada, useQueryCache } from '@pinia/colada';
import ElementPlus from 'element-plus';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import type { VaultStanding, VaultState } from '../../../electron/contract/core/vault.ts';
import { useSession } from '../../../renderer/src/app/access/session.ts';
import VaultGate from '../../../renderer/src/app/vault/VaultGate.vue';
import { i18n } from '../../../renderer/src/ui/i18n/index.ts';

const state = vi.hoisted(() => vi.fn());
const open = vi.hoisted(() => vi.fn());
vi.mock('../../../renderer/src/app/station.ts', async (original) => ({ ...(await original<object>()), api: { vault: { state, open } } }));

const me = { accountId: 1, name: '周丁卯', ready: true };
const other = { accountId: 2, name: '吴戊辰', since: 0, byName: '吴戊辰' };
function standing(now: VaultStanding, own = me): VaultState {
  return {
    vault: 'mediation',
    state: now,
    createdAt: 0,
    generations: [],
    restored: null,
    recovery: null,
    admitted: now === 'waiting' ? [other] : [{ ...other, accountId: 1 }],
    waiting: now === 'waiting' ? [own] : []
  };
}

let mounted = 0;
/** A page that holds something typed. */
const Page = defineComponent({
  setup() {
    mounted += 1;
    const typed = ref('');
    return () =>
      h('input', {
        class: 'page',
        value: typed.value,
        onInput: (event: Event) => (typed.value = (event.target as HTMLInputElement).value)
      });
  }
});

let wrapper: ReturnType<typeof mount>;
async function show(first: VaultState): Promise<void> {
  state.mockResolvedValue(first);
  const pinia = createPinia();
  wrapper = mount(VaultGate, {
    attachTo: document.body,
    props: { vault: 'mediation' },
    slots: { default: () => h(Page) },
    global: { plugins: [pinia, PiniaColada, i18n, ElementPlus], stubs: { 'router-link': true } }
  });
  useSession(pinia).operator = { id: 1, name: 'm', displayName: '周丁卯', roles: ['mediator'] };
  await flushPromises();
}
async function become(next: VaultState): Promise<void> {
  state.mockResolvedValue(next);
  await useQueryCache().invalidateQueries({ key: ['vault'] });
  await flushPromises();
}
const page = () => wrapper.find<HTMLInputElement>('.page');
const notice = () => wrapper.find('[data-test=vault-notice]');

beforeEach(() => {
  vi.clearAllMocks();
  mounted = 0;
});
afterEach(() => wrapper.unmount());

it('shows the page while the vault is open, and nothing of it before', async () => {
  await show(standing('locked'));
  expect(page().exists()).toBe(false);
  expect(notice().text()).toContain('调解保密柜已关闭');
  open.mockImplementation(async () => {
    state.mockResolvedValue(standing('open'));
    return {};
  });
  await wrapper.find('input').setValue('the password');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(open).toHaveBeenCalledWith({ password: 'the password' });
  expect(page().isVisible()).toBe(true);
  expect(notice().exists()).toBe(false);
});

it('keeps what was typed when the vault closes, out of sight', async () => {
  await show(standing('open'));
  await page().setValue('事实经过');
  await become(standing('locked'));
  expect(page().isVisible()).toBe(false);
  expect(notice().exists()).toBe(true);
  await become(standing('open'));
  expect(page().isVisible()).toBe(true);
  expect(page().element.value).toBe('事实经过');
  expect(mounted).toBe(1);
});

it('takes the page away when access is taken away', async () => {
  await show(standing('open'));
  await become(standing('waiting'));
  expect(page().exists()).toBe(false);
  expect(notice().text()).toContain('请找 吴戊辰');
  expect(wrapper.find('form').exists()).toBe(false);
});

it('asks somebody without a key pair for the password that makes one', async () => {
  await show(standing('waiting', { ...me, ready: false }));
  expect(notice().text()).toContain('生成您的个人密钥');
  expect(wrapper.find('form').exists()).toBe(true);
});
