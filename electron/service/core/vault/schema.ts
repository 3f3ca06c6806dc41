import { appendOnly, gapFree } from '../../db/guards.ts';

/** Key pairs of accounts and recovery sheets, the vaults’ keys sealed to them, and sealed drafts. */
export const vaultSchema: readonly string[] = [
  `create table vault (
    name text primary key not null,
    created_at integer not null
  ) strict, without rowid`,

  // The pair of an account or of a vault's recovery sheet. A key from the password or the code wraps the private key.
  `create table vault_key_pair (
    id integer primary key,
    account_id integer references account (id),
    recovery_of text references vault (name),
    public_key blob not null check (length(public_key) = 32),
    private_key blob not null,
    salt blob not null check (length(salt) >= 16),
    cost integer not null check (cost > 1),
    made_at integer not null,
    made_by integer references account (id),
    confirmed_at integer,
    check ((account_id is null) <> (recovery_of is null)),
    check (confirmed_at is null or recovery_of is not null)
  ) strict`,
  `create unique index vault_key_pair_account on vault_key_pair (account_id) where account_id is not null`,
  `create unique index vault_key_pair_recovery on vault_key_pair (recovery_of) where recovery_of is not null`,

  `create table vault_generation (
    vault text not null references vault (name),
    generation integer not null check (generation > 0),
    reason text not null,
    made_at integer not null,
    made_by integer references account (id),
    primary key (vault, generation)
  ) strict, without rowid`,
  // A generation is never reused, and the data that it sealed need it for good.
  ...appendOnly('vault_generation', 'a generation stays as it is'),
  gapFree('vault_generation', { number: 'generation', per: 'vault' }, 'generations follow one another'),

  `create table vault_wrap (
    vault text not null,
    generation integer not null,
    key_pair_id integer not null references vault_key_pair (id),
    sealed_key blob not null,
    made_at integer not null,
    made_by integer references account (id),
    primary key (vault, generation, key_pair_id),
    foreign key (vault, generation) references vault_generation (vault, generation)
  ) strict, without rowid`,
  `create index vault_wrap_key_pair on vault_wrap (key_pair_id)`,

  `create table sealed_draft (
    account_id integer not null references account (id),
    key text not null,
    vault text not null references vault (name),
    body blob not null,
    saved_at integer not null,
    primary key (account_id, key)
  ) strict, without rowid`
];
