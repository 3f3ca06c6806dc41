import type { Migration } from './migration.ts';

/** Longest use and longest allocation, ms: MAX_USE_MS and MAX_ALLOCATION_MS of contract/schedule.ts as they were when this was written. */
const MAX_USE = 86_400_000;
const MAX = 115_200_000;
/** Longest closure, ms. */
const MAX_CLOSURE = 31_622_400_000;

/** What holds resource `new` at the same time, but for the row `except`. Bounded on both sides, so its cost does not grow with history. */
const overlapping = (except: string) => `select 1 from allocation
        where resource_kind = new.resource_kind and resource_id = new.resource_id
          and start_at > new.start_at - ${MAX} and start_at < new.end_at and end_at > new.start_at${except}`;

/** Moments at which use of an equipment can peak while `new` lasts: its start, and every start during it. */
const overbooked = (except: string) => `select 1 from (
          select new.start_at as at
          union select start_at from allocation
            where resource_kind = 'equipment' and resource_id = new.resource_id
              and start_at > new.start_at and start_at < new.end_at${except}
        ) as moment
        where new.quantity + (
          select coalesce(sum(quantity), 0) from allocation
          where resource_kind = 'equipment' and resource_id = new.resource_id
            and start_at > moment.at - ${MAX} and start_at <= moment.at and end_at > moment.at${except}
        ) > coalesce((select quantity from equipment where id = new.resource_id), 0)`;

/** The guards of the one schedule, for new rows and for changed ones alike. */
const guards = (event: 'insert' | 'update', except: string): string[] => [
  `create trigger allocation_exclusive_${event} before ${event} on allocation
    when new.resource_kind in ('zone', 'person')
    begin
      select raise(abort, 'allocation overlaps another') where exists (${overlapping(except)});
    end`,
  `create trigger allocation_equipment_${event} before ${event} on allocation
    when new.resource_kind = 'equipment'
    begin
      select raise(abort, 'allocation takes more equipment than there is') where exists (${overbooked(except)});
    end`,
  `create trigger allocation_closure_${event} before ${event} on allocation
    when new.resource_kind = 'zone'
    begin
      select raise(abort, 'allocation lies in a closure') where exists (
        select 1 from closure
        where zone_id = new.resource_id and cancelled = 0 and to_at > new.start_at and from_at < new.end_at);
    end`
];

const closureGuard = (event: 'insert' | 'update') => `create trigger closure_allocation_${event} before ${event} on closure
    when new.cancelled = 0
    begin
      select raise(abort, 'closure over an allocation') where exists (
        select 1 from allocation
        where resource_kind = 'zone' and resource_id = new.zone_id
          and start_at > new.from_at - ${MAX} and start_at < new.to_at and end_at > new.from_at);
    end`;

