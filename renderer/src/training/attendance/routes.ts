import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/classes/attendance', component: () => import('./DuePage.vue'), meta: { permission: 'attendance.write' } },
  { path: '/classes/attendance/:id(\\d+)', component: () => import('./CheckInPage.vue'), meta: { permission: 'attendance.write' } },
  { path: '/classes/attendance/:id(\\d+)/door', component: () => import('./DoorPage.vue'), meta: { permission: 'attendance.write' } }
];
