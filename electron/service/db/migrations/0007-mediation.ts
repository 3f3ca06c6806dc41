import type { Migration } from './migration.ts';

const STATES = `'registered', 'reviewing', 'refused', 'accepted', 'informed', 'investigating', 'mediating', 'agreed', 'signing', 'effective',
  'performing', 'performed', 'unperformed', 'urged', 'remedied', 'terminated', 'visited', 'closed', 'archived'`;
const TYPES = `'family', 'neighbours', 'housing', 'contract', 'business', 'damages', 'land', 'expropriation', 'environment', 'labour',
  'consumer', 'medical', 'traffic', 'property', 'other'`;
const GROUNDS = `'refused_by_party', 'no_agreement', 'limit_over', 'withdrawn', 'sued', 'party_gone', 'out_of_scope', 'other'`;
const day = (column: string, more = '') => `${column} text ${more} check (${column} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`;
const flag = (column: string) => `${column} integer not null default 0 check (${column} in (0, 1))`;
const answered = (column: string) => `${column} integer check (${column} in (0, 1))`;
const count = (column: string) => `${column} integer not null default 0 check (${column} >= 0)`;

/** Whither each state leads, steps back included; the rules of contract/case-rules.ts as they were when this was written. */
const LEADS: Record<string, string[]> = {
  registered: ['reviewing', 'refused'],
  reviewing: ['accepted', 'refused', 'registered'],
  refused: ['closed', 'reviewing', 'registered'],
  accepted: ['informed', 'terminated'],
  informed: ['investigating', 'mediating', 'terminated', 'accepted'],
  investigating: ['mediating', 'terminated', 'informed'],
  mediating: ['investigating', 'agreed', 'terminated', 'informed'],
  agreed: ['signing', 'effective', 'terminated', 'mediating'],
  signing: ['effective', 'terminated', 'agreed'],
  effective: ['performing', 'performed', 'agreed'],
  performing: ['performed', 'unperformed', 'effective'],
  performed: ['visited', 'performing'],
  unperformed: ['performed', 'urged', 'performing'],
  urged: ['performed', 'remedied', 'performing', 'unperformed'],
  remedied: ['performed', 'performing', 'visited', 'urged'],
  terminated: ['closed', 'accepted', 'informed', 'investigating', 'mediating', 'agreed', 'signing'],
  visited: ['closed', 'performed', 'remedied'],
  closed: ['archived', 'visited', 'terminated', 'refused'],
  archived: []
};
const pairs = Object.entries(LEADS)
  .flatMap(([from, tos]) => tos.map((to) => `'${from} ${to}'`))
  .join(', ');

/** Nothing that belongs to an archived case comes, changes or goes. */
const bound = (table: string, events: ('insert' | 'update' | 'delete')[] = ['insert', 'update', 'delete']) =>
  events.map(
    (event) => `create trigger ${table}_bound_${event} before ${event} on ${table}
      when (select state from mediation_case where id = ${event === 'insert' ? 'new' : 'old'}.case_id) = 'archived'
      begin select raise(abort, 'the volume is bound'); end`
  );

