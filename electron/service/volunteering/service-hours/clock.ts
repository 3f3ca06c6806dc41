import {
  beyondPlan,
  changeOverAt,
  DOUBLE_SCAN_MS,
  LIVE_RECORDS,
  timeProblem,
  UNDO_CLOCK_MS,
  type HoursProblem
} from '../../../contract/volunteering/service-hour-rules.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { PLACED } from '../../../contract/volunteering/sign-up-rules.ts';
import { STANDING_SHIFTS } from '../../../contract/volunteering/volunteer-project-rules.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import type { Db } from '../../db/schema.ts';
import { personOfCode } from '../../people/people/scanned.ts';
import { readShift, type ShiftRecord } from '../shifts/store.ts';
import { readApplicant, readTarget, refusalFor, unreadyOf } from '../sign-ups/facts.ts';
import { insertSignUpTx, refusedError } from '../sign-ups/sign-up.ts';
import type { ProjectRecord } from '../volunteer-projects/store.ts';
import { countsOf, opensAt } from './desk.ts';
import { recordOf } from './rows.ts';
import {
  demandNoProblem,
  insertRecordTx,
  overlapOf,
  readServer,
  recordableProject,
  recordForChangeTx,
  runningOf,
  setServedTx,
  type ServiceRecord
} from './store.ts';

/** A shift whose list is open. */
export interface OpenShift {
  shift: ShiftRecord;
  project: ProjectRecord;
  role: string;
}

/** @throws StationError NOT_FOUND, STEP_NOT_ALLOWED (closed, cancelled, suspended, too_early) */
export async function openShiftTx(cmd: Command, shiftId: number): Promise<OpenShift> {
  const shift = await readShift(cmd.tx, shiftId);
  const project = await recordableProject(cmd.tx, shift.project_id, shift);
  const refuse = (from: string) => new StationError('STEP_NOT_ALLOWED', { from, step: 'clock' });
  if (!STANDING_SHIFTS.includes(shift.state)) throw refuse(shift.state);
  if (shift.closed_at !== null) throw refuse('closed');
  if (cmd.now < opensAt(shift)) throw refuse('too_early');
  const { role } = await cmd.tx.selectFrom('project_need').select('role').where('id', '=', shift.need_id).executeTakeFirstOrThrow();
  return { shift, project, role };
}

/** Somebody's place in a shift. */
const placeOf = (cmd: Command, shiftId: number, personId: number) =>
  cmd.tx
    .selectFrom('sign_up')
    .selectAll()
    .where('shift_id', '=', shiftId)
    .where('person_id', '=', personId)
    .where('state', 'in', PLACED)
    .executeTakeFirst();

/** Takes the offered place of a volunteer who comes. */
async function takePlaceTx(cmd: Command, signUp: { id: number; state: string; version: number }): Promise<void> {
  if (signUp.state !== 'offered') return;
  await cmd.tx
    .updateTable('sign_up')
    .set({ state: 'signed', offer_until: null, signed_at: cmd.now, version: signUp.version + 1 })
    .where('id', '=', signUp.id)
    .execute();
}

/** Clocks in a volunteer with a place. @param at UTC ms @throws StationError HOURS_REFUSED, NOT_FOUND, INVALID */
export async function clockInTx(cmd: Command, of: OpenShift, personId: number, at: number): Promise<ServiceRecord> {
  if (at > cmd.now || at < opensAt(of.shift))
    throw new StationError('INVALID', { field: 'at', reason: at > cmd.now ? 'future' : 'too_early' });
  await changeOverTx(cmd, of, personId, at);
  const server = await readServer(cmd.tx, personId, of.project, at);
  demandNoProblem(
    server,
    server.problem ?? (await unreadyOf(cmd.tx, of.project, personId, dateOf(at))) ?? (await overlapOf(cmd.tx, personId, at, null))
  );
  const signUp = await placeOf(cmd, of.shift.id, personId);
  if (signUp === undefined) throw new StationError('NOT_FOUND', { what: 'sign_up', id: personId });
  await takePlaceTx(cmd, signUp);
  const record = await insertRecordTx(cmd, {
    server,
    project: of.project,
    shiftId: of.shift.id,
    role: of.role,
    from: at,
    to: null,
    state: 'running',
    source: 'clock'
  });
  await setServedTx(cmd, of.shift.id, personId);
  return record;
}

