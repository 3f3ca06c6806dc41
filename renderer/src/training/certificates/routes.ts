import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/classes/certificates', component: () => import('./CertificatesPage.vue'), meta: { permission: 'certificates.read' } }
];
