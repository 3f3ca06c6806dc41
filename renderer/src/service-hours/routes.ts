import type { RouteRecordRaw } from 'vue-router';
import { translate } from '@/i18n/index.ts';
import { registerToDo } from '@/layout/to-do.ts';
import { api } from '@/station.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers/desk', component: () => import('./DueShiftsPage.vue'), meta: { permission: 'service_hours.write' } },
  { path: '/volunteers/desk/:id(\\d+)', component: () => import('./DeskPage.vue'), meta: { permission: 'service_hours.write' } },
  { path: '/volunteers/hours', component: () => import('./HoursPage.vue'), meta: { permission: 'service_hours.read' } },
  { path: '/volunteers/hours/sheet', component: () => import('./SheetPage.vue'), meta: { permission: 'service_hours.write' } }
];

registerToDo({
  id: 'hours',
  permission: 'service_hours.approve',
  nav: '/volunteers',
  key: ['service-hours', 'count'],
  count: async () => (await api.serviceHours.count()).forMe,
  text: (n) => translate('service-hours.toApprove', { n }),
  to: '/volunteers/hours'
});
