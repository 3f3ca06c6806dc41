import { neverDelete, frozen, sharesWith } from '../../db/guards.ts';
import { countedSeats } from '../../db/counters.ts';

/** Bookings, whose seats triggers count, and the events of a class. */
export const bookingsSchema: readonly string[] = [
  `create table booking_group (
    id integer primary key,
    class_id integer not null references class (id),
    name text not null,
    created_at integer not null,
    created_by text not null
  ) strict`,

  `create table booking (
    id integer primary key,
    class_id integer not null references class (id),
    session_id integer references class_session (id),
    person_id integer not null references person (id),
    organisation_id integer references organisation (id),
    quota_organisation_id integer references organisation (id),
    group_id integer references booking_group (id),
    state text not null,
    place integer,
    offer_until integer,
    booked_at integer,
    ended_at integer,
    end_reason text,
    walk_up integer not null default 0 check (walk_up in (0, 1)),
    override_reason text not null default '',
    figure_month text check (length(figure_month) = 7),
    figure_trainer_id integer,
    created_at integer not null,
    created_by text not null,
    version integer not null default 1,
    check ((state = 'waiting') = (place is not null)),
    check ((state = 'offered') = (offer_until is not null)),
    check ((state = 'ended') = (ended_at is not null) and (state = 'ended') = (end_reason is not null)),
    check (state <> 'booked' or booked_at is not null),
    check ((figure_month is not null) = (state = 'ended' and end_reason in ('cancelled_late', 'unserved')))
  ) strict`,
  // Nobody has two live bookings of one class or session.
  `create unique index booking_live on booking (class_id, person_id, coalesce(session_id, 0)) where ended_at is null`,
  `create index booking_person on booking (person_id, created_at)`,
  `create index booking_person_live on booking (person_id) where ended_at is null`,
  `create index booking_waiting on booking (class_id, place) where place is not null`,
  `create index booking_offer on booking (offer_until) where offer_until is not null`,
  `create index booking_quota on booking (class_id, quota_organisation_id) where ended_at is null and quota_organisation_id is not null`,
  `create index booking_session on booking (session_id) where session_id is not null`,
  `create index booking_group_of on booking (group_id) where group_id is not null`,
  `create index booking_class on booking (class_id, created_at)`,
  `create index booking_late on booking (person_id, ended_at) where end_reason = 'cancelled_late'`,
  `create index booking_figure on booking (figure_month, end_reason) where figure_month is not null`,
  neverDelete('booking', 'bookings are kept'),
  frozen('booking', ['class_id', 'session_id'], 'a booking stays with its class'),
  sharesWith('booking', 'session_id', { table: 'class_session', shared: 'class_id' }, 'session of another class'),
  ...countedSeats('booking', {
    whole: { table: 'class', key: 'class_id' },
    part: { table: 'class_session', key: 'session_id' },
    taken: ['booked', 'offered'],
    toCome: ['planned', 'suspended']
  }),

  `create table class_event (
    id integer primary key,
    class_id integer not null references class (id),
    booking_id integer references booking (id),
    person_id integer references person (id),
    at integer not null,
    by text not null,
    kind text not null,
    params text not null check (json_valid(params)),
    reason text not null
  ) strict`,
  `create index class_event_class on class_event (class_id, id)`,
  `create index class_event_booking on class_event (booking_id) where booking_id is not null`,
  `create index class_event_person on class_event (person_id) where person_id is not null`
];
