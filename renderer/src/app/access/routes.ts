import { UserFilled } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/accounts', component: () => import('./AccountsPage.vue'), meta: { permission: 'accounts.manage' } }
];
export const nav: NavEntry[] = [
  { to: '/accounts', label: 'access.accounts', short: 'access.accountsShort', icon: UserFilled, order: 80, permission: 'accounts.manage' }
];
