import type { Migration } from './index.ts';

/** Longest session, ms: MAX_USE_MS of contract/schedule.ts as it was when this was written. */
const MAX_USE = 86_400_000;

/** Adds to (or takes from) the counters of a class what a booking of the whole class is; `r` is `new` or `old`. */
const countBooking = (r: 'new' | 'old', sign: '+' | '-') => `update class set
        taken = taken ${sign} (${r}.session_id is null and ${r}.state in ('booked', 'offered')),
        offered = offered ${sign} (${r}.session_id is null and ${r}.state = 'offered'),
        waiting = waiting ${sign} (${r}.state = 'waiting')
      where id = ${r}.class_id`;
const countSingle = (r: 'new' | 'old', sign: '+' | '-') =>
  `update class_session set single_taken = single_taken ${sign} 1 where id = ${r}.session_id and ${r}.state in ('booked', 'offered')`;
const attended = (r: 'new' | 'old') => `(${r}.status in ('present', 'late', 'left_early'))`;

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

const noDelete = (table: string, what: string) => `create trigger ${table}_no_delete before delete on ${table} begin select raise(abort, '${what} are kept'); end`;

/** The month in which somebody came before, or after, that of a row of class_month_person. */
const neighbour = (row: 'new' | 'old', which: 'max' | 'min', than: '<' | '>') =>
  `(select ${which}(month) from class_month_person where person_id = ${row}.person_id and dimension = ${row}.dimension
    and dimension_id = ${row}.dimension_id and month ${than} ${row}.month)`;
const before = (row: 'new' | 'old') => `coalesce(${neighbour(row, 'max', '<')}, '')`;
const after = (row: 'new' | 'old') => neighbour(row, 'min', '>');

/** One person more or less who came in a month after another; nothing where there is no such month. */
const countReturn = (row: 'new' | 'old', month: string, since: string, by: 1 | -1) =>
  by === 1
    ? `insert into class_month_return (dimension, dimension_id, month, last_month, people)
        select ${row}.dimension, ${row}.dimension_id, month, last_month, 1 from (select ${month} as month, ${since} as last_month) where month is not null
        on conflict do update set people = people + 1`
    : `update class_month_return set people = people - 1
        where dimension = ${row}.dimension and dimension_id = ${row}.dimension_id and month = ${month} and last_month = ${since}`;

