import { sql, type Selectable } from 'kysely';
import type { TimelineEntry } from '../../../contract/people/people.ts';
import { LIVE_RECORDS, MAX_SERVICE_MS } from '../../../contract/volunteering/service-hour-rules.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { StationError } from '../../core/errors.ts';
import type { PersonReference } from '../../people/people/references.ts';
import type { TimelineSource } from '../../people/people/timeline.ts';
import type { VolunteerTable } from './tables.ts';

/** Entries of a person's time line: states of the volunteer, sign-ups, service, honours, certificates. */
async function entries(db: Db, personId: number, before: number, limit: number): Promise<TimelineEntry[]> {
  const own = await db.selectFrom('volunteer').selectAll().where('person_id', '=', personId).executeTakeFirst();
  if (own === undefined) return [];
  const entry = (at: number, area: string, kind: string, params: TimelineEntry['params'], recordId: number | null): TimelineEntry => ({
    at,
    area,
    kind,
    params,
    recordId
  });
  const found = [entry(own.applied_at, 'volunteers', 'applied', { number: own.number }, personId)];
  if (own.registered_at !== null) found.push(entry(own.registered_at, 'volunteers', 'active', { number: own.number }, personId));
  if (own.state === 'paused' || own.state === 'left')
    found.push(entry(own.state_at, 'volunteers', own.registered_at === null ? 'declined' : own.state, { reason: own.reason }, personId));
  const signUps = await db
    .selectFrom('sign_up')
    .innerJoin('shift', 'shift.id', 'sign_up.shift_id')
    .innerJoin('project_need', 'project_need.id', 'shift.need_id')
    .innerJoin('project', 'project.id', 'sign_up.project_id')
    .select([
      'sign_up.shift_id',
      'sign_up.state',
      'sign_up.created_at',
      'sign_up.ended_at',
      'end_reason',
      'outcome',
      'shift.from_at',
      'role',
      'project.title'
    ])
    .where('sign_up.person_id', '=', personId)
    .where('sign_up.created_at', '<', before)
    .orderBy('sign_up.created_at', 'desc')
    .limit(limit)
    .execute();
  for (const row of signUps) {
    const params = { project: row.title, role: row.role, from: row.from_at };
    found.push(entry(row.created_at, 'sign-ups', row.state === 'waiting' ? 'waiting' : 'signed', params, row.shift_id));
    if (row.ended_at !== null) found.push(entry(row.ended_at, 'sign-ups', 'ended', { ...params, why: row.end_reason }, row.shift_id));
    if (row.outcome === 'absent') found.push(entry(row.from_at, 'sign-ups', 'absent', params, row.shift_id));
  }
  const records = await db
    .selectFrom('service_record')
    .innerJoin('project', 'project.id', 'service_record.project_id')
    .select(['service_record.id', 'from_at', 'minutes', 'service_record.state', 'source', 'role', 'project.title'])
    .where('service_record.person_id', '=', personId)
    .where('service_record.from_at', '<', before)
    .where('service_record.state', 'in', LIVE_RECORDS)
    .orderBy('service_record.from_at', 'desc')
    .limit(limit)
    .execute();
  for (const row of records)
    found.push(
      entry(
        row.from_at,
        'service-hours',
        'served',
        { project: row.title, role: row.role, minutes: row.minutes, state: row.state, source: row.source },
        row.id
      )
    );
  const awards = await db
    .selectFrom('service_award')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('recorded_at', 'desc')
    .limit(limit)
    .execute();
  for (const row of awards) {
    found.push(
      entry(
        row.recorded_at,
        'recognition',
        'awarded',
        { kind: row.kind, level: row.level, title: row.title, authority: row.authority },
        row.id
      )
    );
    if (row.revoked_at !== null)
      found.push(entry(row.revoked_at, 'recognition', 'revoked', { title: row.title, reason: row.revoked_reason }, row.id));
  }
  const events = await db
    .selectFrom('service_certificate_event')
    .innerJoin('service_certificate', 'service_certificate.id', 'service_certificate_event.certificate_id')
    .select(['service_certificate.id', 'at', 'kind', 'number', 'minutes', 'service_certificate_event.reason'])
    .where('person_id', '=', personId)
    .where('kind', '<>', 'reprinted')
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  for (const row of events)
    found.push(entry(row.at, 'service-certificates', row.kind, { number: row.number, minutes: row.minutes, reason: row.reason }, row.id));
  return found.filter((one) => one.at < before);
}

/**
 * Moves everything that one volunteer did to another person. Of two volunteers one remains, with the number of the record that stays.
 * @returns how many
 * @throws StationError IN_USE when both served at the same time or are clocked in, have the same star, or have sign-ups to the same shift
 */
