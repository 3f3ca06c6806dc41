/** Blocks after no-shows that were lifted. */
export const noShowsSchema: readonly string[] = [
  `create table no_show_lift (
    id integer primary key,
    person_id integer not null references person (id),
    at integer not null,
    by text not null,
    reason text not null check (length(reason) >= 1),
    area text not null default 'classes'
  ) strict`,
  `create index no_show_lift_of on no_show_lift (person_id)`
];
