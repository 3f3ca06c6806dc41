import { DataAnalysis } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';
import { withTexts } from '@/app/pages.ts';

const page = withTexts(() => import('@/schedule/messages.ts'));

export const routes: RouteRecordRaw[] = [
  { path: '/figures', component: page(() => import('./FiguresPage.vue')), meta: { permission: 'figures.read' } }
];
export const nav: NavEntry[] = [
  { to: '/figures', label: 'figures.title', short: 'figures.short', icon: DataAnalysis, order: 50, permission: 'figures.read' }
];
