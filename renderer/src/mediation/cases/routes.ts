import type { RouteRecordRaw } from 'vue-router';
import ScalesIcon from '@/ui/components/ScalesIcon.vue';
import type { NavEntry } from '@/app/router.ts';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/mediation/messages.ts'));

const sealed = { permission: 'cases.read', vault: 'mediation' } as const;

export const routes: RouteRecordRaw[] = [
  { path: '/cases', component: page(() => import('./BoardPage.vue')), meta: sealed },
  { path: '/cases/list', component: page(() => import('./CasesPage.vue')), meta: sealed },
  { path: '/cases/oral', component: page(() => import('./OralPage.vue')), meta: sealed },
  { path: '/cases/new', component: page(() => import('./IntakePage.vue')), meta: { ...sealed, permission: 'cases.write' } },
  { path: '/cases/:id(\\d+)', component: page(() => import('./CasePage.vue')), meta: sealed }
];
// The other pages of mediation are tabs of this one entry.
export const nav: NavEntry[] = [
  { to: '/cases', label: 'mediation.title', short: 'mediation.short', icon: ScalesIcon, order: 20, permission: 'cases.read' }
];
