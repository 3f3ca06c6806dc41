import type { RouteLocationRaw } from 'vue-router';
import type { TimelineEntry } from '@contract/people/people.ts';

/** The text of an entry of a person's time line, and where it leads. */
export interface TimelineLine {
  text: string;
  note?: string;
  to?: RouteLocationRaw;
}
/** Functions for the texts of an area's entries, by name. An area exports its tellers from a person-timeline.ts. */
export type Tellers = Record<string, (entry: TimelineEntry) => TimelineLine>;

const tellers: Tellers = Object.assign(
  {},
  ...Object.values(import.meta.glob<Tellers>('@/**/person-timeline.ts', { eager: true, import: 'tellers' }))
);

/** The line of an entry; without a teller it shows the entry's kind. */
export function lineOf(entry: TimelineEntry): TimelineLine {
  return tellers[entry.area]?.(entry) ?? { text: `${entry.area} ${entry.kind}` };
}
