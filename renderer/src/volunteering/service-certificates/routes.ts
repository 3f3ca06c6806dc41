import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers/certificates', component: () => import('./CertificatesPage.vue'), meta: { permission: 'service_certificates.read' } }
];
