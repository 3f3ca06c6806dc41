import '@/people/messages.ts';
import { translate } from '@/ui/i18n/index.ts';
import type { Tellers } from '@/people/people/timeline.ts';

/** Texts for entries of the record itself. */
export const tellers: Tellers = {
  people: (entry) => {
    const how = entry.params['how'];
    const named = typeof how === 'string' ? { how: translate(`people.consent.ways.${how}`) } : entry.params;
    return {
      text: translate(`people.timeline.${entry.kind}`, named),
      ...(entry.kind === 'merged' && entry.recordId !== null ? { to: `/people/${entry.recordId}` } : {})
    };
  }
};
