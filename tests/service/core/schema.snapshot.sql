-- version 13

CREATE TABLE account (
  id integer primary key,
  name text not null check (length(name) between 1 and 40),
  name_key text not null unique,
  display_name text not null,
  password text not null,
  active integer not null default 1 check (active in (0, 1)),
  failed integer not null default 0,
  lock_count integer not null default 0,
  locked_until integer,
  last_sign_in_at integer,
  created_at integer not null,
  version integer not null default 1
) strict;

CREATE TABLE account_role (
  account_id integer not null references account (id),
  role text not null,
  primary key (account_id, role)
) strict, without rowid;

CREATE TRIGGER allocation_closure_insert before insert on allocation
  when new.resource_kind = 'zone'
begin
  select raise(abort, 'allocation lies in a closure') where exists (select 1 from closure
    where zone_id = new.resource_id and cancelled = 0 and to_at > new.start_at and from_at < new.end_at);
end;

CREATE TRIGGER allocation_closure_update before update on allocation
  when new.resource_kind = 'zone'
begin
  select raise(abort, 'allocation lies in a closure') where exists (select 1 from closure
    where zone_id = new.resource_id and cancelled = 0 and to_at > new.start_at and from_at < new.end_at);
end;

CREATE TRIGGER allocation_equipment_insert before insert on allocation
  when new.resource_kind = 'equipment'
begin
  select raise(abort, 'allocation takes more equipment than there is') where exists (select 1 from (
      select new.start_at as at
      union select start_at from allocation
        where resource_kind = 'equipment' and resource_id = new.resource_id
          and start_at > new.start_at and start_at < new.end_at
    ) as moment
    where new.quantity + (
      select coalesce(sum(quantity), 0) from allocation
      where resource_kind = 'equipment' and resource_id = new.resource_id
        and start_at > moment.at - 115200000 and start_at <= moment.at and end_at > moment.at
    ) > coalesce((select quantity from equipment where id = new.resource_id), 0));
end;

CREATE TRIGGER allocation_equipment_update before update on allocation
  when new.resource_kind = 'equipment'
begin
  select raise(abort, 'allocation takes more equipment than there is') where exists (select 1 from (
      select new.start_at as at
      union select start_at from allocation
        where resource_kind = 'equipment' and resource_id = new.resource_id
          and start_at > new.start_at and start_at < new.end_at and id <> old.id
    ) as moment
    where new.quantity + (
      select coalesce(sum(quantity), 0) from allocation
      where resource_kind = 'equipment' and resource_id = new.resource_id
        and start_at > moment.at - 115200000 and start_at <= moment.at and end_at > moment.at and id <> old.id
    ) > coalesce((select quantity from equipment where id = new.resource_id), 0));
end;

CREATE TRIGGER allocation_exclusive_insert before insert on allocation
  when new.resource_kind in ('zone', 'person')
begin
  select raise(abort, 'allocation overlaps another') where exists (select 1 from allocation
    where resource_kind = new.resource_kind and resource_id = new.resource_id
      and start_at > new.start_at - 115200000 and start_at < new.end_at and end_at > new.start_at);
end;

CREATE TRIGGER allocation_exclusive_update before update on allocation
  when new.resource_kind in ('zone', 'person')
begin
  select raise(abort, 'allocation overlaps another') where exists (select 1 from allocation
    where resource_kind = new.resource_kind and resource_id = new.resource_id
      and start_at > new.start_at - 115200000 and start_at < new.end_at and end_at > new.start_at and id <> old.id);
end;

CREATE TABLE allocation (
  id integer primary key,
  resource_kind text not null check (resource_kind in ('zone', 'person', 'equipment')),
  resource_id integer not null,
  start_at integer not null,
  end_at integer not null,
  quantity integer not null default 1 check (quantity >= 1),
  source_kind text not null,
  source_id integer not null,
  check (end_at > start_at and end_at - start_at <= 115200000),
  check (resource_kind = 'equipment' or quantity = 1)
) strict;

CREATE INDEX allocation_other on allocation (resource_kind, start_at) where resource_kind = 'zone' and source_kind <> 'reservation';

CREATE INDEX allocation_resource on allocation (resource_kind, resource_id, start_at, end_at);

CREATE INDEX allocation_source on allocation (source_kind, source_id);

CREATE TABLE attachment (
  id integer primary key,
  reservation_id integer not null references reservation (id),
  name text not null,
  mime text not null,
  size integer not null,
  sha256 text not null,
  bytes blob not null check (length(bytes) = size and size <= 20971520),
  added_at integer not null,
  added_by text not null
) strict;

CREATE INDEX attachment_reservation on attachment (reservation_id);

CREATE TRIGGER attendance_counted after insert on attendance
  when (new.status in ('present', 'late', 'left_early'))
begin
  update class_session set attended = attended + 1 where id = new.session_id;
end;

CREATE TRIGGER attendance_counted_again after update of status on attendance
  when (new.status in ('present', 'late', 'left_early')) <> (old.status in ('present', 'late', 'left_early'))
begin
  update class_session set attended = attended + (new.status in ('present', 'late', 'left_early')) - (old.status in ('present', 'late', 'left_early')) where id = new.session_id;
end;

CREATE TRIGGER attendance_uncounted after delete on attendance
  when (old.status in ('present', 'late', 'left_early'))
begin
  update class_session set attended = attended - 1 where id = old.session_id;
end;

CREATE TABLE attendance (
  session_id integer not null references class_session (id),
  person_id integer not null references person (id),
  booking_id integer not null references booking (id),
  organisation_id integer references organisation (id),
  status text not null,
  way text not null,
  at integer not null,
  by text not null,
  primary key (session_id, person_id)
) strict, without rowid;

CREATE INDEX attendance_absent on attendance (person_id, session_id) where status = 'absent';

CREATE INDEX attendance_booking on attendance (booking_id);

CREATE INDEX attendance_person on attendance (person_id, at);

CREATE TRIGGER audit_no_delete before delete on audit
begin
  select raise(abort, 'audit is append-only');
end;

CREATE TRIGGER audit_no_update before update on audit
begin
  select raise(abort, 'audit is append-only');
end;

CREATE TABLE audit (
  id integer primary key,
  at integer not null,
  actor_id integer,
  actor_name text not null,
  action text not null,
  entity text not null,
  entity_id text not null,
  before text,
  after text,
  previous_hash text not null,
  hash text not null
) strict;

CREATE INDEX audit_actor on audit (actor_id, id);

CREATE INDEX audit_at on audit (at);

CREATE INDEX audit_entity on audit (entity, entity_id, id);

CREATE TRIGGER booking_counted after insert on booking
begin
  update class set taken = taken + (new.session_id is null and new.state in ('booked', 'offered')), offered = offered + (new.session_id is null and new.state in ('offered')), waiting = waiting + (new.state in ('waiting')) where id = new.class_id;
  update class_session set single_taken = single_taken + 1 where id = new.session_id and new.state in ('booked', 'offered');
end;

CREATE TRIGGER booking_counted_again after update of state on booking
  when new.state <> old.state
begin
  update class set taken = taken - (old.session_id is null and old.state in ('booked', 'offered')), offered = offered - (old.session_id is null and old.state in ('offered')), waiting = waiting - (old.state in ('waiting')) where id = old.class_id;
  update class_session set single_taken = single_taken - 1 where id = old.session_id and old.state in ('booked', 'offered');
  update class set taken = taken + (new.session_id is null and new.state in ('booked', 'offered')), offered = offered + (new.session_id is null and new.state in ('offered')), waiting = waiting + (new.state in ('waiting')) where id = new.class_id;
  update class_session set single_taken = single_taken + 1 where id = new.session_id and new.state in ('booked', 'offered');
end;

CREATE TRIGGER booking_fixed before update of class_id, session_id on booking
  when new.class_id is not old.class_id or new.session_id is not old.session_id
begin
  select raise(abort, 'a booking stays with its class');
end;

CREATE TRIGGER booking_no_delete before delete on booking
begin
  select raise(abort, 'bookings are kept');
end;

CREATE TRIGGER booking_session_id_shares before insert on booking
  when new.session_id is not null
begin
  select raise(abort, 'session of another class') where not exists (select 1 from class_session where id = new.session_id and class_id = new.class_id);
end;

CREATE TABLE booking (
  id integer primary key,
  class_id integer not null references class (id),
  session_id integer references class_session (id),
  person_id integer not null references person (id),
  organisation_id integer references organisation (id),
  quota_organisation_id integer references organisation (id),
  group_id integer references booking_group (id),
  state text not null,
  place integer,
  offer_until integer,
  booked_at integer,
  ended_at integer,
  end_reason text,
  walk_up integer not null default 0 check (walk_up in (0, 1)),
  override_reason text not null default '',
  figure_month text check (length(figure_month) = 7),
  figure_trainer_id integer,
  created_at integer not null,
  created_by text not null,
  version integer not null default 1,
  check ((state = 'waiting') = (place is not null)),
  check ((state = 'offered') = (offer_until is not null)),
  check ((state = 'ended') = (ended_at is not null) and (state = 'ended') = (end_reason is not null)),
  check (state <> 'booked' or booked_at is not null),
  check ((figure_month is not null) = (state = 'ended' and end_reason in ('cancelled_late', 'unserved')))
) strict;

CREATE INDEX booking_class on booking (class_id, created_at);

CREATE INDEX booking_figure on booking (figure_month, end_reason) where figure_month is not null;

CREATE INDEX booking_group_of on booking (group_id) where group_id is not null;

CREATE INDEX booking_late on booking (person_id, ended_at) where end_reason = 'cancelled_late';

CREATE UNIQUE INDEX booking_live on booking (class_id, person_id, coalesce(session_id, 0)) where ended_at is null;

CREATE INDEX booking_offer on booking (offer_until) where offer_until is not null;

CREATE INDEX booking_person on booking (person_id, created_at);

CREATE INDEX booking_person_live on booking (person_id) where ended_at is null;

CREATE INDEX booking_quota on booking (class_id, quota_organisation_id) where ended_at is null and quota_organisation_id is not null;

CREATE INDEX booking_session on booking (session_id) where session_id is not null;

CREATE INDEX booking_waiting on booking (class_id, place) where place is not null;

CREATE TABLE booking_group (
  id integer primary key,
  class_id integer not null references class (id),
  name text not null,
  created_at integer not null,
  created_by text not null
) strict;

CREATE TABLE calendar_day (
  date text not null check (length(date) = 10),
  origin text not null,
  kind text not null,
  name text not null,
  file_year integer,
  check ((origin = 'imported') = (file_year is not null)),
  primary key (date, origin)
) strict, without rowid;

CREATE TABLE calendar_year (
  year integer primary key,
  imported_at integer not null
) strict;

CREATE TABLE call (
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
) strict;

CREATE INDEX call_booking on call (booking_id) where booking_id is not null;

CREATE INDEX call_class on call (class_id, id) where class_id is not null;

CREATE INDEX call_open on call (open, id);

CREATE INDEX call_person on call (person_id);

CREATE INDEX call_project on call (project_id, id) where project_id is not null;

CREATE INDEX call_session on call (session_id) where session_id is not null;

CREATE INDEX call_shift on call (shift_id) where shift_id is not null;

CREATE INDEX call_sign_up on call (sign_up_id) where sign_up_id is not null;

