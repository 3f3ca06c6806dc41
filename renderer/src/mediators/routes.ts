import type { RouteRecordRaw } from 'vue-router';
import { registerMediationSentences } from '@/mediation/texts.ts';

// Nothing of a case stands on these pages, so that the head may keep the register and the settings.
export const routes: RouteRecordRaw[] = [
  { path: '/cases/mediators', component: () => import('./MediatorsPage.vue'), meta: { permission: 'mediators.read', title: 'mediation.tabs.mediators' } },
  { path: '/cases/settings', component: () => import('./MediationSettingsPage.vue'), meta: { permission: 'mediators.manage', title: 'mediation.tabs.settings' } }
];

registerMediationSentences();
