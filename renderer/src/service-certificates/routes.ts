import type { RouteRecordRaw } from 'vue-router';
import { registerVolunteerSentences } from '@/volunteering/texts.ts';

export const routes: RouteRecordRaw[] = [{ path: '/volunteers/certificates', component: () => import('./CertificatesPage.vue'), meta: { permission: 'service_certificates.read', title: 'volunteering.tabs.certificates' } }];

registerVolunteerSentences();
