import type { Migration } from './index.ts';

/** Longest shift and service, ms: MAX_USE_MS and MAX_SERVICE_MS of the contract as they were when this was written. */
const DAY = 86_400_000;
/** States of a record in which it takes its person's time. */
const LIVE = `('running', 'pending', 'approved')`;
/** Month of an instant in Asia/Shanghai, which has kept UTC+8 since 1992. */
const monthOf = (at: string) => `strftime('%Y-%m', (${at} + 28800000) / 1000, 'unixepoch')`;

const noDelete = (table: string, what: string) => `create trigger ${table}_no_delete before delete on ${table} begin select raise(abort, '${what} are kept'); end`;

/** Adds columns of volunteer_month for some dimensions; `from` is where month, id and amounts come from. */
const addMonth = (dimension: string, id: string, month: string, columns: Record<string, string>) => {
  const names = Object.keys(columns);
  return `insert into volunteer_month (dimension, dimension_id, month, ${names.join(', ')})
        values ('${dimension}', ${id}, ${month}, ${names.map((name) => columns[name]).join(', ')})
        on conflict (dimension, dimension_id, month) do update set ${names.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`;
};

/** The same, taken away again: what is taken away was added before. */
const takeMonth = (dimension: string, id: string, month: string, columns: Record<string, string>) =>
  `update volunteer_month set ${Object.entries(columns).map(([name, by]) => `${name} = ${name} - ${by}`).join(', ')}
        where dimension = '${dimension}' and dimension_id = ${id} and month = ${month}`;

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

/** Whether a sign-up counts as a no-show. */
const missed = (r: 'new' | 'old') => `(${r}.outcome is 'absent' or ${r}.end_reason is 'withdrawn_late')`;
const countMissed = (change: typeof addMonth) =>
  [
    ['all', '0'],
    ['project', 'new.project_id'],
    ['category', '(select category_id from project where id = new.project_id)'],
    ['organisation', 'coalesce(new.organisation_id, 0)']
  ]
    .map(([dimension, id]) => change(dimension!, id!, `(select ${monthOf('from_at')} from shift where id = new.shift_id)`, { no_shows: '1' }))
    .join(';\n        ');

/** Adds to (or takes from) the counters of a shift what a sign-up is. */
const countSignUp = (r: 'new' | 'old', sign: '+' | '-') => `update shift set
        taken = taken ${sign} (${r}.state in ('signed', 'offered')),
        offered = offered ${sign} (${r}.state = 'offered'),
        waiting = waiting ${sign} (${r}.state = 'waiting')
      where id = ${r}.shift_id`;

const countHeld = (change: typeof addMonth) =>
  [
    ['all', '0'],
    ['project', 'new.project_id'],
    ['category', '(select category_id from project where id = new.project_id)']
  ]
    .map(([dimension, id]) => change(dimension!, id!, monthOf('new.from_at'), { shifts: '1' }))
    .join(';\n        ');

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

/** The month before (or after) that of a row in which the same person served in the same cell; null without. */
const neighbour = (r: 'new' | 'old', which: 'max' | 'min') => `(select ${which}(month) from volunteer_month_person as other
        where other.dimension = ${r}.dimension and other.dimension_id = ${r}.dimension_id and other.person_id = ${r}.person_id
          and other.month ${which === 'max' ? '<' : '>'} ${r}.month)`;
const returns = (r: 'new' | 'old', month: string, previous: string, by: '+' | '-') =>
  by === '-'
    ? `update volunteer_month_return set people = people - 1
        where dimension = ${r}.dimension and dimension_id = ${r}.dimension_id and month = ${month} and previous = ${previous}`
    : `insert into volunteer_month_return (dimension, dimension_id, month, previous, people)
        select ${r}.dimension, ${r}.dimension_id, ${month}, ${previous}, 1 where ${month} is not null
        on conflict (dimension, dimension_id, month, previous) do update set people = people + 1`;
