import { noDelete } from '../no-delete.ts';
import { addMonth, DAY, monthOf, takeMonth } from './sql.ts';

/** States of a record in which it takes its person's time. */
const LIVE = `('running', 'pending', 'approved')`;

/** Whether a live record of the same person lies in the time of `new`; a correction that waits may lie where the old row does. */
const overlapCheck = `select raise(abort, 'service of one person overlaps') where exists (
          select 1 from service_record as other
            where other.person_id = new.person_id and other.state in ${LIVE} and other.id <> new.id
              and other.from_at > new.from_at - ${DAY}
              and other.from_at < coalesce(new.to_at, new.from_at + ${DAY})
              and coalesce(other.to_at, other.from_at + ${DAY}) > new.from_at
              and not (new.state = 'pending' and new.corrects_id is other.id)
              and not (other.state = 'pending' and other.corrects_id is new.id)
        )`;

/** The dimensions that a record counts in; `r` is `new` or `old`. */
const RECORD_DIMENSIONS = (r: string): [string, string][] => [
  ['all', '0'],
  ['project', `${r}.project_id`],
  ['category', `${r}.category_id`],
  ['organisation', `coalesce(${r}.organisation_id, 0)`]
];

/** Counts an approved record in (`+`) or out (`-`): months, people of months, and the volunteer's own sums. */
function countRecord(r: 'new' | 'old', sign: '+' | '-'): string {
  const months = RECORD_DIMENSIONS(r).flatMap(([dimension, id]) => [
    (sign === '+' ? addMonth : takeMonth)(dimension, id, `${r}.month`, { services: '1', minutes: `${r}.minutes` }),
    sign === '+'
      ? `insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
          values ('${dimension}', ${id}, ${r}.month, ${r}.person_id, 1, ${r}.minutes)
          on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes`
      : `update volunteer_month_person set services = services - 1, minutes = minutes - ${r}.minutes
          where dimension = '${dimension}' and dimension_id = ${id} and month = ${r}.month and person_id = ${r}.person_id;
        delete from volunteer_month_person
          where dimension = '${dimension}' and dimension_id = ${id} and month = ${r}.month and person_id = ${r}.person_id and services = 0`
  ]);
  const last =
    sign === '+'
      ? `max(coalesce(last_served_at, ${r}.from_at), ${r}.from_at)`
      : `(select max(from_at) from service_record where person_id = ${r}.person_id and state = 'approved')`;
  const own = `update volunteer set minutes = minutes ${sign} ${r}.minutes, services = services ${sign} 1, last_served_at = ${last} where person_id = ${r}.person_id`;
  return [...months, own].join(';\n        ');
}

/** Hours: never two at once of one person, never overwritten, counted once approved. */
export const records = [
  `create table service_record (
    id integer primary key,
    person_id integer not null references volunteer (person_id),
    project_id integer not null references project (id),
    category_id integer not null references volunteer_choice (id),
    organisation_id integer references organisation (id),
    shift_id integer references shift (id),
    role text not null,
    from_at integer not null,
    to_at integer,
    minutes integer not null generated always as (case when to_at is null then 0 else (to_at - from_at) / 60000 end) stored,
    month text not null generated always as (${monthOf('from_at')}) stored,
    state text not null check (state in ('running', 'pending', 'approved', 'rejected', 'replaced', 'void')),
    source text not null check (source in ('clock', 'shift', 'paper', 'correction')),
    entered_at integer not null,
    entered_by text not null,
    entered_by_id integer,
    decided_at integer,
    decided_by text not null default '',
    decided_by_id integer,
    reason text not null default '',
    rejection text not null default '',
    quality integer check (quality between 1 and 5),
    remark text not null default '',
    corrects_id integer references service_record (id),
    none integer not null default 0 check (none in (0, 1)),
    version integer not null default 1,
    check ((state = 'running') = (to_at is null) or state = 'void'),
    check (to_at > from_at and to_at - from_at <= ${DAY}),
    check ((source = 'correction') = (corrects_id is not null)),
    check (none = 0 or source = 'correction'),
    check (none = 0 or state <> 'approved'),
    check (state <> 'approved' or decided_at is not null),
    -- A correction is approved by somebody else than who wrote it.
    check (source <> 'correction' or state not in ('approved', 'void') or decided_by_id is not entered_by_id)
  ) strict`,
  `create index service_record_from on service_record (from_at, id)`,
  `create index service_record_person on service_record (person_id, from_at)`,
  `create index service_record_live on service_record (person_id, from_at) where state in ${LIVE}`,
  `create unique index service_record_running on service_record (person_id) where state = 'running'`,
  `create index service_record_now on service_record (from_at) where state = 'running'`,
  `create index service_record_pending on service_record (from_at, id) where state = 'pending'`,
  `create index service_record_project on service_record (project_id, from_at)`,
  `create index service_record_shift on service_record (shift_id) where shift_id is not null`,
  `create unique index service_record_correction on service_record (corrects_id) where state = 'pending' and corrects_id is not null`,
  `create index service_record_corrects on service_record (corrects_id) where corrects_id is not null`,
  noDelete('service_record', 'hours'),
  `create trigger service_record_alone after insert on service_record when new.state in ${LIVE} begin
      ${overlapCheck};
    end`,
  `create trigger service_record_alone_again after update of state, to_at, person_id on service_record when new.state in ${LIVE} begin
      ${overlapCheck};
    end`,
  // What was written down stays: only what is decided about it changes. A clocking is ended once, and taken back at once.
  `create trigger service_record_fixed before update on service_record
    when new.from_at <> old.from_at or new.project_id <> old.project_id or new.shift_id is not old.shift_id or new.source <> old.source
      or new.corrects_id is not old.corrects_id or new.entered_at <> old.entered_at or new.entered_by <> old.entered_by or new.none <> old.none
      or new.role <> old.role or new.category_id <> old.category_id or new.organisation_id is not old.organisation_id
      or (old.to_at is not null and new.to_at is not old.to_at and not (new.to_at is null and new.state = 'running' and old.state = 'pending'))
    begin select raise(abort, 'hours are corrected, not overwritten'); end`,
  `create trigger service_record_decided before update of state on service_record
    when new.state <> old.state and (old.state in ('rejected', 'replaced', 'void') or (old.state = 'approved' and new.state <> 'replaced'))
    begin select raise(abort, 'what was decided about hours stays'); end`,
  `create trigger service_record_in after insert on service_record when new.state = 'approved' begin
      ${countRecord('new', '+')};
    end`,
  `create trigger service_record_approved after update of state on service_record when new.state = 'approved' and old.state <> 'approved' begin
      ${countRecord('new', '+')};
    end`,
  `create trigger service_record_replaced after update of state on service_record when old.state = 'approved' and new.state <> 'approved' begin
      ${countRecord('old', '-')};
      update service_certificate set outdated = 1
        where id in (select certificate_id from service_certificate_record where record_id = new.id);
    end`,
  `create trigger service_record_moved after update of person_id on service_record
    when new.person_id <> old.person_id and new.state = 'approved' and old.state = 'approved' begin
      ${countRecord('old', '-')};
      ${countRecord('new', '+')};
    end`
];
