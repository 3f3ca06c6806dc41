import { tree } from '../../db/tree.ts';

/** Organisations, which form a tree, and the grams for searching them. */
export const organisationsSchema: readonly string[] = [
  `create table organisation (
    id integer primary key,
    parent_id integer references organisation (id),
    kind text not null,
    name text not null check (length(name) between 1 and 60),
    name_key text not null,
    name_sort text not null,
    readings text not null,
    path text not null default '',
    contact_name text not null default '',
    contact_phone text not null default '',
    industry text not null default '',
    headcount integer check (headcount >= 0),
    party_members integer check (party_members >= 0),
    tags text not null default '[]' check (json_valid(tags)),
    notes text not null default '',
    archived integer not null default 0 check (archived in (0, 1)),
    people integer not null default 0,
    created_at integer not null,
    updated_at integer not null,
    version integer not null default 1
  ) strict`,
  `create unique index organisation_sibling on organisation (coalesce(parent_id, 0), name) where archived = 0`,
  `create index organisation_parent on organisation (parent_id)`,
  `create index organisation_path on organisation (path)`,
  `create index organisation_name on organisation (name_key)`,
  ...tree('organisation', { parent: 'parent_id', path: 'path' }, 'organisation cycle'),

  // Without a foreign key, because nothing is ever deleted and a check would cost fifteen look-ups for each row written.
  `create table organisation_gram (
    gram text not null,
    organisation_id integer not null,
    primary key (gram, organisation_id)
  ) strict, without rowid`
];
