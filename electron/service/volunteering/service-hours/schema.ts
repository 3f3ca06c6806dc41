import { neverDelete, frozen, legalSteps } from '../../db/guards.ts';
import { aloneInTime, approvedHours } from '../../db/hours.ts';
import { monthOf } from '../../db/sql-text.ts';

/** Longest use of a zone, and longest service, ms. */
const DAY = 86_400_000;
/** States of a record in which it takes its person's time. */
const LIVE = ['running', 'pending', 'approved'];

/** Records of service: they never overlap for one person, are never overwritten, and count once approved. */
export const serviceHoursSchema: readonly string[] = [
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
    state text not null,
    source text not null,
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
  `create index service_record_live on service_record (person_id, from_at) where state in ('running', 'pending', 'approved')`,
  `create unique index service_record_running on service_record (person_id) where state = 'running'`,
  `create index service_record_now on service_record (from_at) where state = 'running'`,
  `create index service_record_pending on service_record (from_at, id) where state = 'pending'`,
  `create index service_record_project on service_record (project_id, from_at)`,
  `create index service_record_shift on service_record (shift_id) where shift_id is not null`,
  `create unique index service_record_correction on service_record (corrects_id) where state = 'pending' and corrects_id is not null`,
  `create index service_record_corrects on service_record (corrects_id) where corrects_id is not null`,
  neverDelete('service_record', 'hours are kept'),
  ...aloneInTime('service_record', LIVE, DAY),
  // A record keeps its content; only decisions on it change. A clocking ends once, and can be undone right afterwards.
  frozen(
    'service_record',
    [
      'from_at',
      'project_id',
      'shift_id',
      'source',
      'corrects_id',
      'entered_at',
      'entered_by',
      'none',
      'role',
      'category_id',
      'organisation_id'
    ],
    'hours are corrected, not overwritten'
  ),
  frozen('service_record', ['to_at'], 'hours are corrected, not overwritten', {
    once: { set: 'to_at' },
    unless: { column: 'state', from: 'pending', to: 'running' },
    as: 'ended_once'
  }),
  legalSteps(
    'service_record',
    'state',
    { approved: ['replaced'], rejected: [], replaced: [], void: [] },
    'what was decided about hours stays'
  ),
  ...approvedHours({
    record: 'service_record',
    volunteer: 'volunteer',
    months: 'volunteer_month',
    people: 'volunteer_month_person',
    certificate: 'service_certificate',
    certified: 'service_certificate_record'
  })
];
