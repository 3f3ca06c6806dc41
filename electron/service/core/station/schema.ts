import { frozen, neverDelete } from '../../db/guards.ts';

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

/** What the clock is held against, what it did, and what is left to people. */
export const clockSchema: readonly string[] = [
  `create table station_clock (
    id integer primary key check (id = 1),
    confirmed_at integer not null
  ) strict`,

  `create table clock_step (
    id integer primary key,
    at integer not null,
    action text not null,
    entity text not null,
    entity_id integer not null,
    before text not null check (json_valid(before)),
    after text not null check (json_valid(after)),
    taken_back_at integer
  ) strict`,
  `create index clock_step_at on clock_step (at) where taken_back_at is null`,
  `create index clock_step_of on clock_step (entity, entity_id) where taken_back_at is null`,
  neverDelete('clock_step', 'what the clock did is kept'),
  frozen('clock_step', ['at', 'action', 'entity', 'entity_id', 'before', 'after'], 'what the clock did does not change'),

  `create table clock_hold (
    entity text not null,
    entity_id integer not null,
    through integer not null,
    primary key (entity, entity_id)
  ) strict, without rowid`
];
