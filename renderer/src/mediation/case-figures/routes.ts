import type { RouteRecordRaw } from 'vue-router';
import ScalesIcon from '@/ui/components/ScalesIcon.vue';
import type { NavEntry } from '@/app/router.ts';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/mediation/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/cases/figures', component: page(() => import('./CaseFiguresPage.vue')), meta: { permission: 'case_figures.read' } }
];
// The entry for operators who may read figures but no cases.
export const nav: NavEntry[] = [
  {
    to: '/cases/figures',
    root: '/cases',
    label: 'mediation.figuresEntry',
    short: 'mediation.figuresShort',
    icon: ScalesIcon,
    order: 20,
    permission: 'case_figures.read',
    unless: 'cases.read'
  }
];