/** Zones, equipment, purposes, calendar, the one schedule, closures, reservations, series and the zone log. */
export const schedule: Migration = {
  version: 3,
  name: 'schedule',
  statements: [
    `create table zone (
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
    ) strict`,
    `create unique index zone_name on zone (name) where archived_at is null`,
    `create index zone_responsible on zone (responsible_id) where responsible_id is not null`,
    `create trigger zone_no_delete before delete on zone begin select raise(abort, 'zones are archived'); end`,
    `create table zone_hours (
      zone_id integer not null references zone (id),
      weekday integer not null check (weekday between 1 and 7),
      open_minute integer not null check (open_minute >= 0),
      close_minute integer not null check (close_minute <= 1440),
      check (close_minute > open_minute),
      primary key (zone_id, weekday, open_minute)
    ) strict, without rowid`,
    `create table zone_photo (
      zone_id integer primary key references zone (id),
      mime text not null check (mime in ('image/jpeg', 'image/png')),
      bytes blob not null check (length(bytes) <= 1048576)
    ) strict`,
    `create table equipment (
      id integer primary key,
      name text not null check (length(name) between 1 and 40),
      name_en text not null,
      quantity integer not null check (quantity >= 1),
      zone_id integer references zone (id),
      archived_at integer,
      version integer not null default 1
    ) strict`,
    `create index equipment_zone on equipment (zone_id)`,
    `create table purpose (
      id integer primary key,
      key text unique,
      name text not null check (length(name) between 1 and 40),
      name_en text not null,
      archived_at integer,
      version integer not null default 1
    ) strict`,
    `create unique index purpose_name on purpose (name) where archived_at is null`,
    `insert into purpose (key, name, name_en) values
      ('visit', '参观接待', 'Visit reception'),
      ('safety', '安全教育', 'Safety education'),
      ('meeting', '会议', 'Meeting'),
      ('party_day', '主题党日', 'Party day'),
      ('class', '培训授课', 'Class'),
      ('other', '其他', 'Other')`,
    `create table calendar_day (
      date text not null check (length(date) = 10),
      origin text not null check (origin in ('imported', 'manual')),
      kind text not null check (kind in ('ordinary', 'holiday', 'workday')),
      name text not null,
      file_year integer,
      check ((origin = 'imported') = (file_year is not null)),
      primary key (date, origin)
    ) strict, without rowid`,
    `create table calendar_year (
      year integer primary key,
      imported_at integer not null
    ) strict`,
    `create table closure (
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
      check (to_at > from_at and to_at - from_at <= ${MAX_CLOSURE})
    ) strict`,
    `create index closure_zone on closure (zone_id, to_at)`,
    `create table allocation (
      id integer primary key,
      resource_kind text not null check (resource_kind in ('zone', 'person', 'equipment')),
      resource_id integer not null,
      start_at integer not null,
      end_at integer not null,
      quantity integer not null default 1 check (quantity >= 1),
      source_kind text not null,
      source_id integer not null,
      check (end_at > start_at and end_at - start_at <= ${MAX}),
      check (resource_kind = 'equipment' or quantity = 1)
    ) strict`,
    `create index allocation_resource on allocation (resource_kind, resource_id, start_at, end_at)`,
    `create index allocation_source on allocation (source_kind, source_id)`,
    ...guards('insert', ''),
    ...guards('update', ' and id <> old.id'),
    closureGuard('insert'),
    closureGuard('update'),
    `create table number_counter (
      name text not null,
      year integer not null,
      last integer not null check (last >= 1),
      primary key (name, year)
    ) strict, without rowid`,
    `create table series (
      id integer primary key,
      rule text not null check (json_valid(rule)),
      template text not null check (json_valid(template)),
      created_at integer not null,
      created_by text not null,
      version integer not null default 1
    ) strict`,
    `create table reservation (
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
      check (to_at > from_at and to_at - from_at <= ${MAX_USE}),
      check ((closed_at is not null) = (state in ('finished', 'declined', 'cancelled', 'no_show'))),
      check ((state in ('suspended', 'declined', 'cancelled')) = (state_before is not null)),
      check ((state = 'suspended') = (closure_id is not null)),
      check ((state in ('in_use', 'finished')) = (checked_in_at is not null and headcount is not null)),
      check ((state = 'finished') = (finished_at is not null and used_minutes is not null)),
      check ((series_id is null) = (series_date is null))
    ) strict`,
    `create index reservation_zone on reservation (zone_id, from_at)`,
    `create index reservation_from on reservation (from_at)`,
    // What is not over yet: a few hundred rows however long the history.
    `create index reservation_open on reservation (state, from_at) where closed_at is null`,
    `create index reservation_series on reservation (series_id, from_at) where series_id is not null`,
    `create index reservation_organisation on reservation (organisation_id, from_at) where organisation_id is not null`,
    `create index reservation_contact on reservation (contact_id, from_at) where contact_id is not null`,
    `create index reservation_staff on reservation (staff_id, from_at) where staff_id is not null`,
    `create trigger reservation_no_delete before delete on reservation begin select raise(abort, 'reservations are kept'); end`,
    `create trigger reservation_number before update of number on reservation
      when new.number <> old.number begin select raise(abort, 'numbers do not change'); end`,
    `create table series_date (
      series_id integer not null references series (id),
      date text not null,
      state text not null check (state in ('made', 'skipped')),
      reservation_id integer references reservation (id),
      check ((state = 'made') = (reservation_id is not null)),
      primary key (series_id, date)
    ) strict, without rowid`,
    `create table reservation_equipment (
      reservation_id integer not null references reservation (id),
      equipment_id integer not null references equipment (id),
      quantity integer not null check (quantity >= 1),
      primary key (reservation_id, equipment_id)
    ) strict, without rowid`,
    `create table attachment (
      id integer primary key,
      reservation_id integer not null references reservation (id),
      name text not null,
      mime text not null,
      size integer not null,
      sha256 text not null,
      bytes blob not null check (length(bytes) = size and size <= 20971520),
      added_at integer not null,
      added_by text not null
    ) strict`,
    `create index attachment_reservation on attachment (reservation_id)`,
    `create table zone_use_month (
      zone_id integer not null references zone (id),
      purpose_id integer not null references purpose (id),
      month text not null check (length(month) = 7),
      uses integer not null check (uses >= 0),
      attendances integer not null check (attendances >= 0),
      minutes integer not null check (minutes >= 0),
      primary key (zone_id, purpose_id, month)
    ) strict, without rowid`
  ]
};
