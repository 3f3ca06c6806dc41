import { MapLocation } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/schedule/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/zones', component: page(() => import('./ZonesPage.vue')), meta: { permission: 'zones.read' } },
  { path: '/zones/:id(\\d+)', component: page(() => import('./ZonePage.vue')), meta: { permission: 'zones.read' } }
];
export const nav: NavEntry[] = [
  { to: '/zones', label: 'zones.title', short: 'zones.short', icon: MapLocation, order: 40, permission: 'zones.read' }
];
