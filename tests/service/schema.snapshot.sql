-- version 3

CREATE TABLE account (
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
) strict;

CREATE TABLE account_role (
  account_id integer not null references account (id),
  role text not null check (role in ('head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer')),
  primary key (account_id, role)
) strict, without rowid;

CREATE TRIGGER allocation_closure_insert before insert on allocation
when new.resource_kind = 'zone'
begin
  select raise(abort, 'allocation lies in a closure') where exists (
select 1 from closure
where zone_id = new.resource_id and cancelled = 0 and to_at > new.start_at and from_at < new.end_at);
end;

CREATE TRIGGER allocation_closure_update before update on allocation
when new.resource_kind = 'zone'
begin
  select raise(abort, 'allocation lies in a closure') where exists (
select 1 from closure
where zone_id = new.resource_id and cancelled = 0 and to_at > new.start_at and from_at < new.end_at);
end;

CREATE TRIGGER allocation_equipment_insert before insert on allocation
when new.resource_kind = 'equipment'
begin
  select raise(abort, 'allocation takes more equipment than there is') where exists (select 1 from (
  select new.start_at as at
  union select start_at from allocation
    where resource_kind = 'equipment' and resource_id = new.resource_id
      and start_at > new.start_at and start_at < new.end_at
) as moment
where new.quantity + (
  select coalesce(sum(quantity), 0) from allocation
  where resource_kind = 'equipment' and resource_id = new.resource_id
    and start_at > moment.at - 115200000 and start_at <= moment.at and end_at > moment.at
) > coalesce((select quantity from equipment where id = new.resource_id), 0));
end;

CREATE TRIGGER allocation_equipment_update before update on allocation
when new.resource_kind = 'equipment'
begin
  select raise(abort, 'allocation takes more equipment than there is') where exists (select 1 from (
  select new.start_at as at
  union select start_at from allocation
    where resource_kind = 'equipment' and resource_id = new.resource_id
      and start_at > new.start_at and start_at < new.end_at and id <> old.id
) as moment
where new.quantity + (
  select coalesce(sum(quantity), 0) from allocation
  where resource_kind = 'equipment' and resource_id = new.resource_id
    and start_at > moment.at - 115200000 and start_at <= moment.at and end_at > moment.at and id <> old.id
) > coalesce((select quantity from equipment where id = new.resource_id), 0));
end;

CREATE TRIGGER allocation_exclusive_insert before insert on allocation
when new.resource_kind in ('zone', 'person')
begin
  select raise(abort, 'allocation overlaps another') where exists (select 1 from allocation
where resource_kind = new.resource_kind and resource_id = new.resource_id
  and start_at > new.start_at - 115200000 and start_at < new.end_at and end_at > new.start_at);
end;

CREATE TRIGGER allocation_exclusive_update before update on allocation
when new.resource_kind in ('zone', 'person')
begin
  select raise(abort, 'allocation overlaps another') where exists (select 1 from allocation
where resource_kind = new.resource_kind and resource_id = new.resource_id
  and start_at > new.start_at - 115200000 and start_at < new.end_at and end_at > new.start_at and id <> old.id);
end;

CREATE TABLE allocation (
  id integer primary key,
  resource_kind text not null check (resource_kind in ('zone', 'person', 'equipment')),
  resource_id integer not null,
  start_at integer not null,
  end_at integer not null,
  quantity integer not null default 1 check (quantity >= 1),
  source_kind text not null,
  source_id integer not null,
  check (end_at > start_at and end_at - start_at <= 115200000),
  check (resource_kind = 'equipment' or quantity = 1)
) strict;

CREATE INDEX allocation_resource on allocation (resource_kind, resource_id, start_at, end_at);

CREATE INDEX allocation_source on allocation (source_kind, source_id);

CREATE TABLE attachment (
  id integer primary key,
  reservation_id integer not null references reservation (id),
  name text not null,
  mime text not null,
  size integer not null,
  sha256 text not null,
  bytes blob not null check (length(bytes) = size and size <= 20971520),
  added_at integer not null,
  added_by text not null
) strict;

CREATE INDEX attachment_reservation on attachment (reservation_id);

CREATE TRIGGER audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end;

CREATE TRIGGER audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end;

