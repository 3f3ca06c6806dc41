/** Longest session, ms: MAX_USE_MS of contract/schedule.ts as it was when this was written. */
const MAX_USE = 86_400_000;

/** Month of the station's time zone (UTC+8) in which a session begins, `YYYY-MM`. */
const monthOfUse = (r: 'new' | 'old') => `strftime('%Y-%m', ${r}.from_at / 1000, 'unixepoch', '+8 hours')`;
const CLASS_PURPOSE = `(select id from purpose where key = 'class')`;
const usedMinutes = (r: 'new' | 'old') => `(${r}.to_at - ${r}.from_at) / 60000`;
/** Adds a held session to the zone log's month, under the built-in purpose of classes, or takes it out. */
const countUse = (r: 'new' | 'old') => `insert into zone_use_month (zone_id, purpose_id, month, uses, attendances, minutes)
        select ${r}.zone_id, ${CLASS_PURPOSE}, ${monthOfUse(r)}, 1, ${r}.attended, ${usedMinutes(r)} where ${r}.state = 'held'
        on conflict do update set uses = uses + 1, attendances = attendances + excluded.attendances, minutes = minutes + excluded.minutes`;
const uncountUse = (r: 'new' | 'old') => `update zone_use_month
        set uses = uses - 1, attendances = attendances - ${r}.attended, minutes = minutes - ${usedMinutes(r)}
        where ${r}.state = 'held' and zone_id = ${r}.zone_id and purpose_id = ${CLASS_PURPOSE} and month = ${monthOfUse(r)}`;

/** Classes and their sessions; a session that was held counts in the zone log. */
export const sessions = [
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
    who text not null check (who in ('all', 'organisations', 'certificate')),
    needed_course_id integer references course (id),
    quota integer check (quota >= 1),
    notice_unit text not null check (notice_unit in ('hours', 'working_days')),
    notice_amount integer not null check (notice_amount >= 0),
    by_session integer not null check (by_session in (0, 1)),
    promote_after_start integer not null check (promote_after_start in (0, 1)),
    notes text not null,
    state text not null check (state in ('draft', 'open', 'confirmed', 'running', 'finished', 'archived', 'cancelled')),
    state_before text check (state_before in ('finished', 'cancelled')),
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
  `create trigger class_code before update of code on class when new.code <> old.code begin select raise(abort, 'codes do not change'); end`,
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
  ) strict, without rowid`,

  `create table class_session (
    id integer primary key,
    class_id integer not null references class (id),
    from_at integer not null,
    to_at integer not null,
    zone_id integer not null references zone (id),
    setup_minutes integer not null,
    clearup_minutes integer not null,
    state text not null check (state in ('planned', 'held', 'suspended', 'cancelled')),
    closure_id integer references closure (id),
    changed integer not null default 0 check (changed in (0, 1)),
    single_taken integer not null default 0 check (single_taken >= 0),
    attended integer not null default 0 check (attended >= 0),
    seats integer check (seats >= 1),
    closed_at integer,
    topic text not null default '',
    notes text not null default '',
    reason text not null default '',
    version integer not null default 1,
    check (to_at > from_at and to_at - from_at <= ${MAX_USE}),
    check ((state = 'suspended') = (closure_id is not null)),
    check ((state = 'held') = (seats is not null)),
    check (state = 'held' or closed_at is null or state = 'planned')
  ) strict`,
  `create index class_session_class on class_session (class_id, from_at)`,
  `create index class_session_from on class_session (from_at)`,
  `create index class_session_state on class_session (state, to_at)`,
  `create index class_session_zone on class_session (zone_id, from_at)`,
  `create index class_session_closure on class_session (closure_id) where closure_id is not null`,
  // What areas other than reservations hold of zones, for the calendar: a range of it, however long the history.
  `create index allocation_other on allocation (resource_kind, start_at) where resource_kind = 'zone' and source_kind <> 'reservation'`,
  // A held session is a use of its zone like a finished reservation, and whoever attended was there: the zone log is
  // moved with every change of what it counts.
  `create trigger class_session_used after insert on class_session when new.state = 'held' begin ${countUse('new')}; end`,
  `create trigger class_session_used_again after update of state, attended, zone_id, from_at, to_at on class_session
    when old.state = 'held' or new.state = 'held' begin
      ${uncountUse('old')};
      ${countUse('new')};
    end`,
  `create table session_trainer (
    session_id integer not null references class_session (id),
    person_id integer not null references trainer (person_id) on update cascade,
    position integer not null,
    primary key (session_id, person_id)
  ) strict, without rowid`,
  `create index session_trainer_of on session_trainer (person_id, session_id)`,
  `create table session_equipment (
    session_id integer not null references class_session (id),
    equipment_id integer not null references equipment (id),
    quantity integer not null check (quantity >= 1),
    primary key (session_id, equipment_id)
  ) strict, without rowid`
];
