import type { RouteRecordRaw } from 'vue-router';
import ScalesIcon from '@/ui/components/ScalesIcon.vue';
import type { NavEntry } from '@/app/router.ts';

const sealed = { permission: 'cases.read', vault: 'mediation' } as const;

export const routes: RouteRecordRaw[] = [
  { path: '/cases', component: () => import('./BoardPage.vue'), meta: sealed },
  { path: '/cases/list', component: () => import('./CasesPage.vue'), meta: sealed },
  { path: '/cases/oral', component: () => import('./OralPage.vue'), meta: sealed },
  { path: '/cases/new', component: () => import('./IntakePage.vue'), meta: { ...sealed, permission: 'cases.write' } },
  { path: '/cases/:id(\\d+)', component: () => import('./CasePage.vue'), meta: sealed }
];
// The other pages of mediation are tabs of this one entry.
export const nav: NavEntry[] = [
  { to: '/cases', label: 'mediation.title', short: 'mediation.short', icon: ScalesIcon, order: 20, permission: 'cases.read' }
];
