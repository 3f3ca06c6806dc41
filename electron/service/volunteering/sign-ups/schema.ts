import { neverDelete, frozen, sharesWith } from '../../db/guards.ts';
import { countedByState } from '../../db/counters.ts';
import { sharedUses } from '../../db/zone-use.ts';

/** Sign-ups, whose places triggers count. */
export const signUpsSchema: readonly string[] = [
  `create table sign_up (
    id integer primary key,
    shift_id integer not null references shift (id),
    project_id integer not null references project (id),
    person_id integer not null references volunteer (person_id),
    organisation_id integer references organisation (id),
    state text not null,
    place integer,
    offer_until integer,
    signed_at integer,
    ended_at integer,
    end_reason text,
    outcome text,
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
  // Nobody has two live sign-ups of one shift.
  `create unique index sign_up_live on sign_up (shift_id, person_id) where ended_at is null`,
  `create index sign_up_shift on sign_up (shift_id)`,
  `create index sign_up_project on sign_up (project_id)`,
  `create index sign_up_person on sign_up (person_id, created_at)`,
  `create index sign_up_person_live on sign_up (person_id) where ended_at is null`,
  `create index sign_up_waiting on sign_up (shift_id, place) where place is not null`,
  `create index sign_up_offer on sign_up (offer_until) where offer_until is not null`,
  `create index sign_up_missed on sign_up (person_id) where outcome = 'absent' or end_reason = 'withdrawn_late'`,
  neverDelete('sign_up', 'sign-ups are kept'),
  frozen('sign_up', ['shift_id', 'project_id'], 'a sign-up stays with its shift'),
  sharesWith('sign_up', 'shift_id', { table: 'shift', shared: 'project_id' }, 'shift of another project'),
  ...countedByState('sign_up', {
    key: 'shift_id',
    table: 'shift',
    counters: { taken: ['signed', 'offered'], offered: ['offered'], waiting: ['waiting'] }
  }),

  // The figures of a shared use depend on who served.
  ...sharedUses({ use: 'project_use', shift: 'shift', signUp: 'sign_up' })
];
