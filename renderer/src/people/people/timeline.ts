import type { RouteLocationRaw } from 'vue-router';
import type { TimelineEntry } from '@contract/people/people.ts';

/** How an entry of a person's time line reads, and where it leads. */
export interface TimelineLine {
  text: string;
  note?: string;
  to?: RouteLocationRaw;
}
/** How the entries of an area read, by the name they carry; an area that has some gives its tellers in a person-timeline.ts. */
export type Tellers = Record<string, (entry: TimelineEntry) => TimelineLine>;

const tellers: Tellers = Object.assign(
  {},
  ...Object.values(import.meta.glob<Tellers>('@/**/person-timeline.ts', { eager: true, import: 'tellers' }))
);

/** The line of an entry; an entry of an area that says nothing shows what it is called. */
export function lineOf(entry: TimelineEntry): TimelineLine {
  return tellers[entry.area]?.(entry) ?? { text: `${entry.area} ${entry.kind}` };
}
