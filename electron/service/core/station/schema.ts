/** Settings, remembered commands and drafts. */
export const stationSchema: readonly string[] = [
  `create table setting (
    key text primary key not null,
    value text not null check (json_valid(value))
  ) strict, without rowid`,

  `create table command (
    id text primary key not null,
    procedure text not null,
    account_id integer references account (id),
    at integer not null,
    result text not null check (json_valid(result))
  ) strict, without rowid`,

  `create table draft (
    account_id integer not null references account (id),
    key text not null,
    body text not null check (json_valid(body)),
    saved_at integer not null,
    primary key (account_id, key)
  ) strict, without rowid`
];
