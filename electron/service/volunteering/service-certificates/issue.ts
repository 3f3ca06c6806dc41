import type { Selectable } from 'kysely';
import { maskDocument } from '../../../contract/people/people-rules.ts';
import type { REQUEST_WAYS } from '../../../contract/volunteering/service-certificates.ts';
import { addDays, dateOf } from '../../../contract/core/time.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { newVerificationCode, nextOfYearTx } from '../../core/numbers.ts';
import { readSettings } from '../../core/station/settings.ts';
import { demandPeriod, snapshotOf, type Period } from './snapshot.ts';
import type { ServiceCertificateTable } from './tables.ts';

type CertificateRecord = Selectable<ServiceCertificateTable>;
type EventKind = 'requested' | 'issued' | 'declined' | 'reprinted' | 'revoked';

export interface RequestInput extends Period {
  volunteerId: number;
  way: (typeof REQUEST_WAYS)[number];
  purpose: string;
  notes: string;
}

async function eventTx(cmd: Command, certificateId: number, kind: EventKind, reason = ''): Promise<void> {
  await cmd.tx
    .insertInto('service_certificate_event')
    .values({ certificate_id: certificateId, at: cmd.now, by: cmd.actor.name, kind, reason })
    .execute();
  cmd.changed('service-certificates');
}

/** Records a request and issues the certificate unless the request must be posted first. @throws StationError NOT_FOUND, INVALID */
export async function requestTx(cmd: Command, input: RequestInput) {
  demandPeriod(input);
  const person = found(
    await cmd.tx
      .selectFrom('volunteer')
      .innerJoin('person', 'person.id', 'volunteer.person_id')
      .select(['person.name', 'document_number', 'volunteer.number'])
      .where('volunteer.person_id', '=', input.volunteerId)
      .executeTakeFirst(),
    'volunteer',
    input.volunteerId
  );
  if ((await snapshotOf(cmd.tx, input.volunteerId, input)).services === 0)
    throw new StationError('INVALID', { field: 'volunteerId', reason: 'no_hours' });
  const { serviceCertificatePostingDays: days } = await readSettings(cmd.tx);
  const postedUntil = days === 0 ? null : addDays(dateOf(cmd.now), days);
  const row = await cmd.tx
    .insertInto('service_certificate')
    .values({
      number: null,
      code: null,
      person_id: input.volunteerId,
      state: 'requested',
      request_way: input.way,
      requested_at: cmd.now,
      requested_by: cmd.actor.name,
      purpose: input.purpose,
      notes: input.notes,
      wanted_from: input.fromDate,
      wanted_to: input.toDate,
      wanted_projects: JSON.stringify(input.projectIds),
      posted_until: postedUntil,
      name: person.name,
      document_masked: maskDocument(person.document_number),
      volunteer_number: person.number,
      first_date: null,
      last_date: null,
      issued_at: null,
      issued_on: null
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await eventTx(cmd, row.id, 'requested', input.purpose);
  cmd.audit({
    entity: 'service_certificate',
    entityId: row.id,
    after: { personId: input.volunteerId, way: input.way, from: input.fromDate, to: input.toDate, postedUntil }
  });
  const number = postedUntil === null ? await issueTx(cmd, row) : null;
  return { id: row.id, issued: number !== null, number, postedUntil };
}

/** Issues a certificate: stores its content and the records behind it. @returns its number @throws StationError INVALID: no_hours */
async function issueTx(cmd: Command, row: CertificateRecord): Promise<string> {
  const period = { fromDate: row.wanted_from, toDate: row.wanted_to, projectIds: JSON.parse(row.wanted_projects) as number[] };
  const snapshot = await snapshotOf(cmd.tx, row.person_id, period);
  if (snapshot.services === 0) throw new StationError('INVALID', { field: 'volunteerId', reason: 'no_hours' });
  const settings = await readSettings(cmd.tx);
  const person = await cmd.tx
    .selectFrom('person')
    .select(['name', 'document_number'])
    .where('id', '=', row.person_id)
    .executeTakeFirstOrThrow();
  const number = await nextOfYearTx(cmd, 'service_certificate', 5);
  for (const recordId of snapshot.recordIds)
    await cmd.tx.insertInto('service_certificate_record').values({ certificate_id: row.id, record_id: recordId }).execute();
  await cmd.tx
    .updateTable('service_certificate')
    .set({
      state: 'issued',
      number,
      code: newVerificationCode(),
      name: person.name,
      document_masked: maskDocument(person.document_number),
      minutes: snapshot.minutes,
      services: snapshot.services,
      first_date: row.wanted_from ?? snapshot.from,
      last_date: row.wanted_to ?? snapshot.to,
      hours: snapshot.hours,
      notes: [row.notes, snapshot.how].filter((part) => part !== '').join('；'),
      lines: JSON.stringify(snapshot.lines),
      issuer: settings.serviceCertificateIssuer || settings.stationName,
      head: settings.serviceCertificateHead,
      handler: cmd.actor.name,
      contact: settings.serviceCertificateContact,
      issued_at: cmd.now,
      issued_on: dateOf(cmd.now),
      issued_by: cmd.actor.name,
      prints: 1,
      version: row.version + 1
    })
    .where('id', '=', row.id)
    .execute();
  await eventTx(cmd, row.id, 'issued');
  // The verification code proves a certificate, so it belongs on paper and not in the log.
  cmd.audit({
    entity: 'service_certificate',
    entityId: row.id,
    before: { state: 'requested' },
    after: { state: 'issued', number, minutes: snapshot.minutes, services: snapshot.services }
  });
  return number;
}

export function requestCertificate(context: Context, input: RequestInput & { commandId: string }) {
  return command(context, input, (cmd) => requestTx(cmd, input));
}

async function requestedTx(cmd: Command, input: { id: number; version: number }, step: string): Promise<CertificateRecord> {
  const row = found(
    await cmd.tx.selectFrom('service_certificate').selectAll().where('id', '=', input.id).executeTakeFirst(),
    'service_certificate',
    input.id
  );
  if (row.version !== input.version) throw new StationError('STALE', { what: 'service_certificate' });
  if (row.state !== 'requested') throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step });
  return row;
}

