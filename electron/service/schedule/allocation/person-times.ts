import type { Interval } from '../../../contract/schedule/allocation.ts';
import { Extension } from '../../core/extension.ts';
import type { Db } from '../../db/schema.ts';
import { describeHolders } from './holders.ts';
import { overlapping } from './probe.ts';

/** Something that takes somebody's time. */
export interface TimeTaken extends Interval {
  /** `schedule` for an allocation, else the name under which an area registered the source. */
  what: string;
  title: string;
}

/** A source of time taken without an allocation, such as a seat in a class. @param span UTC ms */
export type PersonTimeSource = (db: Db, personId: number, span: Interval) => Promise<Omit<TimeTaken, 'what'>[]>;
export const personTimeSources = new Extension<PersonTimeSource>("source of a person's time");

/** Everything that takes somebody's time in a span (UTC ms), allocations last. */
export async function timesOf(db: Db, personId: number, span: Interval): Promise<TimeTaken[]> {
  const times: TimeTaken[] = [];
  for (const [what, read] of personTimeSources.entries()) {
    times.push(...(await read(db, personId, span)).map((time) => ({ what, ...time })));
  }
  return [...times, ...(await allocatedTimes(db, personId, span))];
}

/** Allocations of somebody's time in a span. @param span UTC ms */
export async function allocatedTimes(db: Db, personId: number, span: Interval) {
  const taken = await overlapping(db, 'person', personId, span);
  const label = taken.length === 0 ? () => '' : await describeHolders(db, taken);
  return taken.map((row) => ({ what: 'schedule' as const, title: label(row), from: row.start_at, to: row.end_at }));
}
