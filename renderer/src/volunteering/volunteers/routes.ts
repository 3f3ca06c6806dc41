import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers/people', component: () => import('./VolunteersPage.vue'), meta: { permission: 'volunteers.read' } },
  { path: '/volunteers/people/new', component: () => import('./RegisterPage.vue'), meta: { permission: 'volunteers.write' } },
  { path: '/volunteers/people/:id(\\d+)', component: () => import('./VolunteerPage.vue'), meta: { permission: 'volunteers.read' } },
  { path: '/volunteers/people/:id(\\d+)/edit', component: () => import('./EditPage.vue'), meta: { permission: 'volunteers.write' } }
];