async function move(cmd: Command, from: number, to: number): Promise<number> {
  const { tx } = cmd;
  await tx.updateTable('project').set({ leader_id: to }).where('leader_id', '=', from).execute();
  await tx.updateTable('project_event').set({ person_id: to }).where('person_id', '=', from).execute();
  const own = await tx.selectFrom('volunteer').selectAll().where('person_id', '=', from).executeTakeFirst();
  if (own === undefined) return 0;
  const other = await tx.selectFrom('volunteer').selectAll().where('person_id', '=', to).executeTakeFirst();
  if (other === undefined) {
    // The number must be free for the record that gets it.
    await tx
      .updateTable('volunteer')
      .set({ number: `${own.number}*` })
      .where('person_id', '=', from)
      .execute();
    const { registered_at, registered_organisation_id, ...rest } = own;
    await tx
      .insertInto('volunteer')
      .values({ ...rest, person_id: to, minutes: 0, services: 0, star: 0, last_served_at: null, registered_at, registered_organisation_id })
      .execute();
  } else {
    await demandApartTx(cmd, from, to);
    await tx.updateTable('volunteer').set(keptOf(other, own)).where('person_id', '=', to).execute();
  }
  const moved = await tx.updateTable('service_record').set({ person_id: to }).where('person_id', '=', from).executeTakeFirst();
  await tx.updateTable('sign_up').set({ person_id: to }).where('person_id', '=', from).execute();
  await tx.updateTable('service_award').set({ person_id: to }).where('person_id', '=', from).execute();
  await tx.updateTable('service_certificate').set({ person_id: to }).where('person_id', '=', from).execute();
  await tx.updateTable('volunteer_training').set({ person_id: to }).where('person_id', '=', from).execute();
  const known = tx.selectFrom('volunteer_has').select('choice_id').where('person_id', '=', to);
  await tx.deleteFrom('volunteer_has').where('person_id', '=', from).where('choice_id', 'in', known).execute();
  await tx.updateTable('volunteer_has').set({ person_id: to }).where('person_id', '=', from).execute();
  // The figures count the registration once, so that of the row that goes is taken out only if the other row counts.
  if (other === undefined)
    await tx.updateTable('volunteer').set({ registered_at: null, state: 'left' }).where('person_id', '=', from).execute();
  await tx.deleteFrom('volunteer').where('person_id', '=', from).execute();
  cmd.audit({ entity: 'volunteer', entityId: to, before: { number: own.number }, after: { number: other?.number ?? own.number, from } });
  cmd.changed('volunteers', 'sign-ups', 'service-hours', 'recognition', 'service-certificates', 'volunteer-figures');
  return Number(moved.numUpdatedRows);
}

type VolunteerRecord = Selectable<VolunteerTable>;

/**
 * The fields that the record that stays takes from the other: those it lacks, the insurance that lasts longer, and the limits of both,
 * because those who assign volunteers must know each. A registration under either record counts. Consent to be named does not carry over.
 */
function keptOf(stays: VolunteerRecord, goes: VolunteerRecord) {
  const longer = (goes.insured_until ?? '') > (stays.insured_until ?? '') ? goes : stays;
  const guardian = stays.guardian_consent_on === null && goes.guardian_consent_on !== null ? goes : stays;
  const standing = stays.registered_at === null && goes.registered_at !== null ? goes : stays;
  return {
    insurance: longer.insurance,
    insured_until: longer.insured_until,
    guardian_name: guardian.guardian_name,
    guardian_phone: guardian.guardian_phone,
    guardian_consent_on: guardian.guardian_consent_on,
    limits: [...new Set([stays.limits, goes.limits])].filter((limits) => limits !== '').join('；'),
    availability: stays.availability || goes.availability,
    availability_note: stays.availability_note || goes.availability_note,
    national_number: stays.national_number || goes.national_number,
    team: stays.team || goes.team,
    state: standing.state,
    reason: standing.reason,
    state_at: standing.state_at,
    state_by: standing.state_by,
    registered_at: standing.registered_at,
    registered_organisation_id: standing.registered_organisation_id,
    version: stays.version + 1
  };
}

/** @throws StationError IN_USE */
async function demandApartTx(cmd: Command, from: number, to: number): Promise<void> {
  const overlapping = await sql<{ n: number }>`select count(*) as n from service_record a join service_record b on b.person_id = ${to}
    and b.state in (${sql.join(LIVE_RECORDS)})
    and ((a.from_at < coalesce(b.to_at, b.from_at + ${MAX_SERVICE_MS}) and b.from_at < coalesce(a.to_at, a.from_at + ${MAX_SERVICE_MS})) or (a.state = 'running' and b.state = 'running'))
    where a.person_id = ${from} and a.state in (${sql.join(LIVE_RECORDS)})`.execute(cmd.tx);
  const served = Number(overlapping.rows[0]?.n ?? 0);
  if (served > 0) throw new StationError('IN_USE', { what: 'service_record', count: served });
  const stars = await cmd.tx
    .selectFrom('service_award')
    .select('level')
    .where('person_id', '=', from)
    .where('kind', '=', 'star')
    .where('revoked_at', 'is', null)
    .where(
      'level',
      'in',
      cmd.tx
        .selectFrom('service_award')
        .select('level')
        .where('person_id', '=', to)
        .where('kind', '=', 'star')
        .where('revoked_at', 'is', null)
    )
    .execute();
  if (stars.length > 0) throw new StationError('IN_USE', { what: 'service_award', count: stars.length });
  const shifts = await cmd.tx
    .selectFrom('sign_up')
    .select('id')
    .where('person_id', '=', from)
    .where('ended_at', 'is', null)
    .where('shift_id', 'in', cmd.tx.selectFrom('sign_up').select('shift_id').where('person_id', '=', to).where('ended_at', 'is', null))
    .execute();
  if (shifts.length > 0) throw new StationError('IN_USE', { what: 'sign_up', count: shifts.length });
}

export const volunteerTimeline: TimelineSource = entries;
export const volunteerReference: PersonReference = { move };
