import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/training/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/classes/trainers', component: page(() => import('./TrainersPage.vue')), meta: { permission: 'classes.read' } }
];
