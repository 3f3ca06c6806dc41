import type { RouteRecordRaw } from 'vue-router';
import ScalesIcon from '@/components/ScalesIcon.vue';
import { registerMediationSentences } from '@/mediation/texts.ts';
import type { NavEntry } from '@/router.ts';
import { registerCasesInPalette } from './palette.ts';

const sealed = (title: string) => ({ permission: 'cases.read', vault: 'mediation', title }) as const;

export const routes: RouteRecordRaw[] = [
  { path: '/cases', component: () => import('./BoardPage.vue'), meta: sealed('mediation.title') },
  { path: '/cases/list', component: () => import('./CasesPage.vue'), meta: sealed('mediation.tabs.cases') },
  { path: '/cases/oral', component: () => import('./OralPage.vue'), meta: sealed('mediation.tabs.oral') },
  { path: '/cases/new', component: () => import('./IntakePage.vue'), meta: { ...sealed('cases.new'), permission: 'cases.write' } },
  { path: '/cases/:id(\\d+)', component: () => import('./CasePage.vue'), meta: sealed('mediation.title') }
];
// The other pages of mediation are tabs of this one entry.
export const nav: NavEntry[] = [{ to: '/cases', label: 'mediation.title', short: 'mediation.short', icon: ScalesIcon, order: 20, permission: 'cases.read' }];

registerMediationSentences();
registerCasesInPalette();
