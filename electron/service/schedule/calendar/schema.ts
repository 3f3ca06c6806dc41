/** Special days. */
export const calendarSchema: readonly string[] = [
  `create table calendar_day (
    date text not null check (length(date) = 10),
    origin text not null,
    kind text not null,
    name text not null,
    file_year integer,
    check ((origin = 'imported') = (file_year is not null)),
    primary key (date, origin)
  ) strict, without rowid`,

  `create table calendar_year (
    year integer primary key,
    imported_at integer not null
  ) strict`
];
