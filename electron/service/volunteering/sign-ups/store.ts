import type { Selectable } from 'kysely';
import type { Clash } from '../../../contract/core/errors.ts';
import type { Interval } from '../../../contract/schedule/allocation.ts';
import type { SignUpEnd } from '../../../contract/volunteering/sign-up-rules.ts';
import { dropCallsTx } from '../../people/calls/to-call.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { allocateTx, heldSinceTx, moveTx, probeTx, releaseTx } from '../../schedule/allocation/allocate.ts';
import type { ScheduleRequest, Source } from '../../schedule/allocation/request.ts';
import { projectEventTx } from '../volunteer-projects/events.ts';
import type { SignUpTable } from './tables.ts';

export type SignUpRecord = Selectable<SignUpTable>;

export const sourceOf = (id: number): Source => ({ kind: 'sign_up', id });

/** The request of a sign-up to the schedule: the volunteer's time. */
const requestOf = (personId: number, use: Interval): ScheduleRequest => ({
  use: { from: use.from, to: use.to },
  zoneId: null,
  personIds: [personId],
  equipment: [],
  headcount: 0,
  lift: { past: true }
});

/** What else takes a volunteer's time at a use. @param except a sign-up that is not in its own way */
export async function personClashesTx(cmd: Command, personId: number, use: Interval, except = 0): Promise<Clash[]> {
  return (await probeTx(cmd, requestOf(personId, use), { except: [sourceOf(except)] })).clashes;
}

/**
 * Takes the volunteer's time for a sign-up. A sign-up in spite of a clash takes no time while the clash lasts, because the schedule never
 * holds one person twice.
 * @throws StationError CLASH unless overridden
 */
export async function holdTx(
  cmd: Command,
  signUp: Pick<SignUpRecord, 'id' | 'person_id' | 'override_reason'>,
  use: Interval
): Promise<void> {
  if (signUp.override_reason !== '' && (await personClashesTx(cmd, signUp.person_id, use, signUp.id)).length > 0) return;
  await allocateTx(cmd, requestOf(signUp.person_id, use), () => Promise.resolve(sourceOf(signUp.id)));
}

/** Moves the time of a sign-up. @throws StationError CLASH */
export async function moveHoldTx(
  cmd: Command,
  signUp: Pick<SignUpRecord, 'id' | 'person_id' | 'override_reason'>,
  use: Interval
): Promise<void> {
  const source = sourceOf(signUp.id);
  if ((await heldSinceTx(cmd, source)) === null) await holdTx(cmd, signUp, use);
  else await moveTx(cmd, source, requestOf(signUp.person_id, use));
}

/** @throws StationError NOT_FOUND, STALE */
export async function signUpForChangeTx(cmd: Command, input: { id: number; version: number }): Promise<SignUpRecord> {
  const row = found(await cmd.tx.selectFrom('sign_up').selectAll().where('id', '=', input.id).executeTakeFirst(), 'sign_up', input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'sign_up' });
  return row;
}

/**
 * Ends a sign-up and frees its place; the caller gives the place away (promote.ts).
 * @param why the typed reason for the history, if any
 */
export async function endSignUpTx(cmd: Command, row: SignUpRecord, reason: SignUpEnd, why = ''): Promise<void> {
  await releaseTx(cmd, sourceOf(row.id));
  const after = {
    state: 'ended',
    end_reason: reason,
    ended_at: cmd.now,
    place: null,
    offer_until: null,
    outcome: null,
    by_closing: 0
  } as const;
  await cmd.tx
    .updateTable('sign_up')
    .set({ ...after, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  cmd.byClock?.({ entity: 'sign_up', id: row.id, before: row, after });
  await dropCallsTx(cmd, { signUpId: row.id }, ['offered', 'promoted', 'shift_unready']);
  await projectEventTx(cmd, {
    projectId: row.project_id,
    shiftId: row.shift_id,
    signUpId: row.id,
    personId: row.person_id,
    kind: 'ended',
    params: { from: row.state, why: reason },
    reason: why
  });
  cmd.audit({
    entity: 'sign_up',
    entityId: row.id,
    before: { state: row.state },
    after: { state: 'ended', reason, ...(why === '' ? {} : { why }) }
  });
  cmd.changed('sign-ups', 'shifts');
}
