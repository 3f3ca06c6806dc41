import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers/figures', component: () => import('./FiguresPage.vue'), meta: { permission: 'volunteer_figures.read' } }
];
