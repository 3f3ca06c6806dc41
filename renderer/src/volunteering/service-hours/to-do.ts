import { translate } from '@/ui/i18n/index.ts';
import type { ToDoKind } from '@/app/layout/to-do.ts';
import { api } from '@/app/station.ts';

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
