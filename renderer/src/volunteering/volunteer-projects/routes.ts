import { Flag } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers', component: () => import('./ProjectsPage.vue'), meta: { permission: 'projects.read' } },
  { path: '/volunteers/projects/new', component: () => import('./ProjectFormPage.vue'), meta: { permission: 'projects.plan' } },
  { path: '/volunteers/projects/:id(\\d+)', component: () => import('./ProjectPage.vue'), meta: { permission: 'projects.read' } },
  { path: '/volunteers/projects/:id(\\d+)/edit', component: () => import('./ProjectFormPage.vue'), meta: { permission: 'projects.plan' } },
  { path: '/volunteers/projects/:id(\\d+)/shifts', component: () => import('./AddShiftsPage.vue'), meta: { permission: 'projects.plan' } },
  { path: '/volunteers/shifts/:id(\\d+)', component: () => import('./ShiftPage.vue'), meta: { permission: 'projects.read' } }
];
// The other pages of volunteer service are tabs of this one entry.
export const nav: NavEntry[] = [
  { to: '/volunteers', label: 'volunteering.title', short: 'volunteering.short', icon: Flag, order: 16, permission: 'projects.read' }
];
