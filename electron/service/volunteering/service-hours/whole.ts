import { LIVE_RECORDS, serviceMinutes } from '../../../contract/volunteering/service-hour-rules.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { readShift } from '../shifts/store.ts';
import { projectEventTx } from '../volunteer-projects/events.ts';
import { clockOutProblem, clockOutTx, openShiftTx, type OpenShift } from './clock.ts';
import { countsOf } from './desk.ts';
import { insertRecordTx, overlapOf, readServer, refusedHours, setServedTx } from './store.ts';

/** Demands a shift that is over with an open list. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED */
async function overTx(cmd: Command, shiftId: number, step: string): Promise<OpenShift> {
  const of = await openShiftTx(cmd, shiftId);
  if (cmd.now < of.shift.to_at) throw new StationError('STEP_NOT_ALLOWED', { from: 'not_over', step });
  return of;
}

type RefusedHours = Parameters<typeof refusedHours>[0];

const nameOf = async (cmd: Command, personId: number) =>
  (await cmd.tx.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirstOrThrow()).name;

/**
 * Records the planned time for everybody with a place and without hours, or for those named, and clocks those who are clocked in out
 * at the end of the shift. One with a problem keeps nobody else from their hours.
 * @returns how many were recorded, and who was not and why
 * @throws StationError HOURS_REFUSED (nobody could be recorded), STEP_NOT_ALLOWED, NOT_FOUND
 */
export async function wholeShiftTx(
  cmd: Command,
  shiftId: number,
  volunteerIds: readonly number[] | undefined
): Promise<{ recorded: number; refused: RefusedHours }> {
  const of = await overTx(cmd, shiftId, 'whole_shift');
  const { shift, project, role } = of;
  const signed = await cmd.tx
    .selectFrom('sign_up')
    .selectAll()
    .where('shift_id', '=', shift.id)
    .where('state', '=', 'signed')
    .orderBy('id')
    .execute();
  const records = await cmd.tx
    .selectFrom('service_record')
    .selectAll()
    .where('shift_id', '=', shift.id)
    .where('state', 'in', LIVE_RECORDS)
    .execute();
  const refused: RefusedHours = [];
  let recorded = 0;
  const wanted =
    volunteerIds === undefined
      ? signed.filter((row) => row.outcome === null || row.outcome === 'served').map((row) => row.person_id)
      : [...new Set(volunteerIds)];
  for (const [row, personId] of wanted.entries()) {
    found(
      signed.find((one) => one.person_id === personId),
      'sign_up',
      personId
    );
    const running = records.find((record) => record.person_id === personId && record.state === 'running');
    if (running !== undefined) {
      // They came after the end of the shift, so an operator must clock them out with the right time.
      if (serviceMinutes(running.from_at, shift.to_at) < 1) continue;
      const problem = await clockOutProblem(cmd, running, shift.to_at);
      if (problem === null) {
        await clockOutTx(cmd, running, shift.to_at);
        recorded += 1;
      } else refused.push({ row, volunteerId: personId, name: await nameOf(cmd, personId), problem });
      continue;
    }
    if (records.some((record) => record.person_id === personId)) continue;
    const server = await readServer(cmd.tx, personId, project, shift.from_at);
    const problem = server.problem ?? (await overlapOf(cmd.tx, personId, shift.from_at, shift.to_at));
    if (problem !== null) {
      refused.push({ row, volunteerId: personId, name: server.name, problem });
      continue;
    }
    await insertRecordTx(cmd, {
      server,
      project,
      shiftId: shift.id,
      role,
      from: shift.from_at,
      to: shift.to_at,
      state: 'pending',
      source: 'shift'
    });
    await setServedTx(cmd, shift.id, personId);
    recorded += 1;
  }
  if (recorded === 0 && refused.length > 0) throw refusedHours(refused);
  return { recorded, refused };
}

export function wholeShift(context: Context, input: { commandId: string; shiftId: number; volunteerIds?: number[] | undefined }) {
  return command(context, input, async (cmd) => {
    const { recorded, refused } = await wholeShiftTx(cmd, input.shiftId, input.volunteerIds);
    return { recorded, refused: refused.map(({ name, problem }) => ({ name, problem })), counts: await countsOf(cmd.tx, input.shiftId) };
  });
}

