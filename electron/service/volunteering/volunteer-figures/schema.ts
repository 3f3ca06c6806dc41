import { differentPeople, yearsOfPeople, countedOnceSet, countedWhileAny } from '../../db/months.ts';

/** The dimensions of a row of a shift, or of a row that names its project. */
const PROJECT = {
  all: null,
  project: { column: 'project_id' },
  category: { column: 'category_id', of: { table: 'project', key: 'project_id' } }
};

/** Figures of volunteers by month and year. */
export const volunteerFiguresSchema: readonly string[] = [
  `create table volunteer_month (
    dimension text not null,
    dimension_id integer not null,
    month text not null check (length(month) = 7),
    registered integer not null default 0 check (registered >= 0),
    people integer not null default 0 check (people >= 0),
    services integer not null default 0 check (services >= 0),
    minutes integer not null default 0 check (minutes >= 0),
    shifts integer not null default 0 check (shifts >= 0),
    no_shows integer not null default 0 check (no_shows >= 0),
    primary key (dimension, dimension_id, month)
  ) strict, without rowid`,
  `create index volunteer_month_month on volunteer_month (dimension, month)`,

  `create table volunteer_month_person (
    dimension text not null,
    dimension_id integer not null,
    month text not null,
    person_id integer not null,
    services integer not null check (services >= 0),
    minutes integer not null,
    primary key (dimension, dimension_id, month, person_id)
  ) strict, without rowid`,
  `create index volunteer_month_person_of on volunteer_month_person (person_id, dimension, dimension_id, month)`,
  `create index volunteer_month_person_order on volunteer_month_person (month, minutes desc, person_id, services) where dimension = 'all'`,

  // People of a month by the month in which they last served before.
  `create table volunteer_month_return (
    dimension text not null,
    dimension_id integer not null,
    month text not null,
    previous text not null check (previous < month),
    people integer not null check (people >= 0),
    primary key (dimension, dimension_id, month, previous)
  ) strict, without rowid`,

  `create table volunteer_year_person (
    year text not null check (length(year) = 4),
    person_id integer not null,
    services integer not null check (services >= 0),
    minutes integer not null check (minutes >= 0),
    primary key (year, person_id)
  ) strict, without rowid`,
  `create index volunteer_year_person_order on volunteer_year_person (year, minutes desc, person_id, services)`,

  ...differentPeople({ months: 'volunteer_month', people: 'volunteer_month_person', returns: 'volunteer_month_return', last: 'previous' }),
  ...yearsOfPeople({ people: 'volunteer_month_person', years: 'volunteer_year_person' }),
  ...countedOnceSet('volunteer', 'registered_at', {
    table: 'volunteer_month',
    figure: 'registered',
    dimensions: { all: null, organisation: { column: 'registered_organisation_id' } }
  }),
  ...countedWhileAny(
    'sign_up',
    { outcome: 'absent', end_reason: 'withdrawn_late' },
    {
      table: 'volunteer_month',
      figure: 'no_shows',
      month: { column: 'from_at', of: { table: 'shift', key: 'shift_id' } },
      dimensions: { ...PROJECT, organisation: { column: 'organisation_id' } }
    }
  ),
  ...countedWhileAny(
    'shift',
    { state: 'held' },
    { table: 'volunteer_month', figure: 'shifts', month: { column: 'from_at' }, dimensions: PROJECT }
  )
];
