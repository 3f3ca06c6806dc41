import { Tickets } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/router.ts';
import { registerClashSentences } from '@/schedule/clash.ts';
import { registerTodaysReservations } from './palette.ts';
import { registerReservationTimeline } from './person-timeline.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/reservations', component: () => import('./ReservationsPage.vue'), meta: { permission: 'reservations.read', title: 'reservations.title' } }
];
export const nav: NavEntry[] = [
  { to: '/reservations', label: 'reservations.title', short: 'reservations.short', icon: Tickets, order: 10, permission: 'reservations.read' }
];

registerClashSentences();
registerTodaysReservations();
registerReservationTimeline();
