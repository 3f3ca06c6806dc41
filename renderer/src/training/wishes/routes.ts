import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/classes/wishes', component: () => import('./WishesPage.vue'), meta: { permission: 'wishes.read' } }
];
