import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/classes/trainers', component: () => import('./TrainersPage.vue'), meta: { permission: 'classes.read' } }
];
