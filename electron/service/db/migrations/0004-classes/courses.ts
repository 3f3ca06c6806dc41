import { noDelete } from '../no-delete.ts';

/** Courses, trainers and the themes of wishes. */
export const courses = [
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
  `create unique index wish_theme_title on wish_theme (title) where archived_at is null`
];
