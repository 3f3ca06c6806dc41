/** Wishes and their themes. */
export const wishesSchema: readonly string[] = [
  `create table wish_theme (
    id integer primary key,
    title text not null check (length(title) between 1 and 60),
    course_id integer references course (id),
    archived_at integer,
    created_at integer not null,
    version integer not null default 1
  ) strict`,
  `create unique index wish_theme_title on wish_theme (title) where archived_at is null`,

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
  `create index wish_class on wish (class_id) where class_id is not null`
];