CREATE TABLE audit (
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
) strict;

CREATE INDEX audit_actor on audit (actor_id, id);

CREATE INDEX audit_at on audit (at);

CREATE INDEX audit_entity on audit (entity, entity_id, id);

CREATE TABLE calendar_day (
  date text not null check (length(date) = 10),
  origin text not null check (origin in ('imported', 'manual')),
  kind text not null check (kind in ('ordinary', 'holiday', 'workday')),
  name text not null,
  file_year integer,
  check ((origin = 'imported') = (file_year is not null)),
  primary key (date, origin)
) strict, without rowid;

CREATE TABLE calendar_year (
  year integer primary key,
  imported_at integer not null
) strict;

CREATE TRIGGER closure_allocation_insert before insert on closure
when new.cancelled = 0
begin
  select raise(abort, 'closure over an allocation') where exists (
select 1 from allocation
where resource_kind = 'zone' and resource_id = new.zone_id
  and start_at > new.from_at - 115200000 and start_at < new.to_at and end_at > new.from_at);
end;

CREATE TRIGGER closure_allocation_update before update on closure
when new.cancelled = 0
begin
  select raise(abort, 'closure over an allocation') where exists (
select 1 from allocation
where resource_kind = 'zone' and resource_id = new.zone_id
  and start_at > new.from_at - 115200000 and start_at < new.to_at and end_at > new.from_at);
end;

CREATE TABLE closure (
  id integer primary key,
  zone_id integer not null references zone (id),
  from_at integer not null,
  to_at integer not null,
  reason text not null check (length(reason) between 1 and 200),
  cancelled integer not null default 0 check (cancelled in (0, 1)),
  ended_at integer,
  created_at integer not null,
  created_by text not null,
  version integer not null default 1,
  check (to_at > from_at and to_at - from_at <= 31622400000)
) strict;

CREATE INDEX closure_zone on closure (zone_id, to_at);

CREATE TABLE command (
  id text primary key not null,
  procedure text not null,
  account_id integer references account (id),
  at integer not null,
  result text not null check (json_valid(result))
) strict, without rowid;

CREATE TABLE draft (
  account_id integer not null references account (id),
  key text not null,
  body text not null check (json_valid(body)),
  saved_at integer not null,
  primary key (account_id, key)
) strict, without rowid;

CREATE TABLE equipment (
  id integer primary key,
  name text not null check (length(name) between 1 and 40),
  name_en text not null,
  quantity integer not null check (quantity >= 1),
  zone_id integer references zone (id),
  archived_at integer,
  version integer not null default 1
) strict;

CREATE INDEX equipment_zone on equipment (zone_id);

CREATE TABLE number_counter (
  name text not null,
  year integer not null,
  last integer not null check (last >= 1),
  primary key (name, year)
) strict, without rowid;

CREATE TRIGGER organisation_no_cycle before update of parent_id on organisation
  when new.parent_id is not null
and substr((select path from organisation where id = new.parent_id), 1, length(old.path)) = old.path
  begin select raise(abort, 'organisation cycle'); end;

CREATE TRIGGER organisation_not_its_own before insert on organisation when new.parent_id = new.id
  begin select raise(abort, 'organisation cycle'); end;

CREATE TRIGGER organisation_path_first after insert on organisation begin
  update organisation
set path = coalesce((select path from organisation where id = new.parent_id), '/') || new.id || '/'
where id = new.id;
end;

CREATE TRIGGER organisation_path_moved after update of parent_id on organisation
  when old.parent_id is not new.parent_id begin
  update organisation
set path = coalesce((select path from organisation where id = new.parent_id), '/') || new.id || '/'
  || substr(path, length(old.path) + 1)
where path >= old.path and path < substr(old.path, 1, length(old.path) - 1) || '0';
end;

CREATE TABLE organisation (
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
) strict;

CREATE INDEX organisation_name on organisation (name_key);

CREATE INDEX organisation_parent on organisation (parent_id);

CREATE INDEX organisation_path on organisation (path);

CREATE UNIQUE INDEX organisation_sibling on organisation (coalesce(parent_id, 0), name) where archived = 0;

CREATE TABLE organisation_gram (
  gram text not null,
  organisation_id integer not null,
  primary key (gram, organisation_id)
) strict, without rowid;

