import { id, literal, refuse, trigger } from './sql-text.ts';

/** The guards of the one schedule: who holds a resource, how long, and how much of it there is. */

const EVENTS = ['insert', 'update'] as const;

/** Excludes the changed row itself from the search. */
const except = (event: 'insert' | 'update'): string => (event === 'insert' ? '' : ' and id <> old.id');

export interface ScheduleTables {
  /** Columns: resource_kind, resource_id, start_at, end_at, quantity. */
  allocation: string;
  /** Columns: id, quantity. */
  equipment: string;
  /** Columns: zone_id, from_at, to_at, cancelled. */
  closure: string;
  /** Longest allocation, ms. It bounds each search, however long the history. */
  longest: number;
}

/**
 * At any moment a zone or person is held once and equipment up to its quantity, and nothing holds a closed zone.
 * `<allocation>_exclusive_…`, `…_equipment_…`, `…_closure_…`, each for insert and update.
 */
export const scheduleGuards = ({ allocation, equipment, closure, longest }: ScheduleTables): string[] =>
  EVENTS.flatMap((event) => [
    trigger(
      `${allocation}_exclusive_${event}`,
      { at: 'before', event, table: allocation, when: `new.resource_kind in ('zone', 'person')` },
      [
        refuse(
          'allocation overlaps another',
          `exists (select 1 from ${id(allocation)}
    where resource_kind = new.resource_kind and resource_id = new.resource_id
      and start_at > new.start_at - ${literal(longest)} and start_at < new.end_at and end_at > new.start_at${except(event)})`
        )
      ]
    ),
    trigger(`${allocation}_equipment_${event}`, { at: 'before', event, table: allocation, when: `new.resource_kind = 'equipment'` }, [
      // The peak lies at the start of the use or at a start during it.
      refuse(
        'allocation takes more equipment than there is',
        `exists (select 1 from (
      select new.start_at as at
      union select start_at from ${id(allocation)}
        where resource_kind = 'equipment' and resource_id = new.resource_id
          and start_at > new.start_at and start_at < new.end_at${except(event)}
    ) as moment
    where new.quantity + (
      select coalesce(sum(quantity), 0) from ${id(allocation)}
      where resource_kind = 'equipment' and resource_id = new.resource_id
        and start_at > moment.at - ${literal(longest)} and start_at <= moment.at and end_at > moment.at${except(event)}
    ) > coalesce((select quantity from ${id(equipment)} where id = new.resource_id), 0))`
      )
    ]),
    trigger(`${allocation}_closure_${event}`, { at: 'before', event, table: allocation, when: `new.resource_kind = 'zone'` }, [
      refuse(
        'allocation lies in a closure',
        `exists (select 1 from ${id(closure)}
    where zone_id = new.resource_id and cancelled = 0 and to_at > new.start_at and from_at < new.end_at)`
      )
    ])
  ]);

/** No closure covers an allocation of its zone. `<closure>_allocation_…`, for insert and update. */
export const closureGuards = ({ allocation, closure, longest }: Omit<ScheduleTables, 'equipment'>): string[] =>
  EVENTS.map((event) =>
    trigger(`${closure}_allocation_${event}`, { at: 'before', event, table: closure, when: 'new.cancelled = 0' }, [
      refuse(
        'closure over an allocation',
        `exists (select 1 from ${id(allocation)}
    where resource_kind = 'zone' and resource_id = new.zone_id
      and start_at > new.from_at - ${literal(longest)} and start_at < new.to_at and end_at > new.from_at)`
      )
    ])
  );
