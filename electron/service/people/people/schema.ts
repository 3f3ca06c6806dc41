import { neverCleared, pointsDirectly } from '../../db/guards.ts';
import { countedWithout } from '../../db/counters.ts';

/** People, their photos, and the grams for searching them. */
export const peopleSchema: readonly string[] = [
  `create table person (
    id integer primary key autoincrement,
    name text not null check (length(name) between 1 and 60),
    name_key text not null,
    name_sort text not null,
    readings text not null,
    sex text,
    birth_date text check (birth_date glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    document_kind text not null,
    document_number text not null default '',
    mobile text check (length(mobile) = 11 and mobile glob '1[3-9]*'),
    organisation_id integer references organisation (id),
    trade text not null default '',
    political_status text,
    emergency_name text not null default '',
    emergency_phone text not null default '',
    consent_at integer,
    consent_how text,
    consent_by text,
    notes text not null default '',
    merged_into integer references person (id) check (merged_into <> id),
    merged_at integer,
    created_at integer not null,
    updated_at integer not null,
    version integer not null default 1,
    check ((document_kind = 'none') = (document_number = '')),
    check (document_kind <> 'resident_id' or length(document_number) = 18),
    check ((consent_at is null) = (consent_how is null)),
    check ((merged_into is null) = (merged_at is null))
  ) strict`,
  `create unique index person_document on person (document_number, document_kind) where document_kind <> 'none' and merged_into is null`,
  `create index person_order on person (name_sort, id) where merged_into is null`,
  `create index person_name on person (name_key, mobile) where merged_into is null`,
  `create index person_organisation on person (organisation_id, name_sort, id) where merged_into is null`,
  `create index person_trade on person (trade, name_sort, id) where merged_into is null`,
  `create index person_status on person (political_status, name_sort, id) where merged_into is null and political_status is not null`,
  `create index person_party on person (organisation_id) where political_status = 'party_member' and merged_into is null`,
  `create index person_merged on person (merged_into) where merged_into is not null`,
  neverCleared('person', 'merged_into', 'a merge is final'),
  pointsDirectly('person', 'merged_into', 'merged into a record that is gone'),
  // Triggers count, because showing the tree must not read half a million people.
  ...countedWithout('person', 'merged_into', { key: 'organisation_id', table: 'organisation', counter: 'people' }),

  // Without a foreign key, because nobody is ever deleted and a check would cost fifteen look-ups for each person written.
  `create table person_gram (
    gram text not null,
    person_id integer not null,
    primary key (gram, person_id)
  ) strict, without rowid`,

  `create table person_photo (
    person_id integer primary key references person (id),
    type text not null,
    bytes blob not null check (length(bytes) between 1 and 1048576),
    updated_at integer not null
  ) strict`
];

/** What an import of a roster did, so that it can be undone on its day. */
export const rosterImportSchema: readonly string[] = [
  `create table roster_import (
    id integer primary key,
    at integer not null,
    by text not null,
    file_name text not null,
    created integer not null,
    updated integer not null,
    organisations text not null check (json_valid(organisations)),
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
];