CREATE TRIGGER person_counted_again after update of organisation_id, merged_into on person
  when old.organisation_id is not new.organisation_id or old.merged_into is not new.merged_into begin
  update organisation set people = people - 1 where id = old.organisation_id and old.merged_into is null;
  update organisation set people = people + 1 where id = new.organisation_id and new.merged_into is null;
end;

CREATE TRIGGER person_counted_in after insert on person when new.organisation_id is not null and new.merged_into is null begin
  update organisation set people = people + 1 where id = new.organisation_id;
end;

CREATE TRIGGER person_merge_is_final before update on person
  when old.merged_into is not null and new.merged_into is null
  begin select raise(abort, 'a merge is final'); end;

CREATE TRIGGER person_merged_twice before update of merged_into on person
  when new.merged_into is not null and (select merged_into from person where id = new.merged_into) is not null
  begin select raise(abort, 'merged into a record that is gone'); end;

CREATE TABLE person (
  id integer primary key,
  name text not null check (length(name) between 1 and 60),
  name_key text not null,
  name_sort text not null,
  readings text not null,
  sex text check (sex in ('male', 'female')),
  birth_date text check (birth_date glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  document_kind text not null check (document_kind in ('resident_id', 'passport', 'hk_mo_tw', 'none')),
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
) strict;

CREATE UNIQUE INDEX person_document on person (document_number, document_kind)
  where document_kind <> 'none' and merged_into is null;

CREATE INDEX person_merged on person (merged_into) where merged_into is not null;

CREATE INDEX person_name on person (name_key, mobile) where merged_into is null;

CREATE INDEX person_order on person (name_sort, id) where merged_into is null;

CREATE INDEX person_organisation on person (organisation_id, name_sort, id) where merged_into is null;

CREATE INDEX person_party on person (organisation_id) where political_status = 'party_member' and merged_into is null;

CREATE INDEX person_status on person (political_status, name_sort, id) where merged_into is null and political_status is not null;

CREATE INDEX person_trade on person (trade, name_sort, id) where merged_into is null;

CREATE TABLE person_gram (
  gram text not null,
  person_id integer not null,
  primary key (gram, person_id)
) strict, without rowid;

CREATE TABLE person_photo (
  person_id integer primary key references person (id),
  type text not null check (type in ('image/jpeg', 'image/png')),
  bytes blob not null check (length(bytes) between 1 and 1048576),
  updated_at integer not null
) strict;

CREATE TABLE purpose (
  id integer primary key,
  key text unique,
  name text not null check (length(name) between 1 and 40),
  name_en text not null,
  archived_at integer,
  version integer not null default 1
) strict;

CREATE UNIQUE INDEX purpose_name on purpose (name) where archived_at is null;

CREATE TRIGGER reservation_no_delete before delete on reservation begin select raise(abort, 'reservations are kept'); end;

CREATE TRIGGER reservation_number before update of number on reservation
  when new.number <> old.number begin select raise(abort, 'numbers do not change'); end;

CREATE TABLE reservation (
  id integer primary key,
  number text not null unique,
  zone_id integer not null references zone (id),
  purpose_id integer not null references purpose (id),
  title text not null,
  organisation_id integer references organisation (id),
  contact_id integer references person (id),
  contact_name text not null,
  contact_phone text not null,
  expected_headcount integer not null check (expected_headcount >= 1),
  from_at integer not null,
  to_at integer not null,
  setup_minutes integer not null,
  clearup_minutes integer not null,
  staff_id integer references person (id),
  notes text not null,
  state text not null check (state in ('requested', 'approved', 'in_use', 'finished', 'declined', 'cancelled', 'no_show', 'suspended')),
  state_before text check (state_before in ('requested', 'approved')),
  grace_from_at integer not null,
  closure_id integer references closure (id),
  series_id integer references series (id),
  series_date text,
  series_changed integer not null default 0 check (series_changed in (0, 1)),
  checked_in_at integer,
  headcount integer check (headcount >= 0),
  finished_at integer,
  used_minutes integer check (used_minutes >= 0),
  decided_at integer,
  decided_by text,
  reason text not null default '',
  created_at integer not null,
  created_by text not null,
  closed_at integer,
  version integer not null default 1,
  check (to_at > from_at and to_at - from_at <= 86400000),
  check ((closed_at is not null) = (state in ('finished', 'declined', 'cancelled', 'no_show'))),
  check ((state in ('suspended', 'declined', 'cancelled')) = (state_before is not null)),
  check ((state = 'suspended') = (closure_id is not null)),
  check ((state in ('in_use', 'finished')) = (checked_in_at is not null and headcount is not null)),
  check ((state = 'finished') = (finished_at is not null and used_minutes is not null)),
  check ((series_id is null) = (series_date is null))
) strict;

CREATE INDEX reservation_contact on reservation (contact_id, from_at) where contact_id is not null;

CREATE INDEX reservation_from on reservation (from_at);

CREATE INDEX reservation_open on reservation (state, from_at) where closed_at is null;

CREATE INDEX reservation_organisation on reservation (organisation_id, from_at) where organisation_id is not null;

CREATE INDEX reservation_series on reservation (series_id, from_at) where series_id is not null;

CREATE INDEX reservation_staff on reservation (staff_id, from_at) where staff_id is not null;

CREATE INDEX reservation_zone on reservation (zone_id, from_at);

CREATE TABLE reservation_equipment (
  reservation_id integer not null references reservation (id),
  equipment_id integer not null references equipment (id),
  quantity integer not null check (quantity >= 1),
  primary key (reservation_id, equipment_id)
) strict, without rowid;

CREATE TABLE series (
  id integer primary key,
  rule text not null check (json_valid(rule)),
  template text not null check (json_valid(template)),
  created_at integer not null,
  created_by text not null,
  version integer not null default 1
) strict;

CREATE TABLE series_date (
  series_id integer not null references series (id),
  date text not null,
  state text not null check (state in ('made', 'skipped')),
  reservation_id integer references reservation (id),
  check ((state = 'made') = (reservation_id is not null)),
  primary key (series_id, date)
) strict, without rowid;

CREATE TABLE session (
  id integer primary key,
  token_hash text not null unique,
  account_id integer not null references account (id),
  created_at integer not null,
  locked integer not null default 0 check (locked in (0, 1)),
  ended_at integer
) strict;

CREATE TABLE setting (
  key text primary key not null,
  value text not null check (json_valid(value))
) strict, without rowid;

CREATE TRIGGER zone_no_delete before delete on zone begin select raise(abort, 'zones are archived'); end;

CREATE TABLE zone (
  id integer primary key,
  key text unique,
  name text not null check (length(name) between 1 and 40),
  name_en text not null,
  purpose text not null,
  purpose_en text not null,
  place text not null,
  capacity integer not null check (capacity >= 1),
  setup_minutes integer not null check (setup_minutes between 0 and 240),
  clearup_minutes integer not null check (clearup_minutes between 0 and 240),
  needs_approval integer not null check (needs_approval in (0, 1)),
  colour text not null,
  holiday_policy text not null check (holiday_policy in ('closed', 'open')),
  responsible_id integer references person (id),
  created_at integer not null,
  archived_at integer,
  version integer not null default 1
) strict;

CREATE UNIQUE INDEX zone_name on zone (name) where archived_at is null;

CREATE INDEX zone_responsible on zone (responsible_id) where responsible_id is not null;

CREATE TABLE zone_hours (
  zone_id integer not null references zone (id),
  weekday integer not null check (weekday between 1 and 7),
  open_minute integer not null check (open_minute >= 0),
  close_minute integer not null check (close_minute <= 1440),
  check (close_minute > open_minute),
  primary key (zone_id, weekday, open_minute)
) strict, without rowid;

CREATE TABLE zone_photo (
  zone_id integer primary key references zone (id),
  mime text not null check (mime in ('image/jpeg', 'image/png')),
  bytes blob not null check (length(bytes) <= 1048576)
) strict;

CREATE TABLE zone_use_month (
  zone_id integer not null references zone (id),
  purpose_id integer not null references purpose (id),
  month text not null check (length(month) = 7),
  uses integer not null check (uses >= 0),
  attendances integer not null check (attendances >= 0),
  minutes integer not null check (minutes >= 0),
  primary key (zone_id, purpose_id, month)
) strict, without rowid;
