/** Answers on the satisfaction with a class. */
export const satisfactionSchema: readonly string[] = [
  `create table satisfaction (
    id integer primary key,
    class_id integer not null references class (id),
    person_id integer references person (id),
    score integer not null check (score between 1 and 5),
    remark text not null,
    at integer not null,
    by text not null
  ) strict`,
  `create unique index satisfaction_person on satisfaction (class_id, person_id) where person_id is not null`,
  `create index satisfaction_class on satisfaction (class_id)`,
  `create index satisfaction_of on satisfaction (person_id) where person_id is not null`
];
