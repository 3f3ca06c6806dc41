import { neverDelete } from '../../db/guards.ts';
import { highestKept } from '../../db/counters.ts';

/** Stars and awards. */
export const recognitionSchema: readonly string[] = [
  `create table star_level (
    level integer primary key check (level between 1 and 10),
    name text not null,
    name_en text not null,
    minutes integer not null unique check (minutes >= 1)
  ) strict`,
  `insert into star_level (level, name, name_en, minutes) values
    (1, '一星志愿者', 'One-star volunteer', 6000), (2, '二星志愿者', 'Two-star volunteer', 18000), (3, '三星志愿者', 'Three-star volunteer', 36000),
    (4, '四星志愿者', 'Four-star volunteer', 60000), (5, '五星志愿者', 'Five-star volunteer', 90000)`,

  `create table service_award (
    id integer primary key,
    person_id integer not null references volunteer (person_id),
    kind text not null,
    level integer check (level between 1 and 10),
    title text not null check (length(title) >= 1),
    minutes integer not null,
    on_date text not null check (length(on_date) = 10),
    authority text not null check (length(authority) >= 1),
    reference text not null,
    remark text not null,
    recorded_at integer not null,
    recorded_by text not null,
    revoked_at integer,
    revoked_reason text not null default '',
    check ((kind = 'star') = (level is not null)),
    check ((revoked_at is null) = (revoked_reason = ''))
  ) strict`,
  `create unique index service_award_star on service_award (person_id, level) where kind = 'star' and revoked_at is null`,
  `create index service_award_order on service_award (on_date, id)`,
  `create index service_award_person on service_award (person_id, on_date)`,
  neverDelete('service_award', 'awards are kept'),
  ...highestKept(
    'service_award',
    { kind: 'star', level: 'level', taken: 'revoked_at', key: 'person_id' },
    { table: 'volunteer', column: 'star' }
  )
];
