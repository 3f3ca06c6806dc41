import type { RouteRecordRaw } from 'vue-router';
import { registerTrainingSentences } from '@/training/texts.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/classes/attendance', component: () => import('./DuePage.vue'), meta: { permission: 'attendance.write', title: 'training.tabs.attendance' } },
  { path: '/classes/attendance/:id(\\d+)', component: () => import('./CheckInPage.vue'), meta: { permission: 'attendance.write', title: 'training.checkIn' } },
  { path: '/classes/attendance/:id(\\d+)/door', component: () => import('./DoorPage.vue'), meta: { permission: 'attendance.write', title: 'attendance.door.title' } }
];

registerTrainingSentences();