/** @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED, INVALID (posted, no_hours) */
export function issueCertificate(context: Context, input: { commandId: string; id: number; version: number }) {
  return command(context, input, async (cmd) => {
    const row = await requestedTx(cmd, input, 'issue');
    if (row.posted_until !== null && dateOf(cmd.now) <= row.posted_until)
      throw new StationError('INVALID', { field: 'id', reason: 'posted', params: { until: row.posted_until } });
    return { number: await issueTx(cmd, row) };
  });
}

/** @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED */
export function declineCertificate(context: Context, input: { commandId: string; id: number; version: number; reason: string }) {
  return command(context, input, async (cmd) => {
    const row = await requestedTx(cmd, input, 'decline');
    await cmd.tx
      .updateTable('service_certificate')
      .set({ state: 'declined', reason: input.reason, version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
    await eventTx(cmd, row.id, 'declined', input.reason);
    cmd.audit({
      entity: 'service_certificate',
      entityId: row.id,
      before: { state: 'requested' },
      after: { state: 'declined', reason: input.reason }
    });
    return {};
  });
}

async function issuedTx(cmd: Command, id: number, step: string): Promise<CertificateRecord> {
  const row = found(
    await cmd.tx.selectFrom('service_certificate').selectAll().where('id', '=', id).executeTakeFirst(),
    'service_certificate',
    id
  );
  if (row.state !== 'issued') throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step });
  return row;
}

/** Records a reprint in the register. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED */
export function reprintCertificate(context: Context, input: { commandId: string; id: number; reason: string }) {
  return command(context, input, async (cmd) => {
    const row = await issuedTx(cmd, input.id, 'reprint');
    await cmd.tx
      .updateTable('service_certificate')
      .set({ prints: row.prints + 1, version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
    await eventTx(cmd, row.id, 'reprinted', input.reason);
    cmd.audit({
      entity: 'service_certificate',
      entityId: row.id,
      before: { prints: row.prints },
      after: { prints: row.prints + 1, reason: input.reason }
    });
    return {};
  });
}

/** Revokes a certificate for good. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED */
export function revokeCertificate(context: Context, input: { commandId: string; id: number; reason: string }) {
  return command(context, input, async (cmd) => {
    const row = await issuedTx(cmd, input.id, 'revoke');
    await cmd.tx
      .updateTable('service_certificate')
      .set({ state: 'revoked', reason: input.reason, version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
    await eventTx(cmd, row.id, 'revoked', input.reason);
    cmd.audit({
      entity: 'service_certificate',
      entityId: row.id,
      before: { state: 'issued' },
      after: { state: 'revoked', reason: input.reason }
    });
    return {};
  });
}