/** Puts a person's month between the one before and the one after it (`+`), or takes it out again (`-`). */
const linkMonth = (r: 'new' | 'old', sign: '+' | '-') => {
  const before = `coalesce(${neighbour(r, 'max')}, '')`;
  const after = neighbour(r, 'min');
  const own = `${r}.month`;
  return sign === '+'
    ? [returns(r, own, before, '+'), returns(r, after, before, '-'), returns(r, after, own, '+')].join(';\n      ')
    : [returns(r, own, before, '-'), returns(r, after, own, '-'), returns(r, after, before, '+')].join(';\n      ');
};

/** Volunteers, projects, shifts, sign-ups, hours, awards, record certificates, and their figures; calls about more than classes. */
export const volunteers: Migration = {
  version: 5,
  name: 'volunteers',
  statements: [
    `create table volunteer_choice (
      id integer primary key,
      kind text not null check (kind in ('skill', 'language', 'training', 'project_category')),
      name text not null check (length(name) between 1 and 40),
      name_en text not null,
      archived_at integer,
      version integer not null default 1
    ) strict`,
    `create unique index volunteer_choice_name on volunteer_choice (kind, name) where archived_at is null`,
    `insert into volunteer_choice (kind, name, name_en) values
      ('skill', '急救', 'First aid'), ('skill', '引导接待', 'Ushering'), ('skill', '电脑操作', 'Computer skills'), ('skill', '摄影', 'Photography'),
      ('skill', '法律咨询', 'Legal advice'), ('skill', '心理疏导', 'Counselling'), ('skill', '家电维修', 'Appliance repair'), ('skill', '驾驶', 'Driving'),
      ('skill', '文艺表演', 'Performing'), ('skill', '课业辅导', 'Tutoring'),
      ('language', '普通话', 'Mandarin'), ('language', '宁波话', 'Ningbo dialect'), ('language', '英语', 'English'), ('language', '手语', 'Sign language'),
      ('training', '志愿服务通识', 'Volunteering basics'), ('training', '急救培训', 'First-aid training'), ('training', '应急救援', 'Emergency response'), ('training', '交通劝导', 'Traffic guidance'),
      ('project_category', '社区服务', 'Community service'), ('project_category', '助学', 'Supporting education'), ('project_category', '献血', 'Blood donation'),
      ('project_category', '文明交通', 'Road courtesy'), ('project_category', '困难帮扶', 'Helping those in need'), ('project_category', '环保', 'Environment'),
      ('project_category', '抢险救灾', 'Disaster relief'), ('project_category', '文体活动', 'Culture and sports'), ('project_category', '其他', 'Other')`,

    `create table volunteer (
      person_id integer primary key references person (id),
      number text not null unique,
      national_number text not null,
      state text not null check (state in ('applied', 'active', 'paused', 'left')),
      reason text not null default '',
      state_at integer not null,
      state_by text not null,
      availability integer not null check (availability between 0 and 2097151),
      availability_note text not null,
      limits text not null,
      guardian_name text not null,
      guardian_phone text not null,
      guardian_consent_on text check (length(guardian_consent_on) = 10),
      insurance text not null,
      insured_until text check (length(insured_until) = 10),
      publish_consent_at integer,
      team text not null,
      team_leader integer not null check (team_leader in (0, 1)),
      notes text not null,
      applied_at integer not null,
      registered_at integer,
      registered_organisation_id integer references organisation (id),
      minutes integer not null default 0 check (minutes >= 0),
      services integer not null default 0 check (services >= 0),
      last_served_at integer,
      star integer not null default 0 check (star >= 0),
      version integer not null default 1,
      check (state in ('applied', 'left') or registered_at is not null)
    ) strict`,
    `create index volunteer_minutes on volunteer (minutes, person_id)`,
    // All that ranking volunteers for a shift looks at: the table itself is read for those shown alone.
    `create index volunteer_match on volunteer (state, person_id, availability, minutes, last_served_at, star, team)`,
    `create index volunteer_team on volunteer (team) where team <> ''`,
    `create index volunteer_insured on volunteer (insured_until) where insured_until is not null`,
    `create index volunteer_registered on volunteer (registered_at) where registered_at is not null`,
    `create table volunteer_has (
      choice_id integer not null references volunteer_choice (id),
      person_id integer not null references volunteer (person_id),
      primary key (choice_id, person_id)
    ) strict, without rowid`,
    `create index volunteer_has_of on volunteer_has (person_id)`,
    `create table volunteer_training (
      id integer primary key,
      person_id integer not null references volunteer (person_id),
      choice_id integer not null references volunteer_choice (id),
      on_date text not null check (length(on_date) = 10),
      valid_until text check (length(valid_until) = 10),
      reference text not null,
      check (valid_until >= on_date)
    ) strict`,
    `create index volunteer_training_of on volunteer_training (person_id)`,
    `create index volunteer_training_choice on volunteer_training (choice_id)`,
    `create index volunteer_training_until on volunteer_training (valid_until) where valid_until is not null`,

    `create table project (
      id integer primary key,
      code text not null unique,
      title text not null check (length(title) between 1 and 80),
      category_id integer not null references volunteer_choice (id),
      organiser text not null,
      organiser_id integer references organisation (id),
      zone_id integer references zone (id),
      place text not null,
      service_object text not null,
      description text not null,
      leader_id integer references person (id),
      contact text not null,
      from_date text not null check (length(from_date) = 10),
      to_date text not null check (length(to_date) = 10),
      dangerous integer not null check (dangerous in (0, 1)),
      risks text not null,
      min_age integer check (min_age between 1 and 99),
      notice_hours integer not null check (notice_hours >= 0),
      notes text not null,
      state text not null check (state in ('draft', 'open', 'running', 'finished', 'archived', 'cancelled')),
      state_before text check (state_before in ('finished', 'cancelled')),
      reason text not null default '',
      created_at integer not null,
      created_by text not null,
      version integer not null default 1,
      check (to_date >= from_date),
      check (zone_id is not null or place <> ''),
      check ((state = 'archived') = (state_before is not null))
    ) strict`,
    `create index project_order on project (from_date, id)`,
    `create index project_category on project (category_id, from_date)`,
    `create index project_zone on project (zone_id) where zone_id is not null`,
    `create index project_leader on project (leader_id) where leader_id is not null`,
    `create trigger project_code before update of code on project when new.code <> old.code begin select raise(abort, 'codes do not change'); end`,
    // What was counted was counted for its category.
    `create trigger project_category_counted before update of category_id on project when new.category_id <> old.category_id
      begin
        select raise(abort, 'the category has been counted') where exists (select 1 from volunteer_month where dimension = 'project' and dimension_id = new.id);
      end`,
    noDelete('project', 'projects'),
    `create table project_training (
      project_id integer not null references project (id),
      choice_id integer not null references volunteer_choice (id),
      primary key (project_id, choice_id)
    ) strict, without rowid`,
    `create table project_need (
      id integer primary key,
      project_id integer not null references project (id),
      role text not null check (length(role) between 1 and 40),
      number integer not null check (number between 1 and 500),
      minimum integer not null check (minimum between 0 and number),
      description text not null,
      position integer not null,
      archived integer not null default 0 check (archived in (0, 1))
    ) strict`,
    `create unique index project_need_role on project_need (project_id, role) where archived = 0`,
    `create index project_need_of on project_need (project_id, position)`,
    `create table project_need_skill (
      need_id integer not null references project_need (id),
      choice_id integer not null references volunteer_choice (id),
      primary key (need_id, choice_id)
    ) strict, without rowid`,

    // What a project takes of a zone: its shifts that overlap share one.
    `create table project_use (
      id integer primary key,
      project_id integer not null references project (id),
      zone_id integer not null references zone (id),
      from_at integer not null,
      to_at integer not null,
      setup_minutes integer not null,
      clearup_minutes integer not null,
      check (to_at > from_at and to_at - from_at <= ${DAY})
    ) strict`,
    `create index project_use_project on project_use (project_id, zone_id, from_at)`,
    `create index project_use_zone on project_use (zone_id, from_at)`,
    `create table shift (
      id integer primary key,
      project_id integer not null references project (id),
      need_id integer not null references project_need (id),
      from_at integer not null,
      to_at integer not null,
      zone_id integer references zone (id),
      place text not null,
      state text not null check (state in ('planned', 'held', 'suspended', 'cancelled')),
      closure_id integer references closure (id),
      number integer not null check (number between 1 and 500),
      minimum integer not null check (minimum between 0 and number),
      taken integer not null default 0 check (taken between 0 and number),
      offered integer not null default 0 check (offered between 0 and taken),
      waiting integer not null default 0 check (waiting >= 0),
      last_place integer not null default 0,
      closed_at integer,
      reason text not null default '',
      created_at integer not null,
      created_by text not null,
      version integer not null default 1,
      check (to_at > from_at and to_at - from_at <= ${DAY}),
      check ((state = 'suspended') = (closure_id is not null)),
      check (zone_id is not null or place <> '')
    ) strict`,
    `create index shift_project on shift (project_id, from_at)`,
    `create index shift_need on shift (need_id)`,
    `create index shift_from on shift (from_at, id)`,
    `create index shift_state on shift (state, to_at)`,
    `create index shift_zone on shift (zone_id, from_at) where zone_id is not null`,
    `create index shift_closure on shift (closure_id) where closure_id is not null`,
    `create trigger shift_need_of_project before insert on shift
      begin
        select raise(abort, 'need of another project')
          where not exists (select 1 from project_need where id = new.need_id and project_id = new.project_id);
      end`,
    noDelete('shift', 'shifts'),

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
    end`,

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
      end`,

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
      kind text not null check (kind in ('star', 'honour')),
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
    noDelete('service_award', 'awards'),
    `create trigger service_award_given after insert on service_award when new.kind = 'star' and new.revoked_at is null
      begin update volunteer set star = max(star, new.level) where person_id = new.person_id; end`,
    `create trigger service_award_changed after update of revoked_at, person_id on service_award when new.kind = 'star'
      begin
        update volunteer set star = (
          select coalesce(max(level), 0) from service_award where person_id = volunteer.person_id and kind = 'star' and revoked_at is null
        ) where person_id in (new.person_id, old.person_id);
      end`,

    `create table service_certificate (
      id integer primary key,
      number text unique,
      code text unique,
      person_id integer not null references volunteer (person_id),
      state text not null check (state in ('requested', 'issued', 'declined', 'revoked')),
      request_way text not null check (request_way in ('desk', 'telephone', 'letter', 'guardian')),
      requested_at integer not null,
      requested_by text not null,
      purpose text not null,
      notes text not null,
      wanted_from text check (length(wanted_from) = 10),
      wanted_to text check (length(wanted_to) = 10),
      wanted_projects text not null check (json_valid(wanted_projects)),
      posted_until text check (length(posted_until) = 10),
      name text not null,
      document_masked text not null,
      volunteer_number text not null,
      minutes integer not null default 0,
      services integer not null default 0,
      first_date text check (length(first_date) = 10),
      last_date text check (length(last_date) = 10),
      hours text not null default '',
      lines text not null default '[]' check (json_valid(lines)),
      issuer text not null default '',
      head text not null default '',
      handler text not null default '',
      contact text not null default '',
      issued_at integer,
      issued_on text check (length(issued_on) = 10),
      issued_by text not null default '',
      prints integer not null default 0 check (prints >= 0),
      reason text not null default '',
      outdated integer not null default 0 check (outdated in (0, 1)),
      version integer not null default 1,
      check ((state in ('issued', 'revoked')) = (number is not null)),
      check ((number is null) = (code is null) and (number is null) = (issued_at is null) and (number is null) = (issued_on is null)),
      check ((state in ('declined', 'revoked')) = (reason <> ''))
    ) strict`,
    `create index service_certificate_order on service_certificate (requested_at, id)`,
    `create index service_certificate_person on service_certificate (person_id, requested_at)`,
    `create index service_certificate_outdated on service_certificate (requested_at) where outdated = 1`,
    noDelete('service_certificate', 'certificates'),
    `create trigger service_certificate_fixed before update on service_certificate
      when old.number is not null and (new.number is not old.number or new.code is not old.code or new.name <> old.name or new.minutes <> old.minutes
        or new.services <> old.services or new.lines <> old.lines or new.hours <> old.hours or new.issued_at is not old.issued_at
        or (old.state = 'revoked' and new.state <> 'revoked'))
      begin select raise(abort, 'what a certificate says does not change'); end`,
    `create table service_certificate_record (
      certificate_id integer not null references service_certificate (id),
      record_id integer not null references service_record (id),
      primary key (certificate_id, record_id)
    ) strict, without rowid`,
    `create index service_certificate_record_of on service_certificate_record (record_id)`,
    // Only approved hours, only the volunteer's own.
    `create trigger service_certificate_record_approved before insert on service_certificate_record
      begin
        select raise(abort, 'only approved hours are certified') where not exists (
          select 1 from service_record join service_certificate on service_certificate.person_id = service_record.person_id
            where service_record.id = new.record_id and service_certificate.id = new.certificate_id and service_record.state = 'approved');
      end`,
    `create table service_certificate_event (
      id integer primary key,
      certificate_id integer not null references service_certificate (id),
      at integer not null,
      by text not null,
      kind text not null check (kind in ('requested', 'issued', 'declined', 'reprinted', 'revoked')),
      reason text not null
    ) strict`,
    `create index service_certificate_event_of on service_certificate_event (certificate_id)`,

    `create table project_event (
      id integer primary key,
      project_id integer not null references project (id),
      shift_id integer references shift (id),
      sign_up_id integer references sign_up (id),
      person_id integer references person (id),
      at integer not null,
      by text not null,
      kind text not null,
      params text not null check (json_valid(params)),
      reason text not null
    ) strict`,
    `create index project_event_project on project_event (project_id, id)`,
    `create index project_event_shift on project_event (shift_id) where shift_id is not null`,
    `create index project_event_sign_up on project_event (sign_up_id) where sign_up_id is not null`,
    `create index project_event_person on project_event (person_id) where person_id is not null`,

    `create table volunteer_month (
      dimension text not null check (dimension in ('all', 'project', 'category', 'organisation')),
      dimension_id integer not null,
      month text not null check (length(month) = 7),
      registered integer not null default 0 check (registered >= 0),
      people integer not null default 0 check (people >= 0),
      services integer not null default 0 check (services >= 0),
      minutes integer not null default 0 check (minutes >= 0),
      shifts integer not null default 0 check (shifts >= 0),
      no_shows integer not null default 0 check (no_shows >= 0),
      primary key (dimension, dimension_id, month)
    ) strict, without rowid`,
    `create index volunteer_month_month on volunteer_month (dimension, month)`,
    `create table volunteer_month_person (
      dimension text not null,
      dimension_id integer not null,
      month text not null,
      person_id integer not null,
      services integer not null check (services >= 0),
      minutes integer not null,
      primary key (dimension, dimension_id, month, person_id)
    ) strict, without rowid`,
    `create index volunteer_month_person_of on volunteer_month_person (person_id, dimension, dimension_id, month)`,
    // How many people of a month had served before in which month ('' never): different people of any range of months are
    // those of its months who had not served since it began, which is a sum of these rows.
    `create table volunteer_month_return (
      dimension text not null,
      dimension_id integer not null,
      month text not null,
      previous text not null check (previous < month),
      people integer not null check (people >= 0),
      primary key (dimension, dimension_id, month, previous)
    ) strict, without rowid`,
    `create trigger volunteer_month_person_in after insert on volunteer_month_person begin
      update volunteer_month set people = people + 1
        where dimension = new.dimension and dimension_id = new.dimension_id and month = new.month;
      ${linkMonth('new', '+')};
    end`,
    `create trigger volunteer_month_person_out after delete on volunteer_month_person begin
      update volunteer_month set people = people - 1
        where dimension = old.dimension and dimension_id = old.dimension_id and month = old.month;
      ${linkMonth('old', '-')};
    end`,
    `create trigger volunteer_registered_counted after update of registered_at on volunteer when new.registered_at is not null and old.registered_at is null begin
        ${addMonth('all', '0', monthOf('new.registered_at'), { registered: '1' })};
        ${addMonth('organisation', 'coalesce(new.registered_organisation_id, 0)', monthOf('new.registered_at'), { registered: '1' })};
      end`,
    `create trigger volunteer_registered_gone after delete on volunteer when old.registered_at is not null begin
        ${takeMonth('all', '0', monthOf('old.registered_at'), { registered: '1' })};
        ${takeMonth('organisation', 'coalesce(old.registered_organisation_id, 0)', monthOf('old.registered_at'), { registered: '1' })};
      end`,
    `create trigger sign_up_missed_counted after update of outcome, end_reason on sign_up when ${missed('new')} and not ${missed('old')} begin
        ${countMissed(addMonth)};
      end`,
    `create trigger sign_up_missed_uncounted after update of outcome, end_reason on sign_up when ${missed('old')} and not ${missed('new')} begin
        ${countMissed(takeMonth)};
      end`,
    `create trigger shift_held after update of state on shift when new.state = 'held' and old.state <> 'held' begin
        ${countHeld(addMonth)};
      end`,
    `create trigger shift_unheld after update of state on shift when new.state <> 'held' and old.state = 'held' begin
        ${countHeld(takeMonth)};
      end`,
    // A shift that was held stays where it was: months are counted by it.
    `create trigger shift_held_fixed before update of from_at on shift when old.state = 'held' and new.from_at <> old.from_at
      begin select raise(abort, 'a shift that was held does not move'); end`,

    // People are called about shifts as about classes.
    `alter table no_show_lift add column area text not null default 'classes' check (area in ('classes', 'shifts'))`,
    `create table call (
      id integer primary key,
      class_id integer references class (id),
      session_id integer references class_session (id),
      booking_id integer references booking (id),
      project_id integer references project (id),
      shift_id integer references shift (id),
      sign_up_id integer references sign_up (id),
      person_id integer not null references person (id),
      reason text not null check (reason in ('class_cancelled', 'session_cancelled', 'session_suspended', 'session_moved', 'offered', 'promoted', 'invited',
        'shift_cancelled', 'shift_suspended', 'shift_moved')),
      open integer not null default 1 check (open in (0, 1)),
      created_at integer not null,
      called_at integer,
      called_by text not null default '',
      outcome text check (outcome in ('reached', 'no_answer', 'message', 'wrong_number')),
      note text not null default '',
      check ((class_id is null) <> (project_id is null)),
      check (class_id is not null or (session_id is null and booking_id is null)),
      check (project_id is not null or (shift_id is null and sign_up_id is null)),
      check ((called_at is null) = (outcome is null))
    ) strict`,
    `insert into call (id, class_id, session_id, booking_id, person_id, reason, open, created_at, called_at, called_by, outcome, note)
      select id, class_id, session_id, booking_id, person_id, reason, open, created_at, called_at, called_by, outcome, note from class_call`,
    `drop table class_call`,
    `create index call_open on call (open, id)`,
    `create index call_class on call (class_id, id) where class_id is not null`,
    `create index call_project on call (project_id, id) where project_id is not null`,
    `create index call_person on call (person_id)`,
    `create index call_session on call (session_id) where session_id is not null`,
    `create index call_booking on call (booking_id) where booking_id is not null`,
    `create index call_shift on call (shift_id) where shift_id is not null`,
    `create index call_sign_up on call (sign_up_id) where sign_up_id is not null`
  ]
};
