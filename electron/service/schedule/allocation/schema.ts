import { scheduleGuards } from '../../db/guards-schedule.ts';

/** Longest allocation, ms. */
const MAX_ALLOCATION = 115_200_000;

/** The one schedule. */
export const allocationSchema: readonly string[] = [
  // A CHECK, because the guards know only these kinds of resource.
  `create table allocation (
    id integer primary key,
    resource_kind text not null check (resource_kind in ('zone', 'person', 'equipment')),
    resource_id integer not null,
    start_at integer not null,
    end_at integer not null,
    quantity integer not null default 1 check (quantity >= 1),
    source_kind text not null,
    source_id integer not null,
    check (end_at > start_at and end_at - start_at <= ${MAX_ALLOCATION}),
    check (resource_kind = 'equipment' or quantity = 1)
  ) strict`,
  `create index allocation_resource on allocation (resource_kind, resource_id, start_at, end_at)`,
  `create index allocation_source on allocation (source_kind, source_id)`,
  // For the calendar: a range of the uses of zones by areas other than reservations, however long the history.
  `create index allocation_other on allocation (resource_kind, start_at) where resource_kind = 'zone' and source_kind <> 'reservation'`,
  ...scheduleGuards({ allocation: 'allocation', equipment: 'equipment', closure: 'closure', longest: MAX_ALLOCATION })
];
