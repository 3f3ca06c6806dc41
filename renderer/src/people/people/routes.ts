import { User } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/people/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/people', component: page(() => import('./PeoplePage.vue')), meta: { permission: 'people.read' } },
  { path: '/people/import', component: page(() => import('./ImportPage.vue')), meta: { permission: 'people.import' } },
  { path: '/people/:id(\\d+)', component: page(() => import('./PersonPage.vue')), meta: { permission: 'people.read' } }
];
export const nav: NavEntry[] = [
  { to: '/people', label: 'people.title', short: 'people.short', icon: User, order: 30, permission: 'people.read' }
];