CREATE TRIGGER case_agreement_bound_delete before delete on case_agreement
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_agreement_bound_insert before insert on case_agreement
  when (select state from mediation_case where id = new.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_agreement_bound_update before update on case_agreement
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TABLE case_agreement (
  case_id integer primary key references mediation_case (id),
  form text not null,
  items integer not null default 0 check (items >= 0),
  written_requested integer not null default 0 check (written_requested in (0, 1)),
  on_the_spot integer not null default 0 check (on_the_spot in (0, 1)),
  about_status integer not null default 0 check (about_status in (0, 1)),
  parties_signed integer not null default 0 check (parties_signed in (0, 1)),
  mediator_signed_on text check (mediator_signed_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  sealed_on text check (sealed_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  body blob not null default x'',
  version integer not null default 1
) strict;

CREATE TRIGGER case_event_no_delete before delete on case_event
begin
  select raise(abort, 'what happened stays');
end;

CREATE TRIGGER case_event_no_update before update of case_id, at, by, kind, ref_id, params on case_event
begin
  select raise(abort, 'what happened stays');
end;

CREATE TABLE case_event (
  id integer primary key,
  case_id integer not null references mediation_case (id),
  at integer not null,
  by text not null,
  kind text not null,
  ref_id integer,
  params text not null check (json_valid(params)),
  reason blob
) strict;

CREATE INDEX case_event_of on case_event (case_id, at);

CREATE TRIGGER case_evidence_bound_delete before delete on case_evidence
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_evidence_bound_insert before insert on case_evidence
  when (select state from mediation_case where id = new.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_evidence_bound_update before update on case_evidence
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TABLE case_evidence (
  id integer primary key,
  case_id integer not null references mediation_case (id),
  bytes integer check (bytes between 1 and 52428800),
  body blob not null default x'',
  added_at integer not null,
  added_by text not null,
  version integer not null default 1
) strict;

CREATE INDEX case_evidence_of on case_evidence (case_id);

CREATE TABLE case_evidence_file (
  evidence_id integer primary key references case_evidence (id) on delete cascade,
  sealed blob not null
) strict;

CREATE TRIGGER case_hearing_bound_delete before delete on case_hearing
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_hearing_bound_insert before insert on case_hearing
  when (select state from mediation_case where id = new.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_hearing_bound_update before update on case_hearing
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TABLE case_hearing (
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
  check (to_at > from_at and to_at - from_at <= 86400000),
  check ((state = 'suspended') = (closure_id is not null))
) strict;

CREATE INDEX case_hearing_closure on case_hearing (closure_id) where closure_id is not null;

CREATE INDEX case_hearing_from on case_hearing (from_at);

CREATE INDEX case_hearing_of on case_hearing (case_id, from_at);

CREATE INDEX case_hearing_zone on case_hearing (zone_id, from_at);

CREATE TABLE case_hearing_mediator (
  hearing_id integer not null references case_hearing (id),
  person_id integer not null references mediator (person_id) on update cascade,
  primary key (hearing_id, person_id)
) strict, without rowid;

CREATE INDEX case_hearing_mediator_of on case_hearing_mediator (person_id, hearing_id);

CREATE TRIGGER case_instalment_bound_delete before delete on case_instalment
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_instalment_bound_insert before insert on case_instalment
  when (select state from mediation_case where id = new.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_instalment_bound_update before update on case_instalment
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TABLE case_instalment (
  id integer primary key,
  case_id integer not null references mediation_case (id),
  number integer not null check (number >= 1),
  due_on text not null check (due_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  settled_on text check (settled_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reminders integer not null default 0 check (reminders >= 0),
  reminded_at integer,
  body blob not null default x''
) strict;

CREATE INDEX case_instalment_of on case_instalment (case_id, number);

CREATE TRIGGER case_mediator_bound_delete before delete on case_mediator
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_mediator_bound_insert before insert on case_mediator
  when (select state from mediation_case where id = new.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TABLE case_mediator (
  case_id integer not null references mediation_case (id),
  person_id integer not null references mediator (person_id) on update cascade,
  position integer not null check (position >= 0),
  primary key (case_id, person_id)
) strict, without rowid;

CREATE INDEX case_mediator_of on case_mediator (person_id, case_id);

CREATE TRIGGER case_paper_bound_delete before delete on case_paper
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_paper_bound_insert before insert on case_paper
  when (select state from mediation_case where id = new.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_paper_bound_update before update on case_paper
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TABLE case_paper (
  case_id integer not null references mediation_case (id),
  paper text not null,
  record_id integer not null default 0,
  pages integer not null check (pages between 1 and 2000),
  filed_on text not null check (filed_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  filed_by text not null,
  primary key (case_id, paper, record_id)
) strict, without rowid;

CREATE TRIGGER case_party_bound_delete before delete on case_party
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_party_bound_insert before insert on case_party
  when (select state from mediation_case where id = new.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_party_bound_update before update on case_party
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TABLE case_party (
  id integer primary key,
  case_id integer not null references mediation_case (id),
  side text not null,
  position integer not null,
  body blob not null default x''
) strict;

CREATE INDEX case_party_of on case_party (case_id, position);

CREATE TRIGGER case_record_bound_delete before delete on case_record
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_record_bound_insert before insert on case_record
  when (select state from mediation_case where id = new.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_record_bound_update before update on case_record
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TABLE case_record (
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
) strict;

CREATE INDEX case_record_hearing on case_record (hearing_id) where hearing_id is not null;

CREATE INDEX case_record_instalment on case_record (instalment_id) where instalment_id is not null;

CREATE INDEX case_record_of on case_record (case_id, at);

CREATE TRIGGER case_recusal_bound_delete before delete on case_recusal
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_recusal_bound_insert before insert on case_recusal
  when (select state from mediation_case where id = new.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TABLE case_recusal (
  id integer primary key,
  case_id integer not null references mediation_case (id),
  person_id integer not null references mediator (person_id) on update cascade,
  on_date text not null check (on_date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  asked_by text not null,
  ground text not null,
  outcome text not null,
  decided_on text check (decided_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  replaced_by integer references mediator (person_id) on update cascade,
  body blob not null default x'',
  by text not null,
  at integer not null,
  check ((outcome = 'pending') = (decided_on is null))
) strict;

CREATE INDEX case_recusal_of on case_recusal (case_id);

CREATE INDEX case_recusal_person on case_recusal (person_id);

CREATE INDEX case_recusal_replaced on case_recusal (replaced_by) where replaced_by is not null;

CREATE TABLE case_subtype (
  id integer primary key,
  type text not null,
  key text unique,
  name text not null check (length(name) between 1 and 40),
  archived integer not null default 0 check (archived in (0, 1)),
  version integer not null default 1
) strict;

CREATE UNIQUE INDEX case_subtype_name on case_subtype (type, name) where archived = 0;

CREATE TRIGGER case_text_bound_delete before delete on case_text
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_text_bound_insert before insert on case_text
  when (select state from mediation_case where id = new.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER case_text_bound_update before update on case_text
  when (select state from mediation_case where id = old.case_id) = 'archived'
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TABLE case_text (
  case_id integer primary key references mediation_case (id),
  version integer not null default 1,
  body blob not null
) strict;

CREATE INDEX case_text_version on case_text (case_id, version);

CREATE TRIGGER certificate_fixed before update of number, code, name, title, issued_at, valid_until on certificate
  when new.number is not old.number or new.code is not old.code or new.name is not old.name or new.title is not old.title or new.issued_at is not old.issued_at or new.valid_until is not old.valid_until
begin
  select raise(abort, 'what a certificate says does not change');
end;

CREATE TRIGGER certificate_no_delete before delete on certificate
begin
  select raise(abort, 'certificates are kept');
end;

CREATE TRIGGER certificate_revoked_at_kept before update of revoked_at on certificate
  when old.revoked_at is not null and new.revoked_at is null
begin
  select raise(abort, 'what a certificate says does not change');
end;

CREATE TABLE certificate (
  id integer primary key,
  number text not null unique,
  code text not null unique,
  class_id integer not null references class (id),
  course_id integer not null references course (id),
  person_id integer not null references person (id),
  organisation_id integer references organisation (id),
  trainer_id integer,
  name text not null,
  document_masked text not null,
  organisation_name text not null,
  title text not null,
  minutes integer not null,
  held integer not null,
  attended integer not null,
  excused integer not null,
  test_passed integer check (test_passed in (0, 1)),
  first_date text not null,
  last_date text not null,
  issued_at integer not null,
  issued_on text not null check (length(issued_on) = 10),
  issued_by text not null,
  valid_until text check (length(valid_until) = 10),
  prints integer not null default 1 check (prints >= 1),
  revoked_at integer,
  revoked_reason text not null default '',
  check ((revoked_at is null) = (revoked_reason = ''))
) strict;

CREATE INDEX certificate_course on certificate (course_id, issued_at);

CREATE INDEX certificate_issued on certificate (issued_at, id);

CREATE UNIQUE INDEX certificate_one on certificate (class_id, person_id) where revoked_at is null;

CREATE INDEX certificate_person on certificate (person_id, course_id);

CREATE INDEX certificate_until on certificate (valid_until, id) where valid_until is not null and revoked_at is null;

CREATE TABLE certificate_event (
  id integer primary key,
  certificate_id integer not null references certificate (id),
  at integer not null,
  by text not null,
  kind text not null,
  reason text not null
) strict;

CREATE INDEX certificate_event_of on certificate_event (certificate_id);

CREATE TRIGGER class_fixed before update of code on class
  when new.code is not old.code
begin
  select raise(abort, 'codes do not change');
end;

CREATE TABLE class (
  id integer primary key,
  code text not null unique,
  course_id integer not null references course (id),
  title text not null,
  term text not null,
  zone_id integer not null references zone (id),
  capacity integer not null check (capacity between 1 and 500),
  min_to_open integer not null check (min_to_open between 1 and capacity),
  booking_from integer,
  booking_to integer,
  price integer not null check (price >= 0),
  who text not null,
  needed_course_id integer references course (id),
  quota integer check (quota >= 1),
  notice_unit text not null,
  notice_amount integer not null check (notice_amount >= 0),
  by_session integer not null check (by_session in (0, 1)),
  promote_after_start integer not null check (promote_after_start in (0, 1)),
  notes text not null,
  state text not null,
  state_before text,
  reason text not null default '',
  theme_id integer references wish_theme (id),
  first_at integer,
  last_at integer,
  sessions integer not null default 0 check (sessions >= 0),
  held integer not null default 0 check (held between 0 and sessions),
  taken integer not null default 0 check (taken >= 0),
  offered integer not null default 0 check (offered between 0 and taken),
  waiting integer not null default 0 check (waiting >= 0),
  single_peak integer not null default 0 check (single_peak >= 0),
  last_place integer not null default 0,
  counted_month text check (length(counted_month) = 7),
  counted_trainer_id integer,
  created_at integer not null,
  created_by text not null,
  version integer not null default 1,
  check (taken + single_peak <= capacity),
  check (booking_to > booking_from),
  check ((who = 'certificate') = (needed_course_id is not null)),
  check ((state = 'archived') = (state_before is not null)),
  check ((first_at is null) = (sessions = 0) and (last_at is null) = (sessions = 0))
) strict;

CREATE INDEX class_course on class (course_id, first_at);

CREATE INDEX class_order on class (coalesce(first_at, 9007199254740991), id);

CREATE INDEX class_running on class (state, last_at);

CREATE INDEX class_state on class (state, first_at);

CREATE INDEX class_term on class (term);

CREATE INDEX class_zone on class (zone_id);

CREATE TABLE class_equipment (
  class_id integer not null references class (id),
  equipment_id integer not null references equipment (id),
  quantity integer not null check (quantity >= 1),
  primary key (class_id, equipment_id)
) strict, without rowid;

CREATE TABLE class_event (
  id integer primary key,
  class_id integer not null references class (id),
  booking_id integer references booking (id),
  person_id integer references person (id),
  at integer not null,
  by text not null,
  kind text not null,
  params text not null check (json_valid(params)),
  reason text not null
) strict;

CREATE INDEX class_event_booking on class_event (booking_id) where booking_id is not null;

CREATE INDEX class_event_class on class_event (class_id, id);

CREATE INDEX class_event_person on class_event (person_id) where person_id is not null;

CREATE TABLE class_month (
  dimension text not null,
  dimension_id integer not null,
  month text not null check (length(month) = 7),
  classes integer not null default 0 check (classes >= 0),
  sessions integer not null default 0 check (sessions >= 0),
  seats integer not null default 0 check (seats >= 0),
  attendances integer not null default 0 check (attendances >= 0),
  people integer not null default 0 check (people >= 0),
  expected integer not null default 0 check (expected >= 0),
  absent integer not null default 0 check (absent >= 0),
  excused integer not null default 0 check (excused >= 0),
  late_cancelled integer not null default 0 check (late_cancelled >= 0),
  unserved integer not null default 0 check (unserved >= 0),
  certificates integer not null default 0 check (certificates >= 0),
  primary key (dimension, dimension_id, month)
) strict, without rowid;

CREATE INDEX class_month_month on class_month (dimension, month);

CREATE TRIGGER class_month_person_in after insert on class_month_person
begin
  update class_month set people = people + 1
    where dimension = new.dimension and dimension_id = new.dimension_id and month = new.month;
  insert into class_month_return (dimension, dimension_id, month, last_month, people)
    select new.dimension, new.dimension_id, month, last_month, 1 from (select new.month as month, coalesce((select max(month) from class_month_person where person_id = new.person_id and dimension = new.dimension
      and dimension_id = new.dimension_id and month < new.month), '') as last_month) where month is not null
    on conflict do update set people = people + 1;
  update class_month_return set people = people - 1
    where dimension = new.dimension and dimension_id = new.dimension_id and month = (select min(month) from class_month_person where person_id = new.person_id and dimension = new.dimension
      and dimension_id = new.dimension_id and month > new.month) and last_month = coalesce((select max(month) from class_month_person where person_id = new.person_id and dimension = new.dimension
      and dimension_id = new.dimension_id and month < new.month), '');
  insert into class_month_return (dimension, dimension_id, month, last_month, people)
    select new.dimension, new.dimension_id, month, last_month, 1 from (select (select min(month) from class_month_person where person_id = new.person_id and dimension = new.dimension
      and dimension_id = new.dimension_id and month > new.month) as month, new.month as last_month) where month is not null
    on conflict do update set people = people + 1;
end;

CREATE TRIGGER class_month_person_out after delete on class_month_person
begin
  update class_month set people = people - 1
    where dimension = old.dimension and dimension_id = old.dimension_id and month = old.month;
  update class_month_return set people = people - 1
    where dimension = old.dimension and dimension_id = old.dimension_id and month = (select min(month) from class_month_person where person_id = old.person_id and dimension = old.dimension
      and dimension_id = old.dimension_id and month > old.month) and last_month = old.month;
  insert into class_month_return (dimension, dimension_id, month, last_month, people)
    select old.dimension, old.dimension_id, month, last_month, 1 from (select (select min(month) from class_month_person where person_id = old.person_id and dimension = old.dimension
      and dimension_id = old.dimension_id and month > old.month) as month, coalesce((select max(month) from class_month_person where person_id = old.person_id and dimension = old.dimension
      and dimension_id = old.dimension_id and month < old.month), '') as last_month) where month is not null
    on conflict do update set people = people + 1;
  update class_month_return set people = people - 1
    where dimension = old.dimension and dimension_id = old.dimension_id and month = old.month and last_month = coalesce((select max(month) from class_month_person where person_id = old.person_id and dimension = old.dimension
      and dimension_id = old.dimension_id and month < old.month), '');
end;

CREATE TABLE class_month_person (
  dimension text not null,
  dimension_id integer not null,
  month text not null,
  person_id integer not null,
  marks integer not null check (marks >= 0),
  primary key (dimension, dimension_id, month, person_id)
) strict, without rowid;

CREATE INDEX class_month_person_of on class_month_person (person_id, dimension, dimension_id, month);

CREATE TABLE class_month_return (
  dimension text not null,
  dimension_id integer not null,
  month text not null,
  last_month text not null check (last_month < month),
  people integer not null default 0 check (people >= 0),
  primary key (dimension, dimension_id, month, last_month)
) strict, without rowid;

CREATE TABLE class_organisation (
  class_id integer not null references class (id),
  organisation_id integer not null references organisation (id),
  primary key (class_id, organisation_id)
) strict, without rowid;

CREATE TABLE class_result (
  class_id integer not null references class (id),
  person_id integer not null references person (id),
  passed integer not null check (passed in (0, 1)),
  score real,
  at integer not null,
  by text not null,
  primary key (class_id, person_id)
) strict, without rowid;

CREATE INDEX class_result_person on class_result (person_id);

CREATE TRIGGER class_session_full before update of single_taken on class_session
  when new.single_taken > old.single_taken
begin
  select raise(abort, 'no seat is free') where (select capacity - taken from class where id = new.class_id) < new.single_taken;
end;

CREATE TRIGGER class_session_peak after update of single_taken, state on class_session
  when new.single_taken <> old.single_taken or new.state <> old.state
begin
  update class set single_peak = (
    select coalesce(max(single_taken), 0) from class_session where class_id = new.class_id and state in ('planned', 'suspended')
  ) where id = new.class_id;
end;

CREATE TRIGGER class_session_used after insert on class_session
  when new.state = 'held'
begin
  insert into zone_use_month (zone_id, purpose_id, month, uses, attendances, minutes)
    select new.zone_id, (select id from purpose where key = 'class'), strftime('%Y-%m', (new.from_at + 28800000) / 1000, 'unixepoch'), 1, new.attended, (new.to_at - new.from_at) / 60000 where new.state = 'held'
    on conflict do update set uses = uses + 1, attendances = attendances + excluded.attendances, minutes = minutes + excluded.minutes;
end;

CREATE TRIGGER class_session_used_again after update of state, attended, zone_id, from_at, to_at on class_session
  when old.state = 'held' or new.state = 'held'
begin
  update zone_use_month
    set uses = uses - 1, attendances = attendances - old.attended, minutes = minutes - (old.to_at - old.from_at) / 60000
    where old.state = 'held' and zone_id = old.zone_id and purpose_id = (select id from purpose where key = 'class') and month = strftime('%Y-%m', (old.from_at + 28800000) / 1000, 'unixepoch');
  insert into zone_use_month (zone_id, purpose_id, month, uses, attendances, minutes)
    select new.zone_id, (select id from purpose where key = 'class'), strftime('%Y-%m', (new.from_at + 28800000) / 1000, 'unixepoch'), 1, new.attended, (new.to_at - new.from_at) / 60000 where new.state = 'held'
    on conflict do update set uses = uses + 1, attendances = attendances + excluded.attendances, minutes = minutes + excluded.minutes;
end;

CREATE TABLE class_session (
  id integer primary key,
  class_id integer not null references class (id),
  from_at integer not null,
  to_at integer not null,
  zone_id integer not null references zone (id),
  setup_minutes integer not null,
  clearup_minutes integer not null,
  state text not null,
  closure_id integer references closure (id),
  changed integer not null default 0 check (changed in (0, 1)),
  single_taken integer not null default 0 check (single_taken >= 0),
  attended integer not null default 0 check (attended >= 0),
  seats integer check (seats >= 1),
  closed_at integer,
  topic text not null default '',
  notes text not null default '',
  reason text not null default '',
  version integer not null default 1,
  check (to_at > from_at and to_at - from_at <= 86400000),
  check ((state = 'suspended') = (closure_id is not null)),
  check ((state = 'held') = (seats is not null)),
  check (state = 'held' or closed_at is null or state = 'planned')
) strict;

CREATE INDEX class_session_class on class_session (class_id, from_at);

CREATE INDEX class_session_closure on class_session (closure_id) where closure_id is not null;

CREATE INDEX class_session_from on class_session (from_at);

CREATE INDEX class_session_state on class_session (state, to_at);

CREATE INDEX class_session_zone on class_session (zone_id, from_at);

CREATE TABLE class_skipped (
  class_id integer not null references class (id),
  from_at integer not null,
  to_at integer not null,
  why text not null,
  primary key (class_id, from_at)
) strict, without rowid;

CREATE TABLE class_trainer (
  class_id integer not null references class (id),
  person_id integer not null references trainer (person_id) on update cascade,
  position integer not null,
  primary key (class_id, person_id)
) strict, without rowid;

CREATE INDEX class_trainer_of on class_trainer (person_id);

CREATE TABLE clock_hold (
  entity text not null,
  entity_id integer not null,
  through integer not null,
  primary key (entity, entity_id)
) strict, without rowid;

CREATE TRIGGER clock_step_fixed before update of at, action, entity, entity_id, before, after on clock_step
  when new.at is not old.at or new.action is not old.action or new.entity is not old.entity or new.entity_id is not old.entity_id or new.before is not old.before or new.after is not old.after
begin
  select raise(abort, 'what the clock did does not change');
end;

CREATE TRIGGER clock_step_no_delete before delete on clock_step
begin
  select raise(abort, 'what the clock did is kept');
end;

CREATE TABLE clock_step (
  id integer primary key,
  at integer not null,
  action text not null,
  entity text not null,
  entity_id integer not null,
  before text not null check (json_valid(before)),
  after text not null check (json_valid(after)),
  taken_back_at integer
) strict;

CREATE INDEX clock_step_at on clock_step (at) where taken_back_at is null;

CREATE INDEX clock_step_of on clock_step (entity, entity_id) where taken_back_at is null;

CREATE TRIGGER closure_allocation_insert before insert on closure
  when new.cancelled = 0
begin
  select raise(abort, 'closure over an allocation') where exists (select 1 from allocation
    where resource_kind = 'zone' and resource_id = new.zone_id
      and start_at > new.from_at - 115200000 and start_at < new.to_at and end_at > new.from_at);
end;

CREATE TRIGGER closure_allocation_update before update on closure
  when new.cancelled = 0
begin
  select raise(abort, 'closure over an allocation') where exists (select 1 from allocation
    where resource_kind = 'zone' and resource_id = new.zone_id
      and start_at > new.from_at - 115200000 and start_at < new.to_at and end_at > new.from_at);
end;

CREATE TABLE closure (
  id integer primary key,
  zone_id integer not null references zone (id),
  from_at integer not null,
  to_at integer not null,
  reason text not null check (length(reason) between 1 and 200),
  cancelled integer not null default 0 check (cancelled in (0, 1)),
  ended_at integer,
  created_at integer not null,
  created_by text not null,
  version integer not null default 1,
  check (to_at > from_at and to_at - from_at <= 31622400000)
) strict;

CREATE INDEX closure_zone on closure (zone_id, to_at);

CREATE TABLE command (
  id text primary key not null,
  procedure text not null,
  account_id integer references account (id),
  at integer not null,
  result text not null check (json_valid(result))
) strict, without rowid;

CREATE TRIGGER course_no_delete before delete on course
begin
  select raise(abort, 'courses are kept');
end;

CREATE TABLE course (
  id integer primary key,
  category_id integer not null references course_category (id),
  title text not null check (length(title) between 1 and 60),
  title_en text not null,
  description text not null,
  minutes integer not null check (minutes >= 1),
  audience text not null,
  default_capacity integer not null check (default_capacity between 1 and 500),
  min_to_open integer not null check (min_to_open between 1 and default_capacity),
  materials text not null check (json_valid(materials)),
  certificate text check (json_valid(certificate)),
  certificate_title text not null,
  certificate_template text,
  created_at integer not null,
  archived_at integer,
  version integer not null default 1
) strict;

CREATE INDEX course_category_of on course (category_id);

CREATE UNIQUE INDEX course_title on course (title) where archived_at is null;

CREATE TABLE course_category (
  id integer primary key,
  key text unique,
  name text not null check (length(name) between 1 and 40),
  name_en text not null,
  archived_at integer,
  version integer not null default 1
) strict;

CREATE UNIQUE INDEX course_category_name on course_category (name) where archived_at is null;

CREATE TABLE course_cover (
  course_id integer primary key references course (id),
  mime text not null,
  bytes blob not null check (length(bytes) between 1 and 1048576)
) strict;

CREATE TABLE course_need (
  course_id integer not null references course (id),
  needed_course_id integer not null references course (id) check (needed_course_id <> course_id),
  what text not null,
  primary key (course_id, needed_course_id)
) strict, without rowid;

CREATE INDEX course_need_of on course_need (needed_course_id);

CREATE TABLE draft (
  account_id integer not null references account (id),
  key text not null,
  body text not null check (json_valid(body)),
  saved_at integer not null,
  primary key (account_id, key)
) strict, without rowid;

CREATE TABLE equipment (
  id integer primary key,
  name text not null check (length(name) between 1 and 40),
  name_en text not null,
  quantity integer not null check (quantity >= 1),
  zone_id integer references zone (id),
  archived_at integer,
  version integer not null default 1
) strict;

CREATE INDEX equipment_zone on equipment (zone_id);

CREATE TRIGGER mediation_case_begins before insert on mediation_case
  when new.state is not 'registered' or new.number is not null
begin
  select raise(abort, 'a case begins with its registration');
end;

CREATE TRIGGER mediation_case_next before update of year, serial, number on mediation_case
  when old.number is null and new.number is not null and (new.serial is not 1 + coalesce((select max(serial) from mediation_case where year = new.year), 0) or new.year is not cast(substr(new.accepted_on, 1, 4) as integer) or new.state <> 'accepted')
begin
  select raise(abort, 'case numbers have no gaps');
end;

CREATE TRIGGER mediation_case_no_delete before delete on mediation_case
begin
  select raise(abort, 'cases are kept');
end;

CREATE TRIGGER mediation_case_no_update before update on mediation_case
  when old.state in ('archived')
begin
  select raise(abort, 'the volume is bound');
end;

CREATE TRIGGER mediation_case_number before update of year, serial, number on mediation_case
  when old.number is not null and (new.year is not old.year or new.serial is not old.serial or new.number is not old.number)
begin
  select raise(abort, 'case numbers do not change');
end;

CREATE TRIGGER mediation_case_state_steps before update of state on mediation_case
  when new.state <> old.state and old.state in ('registered', 'reviewing', 'refused', 'accepted', 'informed', 'investigating', 'mediating', 'agreed', 'signing', 'effective', 'performing', 'performed', 'unperformed', 'urged', 'remedied', 'terminated', 'visited', 'closed', 'archived') and (old.state || ' ' || new.state) not in ('registered reviewing', 'registered refused', 'reviewing accepted', 'reviewing refused', 'reviewing registered', 'refused closed', 'refused reviewing', 'refused registered', 'accepted informed', 'accepted terminated', 'informed investigating', 'informed mediating', 'informed terminated', 'informed accepted', 'investigating mediating', 'investigating terminated', 'investigating informed', 'mediating investigating', 'mediating agreed', 'mediating terminated', 'mediating informed', 'agreed signing', 'agreed effective', 'agreed terminated', 'agreed mediating', 'signing effective', 'signing terminated', 'signing agreed', 'effective performing', 'effective performed', 'effective agreed', 'performing performed', 'performing unperformed', 'performing effective', 'performed visited', 'performed performing', 'unperformed performed', 'unperformed urged', 'unperformed performing', 'urged performed', 'urged remedied', 'urged performing', 'urged unperformed', 'remedied performed', 'remedied performing', 'remedied visited', 'remedied urged', 'terminated closed', 'terminated accepted', 'terminated informed', 'terminated investigating', 'terminated mediating', 'terminated agreed', 'terminated signing', 'visited closed', 'visited performed', 'visited remedied', 'closed archived', 'closed visited', 'closed terminated', 'closed refused')
begin
  select raise(abort, 'no step leads there');
end;

CREATE TABLE mediation_case (
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
  applied_on text not null check (applied_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  accepted_on text check (accepted_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  extended_to text check (extended_to glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  effective_on text check (effective_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  terminated_on text check (terminated_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  performed_on text check (performed_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  closed_on text check (closed_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  archived_on text check (archived_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
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
  confirmation_applied_on text check (confirmation_applied_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  confirmation_decided_on text check (confirmation_decided_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  escalation text not null default 'none',
  escalated_on text check (escalated_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  escalation_settled_on text check (escalation_settled_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  crime_cases integer not null default 0 check (crime_cases >= 0),
  crime_people integer not null default 0 check (crime_people >= 0),
  petition_cases integer not null default 0 check (petition_cases >= 0),
  petition_people integer not null default 0 check (petition_people >= 0),
  retention text,
  retention_until text check (retention_until glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  core blob not null default x'',
  card blob not null default x'',
  created_at integer not null,
  created_by text not null,
  version integer not null default 1,
  confirmation_accepted_on text check (confirmation_accepted_on is null or (confirmation_accepted_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' and confirmation <> 'none')),
  confirmation_extended integer not null default 0 check (confirmation_extended in (0, 1) and (confirmation_extended = 0 or confirmation_accepted_on is not null)),
  unique (year, serial),
  check ((number is null) = (serial is null) and (number is null) = (year is null) and (number is null) = (accepted_on is null)),
  check (number is null or state not in ('registered', 'reviewing', 'refused')),
  check (number is not null or state in ('registered', 'reviewing', 'refused', 'closed', 'archived')),
  check (state <> 'archived' or (archived_on is not null and retention is not null)),
  check ((confirmation = 'none') = (confirmation_applied_on is null))
) strict;

CREATE INDEX mediation_case_accepted on mediation_case (accepted_on);

CREATE INDEX mediation_case_applied on mediation_case (applied_on);

CREATE INDEX mediation_case_state on mediation_case (state, id);

CREATE INDEX mediation_case_subtype on mediation_case (subtype_id, applied_on);

CREATE INDEX mediation_case_type on mediation_case (type, id);

CREATE TABLE mediator (
  person_id integer primary key references person (id),
  account_id integer unique references account (id),
  kind text not null,
  certificate_number text not null,
  qualification text not null,
  term_from text check (term_from glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  term_to text check (term_to glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  active integer not null default 1 check (active in (0, 1)),
  ties blob,
  ties_bind integer not null,
  created_at integer not null,
  version integer not null default 1,
  check (term_to >= term_from)
) strict;

CREATE TABLE no_show_lift (
  id integer primary key,
  person_id integer not null references person (id),
  at integer not null,
  by text not null,
  reason text not null check (length(reason) >= 1),
  area text not null default 'classes'
) strict;

CREATE INDEX no_show_lift_of on no_show_lift (person_id);

CREATE TABLE number_counter (
  name text not null,
  year integer not null,
  last integer not null check (last >= 1),
  primary key (name, year)
) strict, without rowid;

CREATE TRIGGER organisation_no_cycle before update of parent_id on organisation
  when new.parent_id is not null
    and substr((select path from organisation where id = new.parent_id), 1, length(old.path)) = old.path
begin
  select raise(abort, 'organisation cycle');
end;

CREATE TRIGGER organisation_not_its_own before insert on organisation
  when new.parent_id = new.id
begin
  select raise(abort, 'organisation cycle');
end;

CREATE TRIGGER organisation_path_first after insert on organisation
begin
  update organisation set path = coalesce((select path from organisation where id = new.parent_id), '/') || new.id || '/' where id = new.id;
end;

CREATE TRIGGER organisation_path_moved after update of parent_id on organisation
  when old.parent_id is not new.parent_id
begin
  update organisation set path = coalesce((select path from organisation where id = new.parent_id), '/') || new.id || '/' || substr(path, length(old.path) + 1)
    where path >= old.path and path < substr(old.path, 1, length(old.path) - 1) || '0';
end;

CREATE TABLE organisation (
  id integer primary key,
  parent_id integer references organisation (id),
  kind text not null,
  name text not null check (length(name) between 1 and 60),
  name_key text not null,
  name_sort text not null,
  readings text not null,
  path text not null default '',
  contact_name text not null default '',
  contact_phone text not null default '',
  industry text not null default '',
  headcount integer check (headcount >= 0),
  party_members integer check (party_members >= 0),
  tags text not null default '[]' check (json_valid(tags)),
  notes text not null default '',
  archived integer not null default 0 check (archived in (0, 1)),
  people integer not null default 0,
  created_at integer not null,
  updated_at integer not null,
  version integer not null default 1
) strict;

CREATE INDEX organisation_name on organisation (name_key);

CREATE INDEX organisation_parent on organisation (parent_id);

CREATE INDEX organisation_path on organisation (path);

CREATE UNIQUE INDEX organisation_sibling on organisation (coalesce(parent_id, 0), name) where archived = 0;

CREATE TABLE organisation_gram (
  gram text not null,
  organisation_id integer not null,
  primary key (gram, organisation_id)
) strict, without rowid;

CREATE TRIGGER person_counted_again after update of organisation_id, merged_into on person
  when old.organisation_id is not new.organisation_id or old.merged_into is not new.merged_into
begin
  update organisation set people = people - 1 where id = old.organisation_id and old.merged_into is null;
  update organisation set people = people + 1 where id = new.organisation_id and new.merged_into is null;
end;

CREATE TRIGGER person_counted_in after insert on person
  when new.organisation_id is not null and new.merged_into is null
begin
  update organisation set people = people + 1 where id = new.organisation_id;
end;

CREATE TRIGGER person_merged_into_direct before update of merged_into on person
  when new.merged_into is not null and (select merged_into from person where id = new.merged_into) is not null
begin
  select raise(abort, 'merged into a record that is gone');
end;

CREATE TRIGGER person_merged_into_kept before update of merged_into on person
  when old.merged_into is not null and new.merged_into is null
begin
  select raise(abort, 'a merge is final');
end;

CREATE TABLE person (
  id integer primary key autoincrement,
  name text not null check (length(name) between 1 and 60),
  name_key text not null,
  name_sort text not null,
  readings text not null,
  sex text,
  birth_date text check (birth_date glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  document_kind text not null,
  document_number text not null default '',
  mobile text check (length(mobile) = 11 and mobile glob '1[3-9]*'),
  organisation_id integer references organisation (id),
  trade text not null default '',
  political_status text,
  emergency_name text not null default '',
  emergency_phone text not null default '',
  consent_at integer,
  consent_how text,
  consent_by text,
  notes text not null default '',
  merged_into integer references person (id) check (merged_into <> id),
  merged_at integer,
  created_at integer not null,
  updated_at integer not null,
  version integer not null default 1,
  check ((document_kind = 'none') = (document_number = '')),
  check (document_kind <> 'resident_id' or length(document_number) = 18),
  check ((consent_at is null) = (consent_how is null)),
  check ((merged_into is null) = (merged_at is null))
) strict;

CREATE UNIQUE INDEX person_document on person (document_number, document_kind) where document_kind <> 'none' and merged_into is null;

CREATE INDEX person_merged on person (merged_into) where merged_into is not null;

CREATE INDEX person_name on person (name_key, mobile) where merged_into is null;

CREATE INDEX person_order on person (name_sort, id) where merged_into is null;

CREATE INDEX person_organisation on person (organisation_id, name_sort, id) where merged_into is null;

CREATE INDEX person_party on person (organisation_id) where political_status = 'party_member' and merged_into is null;

CREATE INDEX person_status on person (political_status, name_sort, id) where merged_into is null and political_status is not null;

CREATE INDEX person_trade on person (trade, name_sort, id) where merged_into is null;

CREATE TABLE person_gram (
  gram text not null,
  person_id integer not null,
  primary key (gram, person_id)
) strict, without rowid;

CREATE TABLE person_photo (
  person_id integer primary key references person (id),
  type text not null,
  bytes blob not null check (length(bytes) between 1 and 1048576),
  updated_at integer not null
) strict;

CREATE TRIGGER project_category_fixed before update of category_id on project
  when exists (select 1 from volunteer_month where dimension_id = old.id and dimension = 'project') and (new.category_id is not old.category_id)
begin
  select raise(abort, 'the category has been counted');
end;

CREATE TRIGGER project_fixed before update of code on project
  when new.code is not old.code
begin
  select raise(abort, 'codes do not change');
end;

CREATE TRIGGER project_no_delete before delete on project
begin
  select raise(abort, 'projects are kept');
end;

CREATE TABLE project (
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
  state text not null,
  state_before text,
  reason text not null default '',
  created_at integer not null,
  created_by text not null,
  version integer not null default 1,
  check (to_date >= from_date),
  check (zone_id is not null or place <> ''),
  check ((state = 'archived') = (state_before is not null))
) strict;

CREATE INDEX project_category on project (category_id, from_date);

CREATE INDEX project_leader on project (leader_id) where leader_id is not null;

CREATE INDEX project_order on project (from_date, id);

CREATE INDEX project_zone on project (zone_id) where zone_id is not null;

CREATE TABLE project_event (
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
) strict;

CREATE INDEX project_event_person on project_event (person_id) where person_id is not null;

CREATE INDEX project_event_project on project_event (project_id, id);

CREATE INDEX project_event_shift on project_event (shift_id) where shift_id is not null;

CREATE INDEX project_event_sign_up on project_event (sign_up_id) where sign_up_id is not null;

CREATE TABLE project_need (
  id integer primary key,
  project_id integer not null references project (id),
  role text not null check (length(role) between 1 and 40),
  number integer not null check (number between 1 and 500),
  minimum integer not null check (minimum between 0 and number),
  description text not null,
  position integer not null,
  archived integer not null default 0 check (archived in (0, 1))
) strict;

CREATE INDEX project_need_of on project_need (project_id, position);

CREATE UNIQUE INDEX project_need_role on project_need (project_id, role) where archived = 0;

CREATE TABLE project_need_skill (
  need_id integer not null references project_need (id),
  choice_id integer not null references volunteer_choice (id),
  primary key (need_id, choice_id)
) strict, without rowid;

CREATE TABLE project_training (
  project_id integer not null references project (id),
  choice_id integer not null references volunteer_choice (id),
  primary key (project_id, choice_id)
) strict, without rowid;

CREATE TRIGGER project_use_made after insert on project_use
begin
  update project_use set
    held = exists (select 1 from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'held') and not exists (select 1 from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'planned'),
    served = (select count(distinct person_id) from sign_up where outcome = 'served' and shift_id in (select shift.id from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'held'))
    where id = new.id;
end;

CREATE TRIGGER project_use_unused after delete on project_use
  when old.held = 1
begin
  update zone_use_month
    set uses = uses - 1, attendances = attendances - old.served, minutes = minutes - (old.to_at - old.from_at) / 60000
    where old.held = 1 and zone_id = old.zone_id and purpose_id = (select id from purpose where key = 'volunteer') and month = strftime('%Y-%m', (old.from_at + 28800000) / 1000, 'unixepoch');
end;

CREATE TRIGGER project_use_used_again after update of held, served on project_use
  when old.held = 1 or new.held = 1
begin
  update zone_use_month
    set uses = uses - 1, attendances = attendances - old.served, minutes = minutes - (old.to_at - old.from_at) / 60000
    where old.held = 1 and zone_id = old.zone_id and purpose_id = (select id from purpose where key = 'volunteer') and month = strftime('%Y-%m', (old.from_at + 28800000) / 1000, 'unixepoch');
  insert into zone_use_month (zone_id, purpose_id, month, uses, attendances, minutes)
    select new.zone_id, (select id from purpose where key = 'volunteer'), strftime('%Y-%m', (new.from_at + 28800000) / 1000, 'unixepoch'), 1, new.served, (new.to_at - new.from_at) / 60000 where new.held = 1
    on conflict do update set uses = uses + 1, attendances = attendances + excluded.attendances, minutes = minutes + excluded.minutes;
end;

CREATE TABLE project_use (
  id integer primary key,
  project_id integer not null references project (id),
  zone_id integer not null references zone (id),
  from_at integer not null,
  to_at integer not null,
  setup_minutes integer not null,
  clearup_minutes integer not null,
  held integer not null default 0 check (held in (0, 1)),
  served integer not null default 0 check (served >= 0),
  check (to_at > from_at and to_at - from_at <= 86400000)
) strict;

CREATE INDEX project_use_held on project_use (from_at, id) where held = 1;

CREATE INDEX project_use_project on project_use (project_id, zone_id, from_at);

CREATE INDEX project_use_zone on project_use (zone_id, from_at);

CREATE TABLE purpose (
  id integer primary key,
  key text unique,
  name text not null check (length(name) between 1 and 40),
  name_en text not null,
  archived_at integer,
  version integer not null default 1
) strict;

CREATE UNIQUE INDEX purpose_name on purpose (name) where archived_at is null;

CREATE TRIGGER reservation_fixed before update of number on reservation
  when new.number is not old.number
begin
  select raise(abort, 'numbers do not change');
end;

CREATE TRIGGER reservation_no_delete before delete on reservation
begin
  select raise(abort, 'reservations are kept');
end;

CREATE TABLE reservation (
  id integer primary key,
  number text not null unique,
  zone_id integer not null references zone (id),
  purpose_id integer not null references purpose (id),
  title text not null,
  organisation_id integer references organisation (id),
  contact_id integer references person (id),
  contact_name text not null,
  contact_phone text not null,
  expected_headcount integer not null check (expected_headcount >= 1),
  from_at integer not null,
  to_at integer not null,
  setup_minutes integer not null,
  clearup_minutes integer not null,
  staff_id integer references person (id),
  notes text not null,
  state text not null,
  state_before text,
  grace_from_at integer not null,
  closure_id integer references closure (id),
  series_id integer references series (id),
  series_date text,
  series_changed integer not null default 0 check (series_changed in (0, 1)),
  checked_in_at integer,
  headcount integer check (headcount >= 0),
  finished_at integer,
  used_minutes integer check (used_minutes >= 0),
  decided_at integer,
  decided_by text,
  reason text not null default '',
  created_at integer not null,
  created_by text not null,
  closed_at integer,
  version integer not null default 1,
  check (to_at > from_at and to_at - from_at <= 86400000),
  check ((closed_at is not null) = (state in ('finished', 'declined', 'cancelled', 'no_show'))),
  check ((state in ('suspended', 'declined', 'cancelled')) = (state_before is not null)),
  check ((state = 'suspended') = (closure_id is not null)),
  check ((state in ('in_use', 'finished')) = (checked_in_at is not null and headcount is not null)),
  check ((state = 'finished') = (finished_at is not null and used_minutes is not null)),
  check ((series_id is null) = (series_date is null))
) strict;

CREATE INDEX reservation_contact on reservation (contact_id, from_at) where contact_id is not null;

CREATE INDEX reservation_from on reservation (from_at);

CREATE INDEX reservation_open on reservation (state, from_at) where closed_at is null;

CREATE INDEX reservation_organisation on reservation (organisation_id, from_at) where organisation_id is not null;

CREATE INDEX reservation_series on reservation (series_id, from_at) where series_id is not null;

CREATE INDEX reservation_staff on reservation (staff_id, from_at) where staff_id is not null;

CREATE INDEX reservation_zone on reservation (zone_id, from_at);

CREATE TABLE reservation_equipment (
  reservation_id integer not null references reservation (id),
  equipment_id integer not null references equipment (id),
  quantity integer not null check (quantity >= 1),
  primary key (reservation_id, equipment_id)
) strict, without rowid;

CREATE TABLE roster_import (
  id integer primary key,
  at integer not null,
  by text not null,
  file_name text not null,
  created integer not null,
  updated integer not null,
  organisations text not null check (json_valid(organisations)),
  undone_at integer
) strict;

CREATE TABLE roster_import_person (
  import_id integer not null references roster_import (id),
  person_id integer not null,
  kind text not null,
  "before" text,
  "after" text,
  alike_id integer,
  primary key (import_id, person_id)
) strict, without rowid;

CREATE TABLE satisfaction (
  id integer primary key,
  class_id integer not null references class (id),
  person_id integer references person (id),
  score integer not null check (score between 1 and 5),
  remark text not null,
  at integer not null,
  by text not null
) strict;

CREATE INDEX satisfaction_class on satisfaction (class_id);

CREATE INDEX satisfaction_of on satisfaction (person_id) where person_id is not null;

CREATE UNIQUE INDEX satisfaction_person on satisfaction (class_id, person_id) where person_id is not null;

CREATE TABLE sealed_draft (
  account_id integer not null references account (id),
  key text not null,
  vault text not null references vault (name),
  body blob not null,
  saved_at integer not null,
  primary key (account_id, key)
) strict, without rowid;

CREATE TABLE series (
  id integer primary key,
  rule text not null check (json_valid(rule)),
  template text not null check (json_valid(template)),
  created_at integer not null,
  created_by text not null,
  version integer not null default 1
) strict;

CREATE TABLE series_date (
  series_id integer not null references series (id),
  date text not null,
  state text not null,
  reservation_id integer references reservation (id),
  check ((state = 'made') = (reservation_id is not null)),
  primary key (series_id, date)
) strict, without rowid;

CREATE TRIGGER service_award_changed after update of revoked_at, person_id on service_award
  when new.kind = 'star'
begin
  update volunteer set star = (
    select coalesce(max(level), 0) from service_award where person_id = volunteer.person_id and kind = 'star' and revoked_at is null
  ) where person_id in (new.person_id, old.person_id);
end;

CREATE TRIGGER service_award_given after insert on service_award
  when new.kind = 'star' and new.revoked_at is null
begin
  update volunteer set star = max(star, new.level) where person_id = new.person_id;
end;

CREATE TRIGGER service_award_no_delete before delete on service_award
begin
  select raise(abort, 'awards are kept');
end;

CREATE TABLE service_award (
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
) strict;

CREATE INDEX service_award_order on service_award (on_date, id);

CREATE INDEX service_award_person on service_award (person_id, on_date);

CREATE UNIQUE INDEX service_award_star on service_award (person_id, level) where kind = 'star' and revoked_at is null;

CREATE TRIGGER service_certificate_fixed before update of number, code, name, minutes, services, lines, hours, issued_at on service_certificate
  when old.number is not null and (new.number is not old.number or new.code is not old.code or new.name is not old.name or new.minutes is not old.minutes or new.services is not old.services or new.lines is not old.lines or new.hours is not old.hours or new.issued_at is not old.issued_at)
begin
  select raise(abort, 'what a certificate says does not change');
end;

CREATE TRIGGER service_certificate_no_delete before delete on service_certificate
begin
  select raise(abort, 'certificates are kept');
end;

CREATE TRIGGER service_certificate_state_steps before update of state on service_certificate
  when new.state <> old.state and old.state in ('revoked') and (old.state || ' ' || new.state) not in ()
begin
  select raise(abort, 'what a certificate says does not change');
end;

CREATE TABLE service_certificate (
  id integer primary key,
  number text unique,
  code text unique,
  person_id integer not null references volunteer (person_id),
  state text not null,
  request_way text not null,
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
) strict;

CREATE INDEX service_certificate_order on service_certificate (requested_at, id);

CREATE INDEX service_certificate_outdated on service_certificate (requested_at) where outdated = 1;

CREATE INDEX service_certificate_person on service_certificate (person_id, requested_at);

CREATE TABLE service_certificate_event (
  id integer primary key,
  certificate_id integer not null references service_certificate (id),
  at integer not null,
  by text not null,
  kind text not null,
  reason text not null
) strict;

CREATE INDEX service_certificate_event_of on service_certificate_event (certificate_id);

CREATE TRIGGER service_certificate_record_approved before insert on service_certificate_record
begin
  select raise(abort, 'only approved hours are certified') where not exists (
    select 1 from service_record join service_certificate on service_certificate.person_id = service_record.person_id
      where service_record.id = new.record_id and service_certificate.id = new.certificate_id and service_record.state = 'approved');
end;

CREATE TABLE service_certificate_record (
  certificate_id integer not null references service_certificate (id),
  record_id integer not null references service_record (id),
  primary key (certificate_id, record_id)
) strict, without rowid;

CREATE INDEX service_certificate_record_of on service_certificate_record (record_id);

CREATE TRIGGER service_record_alone after insert on service_record
  when new.state in ('running', 'pending', 'approved')
begin
  select raise(abort, 'service of one person overlaps') where exists (
    select 1 from service_record as other
      where other.person_id = new.person_id and other.state in ('running', 'pending', 'approved') and other.id <> new.id
        and other.from_at > new.from_at - 86400000
        and other.from_at < coalesce(new.to_at, new.from_at + 86400000)
        and coalesce(other.to_at, other.from_at + 86400000) > new.from_at
        and not (new.state = 'pending' and new.corrects_id is other.id)
        and not (other.state = 'pending' and other.corrects_id is new.id)
  );
end;

CREATE TRIGGER service_record_alone_again after update of state, to_at, person_id on service_record
  when new.state in ('running', 'pending', 'approved')
begin
  select raise(abort, 'service of one person overlaps') where exists (
    select 1 from service_record as other
      where other.person_id = new.person_id and other.state in ('running', 'pending', 'approved') and other.id <> new.id
        and other.from_at > new.from_at - 86400000
        and other.from_at < coalesce(new.to_at, new.from_at + 86400000)
        and coalesce(other.to_at, other.from_at + 86400000) > new.from_at
        and not (new.state = 'pending' and new.corrects_id is other.id)
        and not (other.state = 'pending' and other.corrects_id is new.id)
  );
end;

CREATE TRIGGER service_record_approved after update of state on service_record
  when new.state = 'approved' and old.state <> 'approved'
begin
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('all', 0, new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('all', 0, new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('project', coalesce(new.project_id, 0), new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('project', coalesce(new.project_id, 0), new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('category', coalesce(new.category_id, 0), new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('category', coalesce(new.category_id, 0), new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('organisation', coalesce(new.organisation_id, 0), new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('organisation', coalesce(new.organisation_id, 0), new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  update volunteer set minutes = minutes + new.minutes, services = services + 1, last_served_at = max(coalesce(last_served_at, new.from_at), new.from_at) where person_id = new.person_id;
end;

CREATE TRIGGER service_record_ended_once before update of to_at on service_record
  when (old.to_at is not null and (new.to_at is not old.to_at)) and not (old.state = 'pending' and new.state = 'running')
begin
  select raise(abort, 'hours are corrected, not overwritten');
end;

CREATE TRIGGER service_record_fixed before update of from_at, project_id, shift_id, source, corrects_id, entered_at, entered_by, none, role, category_id, organisation_id on service_record
  when new.from_at is not old.from_at or new.project_id is not old.project_id or new.shift_id is not old.shift_id or new.source is not old.source or new.corrects_id is not old.corrects_id or new.entered_at is not old.entered_at or new.entered_by is not old.entered_by or new.none is not old.none or new.role is not old.role or new.category_id is not old.category_id or new.organisation_id is not old.organisation_id
begin
  select raise(abort, 'hours are corrected, not overwritten');
end;

CREATE TRIGGER service_record_in after insert on service_record
  when new.state = 'approved'
begin
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('all', 0, new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('all', 0, new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('project', coalesce(new.project_id, 0), new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('project', coalesce(new.project_id, 0), new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('category', coalesce(new.category_id, 0), new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('category', coalesce(new.category_id, 0), new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('organisation', coalesce(new.organisation_id, 0), new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('organisation', coalesce(new.organisation_id, 0), new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  update volunteer set minutes = minutes + new.minutes, services = services + 1, last_served_at = max(coalesce(last_served_at, new.from_at), new.from_at) where person_id = new.person_id;
end;

CREATE TRIGGER service_record_moved after update of person_id on service_record
  when new.person_id <> old.person_id and new.state = 'approved' and old.state = 'approved'
begin
  update volunteer_month set services = services - 1, minutes = minutes - old.minutes
    where dimension = 'all' and dimension_id = 0 and month = old.month;
  update volunteer_month_person set services = services - 1, minutes = minutes - old.minutes where dimension = 'all' and dimension_id = 0 and month = old.month and person_id = old.person_id;
  delete from volunteer_month_person where dimension = 'all' and dimension_id = 0 and month = old.month and person_id = old.person_id and services = 0;
  update volunteer_month set services = services - 1, minutes = minutes - old.minutes
    where dimension = 'project' and dimension_id = coalesce(old.project_id, 0) and month = old.month;
  update volunteer_month_person set services = services - 1, minutes = minutes - old.minutes where dimension = 'project' and dimension_id = coalesce(old.project_id, 0) and month = old.month and person_id = old.person_id;
  delete from volunteer_month_person where dimension = 'project' and dimension_id = coalesce(old.project_id, 0) and month = old.month and person_id = old.person_id and services = 0;
  update volunteer_month set services = services - 1, minutes = minutes - old.minutes
    where dimension = 'category' and dimension_id = coalesce(old.category_id, 0) and month = old.month;
  update volunteer_month_person set services = services - 1, minutes = minutes - old.minutes where dimension = 'category' and dimension_id = coalesce(old.category_id, 0) and month = old.month and person_id = old.person_id;
  delete from volunteer_month_person where dimension = 'category' and dimension_id = coalesce(old.category_id, 0) and month = old.month and person_id = old.person_id and services = 0;
  update volunteer_month set services = services - 1, minutes = minutes - old.minutes
    where dimension = 'organisation' and dimension_id = coalesce(old.organisation_id, 0) and month = old.month;
  update volunteer_month_person set services = services - 1, minutes = minutes - old.minutes where dimension = 'organisation' and dimension_id = coalesce(old.organisation_id, 0) and month = old.month and person_id = old.person_id;
  delete from volunteer_month_person where dimension = 'organisation' and dimension_id = coalesce(old.organisation_id, 0) and month = old.month and person_id = old.person_id and services = 0;
  update volunteer set minutes = minutes - old.minutes, services = services - 1, last_served_at = (select max(from_at) from service_record where person_id = old.person_id and state = 'approved') where person_id = old.person_id;
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('all', 0, new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('all', 0, new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('project', coalesce(new.project_id, 0), new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('project', coalesce(new.project_id, 0), new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('category', coalesce(new.category_id, 0), new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('category', coalesce(new.category_id, 0), new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  insert into volunteer_month (dimension, dimension_id, month, services, minutes)
    values ('organisation', coalesce(new.organisation_id, 0), new.month, 1, new.minutes)
    on conflict (dimension, dimension_id, month) do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
  insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
    values ('organisation', coalesce(new.organisation_id, 0), new.month, new.person_id, 1, new.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes;
  update volunteer set minutes = minutes + new.minutes, services = services + 1, last_served_at = max(coalesce(last_served_at, new.from_at), new.from_at) where person_id = new.person_id;
end;

CREATE TRIGGER service_record_no_delete before delete on service_record
begin
  select raise(abort, 'hours are kept');
end;

CREATE TRIGGER service_record_replaced after update of state on service_record
  when old.state = 'approved' and new.state <> 'approved'
begin
  update volunteer_month set services = services - 1, minutes = minutes - old.minutes
    where dimension = 'all' and dimension_id = 0 and month = old.month;
  update volunteer_month_person set services = services - 1, minutes = minutes - old.minutes where dimension = 'all' and dimension_id = 0 and month = old.month and person_id = old.person_id;
  delete from volunteer_month_person where dimension = 'all' and dimension_id = 0 and month = old.month and person_id = old.person_id and services = 0;
  update volunteer_month set services = services - 1, minutes = minutes - old.minutes
    where dimension = 'project' and dimension_id = coalesce(old.project_id, 0) and month = old.month;
  update volunteer_month_person set services = services - 1, minutes = minutes - old.minutes where dimension = 'project' and dimension_id = coalesce(old.project_id, 0) and month = old.month and person_id = old.person_id;
  delete from volunteer_month_person where dimension = 'project' and dimension_id = coalesce(old.project_id, 0) and month = old.month and person_id = old.person_id and services = 0;
  update volunteer_month set services = services - 1, minutes = minutes - old.minutes
    where dimension = 'category' and dimension_id = coalesce(old.category_id, 0) and month = old.month;
  update volunteer_month_person set services = services - 1, minutes = minutes - old.minutes where dimension = 'category' and dimension_id = coalesce(old.category_id, 0) and month = old.month and person_id = old.person_id;
  delete from volunteer_month_person where dimension = 'category' and dimension_id = coalesce(old.category_id, 0) and month = old.month and person_id = old.person_id and services = 0;
  update volunteer_month set services = services - 1, minutes = minutes - old.minutes
    where dimension = 'organisation' and dimension_id = coalesce(old.organisation_id, 0) and month = old.month;
  update volunteer_month_person set services = services - 1, minutes = minutes - old.minutes where dimension = 'organisation' and dimension_id = coalesce(old.organisation_id, 0) and month = old.month and person_id = old.person_id;
  delete from volunteer_month_person where dimension = 'organisation' and dimension_id = coalesce(old.organisation_id, 0) and month = old.month and person_id = old.person_id and services = 0;
  update volunteer set minutes = minutes - old.minutes, services = services - 1, last_served_at = (select max(from_at) from service_record where person_id = old.person_id and state = 'approved') where person_id = old.person_id;
  update service_certificate set outdated = 1
    where id in (select certificate_id from service_certificate_record where record_id = new.id);
end;

CREATE TRIGGER service_record_state_steps before update of state on service_record
  when new.state <> old.state and old.state in ('approved', 'rejected', 'replaced', 'void') and (old.state || ' ' || new.state) not in ('approved replaced')
begin
  select raise(abort, 'what was decided about hours stays');
end;

CREATE TABLE service_record (
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
  month text not null generated always as (strftime('%Y-%m', (from_at + 28800000) / 1000, 'unixepoch')) stored,
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
  check (to_at > from_at and to_at - from_at <= 86400000),
  check ((source = 'correction') = (corrects_id is not null)),
  check (none = 0 or source = 'correction'),
  check (none = 0 or state <> 'approved'),
  check (state <> 'approved' or decided_at is not null),
  -- A correction is approved by somebody else than who wrote it.
  check (source <> 'correction' or state not in ('approved', 'void') or decided_by_id is not entered_by_id)
) strict;

CREATE UNIQUE INDEX service_record_correction on service_record (corrects_id) where state = 'pending' and corrects_id is not null;

CREATE INDEX service_record_corrects on service_record (corrects_id) where corrects_id is not null;

CREATE INDEX service_record_from on service_record (from_at, id);

CREATE INDEX service_record_live on service_record (person_id, from_at) where state in ('running', 'pending', 'approved');

CREATE INDEX service_record_now on service_record (from_at) where state = 'running';

CREATE INDEX service_record_pending on service_record (from_at, id) where state = 'pending';

CREATE INDEX service_record_person on service_record (person_id, from_at);

CREATE INDEX service_record_project on service_record (project_id, from_at);

CREATE UNIQUE INDEX service_record_running on service_record (person_id) where state = 'running';

CREATE INDEX service_record_shift on service_record (shift_id) where shift_id is not null;

CREATE TABLE session (
  id integer primary key,
  token_hash text not null unique,
  account_id integer not null references account (id),
  created_at integer not null,
  locked integer not null default 0 check (locked in (0, 1)),
  ended_at integer
, seen_at integer not null default 0) strict;

CREATE TABLE session_equipment (
  session_id integer not null references class_session (id),
  equipment_id integer not null references equipment (id),
  quantity integer not null check (quantity >= 1),
  primary key (session_id, equipment_id)
) strict, without rowid;

CREATE TABLE session_trainer (
  session_id integer not null references class_session (id),
  person_id integer not null references trainer (person_id) on update cascade,
  position integer not null,
  primary key (session_id, person_id)
) strict, without rowid;

CREATE INDEX session_trainer_of on session_trainer (person_id, session_id);

CREATE TABLE setting (
  key text primary key not null,
  value text not null check (json_valid(value))
) strict, without rowid;

CREATE TRIGGER project_use_shift after update of state, from_at, to_at, zone_id on shift
begin
  update project_use set
    held = exists (select 1 from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'held') and not exists (select 1 from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'planned'),
    served = (select count(distinct person_id) from sign_up where outcome = 'served' and shift_id in (select shift.id from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'held'))
    where project_id = old.project_id and zone_id = old.zone_id and from_at <= old.from_at and to_at >= old.to_at;
  update project_use set
    held = exists (select 1 from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'held') and not exists (select 1 from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'planned'),
    served = (select count(distinct person_id) from sign_up where outcome = 'served' and shift_id in (select shift.id from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'held'))
    where project_id = new.project_id and zone_id = new.zone_id and from_at <= new.from_at and to_at >= new.to_at;
end;

CREATE TRIGGER project_use_shift_made after insert on shift
  when new.zone_id is not null
begin
  update project_use set
    held = exists (select 1 from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'held') and not exists (select 1 from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'planned'),
    served = (select count(distinct person_id) from sign_up where outcome = 'served' and shift_id in (select shift.id from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'held'))
    where project_id = new.project_id and zone_id = new.zone_id and from_at <= new.from_at and to_at >= new.to_at;
end;

CREATE TRIGGER shift_fixed before update of from_at on shift
  when old.state in ('held') and (new.from_at is not old.from_at)
begin
  select raise(abort, 'a shift that was held does not move');
end;

CREATE TRIGGER shift_need_id_shares before insert on shift
  when new.need_id is not null
begin
  select raise(abort, 'need of another project') where not exists (select 1 from project_need where id = new.need_id and project_id = new.project_id);
end;

CREATE TRIGGER shift_no_delete before delete on shift
begin
  select raise(abort, 'shifts are kept');
end;

CREATE TRIGGER shift_shifts_counted after update of state on shift
  when (new.state is 'held') and not (old.state is 'held')
begin
  insert into volunteer_month (dimension, dimension_id, month, shifts)
    values ('all', 0, strftime('%Y-%m', (new.from_at + 28800000) / 1000, 'unixepoch'), 1)
    on conflict (dimension, dimension_id, month) do update set shifts = shifts + excluded.shifts;
  insert into volunteer_month (dimension, dimension_id, month, shifts)
    values ('project', coalesce(new.project_id, 0), strftime('%Y-%m', (new.from_at + 28800000) / 1000, 'unixepoch'), 1)
    on conflict (dimension, dimension_id, month) do update set shifts = shifts + excluded.shifts;
  insert into volunteer_month (dimension, dimension_id, month, shifts)
    values ('category', coalesce((select category_id from project where id = new.project_id), 0), strftime('%Y-%m', (new.from_at + 28800000) / 1000, 'unixepoch'), 1)
    on conflict (dimension, dimension_id, month) do update set shifts = shifts + excluded.shifts;
end;

CREATE TRIGGER shift_shifts_uncounted after update of state on shift
  when (old.state is 'held') and not (new.state is 'held')
begin
  update volunteer_month set shifts = shifts - 1
    where dimension = 'all' and dimension_id = 0 and month = strftime('%Y-%m', (new.from_at + 28800000) / 1000, 'unixepoch');
  update volunteer_month set shifts = shifts - 1
    where dimension = 'project' and dimension_id = coalesce(new.project_id, 0) and month = strftime('%Y-%m', (new.from_at + 28800000) / 1000, 'unixepoch');
  update volunteer_month set shifts = shifts - 1
    where dimension = 'category' and dimension_id = coalesce((select category_id from project where id = new.project_id), 0) and month = strftime('%Y-%m', (new.from_at + 28800000) / 1000, 'unixepoch');
end;

CREATE TABLE shift (
  id integer primary key,
  project_id integer not null references project (id),
  need_id integer not null references project_need (id),
  from_at integer not null,
  to_at integer not null,
  zone_id integer references zone (id),
  place text not null,
  state text not null,
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
  check (to_at > from_at and to_at - from_at <= 86400000),
  check ((state = 'suspended') = (closure_id is not null)),
  check (zone_id is not null or place <> '')
) strict;

CREATE INDEX shift_closure on shift (closure_id) where closure_id is not null;

CREATE INDEX shift_from on shift (from_at, id);

CREATE INDEX shift_need on shift (need_id);

CREATE INDEX shift_project on shift (project_id, from_at);

CREATE INDEX shift_state on shift (state, to_at);

CREATE INDEX shift_zone on shift (zone_id, from_at) where zone_id is not null;

CREATE TRIGGER project_use_sign_up after update of outcome, person_id on sign_up
  when new.outcome is 'served' or old.outcome is 'served'
begin
  update project_use set
    held = exists (select 1 from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'held') and not exists (select 1 from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'planned'),
    served = (select count(distinct person_id) from sign_up where outcome = 'served' and shift_id in (select shift.id from shift where shift.project_id = project_use.project_id and shift.zone_id = project_use.zone_id
      and shift.from_at >= project_use.from_at and shift.to_at <= project_use.to_at and shift.state = 'held'))
    where id in (select used.id from project_use as used join shift as own on own.id = new.shift_id
      where used.project_id = own.project_id and used.zone_id = own.zone_id and used.from_at <= own.from_at and used.to_at >= own.to_at);
end;

CREATE TRIGGER sign_up_counted after insert on sign_up
begin
  update shift set taken = taken + (new.state in ('signed', 'offered')), offered = offered + (new.state in ('offered')), waiting = waiting + (new.state in ('waiting')) where id = new.shift_id;
end;

CREATE TRIGGER sign_up_counted_again after update of state on sign_up
  when new.state <> old.state
begin
  update shift set taken = taken - (old.state in ('signed', 'offered')), offered = offered - (old.state in ('offered')), waiting = waiting - (old.state in ('waiting')) where id = old.shift_id;
  update shift set taken = taken + (new.state in ('signed', 'offered')), offered = offered + (new.state in ('offered')), waiting = waiting + (new.state in ('waiting')) where id = new.shift_id;
end;

CREATE TRIGGER sign_up_fixed before update of shift_id, project_id on sign_up
  when new.shift_id is not old.shift_id or new.project_id is not old.project_id
begin
  select raise(abort, 'a sign-up stays with its shift');
end;

CREATE TRIGGER sign_up_no_delete before delete on sign_up
begin
  select raise(abort, 'sign-ups are kept');
end;

CREATE TRIGGER sign_up_no_shows_counted after update of outcome, end_reason on sign_up
  when (new.outcome is 'absent' or new.end_reason is 'withdrawn_late') and not (old.outcome is 'absent' or old.end_reason is 'withdrawn_late')
begin
  insert into volunteer_month (dimension, dimension_id, month, no_shows)
    values ('all', 0, strftime('%Y-%m', ((select from_at from shift where id = new.shift_id) + 28800000) / 1000, 'unixepoch'), 1)
    on conflict (dimension, dimension_id, month) do update set no_shows = no_shows + excluded.no_shows;
  insert into volunteer_month (dimension, dimension_id, month, no_shows)
    values ('project', coalesce(new.project_id, 0), strftime('%Y-%m', ((select from_at from shift where id = new.shift_id) + 28800000) / 1000, 'unixepoch'), 1)
    on conflict (dimension, dimension_id, month) do update set no_shows = no_shows + excluded.no_shows;
  insert into volunteer_month (dimension, dimension_id, month, no_shows)
    values ('category', coalesce((select category_id from project where id = new.project_id), 0), strftime('%Y-%m', ((select from_at from shift where id = new.shift_id) + 28800000) / 1000, 'unixepoch'), 1)
    on conflict (dimension, dimension_id, month) do update set no_shows = no_shows + excluded.no_shows;
  insert into volunteer_month (dimension, dimension_id, month, no_shows)
    values ('organisation', coalesce(new.organisation_id, 0), strftime('%Y-%m', ((select from_at from shift where id = new.shift_id) + 28800000) / 1000, 'unixepoch'), 1)
    on conflict (dimension, dimension_id, month) do update set no_shows = no_shows + excluded.no_shows;
end;

CREATE TRIGGER sign_up_no_shows_uncounted after update of outcome, end_reason on sign_up
  when (old.outcome is 'absent' or old.end_reason is 'withdrawn_late') and not (new.outcome is 'absent' or new.end_reason is 'withdrawn_late')
begin
  update volunteer_month set no_shows = no_shows - 1
    where dimension = 'all' and dimension_id = 0 and month = strftime('%Y-%m', ((select from_at from shift where id = new.shift_id) + 28800000) / 1000, 'unixepoch');
  update volunteer_month set no_shows = no_shows - 1
    where dimension = 'project' and dimension_id = coalesce(new.project_id, 0) and month = strftime('%Y-%m', ((select from_at from shift where id = new.shift_id) + 28800000) / 1000, 'unixepoch');
  update volunteer_month set no_shows = no_shows - 1
    where dimension = 'category' and dimension_id = coalesce((select category_id from project where id = new.project_id), 0) and month = strftime('%Y-%m', ((select from_at from shift where id = new.shift_id) + 28800000) / 1000, 'unixepoch');
  update volunteer_month set no_shows = no_shows - 1
    where dimension = 'organisation' and dimension_id = coalesce(new.organisation_id, 0) and month = strftime('%Y-%m', ((select from_at from shift where id = new.shift_id) + 28800000) / 1000, 'unixepoch');
end;

CREATE TRIGGER sign_up_shift_id_shares before insert on sign_up
  when new.shift_id is not null
begin
  select raise(abort, 'shift of another project') where not exists (select 1 from shift where id = new.shift_id and project_id = new.project_id);
end;

CREATE TABLE sign_up (
  id integer primary key,
  shift_id integer not null references shift (id),
  project_id integer not null references project (id),
  person_id integer not null references volunteer (person_id),
  organisation_id integer references organisation (id),
  state text not null,
  place integer,
  offer_until integer,
  signed_at integer,
  ended_at integer,
  end_reason text,
  outcome text,
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
) strict;

CREATE UNIQUE INDEX sign_up_live on sign_up (shift_id, person_id) where ended_at is null;

CREATE INDEX sign_up_missed on sign_up (person_id) where outcome = 'absent' or end_reason = 'withdrawn_late';

CREATE INDEX sign_up_offer on sign_up (offer_until) where offer_until is not null;

CREATE INDEX sign_up_person on sign_up (person_id, created_at);

CREATE INDEX sign_up_person_live on sign_up (person_id) where ended_at is null;

CREATE INDEX sign_up_project on sign_up (project_id);

CREATE INDEX sign_up_shift on sign_up (shift_id);

CREATE INDEX sign_up_waiting on sign_up (shift_id, place) where place is not null;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE star_level (
  level integer primary key check (level between 1 and 10),
  name text not null,
  name_en text not null,
  minutes integer not null unique check (minutes >= 1)
) strict;

CREATE TABLE station_clock (
  id integer primary key check (id = 1),
  confirmed_at integer not null
) strict;

CREATE TABLE trainer (
  person_id integer primary key references person (id),
  active integer not null default 1 check (active in (0, 1)),
  notes text not null,
  created_at integer not null,
  version integer not null default 1
) strict;

CREATE TABLE trainer_course (
  person_id integer not null references trainer (person_id) on update cascade,
  course_id integer not null references course (id),
  primary key (person_id, course_id)
) strict, without rowid;

CREATE INDEX trainer_course_of on trainer_course (course_id);

CREATE TABLE trainer_hours (
  person_id integer not null references trainer (person_id) on update cascade,
  weekday integer not null check (weekday between 1 and 7),
  from_minute integer not null check (from_minute >= 0),
  to_minute integer not null check (to_minute <= 1440),
  check (to_minute > from_minute),
  primary key (person_id, weekday, from_minute)
) strict, without rowid;

CREATE TABLE trainer_leave (
  id integer primary key,
  person_id integer not null references trainer (person_id) on update cascade,
  from_date text not null check (length(from_date) = 10),
  to_date text not null check (length(to_date) = 10),
  reason text not null,
  check (to_date >= from_date)
) strict;

CREATE INDEX trainer_leave_of on trainer_leave (person_id);

CREATE TABLE trainer_qualification (
  id integer primary key,
  person_id integer not null references trainer (person_id) on update cascade,
  name text not null check (length(name) between 1 and 80),
  number text not null,
  valid_until text check (length(valid_until) = 10),
  course_ids text not null check (json_valid(course_ids))
) strict;

CREATE INDEX trainer_qualification_of on trainer_qualification (person_id);

CREATE TABLE vault (
  name text primary key not null,
  created_at integer not null
) strict, without rowid;

CREATE TRIGGER vault_generation_next before insert on vault_generation
  when new.generation is not 1 + coalesce((select max(generation) from vault_generation where vault = new.vault), 0)
begin
  select raise(abort, 'generations follow one another');
end;

CREATE TRIGGER vault_generation_no_delete before delete on vault_generation
begin
  select raise(abort, 'a generation stays as it is');
end;

CREATE TRIGGER vault_generation_no_update before update on vault_generation
begin
  select raise(abort, 'a generation stays as it is');
end;

CREATE TABLE vault_generation (
  vault text not null references vault (name),
  generation integer not null check (generation > 0),
  reason text not null,
  made_at integer not null,
  made_by integer references account (id),
  primary key (vault, generation)
) strict, without rowid;

CREATE TABLE vault_key_pair (
  id integer primary key,
  account_id integer references account (id),
  recovery_of text references vault (name),
  public_key blob not null check (length(public_key) = 32),
  private_key blob not null,
  salt blob not null check (length(salt) >= 16),
  cost integer not null check (cost > 1),
  made_at integer not null,
  made_by integer references account (id),
  confirmed_at integer,
  check ((account_id is null) <> (recovery_of is null)),
  check (confirmed_at is null or recovery_of is not null)
) strict;

CREATE UNIQUE INDEX vault_key_pair_account on vault_key_pair (account_id) where account_id is not null;

CREATE UNIQUE INDEX vault_key_pair_recovery on vault_key_pair (recovery_of) where recovery_of is not null;

CREATE TABLE vault_wrap (
  vault text not null,
  generation integer not null,
  key_pair_id integer not null references vault_key_pair (id),
  sealed_key blob not null,
  made_at integer not null,
  made_by integer references account (id),
  primary key (vault, generation, key_pair_id),
  foreign key (vault, generation) references vault_generation (vault, generation)
) strict, without rowid;

CREATE INDEX vault_wrap_key_pair on vault_wrap (key_pair_id);

CREATE TRIGGER volunteer_registered_counted after update of registered_at on volunteer
  when new.registered_at is not null and old.registered_at is null
begin
  insert into volunteer_month (dimension, dimension_id, month, registered)
    values ('all', 0, strftime('%Y-%m', (new.registered_at + 28800000) / 1000, 'unixepoch'), 1)
    on conflict (dimension, dimension_id, month) do update set registered = registered + excluded.registered;
  insert into volunteer_month (dimension, dimension_id, month, registered)
    values ('organisation', coalesce(new.registered_organisation_id, 0), strftime('%Y-%m', (new.registered_at + 28800000) / 1000, 'unixepoch'), 1)
    on conflict (dimension, dimension_id, month) do update set registered = registered + excluded.registered;
end;

CREATE TRIGGER volunteer_registered_gone after delete on volunteer
  when old.registered_at is not null
begin
  update volunteer_month set registered = registered - 1
    where dimension = 'all' and dimension_id = 0 and month = strftime('%Y-%m', (old.registered_at + 28800000) / 1000, 'unixepoch');
  update volunteer_month set registered = registered - 1
    where dimension = 'organisation' and dimension_id = coalesce(old.registered_organisation_id, 0) and month = strftime('%Y-%m', (old.registered_at + 28800000) / 1000, 'unixepoch');
end;

CREATE TABLE volunteer (
  person_id integer primary key references person (id),
  number text not null unique,
  national_number text not null,
  state text not null,
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
) strict;

CREATE INDEX volunteer_insured on volunteer (insured_until) where insured_until is not null;

CREATE INDEX volunteer_match on volunteer (state, person_id, availability, minutes, last_served_at, star, team);

CREATE INDEX volunteer_minutes on volunteer (minutes, person_id);

CREATE INDEX volunteer_registered on volunteer (registered_at) where registered_at is not null;

CREATE INDEX volunteer_team on volunteer (team) where team <> '';

CREATE TABLE volunteer_choice (
  id integer primary key,
  kind text not null,
  name text not null check (length(name) between 1 and 40),
  name_en text not null,
  archived_at integer,
  version integer not null default 1
) strict;

CREATE UNIQUE INDEX volunteer_choice_name on volunteer_choice (kind, name) where archived_at is null;

CREATE TABLE volunteer_has (
  choice_id integer not null references volunteer_choice (id),
  person_id integer not null references volunteer (person_id),
  primary key (choice_id, person_id)
) strict, without rowid;

CREATE INDEX volunteer_has_of on volunteer_has (person_id);

CREATE TABLE volunteer_month (
  dimension text not null,
  dimension_id integer not null,
  month text not null check (length(month) = 7),
  registered integer not null default 0 check (registered >= 0),
  people integer not null default 0 check (people >= 0),
  services integer not null default 0 check (services >= 0),
  minutes integer not null default 0 check (minutes >= 0),
  shifts integer not null default 0 check (shifts >= 0),
  no_shows integer not null default 0 check (no_shows >= 0),
  primary key (dimension, dimension_id, month)
) strict, without rowid;

CREATE INDEX volunteer_month_month on volunteer_month (dimension, month);

CREATE TRIGGER volunteer_month_person_in after insert on volunteer_month_person
begin
  update volunteer_month set people = people + 1
    where dimension = new.dimension and dimension_id = new.dimension_id and month = new.month;
  insert into volunteer_month_return (dimension, dimension_id, month, previous, people)
    select new.dimension, new.dimension_id, month, previous, 1 from (select new.month as month, coalesce((select max(month) from volunteer_month_person where person_id = new.person_id and dimension = new.dimension
      and dimension_id = new.dimension_id and month < new.month), '') as previous) where month is not null
    on conflict do update set people = people + 1;
  update volunteer_month_return set people = people - 1
    where dimension = new.dimension and dimension_id = new.dimension_id and month = (select min(month) from volunteer_month_person where person_id = new.person_id and dimension = new.dimension
      and dimension_id = new.dimension_id and month > new.month) and previous = coalesce((select max(month) from volunteer_month_person where person_id = new.person_id and dimension = new.dimension
      and dimension_id = new.dimension_id and month < new.month), '');
  insert into volunteer_month_return (dimension, dimension_id, month, previous, people)
    select new.dimension, new.dimension_id, month, previous, 1 from (select (select min(month) from volunteer_month_person where person_id = new.person_id and dimension = new.dimension
      and dimension_id = new.dimension_id and month > new.month) as month, new.month as previous) where month is not null
    on conflict do update set people = people + 1;
end;

CREATE TRIGGER volunteer_month_person_out after delete on volunteer_month_person
begin
  update volunteer_month set people = people - 1
    where dimension = old.dimension and dimension_id = old.dimension_id and month = old.month;
  update volunteer_month_return set people = people - 1
    where dimension = old.dimension and dimension_id = old.dimension_id and month = (select min(month) from volunteer_month_person where person_id = old.person_id and dimension = old.dimension
      and dimension_id = old.dimension_id and month > old.month) and previous = old.month;
  insert into volunteer_month_return (dimension, dimension_id, month, previous, people)
    select old.dimension, old.dimension_id, month, previous, 1 from (select (select min(month) from volunteer_month_person where person_id = old.person_id and dimension = old.dimension
      and dimension_id = old.dimension_id and month > old.month) as month, coalesce((select max(month) from volunteer_month_person where person_id = old.person_id and dimension = old.dimension
      and dimension_id = old.dimension_id and month < old.month), '') as previous) where month is not null
    on conflict do update set people = people + 1;
  update volunteer_month_return set people = people - 1
    where dimension = old.dimension and dimension_id = old.dimension_id and month = old.month and previous = coalesce((select max(month) from volunteer_month_person where person_id = old.person_id and dimension = old.dimension
      and dimension_id = old.dimension_id and month < old.month), '');
end;

CREATE TRIGGER volunteer_year_person_again after update of services, minutes on volunteer_month_person
  when new.dimension = 'all'
begin
  update volunteer_year_person set services = services + new.services - old.services, minutes = minutes + new.minutes - old.minutes
    where year = substr(new.month, 1, 4) and person_id = new.person_id;
end;

CREATE TRIGGER volunteer_year_person_in after insert on volunteer_month_person
  when new.dimension = 'all'
begin
  insert into volunteer_year_person (year, person_id, services, minutes) values (substr(new.month, 1, 4), new.person_id, new.services, new.minutes)
    on conflict do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
end;

CREATE TRIGGER volunteer_year_person_out after delete on volunteer_month_person
  when old.dimension = 'all'
begin
  update volunteer_year_person set services = services - old.services, minutes = minutes - old.minutes where year = substr(old.month, 1, 4) and person_id = old.person_id;
  delete from volunteer_year_person where year = substr(old.month, 1, 4) and person_id = old.person_id and services = 0;
end;

CREATE TABLE volunteer_month_person (
  dimension text not null,
  dimension_id integer not null,
  month text not null,
  person_id integer not null,
  services integer not null check (services >= 0),
  minutes integer not null,
  primary key (dimension, dimension_id, month, person_id)
) strict, without rowid;

CREATE INDEX volunteer_month_person_of on volunteer_month_person (person_id, dimension, dimension_id, month);

CREATE INDEX volunteer_month_person_order on volunteer_month_person (month, minutes desc, person_id, services) where dimension = 'all';

CREATE TABLE volunteer_month_return (
  dimension text not null,
  dimension_id integer not null,
  month text not null,
  previous text not null check (previous < month),
  people integer not null check (people >= 0),
  primary key (dimension, dimension_id, month, previous)
) strict, without rowid;

CREATE TABLE volunteer_training (
  id integer primary key,
  person_id integer not null references volunteer (person_id),
  choice_id integer not null references volunteer_choice (id),
  on_date text not null check (length(on_date) = 10),
  valid_until text check (length(valid_until) = 10),
  reference text not null,
  check (valid_until >= on_date)
) strict;

CREATE INDEX volunteer_training_choice on volunteer_training (choice_id);

CREATE INDEX volunteer_training_of on volunteer_training (person_id);

CREATE INDEX volunteer_training_until on volunteer_training (valid_until) where valid_until is not null;

CREATE TABLE volunteer_year_person (
  year text not null check (length(year) = 4),
  person_id integer not null,
  services integer not null check (services >= 0),
  minutes integer not null check (minutes >= 0),
  primary key (year, person_id)
) strict, without rowid;

CREATE INDEX volunteer_year_person_order on volunteer_year_person (year, minutes desc, person_id, services);

CREATE TABLE wish (
  id integer primary key,
  person_id integer not null references person (id),
  organisation_id integer references organisation (id),
  course_id integer references course (id),
  text text not null,
  text_key text not null,
  evenings integer not null check (evenings between 0 and 127),
  theme_id integer references wish_theme (id),
  class_id integer references class (id),
  at integer not null,
  by text not null,
  check (course_id is not null or text_key <> '')
) strict;

CREATE INDEX wish_at on wish (at, id);

CREATE INDEX wish_class on wish (class_id) where class_id is not null;

CREATE INDEX wish_course on wish (course_id, at) where course_id is not null;

CREATE UNIQUE INDEX wish_once on wish (person_id, coalesce(course_id, 0), text_key);

CREATE INDEX wish_theme_of on wish (theme_id, at) where theme_id is not null;

CREATE TABLE wish_theme (
  id integer primary key,
  title text not null check (length(title) between 1 and 60),
  course_id integer references course (id),
  archived_at integer,
  created_at integer not null,
  version integer not null default 1
) strict;

CREATE UNIQUE INDEX wish_theme_title on wish_theme (title) where archived_at is null;

CREATE TRIGGER zone_no_delete before delete on zone
begin
  select raise(abort, 'zones are archived');
end;

CREATE TABLE zone (
  id integer primary key,
  key text unique,
  name text not null check (length(name) between 1 and 40),
  name_en text not null,
  purpose text not null,
  purpose_en text not null,
  place text not null,
  capacity integer not null check (capacity >= 1),
  setup_minutes integer not null check (setup_minutes between 0 and 240),
  clearup_minutes integer not null check (clearup_minutes between 0 and 240),
  needs_approval integer not null check (needs_approval in (0, 1)),
  colour text not null,
  holiday_policy text not null,
  responsible_id integer references person (id),
  created_at integer not null,
  archived_at integer,
  version integer not null default 1
) strict;

CREATE UNIQUE INDEX zone_name on zone (name) where archived_at is null;

CREATE INDEX zone_responsible on zone (responsible_id) where responsible_id is not null;

CREATE TABLE zone_hours (
  zone_id integer not null references zone (id),
  weekday integer not null check (weekday between 1 and 7),
  open_minute integer not null check (open_minute >= 0),
  close_minute integer not null check (close_minute <= 1440),
  check (close_minute > open_minute),
  primary key (zone_id, weekday, open_minute)
) strict, without rowid;

CREATE TABLE zone_photo (
  zone_id integer primary key references zone (id),
  mime text not null,
  bytes blob not null check (length(bytes) <= 1048576)
) strict;

CREATE TABLE zone_use_month (
  zone_id integer not null references zone (id),
  purpose_id integer not null references purpose (id),
  month text not null check (length(month) = 7),
  uses integer not null check (uses >= 0),
  attendances integer not null check (attendances >= 0),
  minutes integer not null check (minutes >= 0),
  primary key (zone_id, purpose_id, month)
) strict, without rowid;
