import type { Role } from '@contract/core/permissions.ts';
import { mount } from '@vue/test-utils';
import ElementPlus from 'element-plus';
import { createPinia } from 'pinia';
import { PiniaColada } from '@pinia/colada';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { ZoneUse } from '@contract/schedule/reservations.ts';
import { instantOf } from '@contract/core/time.ts';
import type { Zone } from '@contract/schedule/zones.ts';
import { useSession } from '@/app/access/session.ts';
import { i18n } from '@/ui/i18n/index.ts';
import ScheduleCalendar from '@/schedule/allocation/ScheduleCalendar.vue';
import { daySheet, weekPlan } from '@/schedule/reservations/sheets.ts';
import type { Booking } from '@/schedule/allocation/timeline.ts';

const DATE = '2026-11-24';
const at = (clock: string) => instantOf(DATE, clock);
const zone = {
  id: 1,
  name: '成长讲堂',
  nameEn: 'Growth Hall',
  colour: '#B3191F',
  capacity: 50,
  setupMinutes: 0,
  clearupMinutes: 0,
  holidayPolicy: 'closed',
  hours: [{ weekday: 2, open: '08:00', close: '22:00' }]
} as unknown as Zone;
const session: ZoneUse = {
  kind: 'session',
  id: 3,
  recordId: 12,
  number: '2026-0001',
  zoneId: 1,
  from: at('19:00'),
  to: at('21:00'),
  setup: 10,
  clearup: 0,
  title: '咖啡制作',
  titleEn: 'Coffee making',
  who: '何甲子',
  state: 'coming',
  expected: 18,
  headcount: null,
  version: 1
};
const hearing: ZoneUse = {
  ...session,
  kind: 'hearing',
  id: 3,
  recordId: 3,
  number: '',
  from: at('14:00'),
  to: at('16:00'),
  title: '',
  titleEn: '',
  who: '',
  expected: null
};
const booking: Booking = {
  id: 3,
  version: 1,
  number: '2026-000003',
  zoneId: 1,
  purposeId: 1,
  setup: 0,
  clearup: 0,
  state: 'approved',
  title: '晨会',
  organisation: '木工班',
  contact: '',
  expected: 9,
  headcount: null,
  seriesId: null,
  from: at('09:00'),
  to: at('10:00')
};

let opened: () => string;
function calendar(role: Role = 'front_desk') {
  const pinia = createPinia();
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)*', component: { render: () => null } }] });
  opened = () => router.currentRoute.value.fullPath;
  const drop = vi.fn();
  const wrapper = mount(ScheduleCalendar, {
    attachTo: document.body,
    props: {
      lanes: [{ key: '1', zoneId: 1, dates: [DATE] }],
      zones: new Map([[1, zone]]),
      bookings: [booking],
      others: [session, hearing],
      closures: [],
      days: new Map(),
      titleOf: (one: Booking) => one.title,
      now: at('08:00'),
      hourWidth: 120,
      dayHeads: true,
      selected: null,
      mayCreate: true,
      mayChange: true,
      drop
    },
    global: { plugins: [pinia, PiniaColada, router, i18n, ElementPlus] }
  });
  useSession(pinia).operator = { id: 1, name: 'desk', displayName: '前台', roles: [role] };
  return { wrapper, drop, router, bar: (key: string) => wrapper.get(`[data-bar="${key}"]`) };
}
beforeEach(() =>
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    }
  )
);
afterEach(() => {
  i18n.global.locale.value = 'zh-CN';
  document.body.innerHTML = '';
});

describe('uses of other areas on the calendar', () => {
  test('are named with who leads them, and lead to their record', async () => {
    const { bar, wrapper } = calendar();
    await wrapper.vm.$nextTick();
    expect(bar('session-3').attributes('aria-label')).toBe('19:00–21:00 · 咖啡制作 · 何甲子 · 预计 18 人 · 课次 · 待上课 · 2026-0001');
    expect(bar('session-3').element.tagName).toBe('BUTTON');
    await bar('session-3').trigger('click');
    await vi.waitFor(() => expect(opened()).toBe('/classes/12'));
    expect(wrapper.emitted('open')).toBeUndefined();
  });

  test('say occupied and nothing else where their area says nothing, and lead nowhere', async () => {
    const { bar } = calendar();
    expect(bar('hearing-3').attributes('aria-label')).toBe('14:00–16:00 · 占用');
    expect(bar('hearing-3').attributes('role')).toBe('img');
    await bar('hearing-3').trigger('click');
    expect(opened()).toBe('/');
  });

  test('are in the way of the arrow keys, between the bookings', async () => {
    const { bar, wrapper } = calendar();
    await wrapper.vm.$nextTick();
    (bar('3').element as HTMLElement).focus();
    expect(['3', 'hearing-3', 'session-3'].map((key) => bar(key).attributes('tabindex'))).toEqual(['0', '-1', '-1']);
    // jsdom lays nothing out: places come from the styles.
    for (const key of ['3', 'hearing-3', 'session-3']) {
      const element = bar(key).element as HTMLElement;
      Object.defineProperty(element, 'offsetLeft', { value: Number.parseFloat(element.style.left) });
    }
    await bar('3').trigger('keydown', { key: 'ArrowRight' });
    expect(document.activeElement).toBe(bar('hearing-3').element);
    await bar('hearing-3').trigger('keydown', { key: 'End' });
    expect(document.activeElement).toBe(bar('session-3').element);
    expect(bar('session-3').attributes('tabindex')).toBe('0');
  });

  test('cannot be dragged, nor is anything made where they lie', async () => {
    const { bar, wrapper, drop } = calendar();
    await bar('session-3').trigger('pointerdown', { button: 0, clientX: 10, clientY: 10 });
    window.dispatchEvent(new MouseEvent('pointermove', { clientX: 200, clientY: 10 }));
    await wrapper.vm.$nextTick();
    expect(wrapper.find('.ghost').exists()).toBe(false);
    window.dispatchEvent(new MouseEvent('pointerup', { clientX: 200, clientY: 10 }));
    expect(drop).not.toHaveBeenCalled();
  });

  test('are told in the window’s language', async () => {
    i18n.global.locale.value = 'en';
    const { bar } = calendar();
    expect(bar('session-3').attributes('aria-label')).toContain('Coffee making · 何甲子 · 18 expected · Class session · To come');
    expect(bar('hearing-3').attributes('aria-label')).toContain('Occupied');
  });
});

describe('sheets to hang up', () => {
  const data = {
    stationName: '测试站',
    bookings: [booking],
    others: [session, hearing],
    closures: [],
    kindOf: () => 'ordinary' as const,
    titleOf: (one: Booking) => one.title,
    now: at('08:00')
  };
  const times = (html: string) => [...html.matchAll(/\d\d:\d\d–\d\d:\d\d/g)].map((match) => match[0]);
  test('hold them in the order of the day, those that say nothing as occupied', () => {
    const { html } = daySheet(zone, DATE, data);
    expect(times(html.slice(html.indexOf('<tbody>')))).toEqual(['09:00–10:00', '14:00–16:00', '19:00–21:00']);
    expect(html).toContain('<b>占用</b>');
    expect(html).toMatch(/<b>咖啡制作<\/b><\/td><td>何甲子<\/td><td class="n">18</);
    expect(weekPlan([zone], [DATE], data).html).toContain('咖啡制作');
  });
  test('leave out what is not announced yet', () => {
    const { html } = daySheet(zone, DATE, { ...data, others: [{ ...session, state: 'tentative' }] });
    expect(html).not.toContain('咖啡制作');
  });
});
