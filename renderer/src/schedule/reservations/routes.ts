import { Tickets } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/schedule/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/reservations', component: page(() => import('./ReservationsPage.vue')), meta: { permission: 'reservations.read' } }
];
export const nav: NavEntry[] = [
  {
    to: '/reservations',
    label: 'reservations.title',
    short: 'reservations.short',
    icon: Tickets,
    order: 10,
    permission: 'reservations.read'
  }
];
