import type { Migration } from './migration.ts';

/** Settings, accounts, sessions, remembered commands, drafts and the audit chain. */
export const station: Migration = {
  version: 1,
  name: 'station',
  statements: [
    `create table setting (
      key text primary key not null,
      value text not null check (json_valid(value))
    ) strict, without rowid`,
    `create table account (
      id integer primary key,
      name text not null check (length(name) between 1 and 40),
      name_key text not null unique,
      display_name text not null,
      password text not null,
      active integer not null default 1 check (active in (0, 1)),
      failed integer not null default 0,
      lock_count integer not null default 0,
      locked_until integer,
      last_sign_in_at integer,
      created_at integer not null,
      version integer not null default 1
    ) strict`,
    `create table account_role (
      account_id integer not null references account (id),
      role text not null check (role in ('head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer')),
      primary key (account_id, role)
    ) strict, without rowid`,
    `create table session (
      id integer primary key,
      token_hash text not null unique,
      account_id integer not null references account (id),
      created_at integer not null,
      locked integer not null default 0 check (locked in (0, 1)),
      ended_at integer
    ) strict`,
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
    ) strict, without rowid`,
    `create table audit (
      id integer primary key,
      at integer not null,
      actor_id integer,
      actor_name text not null,
      action text not null,
      entity text not null,
      entity_id text not null,
      before text,
      after text,
      previous_hash text not null,
      hash text not null
    ) strict`,
    `create index audit_entity on audit (entity, entity_id, id)`,
    `create index audit_actor on audit (actor_id, id)`,
    `create index audit_at on audit (at)`,
    `create trigger audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end`,
    `create trigger audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end`
  ]
};
