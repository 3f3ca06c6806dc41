const DATE = `'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`;

/** Mediators. */
export const mediatorsSchema: readonly string[] = [
  `create table mediator (
    person_id integer primary key references person (id),
    account_id integer unique references account (id),
    kind text not null,
    certificate_number text not null,
    qualification text not null,
    term_from text check (term_from glob ${DATE}),
    term_to text check (term_to glob ${DATE}),
    active integer not null default 1 check (active in (0, 1)),
    ties blob,
    ties_bind integer not null,
    created_at integer not null,
    version integer not null default 1,
    check (term_to >= term_from)
  ) strict`
];
