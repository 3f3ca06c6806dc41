import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers/recognition', component: () => import('./RecognitionPage.vue'), meta: { permission: 'recognition.read' } }
];
