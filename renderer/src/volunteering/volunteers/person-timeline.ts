import '@/volunteering/messages.ts';
import { hoursOf } from '@contract/volunteering/service-hour-rules.ts';
import type { TimelineEntry } from '@contract/people/people.ts';
import { moment } from '@/ui/i18n/format.ts';
import { hasText, translate } from '@/ui/i18n/index.ts';
import type { Tellers, TimelineLine } from '@/people/people/timeline.ts';

const named = (area: string, entry: TimelineEntry, params: TimelineEntry['params']): string => {
  const key = `volunteers.timeline.${area}.${entry.kind}`;
  return translate(hasText(key) ? key : `volunteers.timeline.${area}.other`, params);
};
/** The start of the shift as a moment. */
const begins = (entry: TimelineEntry): string =>
  typeof entry.params['from'] === 'number' ? moment(entry.params['from']) : String(entry.params['from'] ?? '');
const note = (entry: TimelineEntry): Pick<TimelineLine, 'note'> => {
  const { reason } = entry.params;
  return typeof reason === 'string' && reason !== '' ? { note: reason } : {};
};
const word = (prefix: string, value: unknown): string =>
  typeof value === 'string' && hasText(`${prefix}.${value}`) ? translate(`${prefix}.${value}`) : '';

/** Texts for entries of volunteer service on a person's page. */
export const tellers: Tellers = {
  volunteers: (entry) => ({
    text: named('volunteers', entry, entry.params),
    ...note(entry),
    ...(entry.recordId === null ? {} : { to: `/volunteers/people/${entry.recordId}` })
  }),
  'sign-ups': (entry) => ({
    text: named('signUps', entry, { ...entry.params, from: begins(entry), why: word('volunteering.endReasons', entry.params['why']) }),
    ...(entry.recordId === null ? {} : { to: `/volunteers/shifts/${entry.recordId}` })
  }),
  'service-hours': (entry) => ({
    text: named('hours', entry, {
      ...entry.params,
      hours: hoursOf(Number(entry.params['minutes'] ?? 0)),
      state: word('volunteering.recordStates', entry.params['state']),
      source: word('volunteering.sources', entry.params['source'])
    }),
    ...(entry.recordId === null ? {} : { to: `/volunteers/hours?id=${entry.recordId}` })
  }),
  recognition: (entry) => ({
    text: named('recognition', entry, {
      ...entry.params,
      title: entry.params['title'] || (entry.params['level'] ? translate('volunteering.star', { n: entry.params['level'] }) : '')
    }),
    ...note(entry),
    to: '/volunteers/recognition?view=awards'
  }),
  'service-certificates': (entry) => ({
    text: named('certificates', entry, { ...entry.params, hours: hoursOf(Number(entry.params['minutes'] ?? 0)) }),
    ...note(entry),
    ...(entry.recordId === null ? {} : { to: `/volunteers/certificates?id=${entry.recordId}` })
  })
};
