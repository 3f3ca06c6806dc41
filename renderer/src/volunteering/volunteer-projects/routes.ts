import { Flag } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/volunteering/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers', component: page(() => import('./ProjectsPage.vue')), meta: { permission: 'projects.read' } },
  { path: '/volunteers/projects/new', component: page(() => import('./ProjectFormPage.vue')), meta: { permission: 'projects.plan' } },
  { path: '/volunteers/projects/:id(\\d+)', component: page(() => import('./ProjectPage.vue')), meta: { permission: 'projects.read' } },
  {
    path: '/volunteers/projects/:id(\\d+)/edit',
    component: page(() => import('./ProjectFormPage.vue')),
    meta: { permission: 'projects.plan' }
  },
  {
    path: '/volunteers/projects/:id(\\d+)/shifts',
    component: page(() => import('./AddShiftsPage.vue')),
    meta: { permission: 'projects.plan' }
  },
  { path: '/volunteers/shifts/:id(\\d+)', component: page(() => import('./ShiftPage.vue')), meta: { permission: 'projects.read' } }
];
// The other pages of volunteer service are tabs of this one entry.
export const nav: NavEntry[] = [
  { to: '/volunteers', label: 'volunteering.title', short: 'volunteering.short', icon: Flag, order: 16, permission: 'projects.read' }
];
