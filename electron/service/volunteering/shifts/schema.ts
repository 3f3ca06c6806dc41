import { neverDelete, frozen, sharesWith } from '../../db/guards.ts';
import { zoneUses } from '../../db/zone-use.ts';

/** Longest use of a zone, and longest service, ms. */
const DAY = 86_400_000;

/** Shifts, and the uses of zones that shifts of a project share. */
export const shiftsSchema: readonly string[] = [
  // Uses of a zone by a project; overlapping shifts share one.
  `create table project_use (
    id integer primary key,
    project_id integer not null references project (id),
    zone_id integer not null references zone (id),
    from_at integer not null,
    to_at integer not null,
    setup_minutes integer not null,
    clearup_minutes integer not null,
    held integer not null default 0 check (held in (0, 1)),
    served integer not null default 0 check (served >= 0),
    check (to_at > from_at and to_at - from_at <= ${DAY})
  ) strict`,
  `create index project_use_project on project_use (project_id, zone_id, from_at)`,
  `create index project_use_zone on project_use (zone_id, from_at)`,
  `create index project_use_held on project_use (from_at, id) where held = 1`,

  `create table shift (
    id integer primary key,
    project_id integer not null references project (id),
    need_id integer not null references project_need (id),
    from_at integer not null,
    to_at integer not null,
    zone_id integer references zone (id),
    place text not null,
    state text not null,
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
  sharesWith('shift', 'need_id', { table: 'project_need', shared: 'project_id' }, 'need of another project'),
  neverDelete('shift', 'shifts are kept'),
  // A held shift keeps its time, because the figures count it in its month.
  frozen('shift', ['from_at'], 'a shift that was held does not move', { once: { column: 'state', in: ['held'] } }),

  `insert into purpose (key, name, name_en) values ('volunteer', '志愿服务', 'Volunteer service')`,
  ...zoneUses('project_use', {
    months: 'zone_use_month',
    purposes: 'purpose',
    purpose: 'volunteer',
    while: { column: 'held', is: 1 },
    attendances: 'served',
    on: ['update', 'delete'],
    of: ['held', 'served']
  })
];
