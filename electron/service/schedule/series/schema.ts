/** Series and their dates. */
export const seriesSchema: readonly string[] = [
  `create table series (
    id integer primary key,
    rule text not null check (json_valid(rule)),
    template text not null check (json_valid(template)),
    created_at integer not null,
    created_by text not null,
    version integer not null default 1
  ) strict`,

  `create table series_date (
    series_id integer not null references series (id),
    date text not null,
    state text not null,
    reservation_id integer references reservation (id),
    check ((state = 'made') = (reservation_id is not null)),
    primary key (series_id, date)
  ) strict, without rowid`
];
