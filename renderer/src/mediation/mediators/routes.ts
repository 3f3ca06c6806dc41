import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/mediation/messages.ts'));

// These pages hold nothing of cases, so the head may keep the register and the settings.
export const routes: RouteRecordRaw[] = [
  { path: '/cases/mediators', component: page(() => import('./MediatorsPage.vue')), meta: { permission: 'mediators.read' } },
  { path: '/cases/settings', component: page(() => import('./MediationSettingsPage.vue')), meta: { permission: 'mediators.manage' } }
];
