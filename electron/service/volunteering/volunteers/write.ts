import { endSignUpsOfVolunteerTx } from '../sign-ups/end.ts';
import type { z } from 'zod';
import { maskPhone, checkPhone } from '../../../contract/people/people-rules.ts';
import {
  missingOfVolunteer,
  VOLUNTEER_STEP_RULES,
  type newVolunteerPerson,
  type VolunteerFields,
  type VolunteerState,
  type VolunteerStep
} from '../../../contract/volunteering/volunteers.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { command, unnumberedCommand, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { nextOfYearTx } from '../../core/numbers.ts';
import { createPersonTx, NO_PERSON } from '../../people/people/persons.ts';
import { callUnreadyTx } from '../sign-ups/unready.ts';
import { demandChoicesTx } from './choices.ts';

export type VolunteerInput = Omit<VolunteerFields, 'guardianPhone'> & { guardianPhone?: string | undefined };
export type VolunteerPerson = z.output<typeof newVolunteerPerson>;

/** @throws StationError NOT_FOUND */
export async function readVolunteerTx(cmd: Command, id: number) {
  return found(await cmd.tx.selectFrom('volunteer').selectAll().where('person_id', '=', id).executeTakeFirst(), 'volunteer', id);
}

async function volunteerForChangeTx(cmd: Command, input: { id: number; version: number }) {
  const row = await readVolunteerTx(cmd, input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'volunteer' });
  return row;
}

/** The columns of what a form gives. @throws StationError INVALID (guardianPhone) */
function columnsOf(input: VolunteerInput, consentAt: number | null) {
  const typed = input.guardianPhone?.trim();
  const phone = typed === undefined ? undefined : typed === '' ? '' : checkPhone(typed);
  if (phone === null) throw new StationError('INVALID', { field: 'guardianPhone', reason: 'phone' });
  return {
    availability: input.availability,
    availability_note: input.availabilityNote,
    limits: input.limits,
    guardian_name: input.guardianName,
    ...(phone === undefined ? {} : { guardian_phone: phone }),
    guardian_consent_on: input.guardianConsentOn,
    insurance: input.insurance,
    insured_until: input.insuredUntil,
    publish_consent_at: input.publishConsent ? consentAt : null,
    team: input.team,
    team_leader: input.teamLeader ? 1 : 0,
    national_number: input.nationalNumber,
    notes: input.notes
  };
}

/** A volunteer as the audit keeps it: with the length of health limits and notes only, and the guardian's number masked. */
function audited(input: VolunteerInput) {
  const { limits, notes, guardianPhone, ...rest } = input;
  return {
    ...rest,
    limits: limits.length,
    notes: notes.length,
    ...(guardianPhone === undefined ? {} : { guardianPhone: maskPhone(guardianPhone) })
  };
}

async function writePartsTx(cmd: Command, id: number, input: VolunteerInput): Promise<void> {
  await demandChoicesTx(cmd, 'skill', input.skillIds);
  await demandChoicesTx(cmd, 'language', input.languageIds);
  await demandChoicesTx(
    cmd,
    'training',
    input.trainings.map((one) => one.trainingId)
  );
  for (const one of input.trainings)
    if (one.validUntil !== null && one.validUntil < one.on) throw new StationError('INVALID', { field: 'trainings', reason: 'order' });
  await cmd.tx.deleteFrom('volunteer_has').where('person_id', '=', id).execute();
  await cmd.tx.deleteFrom('volunteer_training').where('person_id', '=', id).execute();
  const has = [...new Set([...input.skillIds, ...input.languageIds])].map((choice_id) => ({ choice_id, person_id: id }));
  if (has.length > 0) await cmd.tx.insertInto('volunteer_has').values(has).execute();
  const trainings = input.trainings.map((one) => ({
    person_id: id,
    choice_id: one.trainingId,
    on_date: one.on,
    valid_until: one.validUntil,
    reference: one.reference
  }));
  if (trainings.length > 0) await cmd.tx.insertInto('volunteer_training').values(trainings).execute();
}

async function personTx(cmd: Command, person: VolunteerPerson): Promise<number> {
  if ('personId' in person) {
    return found(
      await cmd.tx.selectFrom('person').select('id').where('id', '=', person.personId).where('merged_into', 'is', null).executeTakeFirst(),
      'person',
      person.personId
    ).id;
  }
  return createPersonTx(cmd, { ...NO_PERSON, ...person, consent: null });
}

