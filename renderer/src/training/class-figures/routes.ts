import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/classes/figures', component: () => import('./FiguresPage.vue'), meta: { permission: 'class_figures.read' } }
];
