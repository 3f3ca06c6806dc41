import { frozen } from '../../db/guards.ts';

/** Classes, and the trainers and equipment of their sessions. */
export const classesSchema: readonly string[] = [
  `create table class (
    id integer primary key,
    code text not null unique,
    course_id integer not null references course (id),
    title text not null,
    term text not null,
    zone_id integer not null references zone (id),
    capacity integer not null check (capacity between 1 and 500),
    min_to_open integer not null check (min_to_open between 1 and capacity),
    booking_from integer,
    booking_to integer,
    price integer not null check (price >= 0),
    who text not null,
    needed_course_id integer references course (id),
    quota integer check (quota >= 1),
    notice_unit text not null,
    notice_amount integer not null check (notice_amount >= 0),
    by_session integer not null check (by_session in (0, 1)),
    promote_after_start integer not null check (promote_after_start in (0, 1)),
    notes text not null,
    state text not null,
    state_before text,
    reason text not null default '',
    theme_id integer references wish_theme (id),
    first_at integer,
    last_at integer,
    sessions integer not null default 0 check (sessions >= 0),
    held integer not null default 0 check (held between 0 and sessions),
    taken integer not null default 0 check (taken >= 0),
    offered integer not null default 0 check (offered between 0 and taken),
    waiting integer not null default 0 check (waiting >= 0),
    single_peak integer not null default 0 check (single_peak >= 0),
    last_place integer not null default 0,
    counted_month text check (length(counted_month) = 7),
    counted_trainer_id integer,
    created_at integer not null,
    created_by text not null,
    version integer not null default 1,
    check (taken + single_peak <= capacity),
    check (booking_to > booking_from),
    check ((who = 'certificate') = (needed_course_id is not null)),
    check ((state = 'archived') = (state_before is not null)),
    check ((first_at is null) = (sessions = 0) and (last_at is null) = (sessions = 0))
  ) strict`,
  `create index class_order on class (coalesce(first_at, 9007199254740991), id)`,
  `create index class_course on class (course_id, first_at)`,
  `create index class_zone on class (zone_id)`,
  `create index class_state on class (state, first_at)`,
  `create index class_running on class (state, last_at)`,
  `create index class_term on class (term)`,
  frozen('class', ['code'], 'codes do not change'),

  `create table class_trainer (
    class_id integer not null references class (id),
    person_id integer not null references trainer (person_id) on update cascade,
    position integer not null,
    primary key (class_id, person_id)
  ) strict, without rowid`,
  `create index class_trainer_of on class_trainer (person_id)`,

  `create table class_equipment (
    class_id integer not null references class (id),
    equipment_id integer not null references equipment (id),
    quantity integer not null check (quantity >= 1),
    primary key (class_id, equipment_id)
  ) strict, without rowid`,

  `create table class_organisation (
    class_id integer not null references class (id),
    organisation_id integer not null references organisation (id),
    primary key (class_id, organisation_id)
  ) strict, without rowid`,

  `create table class_skipped (
    class_id integer not null references class (id),
    from_at integer not null,
    to_at integer not null,
    why text not null,
    primary key (class_id, from_at)
  ) strict, without rowid`
];
