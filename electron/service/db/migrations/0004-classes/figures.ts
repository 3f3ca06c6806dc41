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

/** Wishes, and the monthly figures that triggers keep. */
export const figures = [
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
];