/** Mediators, cases and all that is written in them. What is sealed is a blob; everything else is what statistics may see. */
export const mediation: Migration = {
  version: 7,
  name: 'mediation',
  statements: [
    `create table mediator (
      person_id integer primary key references person (id),
      account_id integer unique references account (id),
      kind text not null check (kind in ('chair', 'full_time', 'part_time', 'invited')),
      certificate_number text not null,
      qualification text not null,
      ${day('term_from')},
      ${day('term_to')},
      active integer not null default 1 check (active in (0, 1)),
      ties blob,
      ties_bind integer not null,
      created_at integer not null,
      version integer not null default 1,
      check (term_to >= term_from)
    ) strict`,
    `create table case_subtype (
      id integer primary key,
      type text not null check (type in (${TYPES})),
      key text unique,
      name text not null check (length(name) between 1 and 40),
      archived integer not null default 0 check (archived in (0, 1)),
      version integer not null default 1
    ) strict`,
    `create unique index case_subtype_name on case_subtype (type, name) where archived = 0`,
    `insert into case_subtype (type, key, name) values
      ('labour', 'wages', '欠薪'), ('labour', 'injury', '工伤待遇'), ('labour', 'dismissal', '解除劳动合同'), ('labour', 'overtime', '加班费'),
      ('labour', 'insurance', '社会保险'), ('contract', 'lease', '租赁合同'), ('contract', 'subcontract', '劳务分包'), ('damages', 'bodily', '人身损害'),
      ('damages', 'goods', '财产损害'), ('neighbours', 'noise', '噪声扰民'), ('consumer', 'goods_quality', '商品质量'), ('property', 'fees', '物业费')`,

    `create table mediation_case (
      id integer primary key,
      year integer check (year between 2000 and 2200),
      serial integer check (serial >= 1),
      number text unique check (length(number) between 1 and 80),
      state text not null check (state in (${STATES})),
      state_before text check (state_before in (${STATES})),
      type text not null check (type in (${TYPES})),
      subtype_id integer references case_subtype (id),
      regime text not null check (regime in ('general', 'ningbo', 'labour')),
      place text not null check (place in ('ningbo', 'elsewhere')),
      source text not null check (source in ('application', 'own_initiative', 'police', 'court', 'appointed', 'other_referral')),
      application_form text not null check (application_form in ('oral', 'written')),
      ${day('applied_on', 'not null')},
      ${day('accepted_on')},
      ${day('extended_to')},
      ${day('effective_on')},
      ${day('terminated_on')},
      ${day('performed_on')},
      ${day('closed_on')},
      ${day('archived_on')},
      ground text check (ground in (${GROUNDS})),
      outcome text check (outcome in ('refused', 'terminated', 'oral', 'written')),
      amount_band text not null check (amount_band in ('none', 'to_10k', 'to_50k', 'to_100k', 'to_500k', 'to_1m', 'over_1m')),
      risk text not null check (risk in ('none', 'watch', 'high')),
      ${flag('complex')},
      ${count('applicants')},
      ${count('respondents')},
      ${count('agents')},
      ${flag('facts_given')},
      ${flag('demands_given')},
      ${answered('check_sued')},
      ${answered('check_refused')},
      ${answered('check_scope')},
      ${answered('check_consent')},
      confirmation text not null default 'none' check (confirmation in ('none', 'applied', 'granted', 'rejected')),
      confirmer text check (confirmer in ('court', 'arbitration')),
      ${day('confirmation_applied_on')},
      ${day('confirmation_decided_on')},
      escalation text not null default 'none' check (escalation in ('none', 'reported', 'settled')),
      ${day('escalated_on')},
      ${day('escalation_settled_on')},
      ${count('crime_cases')},
      ${count('crime_people')},
      ${count('petition_cases')},
      ${count('petition_people')},
      retention text check (retention in ('short', 'long', 'permanent')),
      ${day('retention_until')},
      core blob not null default x'',
      card blob not null default x'',
      created_at integer not null,
      created_by text not null,
      version integer not null default 1,
      unique (year, serial),
      check ((number is null) = (serial is null) and (number is null) = (year is null) and (number is null) = (accepted_on is null)),
      check (number is null or state not in ('registered', 'reviewing', 'refused')),
      check (number is not null or state in ('registered', 'reviewing', 'refused', 'closed', 'archived')),
      check (state <> 'archived' or (archived_on is not null and retention is not null)),
      check ((confirmation = 'none') = (confirmation_applied_on is null))
    ) strict`,
    `create index mediation_case_state on mediation_case (state, id)`,
    `create index mediation_case_type on mediation_case (type, id)`,
    `create index mediation_case_applied on mediation_case (applied_on)`,
    `create index mediation_case_accepted on mediation_case (accepted_on)`,
    `create index mediation_case_subtype on mediation_case (subtype_id, applied_on)`,
    `create trigger mediation_case_begins before insert on mediation_case when new.state <> 'registered' or new.number is not null
      begin select raise(abort, 'a case begins with its registration'); end`,
    `create trigger mediation_case_number before update of year, serial, number on mediation_case
      when old.number is not null and (new.number is not old.number or new.serial is not old.serial or new.year is not old.year)
      begin select raise(abort, 'case numbers do not change'); end`,
    `create trigger mediation_case_next before update of year, serial, number on mediation_case
      when old.number is null and new.number is not null
        and (new.serial <> coalesce((select max(serial) from mediation_case where year = new.year), 0) + 1
          or new.year <> cast(substr(new.accepted_on, 1, 4) as integer) or new.state <> 'accepted')
      begin select raise(abort, 'case numbers have no gaps'); end`,
    `create trigger mediation_case_steps before update of state on mediation_case
      when new.state <> old.state and (old.state || ' ' || new.state) not in (${pairs})
      begin select raise(abort, 'no step leads there'); end`,
    `create trigger mediation_case_bound before update on mediation_case when old.state = 'archived' begin select raise(abort, 'the volume is bound'); end`,
    `create trigger mediation_case_no_delete before delete on mediation_case begin select raise(abort, 'cases are kept'); end`,

    `create table case_text (
      case_id integer primary key references mediation_case (id),
      version integer not null default 1,
      body blob not null
    ) strict`,
    // Found without reading past the texts themselves.
    `create index case_text_version on case_text (case_id, version)`,
    `create table case_mediator (
      case_id integer not null references mediation_case (id),
      person_id integer not null references mediator (person_id) on update cascade,
      position integer not null check (position >= 0),
      primary key (case_id, person_id)
    ) strict, without rowid`,
    `create index case_mediator_of on case_mediator (person_id, case_id)`,
    `create table case_party (
      id integer primary key,
      case_id integer not null references mediation_case (id),
      side text not null check (side in ('applicant', 'respondent')),
      position integer not null,
      body blob not null default x''
    ) strict`,
    `create index case_party_of on case_party (case_id, position)`,
    `create table case_hearing (
      id integer primary key,
      case_id integer not null references mediation_case (id),
      purpose text not null check (purpose in ('round', 'investigation', 'signing', 'other')),
      from_at integer not null,
      to_at integer not null,
      zone_id integer references zone (id),
      setup_minutes integer not null,
      clearup_minutes integer not null,
      state text not null check (state in ('planned', 'suspended', 'cancelled')),
      closure_id integer references closure (id),
      note blob not null default x'',
      version integer not null default 1,
      check (to_at > from_at and to_at - from_at <= 86400000),
      check ((state = 'suspended') = (closure_id is not null))
    ) strict`,
    `create index case_hearing_of on case_hearing (case_id, from_at)`,
    `create index case_hearing_from on case_hearing (from_at)`,
    `create index case_hearing_zone on case_hearing (zone_id, from_at)`,
    `create index case_hearing_closure on case_hearing (closure_id) where closure_id is not null`,
    `create table case_hearing_mediator (
      hearing_id integer not null references case_hearing (id),
      person_id integer not null references mediator (person_id) on update cascade,
      primary key (hearing_id, person_id)
    ) strict, without rowid`,
    `create index case_hearing_mediator_of on case_hearing_mediator (person_id, hearing_id)`,
    `create table case_agreement (
      case_id integer primary key references mediation_case (id),
      form text not null check (form in ('oral', 'written')),
      ${count('items')},
      ${flag('written_requested')},
      ${flag('on_the_spot')},
      ${flag('about_status')},
      ${flag('parties_signed')},
      ${day('mediator_signed_on')},
      ${day('sealed_on')},
      body blob not null default x'',
      version integer not null default 1
    ) strict`,
    `create table case_instalment (
      id integer primary key,
      case_id integer not null references mediation_case (id),
      number integer not null check (number >= 1),
      ${day('due_on', 'not null')},
      ${day('settled_on')},
      ${count('reminders')},
      reminded_at integer,
      body blob not null default x''
    ) strict`,
    `create index case_instalment_of on case_instalment (case_id, number)`,
    `create table case_record (
      id integer primary key,
      case_id integer not null references mediation_case (id),
      kind text not null check (kind in ('notice', 'investigation', 'round', 'visit', 'performance', 'reminder', 'report', 'note')),
      at integer not null,
      by text not null,
      hearing_id integer references case_hearing (id),
      instalment_id integer references case_instalment (id),
      result text check (result in ('continue', 'agreed', 'failed')),
      body blob not null default x'',
      created_at integer not null,
      version integer not null default 1,
      check ((kind = 'round') = (result is not null)),
      check (kind <> 'performance' or instalment_id is not null)
    ) strict`,
    `create index case_record_of on case_record (case_id, at)`,
    `create index case_record_hearing on case_record (hearing_id) where hearing_id is not null`,
    `create index case_record_instalment on case_record (instalment_id) where instalment_id is not null`,
    `create table case_evidence (
      id integer primary key,
      case_id integer not null references mediation_case (id),
      bytes integer check (bytes between 1 and 52428800),
      body blob not null default x'',
      added_at integer not null,
      added_by text not null,
      version integer not null default 1
    ) strict`,
    `create index case_evidence_of on case_evidence (case_id)`,
    `create table case_evidence_file (
      evidence_id integer primary key references case_evidence (id) on delete cascade,
      sealed blob not null
    ) strict`,
    `create table case_paper (
      case_id integer not null references mediation_case (id),
      paper text not null,
      record_id integer not null default 0,
      pages integer not null check (pages between 1 and 2000),
      ${day('filed_on', 'not null')},
      filed_by text not null,
      primary key (case_id, paper, record_id)
    ) strict, without rowid`,
    `create table case_recusal (
      id integer primary key,
      case_id integer not null references mediation_case (id),
      person_id integer not null references mediator (person_id) on update cascade,
      ${day('on_date', 'not null')},
      asked_by text not null check (asked_by in ('party', 'mediator', 'station')),
      ground text not null check (ground in ('same_person', 'family', 'same_organisation', 'family_organisation', 'other_influence')),
      outcome text not null check (outcome in ('pending', 'replaced', 'kept')),
      ${day('decided_on')},
      replaced_by integer references mediator (person_id) on update cascade,
      body blob not null default x'',
      by text not null,
      at integer not null,
      check ((outcome = 'pending') = (decided_on is null))
    ) strict`,
    `create index case_recusal_of on case_recusal (case_id)`,
    `create index case_recusal_person on case_recusal (person_id)`,
    `create index case_recusal_replaced on case_recusal (replaced_by) where replaced_by is not null`,
    `create table case_event (
      id integer primary key,
      case_id integer not null references mediation_case (id),
      at integer not null,
      by text not null,
      kind text not null check (kind in ('step', 'side_step', 'removed', 'changed', 'recusal', 'hearing', 'paper')),
      ref_id integer,
      params text not null check (json_valid(params)),
      reason blob
    ) strict`,
    `create index case_event_of on case_event (case_id, at)`,
    `create trigger case_event_no_update before update of case_id, at, by, kind, ref_id, params on case_event begin select raise(abort, 'what happened stays'); end`,
    `create trigger case_event_no_delete before delete on case_event begin select raise(abort, 'what happened stays'); end`,
    ...bound('case_text'),
    ...bound('case_party'),
    ...bound('case_hearing'),
    ...bound('case_agreement'),
    ...bound('case_instalment'),
    ...bound('case_record'),
    ...bound('case_evidence'),
    ...bound('case_paper'),
    // Who mediated stays; only a person's record may become another's when two are merged.
    ...bound('case_mediator', ['insert', 'delete']),
    ...bound('case_recusal', ['insert', 'delete'])
  ]
};
