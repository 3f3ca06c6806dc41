import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/training/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/classes/certificates', component: page(() => import('./CertificatesPage.vue')), meta: { permission: 'certificates.read' } }
];
