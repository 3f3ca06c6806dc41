import type { Migration } from './migration.ts';

/** What an import of a roster did, so that it can be undone on its day. */
export const rosterImports: Migration = {
  version: 11,
  name: 'roster_imports',
  statements: [
    `create table roster_import (
      id integer primary key,
      at integer not null,
      by text not null,
      file_name text not null,
      created integer not null,
      updated integer not null,
      organisations text not null,
      undone_at integer
    ) strict`,
    // No foreign key to people: whom an undo withdraws is gone.
    `create table roster_import_person (
      import_id integer not null references roster_import (id),
      person_id integer not null,
      kind text not null,
      "before" text,
      "after" text,
      alike_id integer,
      primary key (import_id, person_id)
    ) strict, without rowid`
  ]
};
