import { Setting } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/settings', component: () => import('./SettingsPage.vue'), meta: { permission: 'backup.make' } }
];
export const nav: NavEntry[] = [
  { to: '/settings', label: 'settings.title', short: 'settings.short', icon: Setting, order: 100, permission: 'backup.make' }
];
