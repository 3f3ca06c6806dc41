import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { PiniaColada } from '@pinia/colada';
import { beforeEach, expect, it, vi } from 'vitest';
import { defineComponent, nextTick, ref } from 'vue';
import { useRevealed } from '@/app/access/revealed.ts';
import { useSession } from '@/app/access/session.ts';

const head = { id: 1, name: 'head', displayName: '钱甲子', roles: ['head' as const] };
const about = ref(1);
let number: ReturnType<typeof useRevealed<string>>;
let session: ReturnType<typeof useSession>;

beforeEach(() => {
  vi.stubGlobal('stationShell', { leave: vi.fn() });
  about.value = 1;
  const Number = defineComponent({
    setup() {
      session = useSession();
      number = useRevealed<string>(() => about.value);
      return () => null;
    }
  });
  mount(Number, { global: { plugins: [createPinia(), PiniaColada] } });
  session.operator = head;
});

it.each([
  ['the window is locked', () => (session.locked = true)],
  ['somebody else sits down', () => (session.operator = { ...head, id: 2 })],
  ['somebody else’s record is shown', () => (about.value = 2)]
])('a number shown in full is gone when %s', async (_, happens) => {
  await nextTick();
  await number.reveal(async () => '13900000001');
  expect(number.shown.value).toBe('13900000001');
  happens();
  await nextTick();
  expect(number.shown.value).toBeNull();
});

it('a number that comes after the lock is not shown', async () => {
  await nextTick();
  let answer = (_: string) => {};
  const asked = number.reveal(() => new Promise<string>((resolve) => (answer = resolve)));
  session.locked = true;
  await nextTick();
  answer('13900000001');
  expect(await asked).toBeNull();
  expect(number.shown.value).toBeNull();
});
