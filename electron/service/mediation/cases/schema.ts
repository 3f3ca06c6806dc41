import { neverDelete, neverUpdate, legalSteps, beginsWith, gapFreeOnce, boundWith } from '../../db/guards.ts';

const DATE = `'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`;
/** Longest use of a zone, and longest service, ms. */
const DAY = 86_400_000;
/** The owner of a case's rows, and the state in which its volume is bound. */
const CASE = { key: 'case_id', table: 'mediation_case', state: 'archived' };
/** The states that follow each state, steps back included; a snapshot of the rules of contract/mediation/case-rules.ts. */
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

/** Cases and everything written in them. Sealed data are blobs; statistics may read all other columns. */
export const casesSchema: readonly string[] = [
  `create table case_subtype (
    id integer primary key,
    type text not null,
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
    state text not null,
    state_before text,
    type text not null,
    subtype_id integer references case_subtype (id),
    regime text not null,
    place text not null,
    source text not null,
    application_form text not null,
    applied_on text not null check (applied_on glob ${DATE}),
    accepted_on text check (accepted_on glob ${DATE}),
    extended_to text check (extended_to glob ${DATE}),
    effective_on text check (effective_on glob ${DATE}),
    terminated_on text check (terminated_on glob ${DATE}),
    performed_on text check (performed_on glob ${DATE}),
    closed_on text check (closed_on glob ${DATE}),
    archived_on text check (archived_on glob ${DATE}),
    ground text,
    outcome text,
    amount_band text not null,
    risk text not null,
    complex integer not null default 0 check (complex in (0, 1)),
    applicants integer not null default 0 check (applicants >= 0),
    respondents integer not null default 0 check (respondents >= 0),
    agents integer not null default 0 check (agents >= 0),
    facts_given integer not null default 0 check (facts_given in (0, 1)),
    demands_given integer not null default 0 check (demands_given in (0, 1)),
    check_sued integer check (check_sued in (0, 1)),
    check_refused integer check (check_refused in (0, 1)),
    check_scope integer check (check_scope in (0, 1)),
    check_consent integer check (check_consent in (0, 1)),
    confirmation text not null default 'none',
    confirmer text,
    confirmation_applied_on text check (confirmation_applied_on glob ${DATE}),
    confirmation_decided_on text check (confirmation_decided_on glob ${DATE}),
    escalation text not null default 'none',
    escalated_on text check (escalated_on glob ${DATE}),
    escalation_settled_on text check (escalation_settled_on glob ${DATE}),
    crime_cases integer not null default 0 check (crime_cases >= 0),
    crime_people integer not null default 0 check (crime_people >= 0),
    petition_cases integer not null default 0 check (petition_cases >= 0),
    petition_people integer not null default 0 check (petition_people >= 0),
    retention text,
    retention_until text check (retention_until glob ${DATE}),
    core blob not null default x'',
    card blob not null default x'',
    created_at integer not null,
    created_by text not null,
    version integer not null default 1,
    confirmation_accepted_on text check (confirmation_accepted_on is null or (confirmation_accepted_on glob ${DATE} and confirmation <> 'none')),
    confirmation_extended integer not null default 0 check (confirmation_extended in (0, 1) and (confirmation_extended = 0 or confirmation_accepted_on is not null)),
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
  beginsWith('mediation_case', { state: 'registered', number: null }, 'a case begins with its registration'),
  ...gapFreeOnce(
    'mediation_case',
    { number: 'number', serial: 'serial', year: 'year', date: 'accepted_on', state: 'accepted' },
    { gap: 'case numbers have no gaps', changed: 'case numbers do not change' }
  ),
  legalSteps('mediation_case', 'state', LEADS, 'no step leads there'),
  neverUpdate('mediation_case', 'the volume is bound', { once: { column: 'state', in: ['archived'] } }),
  neverDelete('mediation_case', 'cases are kept'),

  `create table case_text (
    case_id integer primary key references mediation_case (id),
    version integer not null default 1,
    body blob not null
  ) strict`,
  // Finds versions without reading the texts.
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
    side text not null,
    position integer not null,
    body blob not null default x''
  ) strict`,
  `create index case_party_of on case_party (case_id, position)`,

  `create table case_hearing (
    id integer primary key,
    case_id integer not null references mediation_case (id),
    purpose text not null,
    from_at integer not null,
    to_at integer not null,
    zone_id integer references zone (id),
    setup_minutes integer not null,
    clearup_minutes integer not null,
    state text not null,
    closure_id integer references closure (id),
    note blob not null default x'',
    version integer not null default 1,
    check (to_at > from_at and to_at - from_at <= ${DAY}),
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
    form text not null,
    items integer not null default 0 check (items >= 0),
    written_requested integer not null default 0 check (written_requested in (0, 1)),
    on_the_spot integer not null default 0 check (on_the_spot in (0, 1)),
    about_status integer not null default 0 check (about_status in (0, 1)),
    parties_signed integer not null default 0 check (parties_signed in (0, 1)),
    mediator_signed_on text check (mediator_signed_on glob ${DATE}),
    sealed_on text check (sealed_on glob ${DATE}),
    body blob not null default x'',
    version integer not null default 1
  ) strict`,

  `create table case_instalment (
    id integer primary key,
    case_id integer not null references mediation_case (id),
    number integer not null check (number >= 1),
    due_on text not null check (due_on glob ${DATE}),
    settled_on text check (settled_on glob ${DATE}),
    reminders integer not null default 0 check (reminders >= 0),
    reminded_at integer,
    body blob not null default x''
  ) strict`,
  `create index case_instalment_of on case_instalment (case_id, number)`,

  `create table case_record (
    id integer primary key,
    case_id integer not null references mediation_case (id),
    kind text not null,
    at integer not null,
    by text not null,
    hearing_id integer references case_hearing (id),
    instalment_id integer references case_instalment (id),
    result text,
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
    filed_on text not null check (filed_on glob ${DATE}),
    filed_by text not null,
    primary key (case_id, paper, record_id)
  ) strict, without rowid`,

  `create table case_recusal (
    id integer primary key,
    case_id integer not null references mediation_case (id),
    person_id integer not null references mediator (person_id) on update cascade,
    on_date text not null check (on_date glob ${DATE}),
    asked_by text not null,
    ground text not null,
    outcome text not null,
    decided_on text check (decided_on glob ${DATE}),
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
    kind text not null,
    ref_id integer,
    params text not null check (json_valid(params)),
    reason blob
  ) strict`,
  `create index case_event_of on case_event (case_id, at)`,
  // Only the reason may be sealed again.
  neverUpdate('case_event', 'what happened stays', { of: ['case_id', 'at', 'by', 'kind', 'ref_id', 'params'] }),
  neverDelete('case_event', 'what happened stays'),

  ...['case_text', 'case_party', 'case_hearing', 'case_agreement', 'case_instalment', 'case_record', 'case_evidence', 'case_paper'].flatMap(
    (table) => boundWith(table, CASE, 'the volume is bound')
  ),
  // The mediators of a bound volume stay; only a merge may replace a person's record.
  ...['case_mediator', 'case_recusal'].flatMap((table) => boundWith(table, CASE, 'the volume is bound', ['insert', 'delete']))
];
