import { translate } from '@/i18n/index.ts';
import type { ToDoKind } from '@/layout/to-do.ts';
import { api } from '@/station.ts';

/** Hours that the operator may approve. */
export const toDo: ToDoKind = {
  id: 'hours',
  permission: 'service_hours.approve',
  nav: '/volunteers',
  key: ['service-hours', 'count'],
  read: async () => ({ count: (await api.serviceHours.count()).forMe }),
  text: (n) => translate('service-hours.toApprove', { n }),
  to: '/volunteers/hours'
};
