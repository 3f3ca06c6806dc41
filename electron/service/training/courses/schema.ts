import { neverDelete } from '../../db/guards.ts';

/** Courses by category. */
export const coursesSchema: readonly string[] = [
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
  neverDelete('course', 'courses are kept'),

  `create table course_need (
    course_id integer not null references course (id),
    needed_course_id integer not null references course (id) check (needed_course_id <> course_id),
    what text not null,
    primary key (course_id, needed_course_id)
  ) strict, without rowid`,
  `create index course_need_of on course_need (needed_course_id)`,

  `create table course_cover (
    course_id integer primary key references course (id),
    mime text not null,
    bytes blob not null check (length(bytes) between 1 and 1048576)
  ) strict`
];
