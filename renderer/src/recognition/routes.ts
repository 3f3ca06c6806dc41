import type { RouteRecordRaw } from 'vue-router';
import { registerVolunteerSentences } from '@/volunteering/texts.ts';

export const routes: RouteRecordRaw[] = [{ path: '/volunteers/recognition', component: () => import('./RecognitionPage.vue'), meta: { permission: 'recognition.read', title: 'volunteering.tabs.recognition' } }];

registerVolunteerSentences();