/** A volunteer who goes over from one shift to the next is clocked out of the first one at its end, or at `at` if that is earlier. */
async function changeOverTx(cmd: Command, of: OpenShift, personId: number, at: number): Promise<void> {
  const open = await runningOf(cmd.tx, personId);
  if (open === undefined || open.shift_id === of.shift.id) return;
  const left = changeOverAt({ from: open.from_at }, open.shift_to === null ? null : { to: open.shift_to }, at);
  if (left !== null) await clockOutTx(cmd, open, left);
}

/** The planned time of a record's shift, UTC ms; null without one. */
export async function plannedOf(db: Db, shiftId: number | null): Promise<{ from: number; to: number } | null> {
  if (shiftId === null) return null;
  const { from_at: from, to_at: to } = await readShift(db, shiftId);
  return { from, to };
}

/** Why somebody cannot be clocked out at a moment (UTC ms), or null. @param reason of a service far longer than planned */
export async function clockOutProblem(cmd: Command, record: ServiceRecord, at: number, reason = ''): Promise<HoursProblem | null> {
  const time = { from: record.from_at, to: at };
  return (
    timeProblem(time, cmd.now) ??
    beyondPlan(time, await plannedOf(cmd.tx, record.shift_id), reason) ??
    overlapOf(cmd.tx, record.person_id, record.from_at, at, record.id)
  );
}

/** Clocks a volunteer out. @throws StationError HOURS_REFUSED (order, too_short, too_long, overlap, future, beyond_plan without a reason) */
export async function clockOutTx(cmd: Command, record: ServiceRecord, at: number, reason = ''): Promise<void> {
  const { name } = await cmd.tx.selectFrom('person').select('name').where('id', '=', record.person_id).executeTakeFirstOrThrow();
  demandNoProblem({ id: record.person_id, name }, await clockOutProblem(cmd, record, at, reason));
  await cmd.tx
    .updateTable('service_record')
    .set({ to_at: at, state: 'pending', version: record.version + 1, ...(reason === '' ? {} : { reason }) })
    .where('id', '=', record.id)
    .execute();
  const after = { state: 'pending', to: at, ...(reason === '' ? {} : { reason }) };
  cmd.audit({ entity: 'service_record', entityId: record.id, before: { state: 'running' }, after });
  cmd.changed('service-hours', 'shifts', 'volunteers');
}

const answer = async (cmd: Command, recordId: number, shiftId: number) => ({
  record: await recordOf(cmd.tx, recordId),
  counts: await countsOf(cmd.tx, shiftId)
});

export function clockIn(context: Context, input: { commandId: string; shiftId: number; volunteerId: number; at?: number | undefined }) {
  return command(context, input, async (cmd) => {
    const of = await openShiftTx(cmd, input.shiftId);
    const record = await clockInTx(cmd, of, input.volunteerId, input.at ?? cmd.now);
    return answer(cmd, record.id, of.shift.id);
  });
}

export function clockOut(
  context: Context,
  input: { commandId: string; recordId: number; version: number; at?: number | undefined; reason: string }
) {
  return command(context, input, async (cmd) => {
    const record = await recordForChangeTx(cmd, { id: input.recordId, version: input.version });
    if (record.state !== 'running') throw new StationError('STEP_NOT_ALLOWED', { from: record.state, step: 'clock_out' });
    await clockOutTx(cmd, record, input.at ?? cmd.now, input.reason.trim());
    return { record: await recordOf(cmd.tx, record.id), counts: record.shift_id === null ? null : await countsOf(cmd.tx, record.shift_id) };
  });
}

