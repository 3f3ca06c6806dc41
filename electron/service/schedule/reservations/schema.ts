import { neverDelete, frozen } from '../../db/guards.ts';

/** Longest use of a zone, and longest service, ms. */
const DAY = 86_400_000;

/** Reservations with equipment and attachments, and the yearly numbers. */
export const reservationsSchema: readonly string[] = [
  `create table number_counter (
    name text not null,
    year integer not null,
    last integer not null check (last >= 1),
    primary key (name, year)
  ) strict, without rowid`,

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
    state text not null,
    state_before text,
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
    check (to_at > from_at and to_at - from_at <= ${DAY}),
    check ((closed_at is not null) = (state in ('finished', 'declined', 'cancelled', 'no_show'))),
    check ((state in ('suspended', 'declined', 'cancelled')) = (state_before is not null)),
    check ((state = 'suspended') = (closure_id is not null)),
    check ((state in ('in_use', 'finished')) = (checked_in_at is not null and headcount is not null)),
    check ((state = 'finished') = (finished_at is not null and used_minutes is not null)),
    check ((series_id is null) = (series_date is null))
  ) strict`,
  `create index reservation_zone on reservation (zone_id, from_at)`,
  `create index reservation_from on reservation (from_at)`,
  // Reservations that are not closed: a few hundred rows, however long the history.
  `create index reservation_open on reservation (state, from_at) where closed_at is null`,
  `create index reservation_series on reservation (series_id, from_at) where series_id is not null`,
  `create index reservation_organisation on reservation (organisation_id, from_at) where organisation_id is not null`,
  `create index reservation_contact on reservation (contact_id, from_at) where contact_id is not null`,
  `create index reservation_staff on reservation (staff_id, from_at) where staff_id is not null`,
  neverDelete('reservation', 'reservations are kept'),
  frozen('reservation', ['number'], 'numbers do not change'),

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
  `create index attachment_reservation on attachment (reservation_id)`
];
