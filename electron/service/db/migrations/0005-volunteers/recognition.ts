import { noDelete } from '../no-delete.ts';

/** Stars, awards and service record certificates. */
export const recognition = [
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
  `create index service_certificate_event_of on service_certificate_event (certificate_id)`
];
