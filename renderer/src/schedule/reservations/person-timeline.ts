import '@/schedule/messages.ts';
import { dateOf } from '@contract/core/time.ts';
import { translate } from '@/ui/i18n/index.ts';
import type { Tellers } from '@/people/people/timeline.ts';
import { nameOf } from '@/schedule/lookups.ts';

/** Texts for reservations in the time line of their contact or staff. */
export const tellers: Tellers = {
  reservations: ({ at, params, recordId }) => {
    const text = (key: string) => String(params[key] ?? '');
    const what = text('title') || nameOf({ name: text('purpose'), nameEn: text('purposeEn') });
    return {
      text: [nameOf({ name: text('zone'), nameEn: text('zoneEn') }), what].filter((part) => part !== '').join(' · '),
      note: [text('number'), translate(`schedule.states.${text('state')}`)].join(' · '),
      ...(recordId === null ? {} : { to: { path: '/reservations', query: { view: 'day', date: dateOf(at), id: String(recordId) } } })
    };
  }
};
