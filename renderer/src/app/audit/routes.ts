import { Document } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/audit', component: () => import('./AuditPage.vue'), meta: { permission: 'audit.read' } }
];
export const nav: NavEntry[] = [
  { to: '/audit', label: 'audit.title', short: 'audit.short', icon: Document, order: 90, permission: 'audit.read' }
];
