import { closureGuards } from '../../db/guards-schedule.ts';

/** Longest allocation, ms. */
const MAX_ALLOCATION = 115_200_000;
/** Longest closure, ms. */
const MAX_CLOSURE = 31_622_400_000;

/** Closures. */
export const closuresSchema: readonly string[] = [
  `create table closure (
    id integer primary key,
    zone_id integer not null references zone (id),
    from_at integer not null,
    to_at integer not null,
    reason text not null check (length(reason) between 1 and 200),
    cancelled integer not null default 0 check (cancelled in (0, 1)),
    ended_at integer,
    created_at integer not null,
    created_by text not null,
    version integer not null default 1,
    check (to_at > from_at and to_at - from_at <= ${MAX_CLOSURE})
  ) strict`,
  `create index closure_zone on closure (zone_id, to_at)`,
  ...closureGuards({ allocation: 'allocation', closure: 'closure', longest: MAX_ALLOCATION })
];