/** @throws StationError NOT_FOUND, IN_USE, INVALID, DUPLICATE_PERSON, DUPLICATE_DOCUMENT */
export async function registerTx(cmd: Command, input: VolunteerInput & { person: VolunteerPerson; activate: boolean }) {
  const id = await personTx(cmd, input.person);
  const known = await cmd.tx.selectFrom('volunteer').select('person_id').where('person_id', '=', id).executeTakeFirst();
  if (known) throw new StationError('IN_USE', { what: 'volunteer', count: 1 });
  const { person: _person, activate, commandId: _command, ...fields } = input as typeof input & { commandId?: string };
  const number = await nextOfYearTx(cmd, 'volunteer', 5);
  await cmd.tx
    .insertInto('volunteer')
    .values({
      person_id: id,
      number,
      state: 'applied',
      state_at: cmd.now,
      state_by: cmd.actor.name,
      guardian_phone: '',
      ...columnsOf(fields, cmd.now),
      applied_at: cmd.now,
      registered_at: null,
      registered_organisation_id: null,
      last_served_at: null
    })
    .execute();
  await writePartsTx(cmd, id, fields);
  cmd.audit({ entity: 'volunteer', entityId: id, after: { number, ...audited(fields) } });
  cmd.changed('volunteers', 'people');
  if (!activate) return { id, number, state: 'applied' as VolunteerState, version: 1 };
  const { version, state } = await stepTx(cmd, { id, step: 'activate', reason: '' });
  return { id, number, state, version };
}

export function register(context: Context, input: VolunteerInput & { commandId: string; person: VolunteerPerson; activate: boolean }) {
  return command(context, input, (cmd) => registerTx(cmd, input));
}

export function updateVolunteer(context: Context, input: VolunteerInput & { commandId: string; id: number; version: number }) {
  return command(context, input, async (cmd) => {
    const row = await volunteerForChangeTx(cmd, input);
    const { commandId: _command, id, version: _version, ...fields } = input;
    const version = row.version + 1;
    await cmd.tx
      .updateTable('volunteer')
      .set({ ...columnsOf(fields, row.publish_consent_at ?? cmd.now), version })
      .where('person_id', '=', id)
      .execute();
    await writePartsTx(cmd, id, fields);
    const toCall = await callUnreadyTx(cmd, { personId: id });
    cmd.audit({
      entity: 'volunteer',
      entityId: id,
      before: {
        availability: row.availability,
        limits: row.limits.length,
        insuredUntil: row.insured_until,
        publishConsent: row.publish_consent_at !== null,
        guardianConsentOn: row.guardian_consent_on,
        team: row.team
      },
      after: { ...audited(fields), ...(toCall === 0 ? {} : { toCall }) }
    });
    cmd.changed('volunteers');
    return { version };
  });
}

/** Takes one step of a volunteer. @throws StationError STEP_NOT_ALLOWED, REASON_NEEDED, INVALID (incomplete) */
async function stepTx(cmd: Command, input: { id: number; step: VolunteerStep; reason: string }) {
  const row = await readVolunteerTx(cmd, input.id);
  const rule = VOLUNTEER_STEP_RULES[input.step];
  if (!rule.from.includes(row.state)) throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step: input.step });
  const reason = input.reason.trim();
  if (rule.reason === 'needed' && reason === '') throw new StationError('REASON_NEEDED', {});
  const person = await cmd.tx
    .selectFrom('person')
    .select(['birth_date', 'mobile', 'organisation_id'])
    .where('id', '=', row.person_id)
    .executeTakeFirstOrThrow();
  if (rule.to === 'active') {
    const missing = missingOfVolunteer(
      { birthDate: person.birth_date, mobile: person.mobile ?? '', guardianConsentOn: row.guardian_consent_on },
      dateOf(cmd.now)
    );
    if (missing.length > 0) throw new StationError('INVALID', { field: 'personId', reason: 'incomplete', params: { missing } });
  }
  const version = row.version + 1;
  const first = rule.to === 'active' && row.registered_at === null;
  await cmd.tx
    .updateTable('volunteer')
    .set({
      state: rule.to,
      reason,
      state_at: cmd.now,
      state_by: cmd.actor.name,
      version,
      ...(first ? { registered_at: cmd.now, registered_organisation_id: person.organisation_id } : {})
    })
    .where('person_id', '=', row.person_id)
    .execute();
  const ended = rule.to === 'paused' || rule.to === 'left' ? await endSignUpsOfVolunteerTx(cmd, row.person_id, reason) : 0;
  cmd.audit({
    entity: 'volunteer',
    entityId: row.person_id,
    before: { state: row.state },
    after: { state: rule.to, ...(reason === '' ? {} : { reason }), ...(ended === 0 ? {} : { ended }) }
  });
  cmd.changed('volunteers', 'volunteer-figures');
  return { version, state: rule.to, ended };
}

export function stepVolunteer(
  context: Context,
  input: { commandId: string; id: number; version: number; step: VolunteerStep; reason: string }
) {
  return command(context, input, async (cmd) => {
    await volunteerForChangeTx(cmd, input);
    return stepTx(cmd, input);
  });
}

/** The guardian's number in full; audits who read it. @throws StationError NOT_FOUND */
export function revealGuardian(context: Context, id: number) {
  return unnumberedCommand(context, async (cmd) => {
    const row = await readVolunteerTx(cmd, id);
    cmd.audit({ entity: 'volunteer', entityId: id, after: { field: 'guardian' } });
    return { value: row.guardian_phone };
  });
}
