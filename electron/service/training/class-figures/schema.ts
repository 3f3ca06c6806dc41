import { differentPeople } from '../../db/months.ts';

/** Figures of classes by month. */
export const classFiguresSchema: readonly string[] = [
  `create table class_month (
    dimension text not null,
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

  // People of a month by the month in which they last came before.
  `create table class_month_return (
    dimension text not null,
    dimension_id integer not null,
    month text not null,
    last_month text not null check (last_month < month),
    people integer not null default 0 check (people >= 0),
    primary key (dimension, dimension_id, month, last_month)
  ) strict, without rowid`,
  ...differentPeople({ months: 'class_month', people: 'class_month_person', returns: 'class_month_return', last: 'last_month' })
];
