import { addMonth, monthOf, takeMonth } from './sql.ts';

/** The month before (or after) that of a row in which the same person served in the same cell; null without. */
const neighbour = (r: 'new' | 'old', which: 'max' | 'min') => `(select ${which}(month) from volunteer_month_person as other
        where other.dimension = ${r}.dimension and other.dimension_id = ${r}.dimension_id and other.person_id = ${r}.person_id
          and other.month ${which === 'max' ? '<' : '>'} ${r}.month)`;
const returns = (r: 'new' | 'old', month: string, previous: string, by: '+' | '-') =>
  by === '-'
    ? `update volunteer_month_return set people = people - 1
        where dimension = ${r}.dimension and dimension_id = ${r}.dimension_id and month = ${month} and previous = ${previous}`
    : `insert into volunteer_month_return (dimension, dimension_id, month, previous, people)
        select ${r}.dimension, ${r}.dimension_id, ${month}, ${previous}, 1 where ${month} is not null
        on conflict (dimension, dimension_id, month, previous) do update set people = people + 1`;
/** Puts a person's month between the one before and the one after it (`+`), or takes it out again (`-`). */
const linkMonth = (r: 'new' | 'old', sign: '+' | '-') => {
  const before = `coalesce(${neighbour(r, 'max')}, '')`;
  const after = neighbour(r, 'min');
  const own = `${r}.month`;
  return sign === '+'
    ? [returns(r, own, before, '+'), returns(r, after, before, '-'), returns(r, after, own, '+')].join(';\n      ')
    : [returns(r, own, before, '-'), returns(r, after, own, '-'), returns(r, after, before, '+')].join(';\n      ');
};

/** Whether a sign-up counts as a no-show. */
const missed = (r: 'new' | 'old') => `(${r}.outcome is 'absent' or ${r}.end_reason is 'withdrawn_late')`;
const countMissed = (change: typeof addMonth) =>
  [
    ['all', '0'],
    ['project', 'new.project_id'],
    ['category', '(select category_id from project where id = new.project_id)'],
    ['organisation', 'coalesce(new.organisation_id, 0)']
  ]
    .map(([dimension, id]) =>
      change(dimension!, id!, `(select ${monthOf('from_at')} from shift where id = new.shift_id)`, { no_shows: '1' })
    )
    .join(';\n        ');

const countHeld = (change: typeof addMonth) =>
  [
    ['all', '0'],
    ['project', 'new.project_id'],
    ['category', '(select category_id from project where id = new.project_id)']
  ]
    .map(([dimension, id]) => change(dimension!, id!, monthOf('new.from_at'), { shifts: '1' }))
    .join(';\n        ');

/** What happened in a project, and the monthly figures that triggers keep. */
export const figures = [
  `create table project_event (
    id integer primary key,
    project_id integer not null references project (id),
    shift_id integer references shift (id),
    sign_up_id integer references sign_up (id),
    person_id integer references person (id),
    at integer not null,
    by text not null,
    kind text not null,
    params text not null check (json_valid(params)),
    reason text not null
  ) strict`,
  `create index project_event_project on project_event (project_id, id)`,
  `create index project_event_shift on project_event (shift_id) where shift_id is not null`,
  `create index project_event_sign_up on project_event (sign_up_id) where sign_up_id is not null`,
  `create index project_event_person on project_event (person_id) where person_id is not null`,

  `create table volunteer_month (
    dimension text not null check (dimension in ('all', 'project', 'category', 'organisation')),
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
  // How many people of a month had served before in which month ('' never): different people of any range of months are
  // those of its months who had not served since it began, which is a sum of these rows.
  `create table volunteer_month_return (
    dimension text not null,
    dimension_id integer not null,
    month text not null,
    previous text not null check (previous < month),
    people integer not null check (people >= 0),
    primary key (dimension, dimension_id, month, previous)
  ) strict, without rowid`,
  `create trigger volunteer_month_person_in after insert on volunteer_month_person begin
    update volunteer_month set people = people + 1
      where dimension = new.dimension and dimension_id = new.dimension_id and month = new.month;
    ${linkMonth('new', '+')};
  end`,
  `create trigger volunteer_month_person_out after delete on volunteer_month_person begin
    update volunteer_month set people = people - 1
      where dimension = old.dimension and dimension_id = old.dimension_id and month = old.month;
    ${linkMonth('old', '-')};
  end`,
  `create trigger volunteer_registered_counted after update of registered_at on volunteer when new.registered_at is not null and old.registered_at is null begin
      ${addMonth('all', '0', monthOf('new.registered_at'), { registered: '1' })};
      ${addMonth('organisation', 'coalesce(new.registered_organisation_id, 0)', monthOf('new.registered_at'), { registered: '1' })};
    end`,
  `create trigger volunteer_registered_gone after delete on volunteer when old.registered_at is not null begin
      ${takeMonth('all', '0', monthOf('old.registered_at'), { registered: '1' })};
      ${takeMonth('organisation', 'coalesce(old.registered_organisation_id, 0)', monthOf('old.registered_at'), { registered: '1' })};
    end`,
  `create trigger sign_up_missed_counted after update of outcome, end_reason on sign_up when ${missed('new')} and not ${missed('old')} begin
      ${countMissed(addMonth)};
    end`,
  `create trigger sign_up_missed_uncounted after update of outcome, end_reason on sign_up when ${missed('old')} and not ${missed('new')} begin
      ${countMissed(takeMonth)};
    end`,
  `create trigger shift_held after update of state on shift when new.state = 'held' and old.state <> 'held' begin
      ${countHeld(addMonth)};
    end`,
  `create trigger shift_unheld after update of state on shift when new.state <> 'held' and old.state = 'held' begin
      ${countHeld(takeMonth)};
    end`,
  // A shift that was held stays where it was: months are counted by it.
  `create trigger shift_held_fixed before update of from_at on shift when old.state = 'held' and new.from_at <> old.from_at
    begin select raise(abort, 'a shift that was held does not move'); end`
];
