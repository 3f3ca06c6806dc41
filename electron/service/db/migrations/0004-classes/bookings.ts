import { noDelete } from '../no-delete.ts';

/** Adds to (or takes from) the counters of a class what a booking of the whole class is; `r` is `new` or `old`. */
const countBooking = (r: 'new' | 'old', sign: '+' | '-') => `update class set
        taken = taken ${sign} (${r}.session_id is null and ${r}.state in ('booked', 'offered')),
        offered = offered ${sign} (${r}.session_id is null and ${r}.state = 'offered'),
        waiting = waiting ${sign} (${r}.state = 'waiting')
      where id = ${r}.class_id`;
const countSingle = (r: 'new' | 'old', sign: '+' | '-') =>
  `update class_session set single_taken = single_taken ${sign} 1 where id = ${r}.session_id and ${r}.state in ('booked', 'offered')`;

/** Bookings; seats are counted by triggers. What happened in a class, and calls. */
export const bookings = [
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
    state text not null check (state in ('booked', 'offered', 'waiting', 'ended')),
    place integer,
    offer_until integer,
    booked_at integer,
    ended_at integer,
    end_reason text check (end_reason in ('cancelled', 'cancelled_late', 'declined', 'expired', 'left', 'promoted_elsewhere',
      'class_cancelled', 'session_cancelled', 'unserved', 'merged')),
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
  // What is not over: nobody stands twice in one class or session.
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
  noDelete('booking', 'bookings'),
  `create trigger booking_fixed before update of class_id, session_id on booking
    when new.class_id <> old.class_id or new.session_id is not old.session_id
    begin select raise(abort, 'a booking stays with its class'); end`,
  `create trigger booking_session_of_class before insert on booking when new.session_id is not null
    begin
      select raise(abort, 'session of another class')
        where not exists (select 1 from class_session where id = new.session_id and class_id = new.class_id);
    end`,
  // The seats: counters that only these triggers move, and checks that no code can get past.
  `create trigger booking_counted after insert on booking begin
    ${countBooking('new', '+')};
    ${countSingle('new', '+')};
  end`,
  `create trigger booking_counted_again after update of state on booking when new.state <> old.state begin
    ${countBooking('old', '-')};
    ${countSingle('old', '-')};
    ${countBooking('new', '+')};
    ${countSingle('new', '+')};
  end`,
  `create trigger class_session_full before update of single_taken on class_session when new.single_taken > old.single_taken
    begin
      select raise(abort, 'no seat is free') where (select capacity - taken from class where id = new.class_id) < new.single_taken;
    end`,
  `create trigger class_session_peak after update of single_taken, state on class_session
    when new.single_taken <> old.single_taken or new.state <> old.state
    begin
      update class set single_peak = (
        select coalesce(max(single_taken), 0) from class_session where class_id = new.class_id and state in ('planned', 'suspended')
      ) where id = new.class_id;
    end`,

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
  `create index class_event_person on class_event (person_id) where person_id is not null`,
  `create table no_show_lift (
    id integer primary key,
    person_id integer not null references person (id),
    at integer not null,
    by text not null,
    reason text not null check (length(reason) >= 1)
  ) strict`,
  `create index no_show_lift_of on no_show_lift (person_id)`,
  `create table class_call (
    id integer primary key,
    class_id integer not null references class (id),
    session_id integer references class_session (id),
    person_id integer not null references person (id),
    booking_id integer references booking (id),
    reason text not null check (reason in ('class_cancelled', 'session_cancelled', 'session_suspended', 'session_moved', 'offered', 'promoted', 'invited')),
    open integer not null default 1 check (open in (0, 1)),
    created_at integer not null,
    called_at integer,
    called_by text not null default '',
    outcome text check (outcome in ('reached', 'no_answer', 'message', 'wrong_number')),
    note text not null default '',
    check ((called_at is null) = (outcome is null))
  ) strict`,
  `create index class_call_open on class_call (open, id)`,
  `create index class_call_class on class_call (class_id, id)`,
  `create index class_call_person on class_call (person_id)`,
  `create index class_call_session on class_call (session_id) where session_id is not null`,
  `create index class_call_booking on class_call (booking_id) where booking_id is not null`
];
