import { ORPCError } from '@orpc/client';
import { flushPromises, mount } from '@vue/test-utils';
import { PiniaColada } from '@pinia/colada';
import ElementPlus from 'element-plus';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { useSession } from '../../../renderer/src/app/access/session.ts';
import ScanField from '../../../renderer/src/app/layout/ScanField.vue';
import { i18n } from '../../../renderer/src/ui/i18n/index.ts';
import DeskPage from '../../../renderer/src/volunteering/service-hours/DeskPage.vue';

const ofShift = vi.hoisted(() => vi.fn());
const walkUp = vi.hoisted(() => vi.fn());
vi.mock('../../../renderer/src/app/station.ts', async (original) => ({
  ...(await original<object>()),
  api: { serviceHours: { ofShift, walkUp } },
  newCommandId: () => 'command'
}));

const at = (clock: string) => instantOf('2026-11-28', clock);
const shift = {
  id: 5,
  project: { id: 1, code: '2026-0001', title: '周末献血引导', state: 'running' },
  need: { id: 1, role: '引导' },
  from: at('09:00'),
  to: at('12:00'),
  zone: null,
  place: '采血车',
  state: 'on',
  closed: false
};
const person = { id: 7, name: '赵甲子' };
const refused = (refusal: object) =>
  new ORPCError('SIGN_UP_REFUSED', { defined: true, data: { refusals: [{ volunteerId: person.id, refusal }] } });
const clash = { reason: 'clash', clashes: [{ what: 'class', title: '咖啡制作', from: at('10:00'), to: at('11:00') }] };
const record = { id: 9, version: 1, volunteer: person, from: at('09:10'), to: null, minutes: 0, state: 'running' };

let wrapper: ReturnType<typeof mount>;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: at('09:10') });
  for (const mock of [ofShift, walkUp]) mock.mockReset();
  ofShift.mockResolvedValue({
    shift,
    counts: { expected: 0, here: 0, done: 0, excused: 0, absent: 0, open: 0 },
    opensAt: at('08:00'),
    rows: []
  });
  document.body.innerHTML = '';
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/volunteers/desk/:id', component: DeskPage }] });
  await router.push('/volunteers/desk/5');
  const pinia = createPinia();
  wrapper = mount(DeskPage, { attachTo: document.body, global: { plugins: [pinia, PiniaColada, i18n, ElementPlus, router] } });
  useSession(pinia).operator = { id: 1, name: 'desk', displayName: '前台', roles: ['front_desk'] };
  await flushPromises();
});
afterEach(() => {
  wrapper.unmount();
  vi.useRealTimers();
});

/** Somebody who is not signed up was scanned, and is to be taken in. */
async function takeIn(): Promise<void> {
  wrapper.findComponent(ScanField).vm.$emit('update:result', { tone: 'warning', text: '', person, walkUp: true });
  await flushPromises();
  await wrapper.get('[data-test=walk-up]').trigger('click');
  await flushPromises();
}
const dialog = () =>
  [...document.querySelectorAll<HTMLElement>('[data-test=walk-up-reason]')].find((one) => one.querySelector('form') !== null) ?? null;
const field = () => dialog()!.querySelector<HTMLInputElement>('#walk-up-reason-reason')!;
async function give(reason: string): Promise<void> {
  field().value = reason;
  field().dispatchEvent(new Event('input'));
  await flushPromises();
}
async function press(button: 'confirm' | 'cancel'): Promise<void> {
  const confirm = dialog()!.querySelector<HTMLButtonElement>('[data-test=walk-up-reason-confirm]')!;
  (button === 'confirm' ? confirm : (confirm.previousElementSibling as HTMLButtonElement)).click();
  await flushPromises();
}
const given = () => walkUp.mock.calls.map(([input]) => (input as { overrideReason: string }).overrideReason);

it('asks for a reason where something is in the way, and takes nobody in without one', async () => {
  walkUp.mockRejectedValueOnce(refused(clash)).mockResolvedValueOnce({ record });
  await takeIn();
  expect(dialog()!.textContent).toContain('咖啡制作');
  // An empty reason is none.
  await give('   ');
  await press('confirm');
  expect(given()).toEqual(['']);
  await give(' 讲师同意 ');
  await press('confirm');
  expect(given()).toEqual(['', '讲师同意']);
  expect(wrapper.text()).toContain('赵甲子');
});

it('takes nobody in when the question is put away, and asks none where no reason helps', async () => {
  walkUp.mockRejectedValueOnce(refused(clash));
  await takeIn();
  await press('cancel');
  expect(given()).toEqual(['']);
  walkUp.mockRejectedValueOnce(refused({ reason: 'uninsured', since: null }));
  await takeIn();
  expect(dialog()).toBeNull();
  expect(given()).toEqual(['', '']);
});
