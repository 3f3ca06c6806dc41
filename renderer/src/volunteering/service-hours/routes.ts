import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers/desk', component: () => import('./DueShiftsPage.vue'), meta: { permission: 'service_hours.write' } },
  { path: '/volunteers/desk/:id(\\d+)', component: () => import('./DeskPage.vue'), meta: { permission: 'service_hours.write' } },
  { path: '/volunteers/hours', component: () => import('./HoursPage.vue'), meta: { permission: 'service_hours.read' } },
  { path: '/volunteers/hours/sheet', component: () => import('./SheetPage.vue'), meta: { permission: 'service_hours.write' } }
];
