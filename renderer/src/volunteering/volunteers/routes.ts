import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/volunteering/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers/people', component: page(() => import('./VolunteersPage.vue')), meta: { permission: 'volunteers.read' } },
  { path: '/volunteers/people/new', component: page(() => import('./RegisterPage.vue')), meta: { permission: 'volunteers.write' } },
  { path: '/volunteers/people/:id(\\d+)', component: page(() => import('./VolunteerPage.vue')), meta: { permission: 'volunteers.read' } },
  { path: '/volunteers/people/:id(\\d+)/edit', component: page(() => import('./EditPage.vue')), meta: { permission: 'volunteers.write' } }
];
