import { Suitcase } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/people/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/organisations', component: page(() => import('./OrganisationsPage.vue')), meta: { permission: 'organisations.read' } }
];
export const nav: NavEntry[] = [
  {
    to: '/organisations',
    label: 'organisations.title',
    short: 'organisations.short',
    icon: Suitcase,
    order: 40,
    permission: 'organisations.read'
  }
];
