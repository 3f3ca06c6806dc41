import { Reading } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/training/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/classes', component: page(() => import('./ClassesPage.vue')), meta: { permission: 'classes.read' } },
  { path: '/classes/new', component: page(() => import('./NewClassPage.vue')), meta: { permission: 'classes.plan' } },
  { path: '/classes/plan', component: page(() => import('@/training/planner/AutoPlanPage.vue')), meta: { permission: 'classes.plan' } },
  { path: '/classes/:id(\\d+)', component: page(() => import('./ClassPage.vue')), meta: { permission: 'classes.read' } }
];
// The other pages of the classes are tabs of this one entry.
export const nav: NavEntry[] = [
  { to: '/classes', label: 'training.title', short: 'training.short', icon: Reading, order: 15, permission: 'classes.read' }
];
