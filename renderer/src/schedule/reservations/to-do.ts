import { withTexts } from '@/app/pages.ts';
import { defineAsyncComponent } from 'vue';
import { translate } from '@/ui/i18n/index.ts';
import type { ToDoKind } from '@/app/layout/to-do.ts';
import { api } from '@/app/station.ts';

type Approvals = Awaited<ReturnType<typeof api.reservations.approvals>>;

/** Reservations that wait for approval. Everybody sees them on the board; operators with the permission approve them there. */
export const toDo: ToDoKind<Approvals> = {
  id: 'reservations',
  permission: 'reservations.approve',
  seenWith: 'reservations.read',
  nav: '/reservations',
  key: ['reservations', 'approvals'],
  read: () => api.reservations.approvals(),
  text: (n) => translate('reservations.toApprove', { n }),
  to: { path: '/reservations', query: { view: 'list', state: 'requested' } },
  rows: defineAsyncComponent(withTexts(() => import('@/schedule/messages.ts'))(() => import('./ApprovalRows.vue')))
};
