/** Trainers: what they may teach, and when. */
export const trainersSchema: readonly string[] = [
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
  `create index trainer_leave_of on trainer_leave (person_id)`
];
