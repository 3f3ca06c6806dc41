import { neverDelete, frozen } from '../../db/guards.ts';

/** Projects, their needs and their events. */
export const volunteerProjectsSchema: readonly string[] = [
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
    state text not null,
    state_before text,
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
  frozen('project', ['code'], 'codes do not change'),
  // The figures have counted its service for the category.
  frozen('project', ['category_id'], 'the category has been counted', {
    once: { pointedAtBy: 'volunteer_month', key: 'dimension_id', with: { dimension: 'project' } },
    as: 'category_fixed'
  }),
  neverDelete('project', 'projects are kept'),

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
  `create index project_event_person on project_event (person_id) where person_id is not null`
];
