import type { RouteRecordRaw } from 'vue-router';
import { registerTrainingSentences } from '@/training/texts.ts';

export const routes: RouteRecordRaw[] = [{ path: '/classes/courses', component: () => import('./CoursesPage.vue'), meta: { permission: 'classes.read', title: 'training.tabs.courses' } }];

registerTrainingSentences();
