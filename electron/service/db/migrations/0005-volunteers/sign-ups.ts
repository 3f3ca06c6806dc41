import { noDelete } from '../no-delete.ts';

/** Adds to (or takes from) the counters of a shift what a sign-up is. */
const countSignUp = (r: 'new' | 'old', sign: '+' | '-') => `update shift set
        taken = taken ${sign} (${r}.state in ('signed', 'offered')),
        offered = offered ${sign} (${r}.state = 'offered'),
        waiting = waiting ${sign} (${r}.state = 'waiting')
      where id = ${r}.shift_id`;

/** Sign-ups; the places of a shift are counted by triggers. */
export const signUps = [
  `create table sign_up (
    id integer primary key,
    shift_id integer not null references shift (id),
    project_id integer not null references project (id),
    person_id integer not null references volunteer (person_id),
    organisation_id integer references organisation (id),
    state text not null check (state in ('signed', 'offered', 'waiting', 'ended')),
    place integer,
    offer_until integer,
    signed_at integer,
    ended_at integer,
    end_reason text check (end_reason in ('withdrawn', 'withdrawn_late', 'declined', 'expired', 'left', 'shift_cancelled', 'project_cancelled',
      'unserved', 'volunteer_left', 'merged')),
    outcome text check (outcome in ('served', 'excused', 'absent')),
    by_closing integer not null default 0 check (by_closing in (0, 1)),
    walk_up integer not null default 0 check (walk_up in (0, 1)),
    override_reason text not null default '',
    created_at integer not null,
    created_by text not null,
    version integer not null default 1,
    check ((state = 'waiting') = (place is not null)),
    check ((state = 'offered') = (offer_until is not null)),
    check ((state = 'ended') = (ended_at is not null) and (state = 'ended') = (end_reason is not null)),
    check (state <> 'signed' or signed_at is not null),
    check (outcome is null or state = 'signed')
  ) strict`,
  // What is not over: nobody stands twice in one shift.
  `create unique index sign_up_live on sign_up (shift_id, person_id) where ended_at is null`,
  `create index sign_up_shift on sign_up (shift_id)`,
  `create index sign_up_project on sign_up (project_id)`,
  `create index sign_up_person on sign_up (person_id, created_at)`,
  `create index sign_up_person_live on sign_up (person_id) where ended_at is null`,
  `create index sign_up_waiting on sign_up (shift_id, place) where place is not null`,
  `create index sign_up_offer on sign_up (offer_until) where offer_until is not null`,
  `create index sign_up_missed on sign_up (person_id) where outcome = 'absent' or end_reason = 'withdrawn_late'`,
  noDelete('sign_up', 'sign-ups'),
  `create trigger sign_up_fixed before update of shift_id, project_id on sign_up
    when new.shift_id <> old.shift_id or new.project_id <> old.project_id
    begin select raise(abort, 'a sign-up stays with its shift'); end`,
  `create trigger sign_up_of_project before insert on sign_up
    begin
      select raise(abort, 'shift of another project') where not exists (select 1 from shift where id = new.shift_id and project_id = new.project_id);
    end`,
  // The places: counters that only these triggers move, and a check of the shift that no code can get past.
  `create trigger sign_up_counted after insert on sign_up begin
    ${countSignUp('new', '+')};
  end`,
  `create trigger sign_up_counted_again after update of state on sign_up when new.state <> old.state begin
    ${countSignUp('old', '-')};
    ${countSignUp('new', '+')};
  end`
];
