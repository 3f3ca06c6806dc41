import type { RouteLocationRaw } from 'vue-router';
import type { TimelineEntry } from '@contract/people.ts';

/** How an entry of a person's time line reads, and where it leads. */
export interface TimelineLine {
  text: string;
  note?: string;
  to?: RouteLocationRaw;
}
type Teller = (entry: TimelineEntry) => TimelineLine;

const tellers = new Map<string, Teller>();

/** An area says how its entries read; called once, beside its routes. */
export function registerTimelineTeller(area: string, teller: Teller): void {
  tellers.set(area, teller);
}

/** The line of an entry; an entry of an area that says nothing shows what it is called. */
export function lineOf(entry: TimelineEntry): TimelineLine {
  return tellers.get(entry.area)?.(entry) ?? { text: `${entry.area} ${entry.kind}` };
}
