import { Lock } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';

export const routes: RouteRecordRaw[] = [{ path: '/vault', component: () => import('./VaultPage.vue'), meta: { permission: 'vault.use' } }];
export const nav: NavEntry[] = [
  { to: '/vault', label: 'vault.title', short: 'vault.short', icon: Lock, order: 70, permission: 'vault.use' }
];
