import type { RouteRecordRaw } from 'vue-router';
import { registerTrainingSentences } from '@/training/texts.ts';

export const routes: RouteRecordRaw[] = [{ path: '/classes/wishes', component: () => import('./WishesPage.vue'), meta: { permission: 'wishes.read', title: 'training.tabs.wishes' } }];

registerTrainingSentences();
