import type { Clash } from '../../../contract/core/errors.ts';
import type { NewShift } from '../../../contract/volunteering/shifts.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { MAX_SHIFTS, type ProjectState } from '../../../contract/volunteering/volunteer-project-rules.ts';
import { toCallTx } from '../../people/calls/to-call.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import type { ScheduleRequest } from '../../schedule/allocation/request.ts';
import { promoteTx } from '../sign-ups/promote.ts';
import { moveHoldTx } from '../sign-ups/store.ts';
import { callUnreadyTx } from '../sign-ups/unready.ts';
import { projectEventTx } from '../volunteer-projects/events.ts';
import { readProject, type ProjectRecord } from '../volunteer-projects/store.ts';
import { demandNoneServedTx } from './cancel.ts';
import { layoutTx, probeShift } from './layout.ts';
import { demandUse, shiftForChangeTx } from './store.ts';

const PLANNABLE: readonly ProjectState[] = ['draft', 'open', 'running'];
const invalid = (field: string, reason: string, params?: Record<string, unknown>) =>
  new StationError('INVALID', { field, reason, ...(params === undefined ? {} : { params }) });

/** @throws StationError INVALID: outside_project */
function demandInside(project: ProjectRecord, from: number, field: string): void {
  const date = dateOf(from);
  if (date < project.from_date || date > project.to_date)
    throw invalid(field, 'outside_project', { from: project.from_date, to: project.to_date });
}

const asking = (lift: ScheduleRequest['lift']) => (lift === undefined ? {} : { lift });

/** What is in the way of a shift where it is to be. */
async function clashesTx(
  cmd: Command,
  projectId: number,
  shift: { id?: number; from: number; to: number; number: number; zoneId: number | null },
  lift?: ScheduleRequest['lift']
): Promise<Clash[]> {
  const { zoneId } = shift;
  if (zoneId !== null) return (await probeShift(cmd.tx, projectId, { ...shift, zoneId }, { now: cmd.now }, asking(lift))).clashes;
  return shift.from < cmd.now && lift?.past !== true ? [{ kind: 'past', name: '', heldBy: '', from: shift.from, to: shift.to }] : [];
}

/**
 * Adds shifts to a project, all or none.
 * @param lift rules that do not apply: `past` for shifts recorded afterwards
 * @throws StationError SERIES_CLASH, INVALID, NOT_FOUND, STEP_NOT_ALLOWED
 */
