import type { RouteRecordRaw } from 'vue-router';
import { registerTrainingSentences } from '@/training/texts.ts';

export const routes: RouteRecordRaw[] = [{ path: '/classes/trainers', component: () => import('./TrainersPage.vue'), meta: { permission: 'classes.read', title: 'training.tabs.trainers' } }];

registerTrainingSentences();
