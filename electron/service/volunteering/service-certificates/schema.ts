import { neverDelete, frozen, legalSteps } from '../../db/guards.ts';
import { onlyApproved } from '../../db/hours.ts';

/** Certificates of hours served, and their events. */
export const serviceCertificatesSchema: readonly string[] = [
  `create table service_certificate (
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
  ) strict`,
  `create index service_certificate_order on service_certificate (requested_at, id)`,
  `create index service_certificate_person on service_certificate (person_id, requested_at)`,
  `create index service_certificate_outdated on service_certificate (requested_at) where outdated = 1`,
  neverDelete('service_certificate', 'certificates are kept'),
  frozen(
    'service_certificate',
    ['number', 'code', 'name', 'minutes', 'services', 'lines', 'hours', 'issued_at'],
    'what a certificate says does not change',
    { once: { set: 'number' } }
  ),
  legalSteps('service_certificate', 'state', { revoked: [] }, 'what a certificate says does not change'),

  `create table service_certificate_record (
    certificate_id integer not null references service_certificate (id),
    record_id integer not null references service_record (id),
    primary key (certificate_id, record_id)
  ) strict, without rowid`,
  `create index service_certificate_record_of on service_certificate_record (record_id)`,
  onlyApproved({ certified: 'service_certificate_record', record: 'service_record', certificate: 'service_certificate' }),

  `create table service_certificate_event (
    id integer primary key,
    certificate_id integer not null references service_certificate (id),
    at integer not null,
    by text not null,
    kind text not null,
    reason text not null
  ) strict`,
  `create index service_certificate_event_of on service_certificate_event (certificate_id)`
];
