import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/volunteering/messages.ts'));

export const routes: RouteRecordRaw[] = [
  {
    path: '/volunteers/certificates',
    component: page(() => import('./CertificatesPage.vue')),
    meta: { permission: 'service_certificates.read' }
  }
];
