import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/volunteering/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers/recognition', component: page(() => import('./RecognitionPage.vue')), meta: { permission: 'recognition.read' } }
];
