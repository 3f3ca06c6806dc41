import { noDelete } from '../no-delete.ts';

const attended = (r: 'new' | 'old') => `(${r}.status in ('present', 'late', 'left_early'))`;

/** Attendance, results, certificates and satisfaction. */
export const attendance = [
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
  `create index satisfaction_of on satisfaction (person_id) where person_id is not null`
];
