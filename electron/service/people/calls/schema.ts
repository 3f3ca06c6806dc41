/** Calls. */
export const callsSchema: readonly string[] = [
  `create table call (
    id integer primary key,
    class_id integer references class (id),
    session_id integer references class_session (id),
    booking_id integer references booking (id),
    project_id integer references project (id),
    shift_id integer references shift (id),
    sign_up_id integer references sign_up (id),
    person_id integer not null references person (id),
    reason text not null,
    open integer not null default 1 check (open in (0, 1)),
    created_at integer not null,
    called_at integer,
    called_by text not null default '',
    outcome text,
    note text not null default '',
    check ((class_id is null) <> (project_id is null)),
    check (class_id is not null or (session_id is null and booking_id is null)),
    check (project_id is not null or (shift_id is null and sign_up_id is null)),
    check ((called_at is null) = (outcome is null))
  ) strict`,
  `create index call_open on call (open, id)`,
  `create index call_class on call (class_id, id) where class_id is not null`,
  `create index call_project on call (project_id, id) where project_id is not null`,
  `create index call_person on call (person_id)`,
  `create index call_session on call (session_id) where session_id is not null`,
  `create index call_booking on call (booking_id) where booking_id is not null`,
  `create index call_shift on call (shift_id) where shift_id is not null`,
  `create index call_sign_up on call (sign_up_id) where sign_up_id is not null`
];
