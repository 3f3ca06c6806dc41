import type { RouteRecordRaw } from 'vue-router';
import { registerVolunteerSentences } from '@/volunteering/texts.ts';
import { registerVolunteersInPalette } from './palette.ts';
import { registerVolunteerTimeline } from './timeline.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/volunteers/people', component: () => import('./VolunteersPage.vue'), meta: { permission: 'volunteers.read', title: 'volunteering.tabs.people' } },
  { path: '/volunteers/people/new', component: () => import('./RegisterPage.vue'), meta: { permission: 'volunteers.write', title: 'volunteers.register' } },
  { path: '/volunteers/people/:id(\\d+)', component: () => import('./VolunteerPage.vue'), meta: { permission: 'volunteers.read', title: 'volunteering.volunteer' } },
  { path: '/volunteers/people/:id(\\d+)/edit', component: () => import('./EditPage.vue'), meta: { permission: 'volunteers.write', title: 'volunteers.edit' } }
];

registerVolunteerSentences();
registerVolunteersInPalette();
registerVolunteerTimeline();
