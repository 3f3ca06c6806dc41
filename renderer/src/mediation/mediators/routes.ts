import type { RouteRecordRaw } from 'vue-router';

// Nothing of a case stands on these pages, so that the head may keep the register and the settings.
export const routes: RouteRecordRaw[] = [
  { path: '/cases/mediators', component: () => import('./MediatorsPage.vue'), meta: { permission: 'mediators.read' } },
  { path: '/cases/settings', component: () => import('./MediationSettingsPage.vue'), meta: { permission: 'mediators.manage' } }
];