export async function addShiftsTx(
  cmd: Command,
  project: ProjectRecord,
  shifts: readonly NewShift[],
  lift?: ScheduleRequest['lift']
): Promise<number[]> {
  if (!PLANNABLE.includes(project.state)) throw new StationError('STEP_NOT_ALLOWED', { from: project.state, step: 'add' });
  const there = await cmd.tx
    .selectFrom('shift')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('project_id', '=', project.id)
    .where('state', '<>', 'cancelled')
    .executeTakeFirstOrThrow();
  if (Number(there.n) + shifts.length > MAX_SHIFTS) throw invalid('shifts', 'too_many', { most: MAX_SHIFTS });
  const ids: number[] = [];
  const dates: { date: string; clashes: Clash[] }[] = [];
  for (const shift of [...shifts].sort((a, b) => a.from - b.from)) {
    demandUse(shift);
    demandInside(project, shift.from, 'shifts');
    const need = found(
      await cmd.tx
        .selectFrom('project_need')
        .selectAll()
        .where('id', '=', shift.needId)
        .where('project_id', '=', project.id)
        .executeTakeFirst(),
      'need',
      shift.needId
    );
    const number = shift.number ?? need.number;
    const minimum = shift.minimum ?? Math.min(need.minimum, number);
    if (minimum > number) throw invalid('shifts', 'minimum');
    const zoneId = shift.zoneId === undefined ? project.zone_id : shift.zoneId;
    const place = shift.place ?? (shift.zoneId === undefined || zoneId === null ? project.place : '');
    if (zoneId === null && place === '') throw invalid('place', 'none');
    const clashes = await clashesTx(cmd, project.id, { ...shift, number, zoneId }, lift);
    if (clashes.length > 0) {
      dates.push({ date: dateOf(shift.from), clashes });
      continue;
    }
    const { id } = await cmd.tx
      .insertInto('shift')
      .values({
        project_id: project.id,
        need_id: need.id,
        from_at: shift.from,
        to_at: shift.to,
        zone_id: zoneId,
        place,
        state: 'planned',
        closure_id: null,
        number,
        minimum,
        closed_at: null,
        created_at: cmd.now,
        created_by: cmd.actor.name
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await layoutTx(cmd, project.id, zoneId, asking(lift));
    await projectEventTx(cmd, { projectId: project.id, shiftId: id, kind: 'shift_added', params: { from: shift.from, role: need.role } });
    ids.push(id);
  }
  if (dates.length > 0) throw new StationError('SERIES_CLASH', { dates });
  cmd.audit({ entity: 'project', entityId: project.id, after: { shifts: ids.length } });
  cmd.changed('shifts', 'volunteer-projects');
  return ids;
}

export function addShifts(context: Context, input: { commandId: string; projectId: number; shifts: NewShift[] }) {
  return command(context, input, async (cmd) => {
    return { ids: await addShiftsTx(cmd, await readProject(cmd.tx, input.projectId), input.shifts) };
  });
}

export interface ShiftChange {
  id: number;
  version: number;
  from: number;
  to: number;
  number: number;
  minimum: number;
  zoneId: number | null;
  place: string;
}

/** Moves or changes a shift and the time of everybody who has a place in it. @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED, CLASH, INVALID, IN_USE (hours are recorded of it, and it begins at another time) */
export async function updateShiftTx(cmd: Command, input: ShiftChange) {
  const row = await shiftForChangeTx(cmd, input);
  if (row.state !== 'planned' && row.state !== 'suspended') throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step: 'update' });
  const project = await readProject(cmd.tx, row.project_id);
  demandUse(input);
  if (input.minimum > input.number) throw invalid('minimum', 'over_number');
  if (input.number < row.taken) throw invalid('number', 'below_taken', { taken: row.taken });
  if (input.zoneId === null && input.place === '') throw invalid('place', 'none');
  const moved = input.from !== row.from_at || input.to !== row.to_at || input.zoneId !== row.zone_id || input.place !== row.place;
  if (moved) demandInside(project, input.from, 'from');
  // Who has come has come then.
  if (input.from !== row.from_at) await demandNoneServedTx(cmd, [row.id]);
  if (moved || row.state === 'suspended' || input.number > row.number) {
    const clashes = await clashesTx(cmd, row.project_id, input, input.from === row.from_at ? { past: true } : undefined);
    if (clashes.length > 0) throw new StationError('CLASH', { clashes });
  }
  const version = row.version + 1;
  await cmd.tx
    .updateTable('shift')
    .set({
      from_at: input.from,
      to_at: input.to,
      number: input.number,
      minimum: input.minimum,
      zone_id: input.zoneId,
      place: input.place,
      state: 'planned',
      closure_id: null,
      version
    })
    .where('id', '=', row.id)
    .execute();
  await layoutTx(cmd, row.project_id, row.zone_id);
  if (input.zoneId !== row.zone_id || row.state === 'suspended') await layoutTx(cmd, row.project_id, input.zoneId);
  let toCall = 0;
  if (moved) {
    const placed = await cmd.tx.selectFrom('sign_up').selectAll().where('shift_id', '=', row.id).where('ended_at', 'is', null).execute();
    for (const signUp of placed) {
      if (signUp.state !== 'waiting') await moveHoldTx(cmd, signUp, input);
      await toCallTx(cmd, {
        projectId: row.project_id,
        shiftId: row.id,
        signUpId: signUp.id,
        personId: signUp.person_id,
        reason: 'shift_moved'
      });
    }
    toCall = placed.length;
    await callUnreadyTx(cmd, { shiftId: row.id });
    await projectEventTx(cmd, {
      projectId: row.project_id,
      shiftId: row.id,
      kind: 'shift_moved',
      params: { was: row.from_at, from: input.from, to: input.to }
    });
  }
  cmd.audit({
    entity: 'shift',
    entityId: row.id,
    before: {
      from: row.from_at,
      to: row.to_at,
      number: row.number,
      minimum: row.minimum,
      zoneId: row.zone_id,
      place: row.place,
      state: row.state
    },
    after: {
      from: input.from,
      to: input.to,
      number: input.number,
      minimum: input.minimum,
      zoneId: input.zoneId,
      place: input.place,
      toCall
    }
  });
  cmd.changed('shifts', 'volunteer-projects', 'sign-ups');
  const promoted = await promoteTx(cmd, row.id);
  const { version: latest } = await cmd.tx.selectFrom('shift').select('version').where('id', '=', row.id).executeTakeFirstOrThrow();
  return { version: latest, state: 'planned' as const, toCall, promoted };
}

export function updateShift(context: Context, input: ShiftChange & { commandId: string }) {
  return command(context, input, (cmd) => updateShiftTx(cmd, input));
}

/** Takes a cancellation back if everything is still free. @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED, CLASH */
export function restoreShift(context: Context, input: { commandId: string; id: number; version: number }) {
  return command(context, input, async (cmd) => {
    const row = await shiftForChangeTx(cmd, input);
    const project = await readProject(cmd.tx, row.project_id);
    if (row.state !== 'cancelled' || !PLANNABLE.includes(project.state))
      throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step: 'restore' });
    const clashes = await clashesTx(cmd, row.project_id, {
      id: row.id,
      from: row.from_at,
      to: row.to_at,
      number: row.number,
      zoneId: row.zone_id
    });
    if (clashes.length > 0) throw new StationError('CLASH', { clashes });
    const version = row.version + 1;
    await cmd.tx.updateTable('shift').set({ state: 'planned', reason: '', version }).where('id', '=', row.id).execute();
    await layoutTx(cmd, row.project_id, row.zone_id);
    await projectEventTx(cmd, { projectId: row.project_id, shiftId: row.id, kind: 'shift_restored', params: { from: row.from_at } });
    cmd.audit({ entity: 'shift', entityId: row.id, before: { state: 'cancelled', reason: row.reason }, after: { state: 'planned' } });
    cmd.changed('shifts', 'volunteer-projects', 'reservations');
    return { version };
  });
}
