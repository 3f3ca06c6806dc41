import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/training/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/classes/figures', component: page(() => import('./FiguresPage.vue')), meta: { permission: 'class_figures.read' } }
];
