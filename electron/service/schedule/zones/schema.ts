import { neverDelete } from '../../db/guards.ts';

/** Zones with their hours, equipment, and purposes of use. */
export const zonesSchema: readonly string[] = [
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
    holiday_policy text not null,
    responsible_id integer references person (id),
    created_at integer not null,
    archived_at integer,
    version integer not null default 1
  ) strict`,
  `create unique index zone_name on zone (name) where archived_at is null`,
  `create index zone_responsible on zone (responsible_id) where responsible_id is not null`,
  neverDelete('zone', 'zones are archived'),

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
    mime text not null,
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
    ('other', '其他', 'Other')`
];