/** Undoes a recent clocking: after clocking out the record runs again, after clocking in it becomes void. @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED, HOURS_REFUSED */
export function undoClock(context: Context, input: { commandId: string; recordId: number; version: number }) {
  return command(context, input, async (cmd) => {
    const record = await recordForChangeTx(cmd, { id: input.recordId, version: input.version });
    const refuse = (from: string) => new StationError('STEP_NOT_ALLOWED', { from, step: 'undo_clock' });
    if (record.source !== 'clock' || (record.state !== 'running' && record.state !== 'pending')) throw refuse(record.state);
    const at = record.state === 'running' ? record.entered_at : (record.to_at ?? 0);
    if (cmd.now - at > UNDO_CLOCK_MS) throw refuse('too_late');
    if (record.state === 'running') {
      await cmd.tx
        .updateTable('service_record')
        .set({ state: 'void', version: record.version + 1 })
        .where('id', '=', record.id)
        .execute();
      await setServedTx(cmd, record.shift_id, record.person_id);
    } else {
      const { name } = await cmd.tx.selectFrom('person').select('name').where('id', '=', record.person_id).executeTakeFirstOrThrow();
      demandNoProblem({ id: record.person_id, name }, await overlapOf(cmd.tx, record.person_id, record.from_at, null, record.id));
      await cmd.tx
        .updateTable('service_record')
        .set({ state: 'running', to_at: null, version: record.version + 1 })
        .where('id', '=', record.id)
        .execute();
    }
    cmd.audit({
      entity: 'service_record',
      entityId: record.id,
      before: { state: record.state, to: record.to_at },
      after: { state: record.state === 'running' ? 'void' : 'running' }
    });
    cmd.changed('service-hours', 'shifts', 'volunteers');
    return { record: await recordOf(cmd.tx, record.id), counts: record.shift_id === null ? null : await countsOf(cmd.tx, record.shift_id) };
  });
}

/** Clocks in or out the volunteer of a scanned badge, code or card. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED, HOURS_REFUSED */
export function scan(context: Context, input: { commandId: string; shiftId: number; code: string }) {
  return command(context, input, async (cmd) => {
    const of = await openShiftTx(cmd, input.shiftId);
    const person = await personOfCode(cmd.tx, input.code);
    const said = async (
      outcome: 'clocked_in' | 'clocked_out' | 'already' | 'not_signed_up' | 'not_volunteer' | 'unknown',
      recordId?: number
    ) => ({
      outcome,
      person: person === undefined ? null : { id: person.id, name: person.name },
      record: recordId === undefined ? null : await recordOf(cmd.tx, recordId),
      free: Math.max(0, of.shift.number - of.shift.taken),
      counts: await countsOf(cmd.tx, of.shift.id)
    });
    if (person === undefined) return said('unknown');
    const volunteer = await cmd.tx.selectFrom('volunteer').select('person_id').where('person_id', '=', person.id).executeTakeFirst();
    if (volunteer === undefined) return said('not_volunteer');
    const latest = await cmd.tx
      .selectFrom('service_record')
      .selectAll()
      .where('shift_id', '=', of.shift.id)
      .where('person_id', '=', person.id)
      .where('state', 'in', LIVE_RECORDS)
      .orderBy('from_at', 'desc')
      .executeTakeFirst();
    if (latest?.state === 'running') {
      if (cmd.now - latest.from_at < DOUBLE_SCAN_MS) return said('already', latest.id);
      await clockOutTx(cmd, latest, cmd.now);
      return said('clocked_out', latest.id);
    }
    // Right after clocking out it is the same scan; later they are back from a break.
    if (latest !== undefined && cmd.now - (latest.to_at ?? 0) < DOUBLE_SCAN_MS) return said('already', latest.id);
    if ((await placeOf(cmd, of.shift.id, person.id)) === undefined) return said('not_signed_up');
    const record = await clockInTx(cmd, of, person.id, cmd.now);
    return said('clocked_in', record.id);
  });
}

/** Signs up and clocks in a volunteer without a sign-up. @throws StationError SIGN_UP_REFUSED, HOURS_REFUSED, NOT_FOUND, STEP_NOT_ALLOWED */
export function walkUp(context: Context, input: { commandId: string; shiftId: number; volunteerId: number; overrideReason: string }) {
  return command(context, input, async (cmd) => {
    const of = await openShiftTx(cmd, input.shiftId);
    const target = await readTarget(cmd.tx, of.shift.id);
    const applicant = await readApplicant(cmd.tx, input.volunteerId);
    const overrideReason = input.overrideReason.trim();
    const refusal = await refusalFor(cmd.tx, cmd.now, target, applicant, { overridden: overrideReason !== '', walkUp: true });
    if (refusal !== null) throw refusedError([{ applicant, refusal }]);
    const signUp = await insertSignUpTx(cmd, target, applicant, { state: 'signed', overrideReason, walkUp: true });
    const record = await clockInTx(cmd, of, applicant.id, cmd.now);
    return { signUpId: signUp.id, ...(await answer(cmd, record.id, of.shift.id)) };
  });
}
