import type { Migration } from './migration.ts';

/**
 * Organisations (a tree), people, their photos, and the gram tables of the search. The gram tables have no foreign key:
 * whoever withdraws a person takes their grams away (withdraw.ts), and checking one would cost fifteen look-ups per person written.
 */
export const people: Migration = {
  version: 2,
  name: 'people',
  statements: [
    `create table organisation (
      id integer primary key,
      parent_id integer references organisation (id),
      kind text not null check (kind in ('zone_park', 'enterprise', 'project_site', 'work_team')),
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
    // The path ('/1/5/') makes a subtree a range of an index, and a cycle something a trigger can see without recursion.
    `create trigger organisation_path_first after insert on organisation begin
      update organisation
        set path = coalesce((select path from organisation where id = new.parent_id), '/') || new.id || '/'
        where id = new.id;
    end`,
    `create trigger organisation_not_its_own before insert on organisation when new.parent_id = new.id
      begin select raise(abort, 'organisation cycle'); end`,
    `create trigger organisation_no_cycle before update of parent_id on organisation
      when new.parent_id is not null
        and substr((select path from organisation where id = new.parent_id), 1, length(old.path)) = old.path
      begin select raise(abort, 'organisation cycle'); end`,
    `create trigger organisation_path_moved after update of parent_id on organisation
      when old.parent_id is not new.parent_id begin
      update organisation
        set path = coalesce((select path from organisation where id = new.parent_id), '/') || new.id || '/'
          || substr(path, length(old.path) + 1)
        where path >= old.path and path < substr(old.path, 1, length(old.path) - 1) || '0';
    end`,
    `create table organisation_gram (
      gram text not null,
      organisation_id integer not null,
      primary key (gram, organisation_id)
    ) strict, without rowid`,
    // A withdrawn record's id is never given to another: the audit and printed slips name people by it.
    `create table person (
      id integer primary key autoincrement,
      name text not null check (length(name) between 1 and 60),
      name_key text not null,
      name_sort text not null,
      readings text not null,
      sex text check (sex in ('male', 'female')),
      birth_date text check (birth_date glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      document_kind text not null,
      document_number text not null default '',
      mobile text check (length(mobile) = 11 and mobile glob '1[3-9]*'),
      organisation_id integer references organisation (id),
      trade text not null default '',
      political_status text check (political_status in
        ('party_member', 'probationary_member', 'league_member', 'democratic_party', 'independent', 'masses')),
      emergency_name text not null default '',
      emergency_phone text not null default '',
      consent_at integer,
      consent_how text check (consent_how in ('paper', 'form', 'spoken', 'guardian')),
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
    `create unique index person_document on person (document_number, document_kind)
      where document_kind <> 'none' and merged_into is null`,
    `create index person_order on person (name_sort, id) where merged_into is null`,
    `create index person_name on person (name_key, mobile) where merged_into is null`,
    `create index person_organisation on person (organisation_id, name_sort, id) where merged_into is null`,
    `create index person_trade on person (trade, name_sort, id) where merged_into is null`,
    `create index person_status on person (political_status, name_sort, id) where merged_into is null and political_status is not null`,
    `create index person_party on person (organisation_id) where political_status = 'party_member' and merged_into is null`,
    `create index person_merged on person (merged_into) where merged_into is not null`,
    `create trigger person_merge_is_final before update on person
      when old.merged_into is not null and new.merged_into is null
      begin select raise(abort, 'a merge is final'); end`,
    `create trigger person_merged_twice before update of merged_into on person
      when new.merged_into is not null and (select merged_into from person where id = new.merged_into) is not null
      begin select raise(abort, 'merged into a record that is gone'); end`,
    // Counted here, not by reading half a million people whenever the tree is shown.
    `create trigger person_counted_in after insert on person when new.organisation_id is not null and new.merged_into is null begin
      update organisation set people = people + 1 where id = new.organisation_id;
    end`,
    `create trigger person_counted_again after update of organisation_id, merged_into on person
      when old.organisation_id is not new.organisation_id or old.merged_into is not new.merged_into begin
      update organisation set people = people - 1 where id = old.organisation_id and old.merged_into is null;
      update organisation set people = people + 1 where id = new.organisation_id and new.merged_into is null;
    end`,
    `create table person_gram (
      gram text not null,
      person_id integer not null,
      primary key (gram, person_id)
    ) strict, without rowid`,
    `create table person_photo (
      person_id integer primary key references person (id),
      type text not null check (type in ('image/jpeg', 'image/png')),
      bytes blob not null check (length(bytes) between 1 and 1048576),
      updated_at integer not null
    ) strict`
  ]
};
