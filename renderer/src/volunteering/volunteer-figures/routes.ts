import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/volunteering/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers/figures', component: page(() => import('./FiguresPage.vue')), meta: { permission: 'volunteer_figures.read' } }
];
