import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/classes/courses', component: () => import('./CoursesPage.vue'), meta: { permission: 'classes.read' } }
];
