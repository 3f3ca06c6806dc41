import { neverDelete, frozen, neverCleared } from '../../db/guards.ts';

/** Test results, certificates and their events. */
export const certificatesSchema: readonly string[] = [
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
  neverDelete('certificate', 'certificates are kept'),
  frozen('certificate', ['number', 'code', 'name', 'title', 'issued_at', 'valid_until'], 'what a certificate says does not change'),
  neverCleared('certificate', 'revoked_at', 'what a certificate says does not change'),

  `create table certificate_event (
    id integer primary key,
    certificate_id integer not null references certificate (id),
    at integer not null,
    by text not null,
    kind text not null,
    reason text not null
  ) strict`,
  `create index certificate_event_of on certificate_event (certificate_id)`
];
