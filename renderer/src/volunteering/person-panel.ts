import './messages.ts';
import type { PersonPanel } from '@/people/people/panels.ts';
import VolunteerOfPerson from './VolunteerOfPerson.vue';

export const panel: PersonPanel = { order: 20, component: VolunteerOfPerson };
