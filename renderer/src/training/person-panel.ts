import './messages.ts';
import type { PersonPanel } from '@/people/people/panels.ts';
import NoShowStanding from './NoShowStanding.vue';

export const panel: PersonPanel = { order: 10, component: NoShowStanding };
