import { zoneUses } from '../../db/zone-use.ts';

/** Longest use of a zone, and longest service, ms. */
const DAY = 86_400_000;

/** Sessions; held ones count in the zone log. */
export const sessionsSchema: readonly string[] = [
  `create table class_session (
    id integer primary key,
    class_id integer not null references class (id),
    from_at integer not null,
    to_at integer not null,
    zone_id integer not null references zone (id),
    setup_minutes integer not null,
    clearup_minutes integer not null,
    state text not null,
    closure_id integer references closure (id),
    changed integer not null default 0 check (changed in (0, 1)),
    single_taken integer not null default 0 check (single_taken >= 0),
    attended integer not null default 0 check (attended >= 0),
    seats integer check (seats >= 1),
    closed_at integer,
    topic text not null default '',
    notes text not null default '',
    reason text not null default '',
    version integer not null default 1,
    check (to_at > from_at and to_at - from_at <= ${DAY}),
    check ((state = 'suspended') = (closure_id is not null)),
    check ((state = 'held') = (seats is not null)),
    check (state = 'held' or closed_at is null or state = 'planned')
  ) strict`,
  `create index class_session_class on class_session (class_id, from_at)`,
  `create index class_session_from on class_session (from_at)`,
  `create index class_session_state on class_session (state, to_at)`,
  `create index class_session_zone on class_session (zone_id, from_at)`,
  `create index class_session_closure on class_session (closure_id) where closure_id is not null`,
  // A held session is a use of its zone like a finished reservation, with the people who attended.
  ...zoneUses('class_session', {
    months: 'zone_use_month',
    purposes: 'purpose',
    purpose: 'class',
    while: { column: 'state', is: 'held' },
    attendances: 'attended',
    on: ['insert', 'update'],
    of: ['state', 'attended', 'zone_id', 'from_at', 'to_at']
  }),

  `create table session_trainer (
    session_id integer not null references class_session (id),
    person_id integer not null references trainer (person_id) on update cascade,
    position integer not null,
    primary key (session_id, person_id)
  ) strict, without rowid`,
  `create index session_trainer_of on session_trainer (person_id, session_id)`,

  `create table session_equipment (
    session_id integer not null references class_session (id),
    equipment_id integer not null references equipment (id),
    quantity integer not null check (quantity >= 1),
    primary key (session_id, equipment_id)
  ) strict, without rowid`
];
