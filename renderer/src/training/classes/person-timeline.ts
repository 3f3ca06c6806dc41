import '@/training/messages.ts';
import type { TimelineEntry } from '@contract/people/people.ts';
import { hasText, translate } from '@/ui/i18n/index.ts';
import type { Tellers, TimelineLine } from '@/people/people/timeline.ts';

const text = (key: string, params: TimelineEntry['params'], fallback: string): string =>
  translate(hasText(`classes.timeline.${key}`) ? `classes.timeline.${key}` : `classes.timeline.${fallback}`, params);
const toClass = (entry: TimelineEntry): Pick<TimelineLine, 'to'> => (entry.recordId === null ? {} : { to: `/classes/${entry.recordId}` });

/** Texts for bookings, attendances and certificates on a person's page. */
export const tellers: Tellers = {
  bookings: (entry) => {
    const { reason, state } = entry.params;
    const why = typeof reason === 'string' && hasText(`training.endReasons.${reason}`) ? translate(`training.endReasons.${reason}`) : '';
    const kind = entry.kind === 'booked' && state === 'waiting' ? 'waiting' : entry.kind;
    return { text: text(`bookings.${kind}`, { ...entry.params, why }, 'bookings.other'), ...toClass(entry) };
  },
  attendance: (entry) => {
    const status = hasText(`training.attendance.${entry.kind}`) ? translate(`training.attendance.${entry.kind}`) : entry.kind;
    return { text: translate('classes.timeline.attendance', { ...entry.params, status }), ...toClass(entry) };
  },
  certificates: (entry) => {
    const { reason } = entry.params;
    return {
      text: text(`certificates.${entry.kind}`, entry.params, 'certificates.other'),
      ...(typeof reason === 'string' && reason !== '' ? { note: reason } : {}),
      ...(entry.recordId === null ? {} : { to: `/classes/certificates?id=${entry.recordId}` })
    };
  }
};
