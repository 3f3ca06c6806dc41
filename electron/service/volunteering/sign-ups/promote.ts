import type { Waiting } from '../../../contract/people/waiting-list.ts';
import { SIGNABLE } from '../../../contract/volunteering/volunteer-project-rules.ts';
import { toCallTx } from '../../people/calls/to-call.ts';
import { givenTx, promoteInTurn } from '../../people/waiting-list.ts';
import type { Command } from '../../core/command.ts';
import { readShift, type ShiftRecord } from '../shifts/store.ts';
import { projectEventTx } from '../volunteer-projects/events.ts';
import { readProject } from '../volunteer-projects/store.ts';
import { holdTx, personClashesTx, type SignUpRecord } from './store.ts';

interface Entry extends Waiting {
  signUp: SignUpRecord;
}

/**
 * Gives the free places of a shift to its waiting list, first come first served, by the rule of classes. Somebody with another
 * commitment by now is skipped and keeps their place in the list.
 * @returns how many people got or were offered a place
 */
export async function promoteTx(cmd: Command, shiftId: number): Promise<number> {
  let shift = await readShift(cmd.tx, shiftId);
  if (shift.waiting === 0 || shift.state !== 'planned' || cmd.now >= shift.from_at) return 0;
  if (!SIGNABLE.includes((await readProject(cmd.tx, shift.project_id)).state)) return 0;
  const waiting = await cmd.tx
    .selectFrom('sign_up')
    .selectAll()
    .where('shift_id', '=', shiftId)
    .where('place', 'is not', null)
    .orderBy('place')
    .execute();
  return promoteInTurn<Entry>({
    entries: waiting.map((signUp) => ({ place: signUp.place ?? 0, sessionId: null, size: 1, signUp })),
    async free() {
      shift = await readShift(cmd.tx, shiftId);
      return { beside: shift.number - shift.taken, single: new Map() };
    },
    async passedOver({ signUp }) {
      if (signUp.override_reason !== '') return false;
      return (await personClashesTx(cmd, signUp.person_id, { from: shift.from_at, to: shift.to_at })).length > 0;
    },
    give: ({ signUp }) => placeTx(cmd, shift, signUp)
  });
}

/** Gives a place to somebody of the list: offered until they answer, or theirs at once on the day of the shift. */
async function placeTx(cmd: Command, shift: ShiftRecord, signUp: SignUpRecord): Promise<void> {
  const { kind, offer_until, takenAt } = await givenTx(cmd, shift.from_at);
  const state = kind === 'promoted' ? 'signed' : 'offered';
  const after = { state, place: null, offer_until, signed_at: takenAt } as const;
  await cmd.tx
    .updateTable('sign_up')
    .set({ ...after, version: signUp.version + 1 })
    .where('id', '=', signUp.id)
    .execute();
  cmd.byClock?.({ entity: 'sign_up', id: signUp.id, before: signUp, after });
  await holdTx(cmd, signUp, { from: shift.from_at, to: shift.to_at });
  const ids = { projectId: signUp.project_id, shiftId: shift.id, signUpId: signUp.id, personId: signUp.person_id };
  await projectEventTx(cmd, { ...ids, kind, params: { place: signUp.place, until: offer_until } });
  await toCallTx(cmd, { ...ids, reason: kind });
  cmd.audit({ entity: 'sign_up', entityId: signUp.id, before: { state: 'waiting' }, after: { state, until: offer_until } });
  cmd.changed('sign-ups', 'shifts');
}
