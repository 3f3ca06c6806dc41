import { Reading } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/router.ts';
import { registerClashSentences } from '@/schedule/clash.ts';
import { registerTrainingSentences } from '@/training/texts.ts';
import { registerClassesInPalette } from './palette.ts';
import { registerClassTimeline } from './timeline.ts';
import { registerClassSessions } from './zone-uses.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/classes', component: () => import('./ClassesPage.vue'), meta: { permission: 'classes.read', title: 'training.title' } },
  { path: '/classes/new', component: () => import('./NewClassPage.vue'), meta: { permission: 'classes.plan', title: 'classes.new' } },
  { path: '/classes/plan', component: () => import('./AutoPlanPage.vue'), meta: { permission: 'classes.plan', title: 'classes.plan.title' } },
  { path: '/classes/:id(\\d+)', component: () => import('./ClassPage.vue'), meta: { permission: 'classes.read', title: 'training.title' } }
];
// The other pages of the classes are tabs of this one entry.
export const nav: NavEntry[] = [{ to: '/classes', label: 'training.title', short: 'training.short', icon: Reading, order: 15, permission: 'classes.read' }];

registerClashSentences();
registerTrainingSentences();
registerClassesInPalette();
registerClassTimeline();
registerClassSessions();
