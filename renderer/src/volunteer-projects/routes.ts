import { Flag } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/router.ts';
import { registerClashSentences } from '@/schedule/clash.ts';
import { registerVolunteerSentences } from '@/volunteering/texts.ts';
import { registerProjectsInPalette } from './palette.ts';
import { registerProjectUses } from './zone-uses.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers', component: () => import('./ProjectsPage.vue'), meta: { permission: 'projects.read', title: 'volunteering.title' } },
  { path: '/volunteers/projects/new', component: () => import('./ProjectFormPage.vue'), meta: { permission: 'projects.plan', title: 'volunteer-projects.new' } },
  { path: '/volunteers/projects/:id(\\d+)', component: () => import('./ProjectPage.vue'), meta: { permission: 'projects.read', title: 'volunteering.project' } },
  { path: '/volunteers/projects/:id(\\d+)/edit', component: () => import('./ProjectFormPage.vue'), meta: { permission: 'projects.plan', title: 'volunteer-projects.edit' } },
  { path: '/volunteers/projects/:id(\\d+)/shifts', component: () => import('./AddShiftsPage.vue'), meta: { permission: 'projects.plan', title: 'volunteer-projects.addShifts' } },
  { path: '/volunteers/shifts/:id(\\d+)', component: () => import('./ShiftPage.vue'), meta: { permission: 'projects.read', title: 'volunteering.shift' } }
];
// The other pages of volunteer service are tabs of this one entry.
export const nav: NavEntry[] = [{ to: '/volunteers', label: 'volunteering.title', short: 'volunteering.short', icon: Flag, order: 16, permission: 'projects.read' }];

registerClashSentences();
registerVolunteerSentences();
registerProjectsInPalette();
registerProjectUses();
