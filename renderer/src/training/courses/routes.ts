import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/training/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/classes/courses', component: page(() => import('./CoursesPage.vue')), meta: { permission: 'classes.read' } }
];
