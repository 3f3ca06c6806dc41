import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/training/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/classes/attendance', component: page(() => import('./DuePage.vue')), meta: { permission: 'attendance.write' } },
  { path: '/classes/attendance/:id(\\d+)', component: page(() => import('./CheckInPage.vue')), meta: { permission: 'attendance.write' } },
  { path: '/classes/attendance/:id(\\d+)/door', component: page(() => import('./DoorPage.vue')), meta: { permission: 'attendance.write' } }
];
