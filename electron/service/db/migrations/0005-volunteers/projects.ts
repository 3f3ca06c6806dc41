import { noDelete } from '../no-delete.ts';
import { DAY } from './sql.ts';

/** Projects, what they need, and their shifts with what these take of zones. */
export const projects = [
  `create table project (
    id integer primary key,
    code text not null unique,
    title text not null check (length(title) between 1 and 80),
    category_id integer not null references volunteer_choice (id),
    organiser text not null,
    organiser_id integer references organisation (id),
    zone_id integer references zone (id),
    place text not null,
    service_object text not null,
    description text not null,
    leader_id integer references person (id),
    contact text not null,
    from_date text not null check (length(from_date) = 10),
    to_date text not null check (length(to_date) = 10),
    dangerous integer not null check (dangerous in (0, 1)),
    risks text not null,
    min_age integer check (min_age between 1 and 99),
    notice_hours integer not null check (notice_hours >= 0),
    notes text not null,
    state text not null check (state in ('draft', 'open', 'running', 'finished', 'archived', 'cancelled')),
    state_before text check (state_before in ('finished', 'cancelled')),
    reason text not null default '',
    created_at integer not null,
    created_by text not null,
    version integer not null default 1,
    check (to_date >= from_date),
    check (zone_id is not null or place <> ''),
    check ((state = 'archived') = (state_before is not null))
  ) strict`,
  `create index project_order on project (from_date, id)`,
  `create index project_category on project (category_id, from_date)`,
  `create index project_zone on project (zone_id) where zone_id is not null`,
  `create index project_leader on project (leader_id) where leader_id is not null`,
  `create trigger project_code before update of code on project when new.code <> old.code begin select raise(abort, 'codes do not change'); end`,
  // What was counted was counted for its category.
  `create trigger project_category_counted before update of category_id on project when new.category_id <> old.category_id
    begin
      select raise(abort, 'the category has been counted') where exists (select 1 from volunteer_month where dimension = 'project' and dimension_id = new.id);
    end`,
  noDelete('project', 'projects'),
  `create table project_training (
    project_id integer not null references project (id),
    choice_id integer not null references volunteer_choice (id),
    primary key (project_id, choice_id)
  ) strict, without rowid`,
  `create table project_need (
    id integer primary key,
    project_id integer not null references project (id),
    role text not null check (length(role) between 1 and 40),
    number integer not null check (number between 1 and 500),
    minimum integer not null check (minimum between 0 and number),
    description text not null,
    position integer not null,
    archived integer not null default 0 check (archived in (0, 1))
  ) strict`,
  `create unique index project_need_role on project_need (project_id, role) where archived = 0`,
  `create index project_need_of on project_need (project_id, position)`,
  `create table project_need_skill (
    need_id integer not null references project_need (id),
    choice_id integer not null references volunteer_choice (id),
    primary key (need_id, choice_id)
  ) strict, without rowid`,

  // What a project takes of a zone: its shifts that overlap share one.
  `create table project_use (
    id integer primary key,
    project_id integer not null references project (id),
    zone_id integer not null references zone (id),
    from_at integer not null,
    to_at integer not null,
    setup_minutes integer not null,
    clearup_minutes integer not null,
    check (to_at > from_at and to_at - from_at <= ${DAY})
  ) strict`,
  `create index project_use_project on project_use (project_id, zone_id, from_at)`,
  `create index project_use_zone on project_use (zone_id, from_at)`,
  `create table shift (
    id integer primary key,
    project_id integer not null references project (id),
    need_id integer not null references project_need (id),
    from_at integer not null,
    to_at integer not null,
    zone_id integer references zone (id),
    place text not null,
    state text not null check (state in ('planned', 'held', 'suspended', 'cancelled')),
    closure_id integer references closure (id),
    number integer not null check (number between 1 and 500),
    minimum integer not null check (minimum between 0 and number),
    taken integer not null default 0 check (taken between 0 and number),
    offered integer not null default 0 check (offered between 0 and taken),
    waiting integer not null default 0 check (waiting >= 0),
    last_place integer not null default 0,
    closed_at integer,
    reason text not null default '',
    created_at integer not null,
    created_by text not null,
    version integer not null default 1,
    check (to_at > from_at and to_at - from_at <= ${DAY}),
    check ((state = 'suspended') = (closure_id is not null)),
    check (zone_id is not null or place <> '')
  ) strict`,
  `create index shift_project on shift (project_id, from_at)`,
  `create index shift_need on shift (need_id)`,
  `create index shift_from on shift (from_at, id)`,
  `create index shift_state on shift (state, to_at)`,
  `create index shift_zone on shift (zone_id, from_at) where zone_id is not null`,
  `create index shift_closure on shift (closure_id) where closure_id is not null`,
  `create trigger shift_need_of_project before insert on shift
    begin
      select raise(abort, 'need of another project')
        where not exists (select 1 from project_need where id = new.need_id and project_id = new.project_id);
    end`,
  noDelete('shift', 'shifts')
];