/** Courses, trainers, wishes, classes with their sessions, bookings, attendance, certificates, and their figures. */
export const classes: Migration = {
  version: 4,
  name: 'classes',
  statements: [
    `create table course_category (
      id integer primary key,
      key text unique,
      name text not null check (length(name) between 1 and 40),
      name_en text not null,
      archived_at integer,
      version integer not null default 1
    ) strict`,
    `create unique index course_category_name on course_category (name) where archived_at is null`,
    `insert into course_category (key, name, name_en) values
      ('skills', '技能', 'Skills'), ('life', '生活', 'Life'), ('safety', '安全', 'Safety'), ('theory', '理论', 'Theory')`,
    `create table course (
      id integer primary key,
      category_id integer not null references course_category (id),
      title text not null check (length(title) between 1 and 60),
      title_en text not null,
      description text not null,
      minutes integer not null check (minutes >= 1),
      audience text not null,
      default_capacity integer not null check (default_capacity between 1 and 500),
      min_to_open integer not null check (min_to_open between 1 and default_capacity),
      materials text not null check (json_valid(materials)),
      certificate text check (json_valid(certificate)),
      certificate_title text not null,
      certificate_template text,
      created_at integer not null,
      archived_at integer,
      version integer not null default 1
    ) strict`,
    `create unique index course_title on course (title) where archived_at is null`,
    `create index course_category_of on course (category_id)`,
    noDelete('course', 'courses'),
    `create table course_need (
      course_id integer not null references course (id),
      needed_course_id integer not null references course (id) check (needed_course_id <> course_id),
      what text not null check (what in ('course', 'certificate')),
      primary key (course_id, needed_course_id)
    ) strict, without rowid`,
    `create index course_need_of on course_need (needed_course_id)`,
    `create table course_cover (
      course_id integer primary key references course (id),
      mime text not null check (mime in ('image/jpeg', 'image/png')),
      bytes blob not null check (length(bytes) between 1 and 1048576)
    ) strict`,

    `create table trainer (
      person_id integer primary key references person (id),
      active integer not null default 1 check (active in (0, 1)),
      notes text not null,
      created_at integer not null,
      version integer not null default 1
    ) strict`,
    `create table trainer_course (
      person_id integer not null references trainer (person_id) on update cascade,
      course_id integer not null references course (id),
      primary key (person_id, course_id)
    ) strict, without rowid`,
    `create index trainer_course_of on trainer_course (course_id)`,
    `create table trainer_qualification (
      id integer primary key,
      person_id integer not null references trainer (person_id) on update cascade,
      name text not null check (length(name) between 1 and 80),
      number text not null,
      valid_until text check (length(valid_until) = 10),
      course_ids text not null check (json_valid(course_ids))
    ) strict`,
    `create index trainer_qualification_of on trainer_qualification (person_id)`,
    `create table trainer_hours (
      person_id integer not null references trainer (person_id) on update cascade,
      weekday integer not null check (weekday between 1 and 7),
      from_minute integer not null check (from_minute >= 0),
      to_minute integer not null check (to_minute <= 1440),
      check (to_minute > from_minute),
      primary key (person_id, weekday, from_minute)
    ) strict, without rowid`,
    `create table trainer_leave (
      id integer primary key,
      person_id integer not null references trainer (person_id) on update cascade,
      from_date text not null check (length(from_date) = 10),
      to_date text not null check (length(to_date) = 10),
      reason text not null,
      check (to_date >= from_date)
    ) strict`,
    `create index trainer_leave_of on trainer_leave (person_id)`,

    `create table wish_theme (
      id integer primary key,
      title text not null check (length(title) between 1 and 60),
      course_id integer references course (id),
      archived_at integer,
      created_at integer not null,
      version integer not null default 1
    ) strict`,
    `create unique index wish_theme_title on wish_theme (title) where archived_at is null`,

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
    ) strict, without rowid`,

    `create table booking_group (
      id integer primary key,
      class_id integer not null references class (id),
      name text not null,
      created_at integer not null,
      created_by text not null
    ) strict`,
    `create table booking (
      id integer primary key,
      class_id integer not null references class (id),
      session_id integer references class_session (id),
      person_id integer not null references person (id),
      organisation_id integer references organisation (id),
      quota_organisation_id integer references organisation (id),
      group_id integer references booking_group (id),
      state text not null check (state in ('booked', 'offered', 'waiting', 'ended')),
      place integer,
      offer_until integer,
      booked_at integer,
      ended_at integer,
      end_reason text check (end_reason in ('cancelled', 'cancelled_late', 'declined', 'expired', 'left', 'promoted_elsewhere',
        'class_cancelled', 'session_cancelled', 'unserved', 'merged')),
      walk_up integer not null default 0 check (walk_up in (0, 1)),
      override_reason text not null default '',
      figure_month text check (length(figure_month) = 7),
      figure_trainer_id integer,
      created_at integer not null,
      created_by text not null,
      version integer not null default 1,
      check ((state = 'waiting') = (place is not null)),
      check ((state = 'offered') = (offer_until is not null)),
      check ((state = 'ended') = (ended_at is not null) and (state = 'ended') = (end_reason is not null)),
      check (state <> 'booked' or booked_at is not null),
      check ((figure_month is not null) = (state = 'ended' and end_reason in ('cancelled_late', 'unserved')))
    ) strict`,
    // What is not over: nobody stands twice in one class or session.
    `create unique index booking_live on booking (class_id, person_id, coalesce(session_id, 0)) where ended_at is null`,
    `create index booking_person on booking (person_id, created_at)`,
    `create index booking_person_live on booking (person_id) where ended_at is null`,
    `create index booking_waiting on booking (class_id, place) where place is not null`,
    `create index booking_offer on booking (offer_until) where offer_until is not null`,
    `create index booking_quota on booking (class_id, quota_organisation_id) where ended_at is null and quota_organisation_id is not null`,
    `create index booking_session on booking (session_id) where session_id is not null`,
    `create index booking_group_of on booking (group_id) where group_id is not null`,
    `create index booking_class on booking (class_id, created_at)`,
    `create index booking_late on booking (person_id, ended_at) where end_reason = 'cancelled_late'`,
    `create index booking_figure on booking (figure_month, end_reason) where figure_month is not null`,
    noDelete('booking', 'bookings'),
    `create trigger booking_fixed before update of class_id, session_id on booking
      when new.class_id <> old.class_id or new.session_id is not old.session_id
      begin select raise(abort, 'a booking stays with its class'); end`,
    `create trigger booking_session_of_class before insert on booking when new.session_id is not null
      begin
        select raise(abort, 'session of another class')
          where not exists (select 1 from class_session where id = new.session_id and class_id = new.class_id);
      end`,
    // The seats: counters that only these triggers move, and checks that no code can get past.
    `create trigger booking_counted after insert on booking begin
      ${countBooking('new', '+')};
      ${countSingle('new', '+')};
    end`,
    `create trigger booking_counted_again after update of state on booking when new.state <> old.state begin
      ${countBooking('old', '-')};
      ${countSingle('old', '-')};
      ${countBooking('new', '+')};
      ${countSingle('new', '+')};
    end`,
    `create trigger class_session_full before update of single_taken on class_session when new.single_taken > old.single_taken
      begin
        select raise(abort, 'no seat is free') where (select capacity - taken from class where id = new.class_id) < new.single_taken;
      end`,
    `create trigger class_session_peak after update of single_taken, state on class_session
      when new.single_taken <> old.single_taken or new.state <> old.state
      begin
        update class set single_peak = (
          select coalesce(max(single_taken), 0) from class_session where class_id = new.class_id and state in ('planned', 'suspended')
        ) where id = new.class_id;
      end`,

    `create table class_event (
      id integer primary key,
      class_id integer not null references class (id),
      booking_id integer references booking (id),
      person_id integer references person (id),
      at integer not null,
      by text not null,
      kind text not null,
      params text not null check (json_valid(params)),
      reason text not null
    ) strict`,
    `create index class_event_class on class_event (class_id, id)`,
    `create index class_event_booking on class_event (booking_id) where booking_id is not null`,
    `create index class_event_person on class_event (person_id) where person_id is not null`,
    `create table no_show_lift (
      id integer primary key,
      person_id integer not null references person (id),
      at integer not null,
      by text not null,
      reason text not null check (length(reason) >= 1)
    ) strict`,
    `create index no_show_lift_of on no_show_lift (person_id)`,
    `create table class_call (
      id integer primary key,
      class_id integer not null references class (id),
      session_id integer references class_session (id),
      person_id integer not null references person (id),
      booking_id integer references booking (id),
      reason text not null check (reason in ('class_cancelled', 'session_cancelled', 'session_suspended', 'session_moved', 'offered', 'promoted', 'invited')),
      open integer not null default 1 check (open in (0, 1)),
      created_at integer not null,
      called_at integer,
      called_by text not null default '',
      outcome text check (outcome in ('reached', 'no_answer', 'message', 'wrong_number')),
      note text not null default '',
      check ((called_at is null) = (outcome is null))
    ) strict`,
    `create index class_call_open on class_call (open, id)`,
    `create index class_call_class on class_call (class_id, id)`,
    `create index class_call_person on class_call (person_id)`,
    `create index class_call_session on class_call (session_id) where session_id is not null`,
    `create index class_call_booking on class_call (booking_id) where booking_id is not null`,

    `create table attendance (
      session_id integer not null references class_session (id),
      person_id integer not null references person (id),
      booking_id integer not null references booking (id),
      organisation_id integer references organisation (id),
      status text not null check (status in ('present', 'late', 'left_early', 'excused', 'absent')),
      way text not null check (way in ('scan', 'search', 'list', 'sheet', 'walk_up', 'closing')),
      at integer not null,
      by text not null,
      primary key (session_id, person_id)
    ) strict, without rowid`,
    `create index attendance_person on attendance (person_id, at)`,
    `create index attendance_absent on attendance (person_id, session_id) where status = 'absent'`,
    `create index attendance_booking on attendance (booking_id)`,
    `create trigger attendance_counted after insert on attendance when ${attended('new')}
      begin update class_session set attended = attended + 1 where id = new.session_id; end`,
    `create trigger attendance_uncounted after delete on attendance when ${attended('old')}
      begin update class_session set attended = attended - 1 where id = old.session_id; end`,
    `create trigger attendance_counted_again after update of status on attendance when ${attended('new')} <> ${attended('old')}
      begin update class_session set attended = attended + ${attended('new')} - ${attended('old')} where id = new.session_id; end`,

    `create table class_result (
      class_id integer not null references class (id),
      person_id integer not null references person (id),
      passed integer not null check (passed in (0, 1)),
      score real,
      at integer not null,
      by text not null,
      primary key (class_id, person_id)
    ) strict, without rowid`,
    `create index class_result_person on class_result (person_id)`,
    `create table certificate (
      id integer primary key,
      number text not null unique,
      code text not null unique,
      class_id integer not null references class (id),
      course_id integer not null references course (id),
      person_id integer not null references person (id),
      organisation_id integer references organisation (id),
      trainer_id integer,
      name text not null,
      document_masked text not null,
      organisation_name text not null,
      title text not null,
      minutes integer not null,
      held integer not null,
      attended integer not null,
      excused integer not null,
      test_passed integer check (test_passed in (0, 1)),
      first_date text not null,
      last_date text not null,
      issued_at integer not null,
      issued_on text not null check (length(issued_on) = 10),
      issued_by text not null,
      valid_until text check (length(valid_until) = 10),
      prints integer not null default 1 check (prints >= 1),
      revoked_at integer,
      revoked_reason text not null default '',
      check ((revoked_at is null) = (revoked_reason = ''))
    ) strict`,
    `create unique index certificate_one on certificate (class_id, person_id) where revoked_at is null`,
    `create index certificate_person on certificate (person_id, course_id)`,
    `create index certificate_issued on certificate (issued_at, id)`,
    `create index certificate_course on certificate (course_id, issued_at)`,
    `create index certificate_until on certificate (valid_until, id) where valid_until is not null and revoked_at is null`,
    noDelete('certificate', 'certificates'),
    `create trigger certificate_fixed before update on certificate
      when new.number <> old.number or new.code <> old.code or new.name <> old.name or new.title <> old.title
        or new.issued_at <> old.issued_at or new.valid_until is not old.valid_until or (old.revoked_at is not null and new.revoked_at is null)
      begin select raise(abort, 'what a certificate says does not change'); end`,
    `create table certificate_event (
      id integer primary key,
      certificate_id integer not null references certificate (id),
      at integer not null,
      by text not null,
      kind text not null check (kind in ('issued', 'reprinted', 'revoked')),
      reason text not null
    ) strict`,
    `create index certificate_event_of on certificate_event (certificate_id)`,
    `create table satisfaction (
      id integer primary key,
      class_id integer not null references class (id),
      person_id integer references person (id),
      score integer not null check (score between 1 and 5),
      remark text not null,
      at integer not null,
      by text not null
    ) strict`,
    `create unique index satisfaction_person on satisfaction (class_id, person_id) where person_id is not null`,
    `create index satisfaction_class on satisfaction (class_id)`,
    `create index satisfaction_of on satisfaction (person_id) where person_id is not null`,

    `create table wish (
      id integer primary key,
      person_id integer not null references person (id),
      organisation_id integer references organisation (id),
      course_id integer references course (id),
      text text not null,
      text_key text not null,
      evenings integer not null check (evenings between 0 and 127),
      theme_id integer references wish_theme (id),
      class_id integer references class (id),
      at integer not null,
      by text not null,
      check (course_id is not null or text_key <> '')
    ) strict`,
    `create unique index wish_once on wish (person_id, coalesce(course_id, 0), text_key)`,
    `create index wish_theme_of on wish (theme_id, at) where theme_id is not null`,
    `create index wish_course on wish (course_id, at) where course_id is not null`,
    `create index wish_at on wish (at, id)`,
    `create index wish_class on wish (class_id) where class_id is not null`,

    `create table class_month (
      dimension text not null check (dimension in ('all', 'course', 'organisation', 'trainer')),
      dimension_id integer not null,
      month text not null check (length(month) = 7),
      classes integer not null default 0 check (classes >= 0),
      sessions integer not null default 0 check (sessions >= 0),
      seats integer not null default 0 check (seats >= 0),
      attendances integer not null default 0 check (attendances >= 0),
      people integer not null default 0 check (people >= 0),
      expected integer not null default 0 check (expected >= 0),
      absent integer not null default 0 check (absent >= 0),
      excused integer not null default 0 check (excused >= 0),
      late_cancelled integer not null default 0 check (late_cancelled >= 0),
      unserved integer not null default 0 check (unserved >= 0),
      certificates integer not null default 0 check (certificates >= 0),
      primary key (dimension, dimension_id, month)
    ) strict, without rowid`,
    `create index class_month_month on class_month (dimension, month)`,
    `create table class_month_person (
      dimension text not null,
      dimension_id integer not null,
      month text not null,
      person_id integer not null,
      marks integer not null check (marks >= 0),
      primary key (dimension, dimension_id, month, person_id)
    ) strict, without rowid`,
    `create index class_month_person_of on class_month_person (person_id, dimension, dimension_id, month)`,
    // How many people of a month had last come in which month before ('': in none). Of a range of months, different people
    // are those who came in it and had not come before it: a sum over a few rows instead of a look at everybody.
    `create table class_month_return (
      dimension text not null,
      dimension_id integer not null,
      month text not null,
      last_month text not null check (last_month < month),
      people integer not null default 0 check (people >= 0),
      primary key (dimension, dimension_id, month, last_month)
    ) strict, without rowid`,
    // Different people of a month are counted as they come and go, never looked for.
    `create trigger class_month_person_in after insert on class_month_person begin
      update class_month set people = people + 1
        where dimension = new.dimension and dimension_id = new.dimension_id and month = new.month;
      ${countReturn('new', 'new.month', before('new'), 1)};
      ${countReturn('new', after('new'), before('new'), -1)};
      ${countReturn('new', after('new'), 'new.month', 1)};
    end`,
    `create trigger class_month_person_out after delete on class_month_person begin
      update class_month set people = people - 1
        where dimension = old.dimension and dimension_id = old.dimension_id and month = old.month;
      ${countReturn('old', after('old'), 'old.month', -1)};
      ${countReturn('old', after('old'), before('old'), 1)};
      ${countReturn('old', 'old.month', before('old'), -1)};
    end`
  ]
};
