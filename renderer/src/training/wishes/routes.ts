import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/training/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/classes/wishes', component: page(() => import('./WishesPage.vue')), meta: { permission: 'wishes.read' } }
];
