import type { RouteRecordRaw } from 'vue-router';
import { registerTrainingSentences } from '@/training/texts.ts';

export const routes: RouteRecordRaw[] = [{ path: '/classes/certificates', component: () => import('./CertificatesPage.vue'), meta: { permission: 'certificates.read', title: 'training.tabs.certificates' } }];

registerTrainingSentences();
