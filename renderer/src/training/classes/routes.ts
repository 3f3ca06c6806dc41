import { Reading } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/classes', component: () => import('./ClassesPage.vue'), meta: { permission: 'classes.read' } },
  { path: '/classes/new', component: () => import('./NewClassPage.vue'), meta: { permission: 'classes.plan' } },
  { path: '/classes/plan', component: () => import('@/training/planner/AutoPlanPage.vue'), meta: { permission: 'classes.plan' } },
  { path: '/classes/:id(\\d+)', component: () => import('./ClassPage.vue'), meta: { permission: 'classes.read' } }
];
// The other pages of the classes are tabs of this one entry.
export const nav: NavEntry[] = [
  { to: '/classes', label: 'training.title', short: 'training.short', icon: Reading, order: 15, permission: 'classes.read' }
];