/** Marks a volunteer without hours excused or absent, or takes that back. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED */
export function setOutcome(
  context: Context,
  input: { commandId: string; signUpId: number; outcome: 'excused' | 'absent' | null; reason: string }
) {
  return command(context, input, async (cmd) => {
    const row = found(
      await cmd.tx.selectFrom('sign_up').selectAll().where('id', '=', input.signUpId).executeTakeFirst(),
      'sign_up',
      input.signUpId
    );
    const { shift } = await openShiftTx(cmd, row.shift_id);
    if (row.state !== 'signed' || row.outcome === 'served')
      throw new StationError('STEP_NOT_ALLOWED', { from: row.outcome ?? row.state, step: 'outcome' });
    if (input.outcome === 'absent' && cmd.now < shift.from_at)
      throw new StationError('STEP_NOT_ALLOWED', { from: 'too_early', step: 'outcome' });
    await cmd.tx
      .updateTable('sign_up')
      .set({ outcome: input.outcome, by_closing: 0, version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
    await projectEventTx(cmd, {
      projectId: row.project_id,
      shiftId: row.shift_id,
      signUpId: row.id,
      personId: row.person_id,
      kind: 'outcome',
      params: { outcome: input.outcome },
      reason: input.reason
    });
    cmd.audit({
      entity: 'sign_up',
      entityId: row.id,
      before: { outcome: row.outcome },
      after: { outcome: input.outcome, ...(input.reason === '' ? {} : { reason: input.reason }) }
    });
    cmd.changed('sign-ups', 'shifts', 'volunteer-figures');
    return { counts: await countsOf(cmd.tx, row.shift_id) };
  });
}

/** Closes the list and marks everybody with a place and no record absent. @returns how many @throws StationError NOT_FOUND, STEP_NOT_ALLOWED */
export async function closeShiftTx(cmd: Command, shiftId: number): Promise<number> {
  const { shift } = await overTx(cmd, shiftId, 'close');
  const running = await cmd.tx
    .selectFrom('service_record')
    .select('id')
    .where('shift_id', '=', shift.id)
    .where('state', '=', 'running')
    .executeTakeFirst();
  if (running) throw new StationError('STEP_NOT_ALLOWED', { from: 'running', step: 'close' });
  const absent = await cmd.tx
    .selectFrom('sign_up')
    .selectAll()
    .where('shift_id', '=', shift.id)
    .where('state', '=', 'signed')
    .where('outcome', 'is', null)
    .execute();
  for (const row of absent)
    await cmd.tx
      .updateTable('sign_up')
      .set({ outcome: 'absent', by_closing: 1, version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
  await cmd.tx
    .updateTable('shift')
    .set({ closed_at: cmd.now, version: shift.version + 1 })
    .where('id', '=', shift.id)
    .execute();
  await projectEventTx(cmd, { projectId: shift.project_id, shiftId: shift.id, kind: 'closed', params: { absent: absent.length } });
  cmd.audit({
    entity: 'shift',
    entityId: shift.id,
    before: { closed: false },
    after: { closed: true, absent: absent.map((row) => row.person_id) }
  });
  cmd.changed('sign-ups', 'shifts', 'volunteer-figures');
  return absent.length;
}

export function closeShift(context: Context, input: { commandId: string; shiftId: number }) {
  return command(context, input, async (cmd) => {
    const absent = await closeShiftTx(cmd, input.shiftId);
    return { absent, counts: await countsOf(cmd.tx, input.shiftId) };
  });
}

/** Opens a closed list again and removes the marks that closing made. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED, REASON_NEEDED */
export function reopenShift(context: Context, input: { commandId: string; shiftId: number; reason: string }) {
  return command(context, input, async (cmd) => {
    const shift = await readShift(cmd.tx, input.shiftId);
    if (shift.closed_at === null) throw new StationError('STEP_NOT_ALLOWED', { from: 'open', step: 'reopen' });
    if (input.reason.trim() === '') throw new StationError('REASON_NEEDED', {});
    const unmarked = await cmd.tx
      .updateTable('sign_up')
      .set((eb) => ({ outcome: null, by_closing: 0, version: eb('version', '+', 1) }))
      .where('shift_id', '=', shift.id)
      .where('by_closing', '=', 1)
      .where('state', '=', 'signed')
      .returning('person_id')
      .execute();
    await cmd.tx
      .updateTable('shift')
      .set({ closed_at: null, version: shift.version + 1 })
      .where('id', '=', shift.id)
      .execute();
    await projectEventTx(cmd, { projectId: shift.project_id, shiftId: shift.id, kind: 'reopened', reason: input.reason });
    cmd.audit({
      entity: 'shift',
      entityId: shift.id,
      before: { closed: true },
      after: { closed: false, reason: input.reason, unmarked: unmarked.map((row) => row.person_id) }
    });
    cmd.changed('sign-ups', 'shifts', 'volunteer-figures');
    return { counts: await countsOf(cmd.tx, shift.id) };
  });
}
