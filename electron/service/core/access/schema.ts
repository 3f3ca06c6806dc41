/** Accounts, their roles and sessions. */
export const accessSchema: readonly string[] = [
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
    role text not null,
    primary key (account_id, role)
  ) strict, without rowid`,

  `create table session (
    id integer primary key,
    token_hash text not null unique,
    account_id integer not null references account (id),
    created_at integer not null,
    locked integer not null default 0 check (locked in (0, 1)),
    ended_at integer
  ) strict`
];

/** When a session was last signed in or unlocked. */
export const seenSchema: readonly string[] = [`alter table session add column seen_at integer not null default 0`];
