import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/volunteering/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers/desk', component: page(() => import('./DueShiftsPage.vue')), meta: { permission: 'service_hours.write' } },
  { path: '/volunteers/desk/:id(\\d+)', component: page(() => import('./DeskPage.vue')), meta: { permission: 'service_hours.write' } },
  { path: '/volunteers/hours', component: page(() => import('./HoursPage.vue')), meta: { permission: 'service_hours.read' } },
  { path: '/volunteers/hours/sheet', component: page(() => import('./SheetPage.vue')), meta: { permission: 'service_hours.write' } }
];
