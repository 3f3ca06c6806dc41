import { SIGN_UP_OVERRIDABLE, type SignUpRefusal } from '../../../contract/volunteering/sign-up-rules.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { projectEventTx } from '../volunteer-projects/events.ts';
import { readApplicant, readTarget, refusalFor, type Applicant, type Target } from './facts.ts';
import { positionOf } from './position.ts';
import { holdTx, type SignUpRecord } from './store.ts';

export const refusedError = (refusals: { applicant: Applicant; refusal: SignUpRefusal }[]) =>
  new StationError('SIGN_UP_REFUSED', {
    refusals: refusals.map(({ applicant, refusal }) => ({ volunteerId: applicant.id, name: applicant.name, refusal }))
  });

/** Writes one sign-up and takes the volunteer's time; triggers count its place. */
export async function insertSignUpTx(
  cmd: Command,
  target: Target,
  applicant: Applicant,
  place: { state: 'signed' | 'waiting'; overrideReason: string; walkUp?: boolean }
): Promise<SignUpRecord> {
  const { shift } = target;
  const { state, overrideReason } = place;
  const walkUp = place.walkUp === true;
  let number: number | null = null;
  if (state === 'waiting') {
    const { last_place } = await cmd.tx
      .updateTable('shift')
      .set((eb) => ({ last_place: eb('last_place', '+', 1) }))
      .where('id', '=', shift.id)
      .returning('last_place')
      .executeTakeFirstOrThrow();
    number = last_place;
  }
  const row = await cmd.tx
    .insertInto('sign_up')
    .values({
      shift_id: shift.id,
      project_id: shift.project_id,
      person_id: applicant.id,
      organisation_id: applicant.organisationId,
      state,
      place: number,
      offer_until: null,
      signed_at: state === 'signed' ? cmd.now : null,
      ended_at: null,
      end_reason: null,
      outcome: null,
      walk_up: walkUp ? 1 : 0,
      override_reason: overrideReason,
      created_at: cmd.now,
      created_by: cmd.actor.name
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (state === 'signed') await holdTx(cmd, row, { from: shift.from_at, to: shift.to_at });
  await projectEventTx(cmd, {
    projectId: shift.project_id,
    shiftId: shift.id,
    signUpId: row.id,
    personId: applicant.id,
    kind: walkUp ? 'walk_up' : state,
    params: { place: number },
    reason: overrideReason
  });
  cmd.audit({
    entity: 'sign_up',
    entityId: row.id,
    after: { shiftId: shift.id, personId: applicant.id, state, ...(overrideReason === '' ? {} : { override: overrideReason }) }
  });
  cmd.changed('sign-ups', 'shifts', 'volunteer-projects');
  return row;
}

export interface SignUpWish {
  shiftId: number;
  volunteerIds: readonly number[];
  overrideReason: string;
  whenFull: 'refuse' | 'wait';
}

/** Signs volunteers up, all or none; puts those without a place on the waiting list if the wish says so. @throws StationError SIGN_UP_REFUSED, NOT_FOUND */
export async function signUpTx(cmd: Command, wish: SignUpWish): Promise<SignUpRecord[]> {
  const rows: SignUpRecord[] = [];
  const refusals: { applicant: Applicant; refusal: SignUpRefusal }[] = [];
  for (const id of new Set(wish.volunteerIds)) {
    // Read again each time, because the volunteer before may have taken the last place.
    const target = await readTarget(cmd.tx, wish.shiftId);
    const applicant = await readApplicant(cmd.tx, id);
    let refusal = await refusalFor(cmd.tx, cmd.now, target, applicant, { overridden: false });
    // Only a sign-up that needs the reason keeps it.
    const overrideReason = refusal !== null && SIGN_UP_OVERRIDABLE.includes(refusal.reason) ? wish.overrideReason.trim() : '';
    if (overrideReason !== '') refusal = await refusalFor(cmd.tx, cmd.now, target, applicant, { overridden: true });
    const waits = refusal?.reason === 'full' && wish.whenFull === 'wait' && cmd.now < target.shift.from_at;
    if (refusal !== null && !waits) refusals.push({ applicant, refusal });
    else rows.push(await insertSignUpTx(cmd, target, applicant, { state: waits ? 'waiting' : 'signed', overrideReason }));
  }
  if (refusals.length > 0) throw refusedError(refusals);
  return rows;
}

export function signUp(context: Context, input: SignUpWish & { commandId: string }) {
  return command(context, input, async (cmd) => {
    const rows = await signUpTx(cmd, input);
    const signUps = [];
    for (const row of rows)
      signUps.push({
        id: row.id,
        state: row.state,
        position: await positionOf(cmd.tx, row),
        version: row.version,
        volunteerId: row.person_id
      });
    return { signUps };
  });
}
