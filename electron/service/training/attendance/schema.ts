import { countedWhile } from '../../db/counters.ts';

/** Marks of attendance. */
export const attendanceSchema: readonly string[] = [
  `create table attendance (
    session_id integer not null references class_session (id),
    person_id integer not null references person (id),
    booking_id integer not null references booking (id),
    organisation_id integer references organisation (id),
    status text not null,
    way text not null,
    at integer not null,
    by text not null,
    primary key (session_id, person_id)
  ) strict, without rowid`,
  `create index attendance_person on attendance (person_id, at)`,
  `create index attendance_absent on attendance (person_id, session_id) where status = 'absent'`,
  `create index attendance_booking on attendance (booking_id)`,
  ...countedWhile(
    'attendance',
    { column: 'status', in: ['present', 'late', 'left_early'] },
    { key: 'session_id', table: 'class_session', counter: 'attended' }
  )
];
