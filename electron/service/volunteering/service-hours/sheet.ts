import {
  beyondPlan,
  serviceMinutes,
  serviceOn,
  sheetProblems,
  type HoursProblem
} from '../../../contract/volunteering/service-hour-rules.ts';
import type { SheetRow } from '../../../contract/volunteering/service-hours.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { StationError } from '../../core/errors.ts';
import { readShift } from '../shifts/store.ts';
import type { ProjectRecord } from '../volunteer-projects/store.ts';
import { readProject } from '../volunteer-projects/store.ts';
import { plannedOf } from './clock.ts';
import { insertRecordTx, overlapOf, readServer, recordableProject, refusedHours, setServedTx, type Server } from './store.ts';

export interface SheetInput {
  projectId: number;
  shiftId: number | null;
  date: string;
  rows: SheetRow[];
  total: { people: number | null; minutes: number | null };
}

interface Checked {
  row: SheetRow;
  from: number;
  to: number;
  server: Server;
  problem: HoursProblem | null;
}

/**
 * The role of a sheet's shift; empty without a shift.
 * @throws StationError NOT_FOUND for a shift of another project; INVALID (date) for a day outside its shift, or without a shift outside
 * its project, which is a typing mistake
 */
async function roleOf(db: Db, project: ProjectRecord, input: SheetInput): Promise<string> {
  if (input.shiftId === null) {
    if (input.date < project.from_date || input.date > project.to_date)
      throw new StationError('INVALID', {
        field: 'date',
        reason: 'outside_project',
        params: { from: project.from_date, to: project.to_date }
      });
    return '';
  }
  const shift = await readShift(db, input.shiftId);
  if (shift.project_id !== input.projectId) throw new StationError('NOT_FOUND', { what: 'shift', id: input.shiftId });
  const [first, last] = [dateOf(shift.from_at), dateOf(shift.to_at - 1)];
  if (input.date < first || input.date > last)
    throw new StationError('INVALID', { field: 'date', reason: 'outside_shift', params: { from: first, to: last } });
  return (await db.selectFrom('project_need').select('role').where('id', '=', shift.need_id).executeTakeFirstOrThrow()).role;
}

/** Every line with its problem: by itself, with other lines, with its person, or with hours on record. */
async function checkLines(db: Db, now: number, project: ProjectRecord, input: SheetInput): Promise<Checked[]> {
  const lines = input.rows.map((row) => ({ ...serviceOn(input.date, row.from, row.to), personId: row.volunteerId }));
  const problems = sheetProblems(lines, now);
  const planned = await plannedOf(db, input.shiftId);
  const checked: Checked[] = [];
  for (const [i, row] of input.rows.entries()) {
    const line = lines[i]!;
    const server = await readServer(db, row.volunteerId, project, line.from);
    const problem =
      problems[i] ?? beyondPlan(line, planned, row.remark) ?? server.problem ?? (await overlapOf(db, row.volunteerId, line.from, line.to));
    checked.push({ row, ...line, server, problem });
  }
  return checked;
}

/** People and minutes of a sheet, and the totals that differ from the foot of the paper. */
function totalsOf(checked: readonly Checked[], total: SheetInput['total']) {
  const people = new Set(checked.map((line) => line.row.volunteerId)).size;
  const minutes = checked.reduce((sum, line) => sum + Math.max(0, serviceMinutes(line.from, line.to)), 0);
  const wrong: ('people' | 'minutes')[] = [];
  if (total.people !== null && total.people !== people) wrong.push('people');
  if (total.minutes !== null && total.minutes !== minutes) wrong.push('minutes');
  return { people, minutes, wrong };
}

/** Checks a sheet. Writes nothing. @throws StationError NOT_FOUND */
export async function checkSheet(context: Context, input: SheetInput) {
  const { db, clock } = context.station;
  const project = await readProject(db, input.projectId);
  await roleOf(db, project, input);
  const checked = await checkLines(db, clock.now(), project, input);
  const { people, minutes, wrong } = totalsOf(checked, input.total);
  return {
    rows: checked.map((line) => ({ minutes: Math.max(0, serviceMinutes(line.from, line.to)), problem: line.problem })),
    people,
    minutes,
    totals: wrong
  };
}

/** Saves a paper sheet, all lines or none. @throws StationError HOURS_REFUSED, INVALID (total), NOT_FOUND, STEP_NOT_ALLOWED */
export async function enterSheetTx(cmd: Command, input: SheetInput) {
  const project = await recordableProject(
    cmd.tx,
    input.projectId,
    input.shiftId === null ? undefined : await readShift(cmd.tx, input.shiftId)
  );
  const shiftRole = await roleOf(cmd.tx, project, input);
  const checked = await checkLines(cmd.tx, cmd.now, project, input);
  const refused = checked.flatMap(({ server, problem }, row) =>
    problem === null ? [] : [{ row, volunteerId: server.id, name: server.name, problem }]
  );
  if (refused.length > 0) throw refusedHours(refused);
  const { people, minutes, wrong } = totalsOf(checked, input.total);
  const [first] = wrong;
  if (first !== undefined)
    throw new StationError('INVALID', {
      field: 'total',
      reason: first,
      params: { paper: input.total[first], sheet: { people, minutes }[first] }
    });
  const ids: number[] = [];
  for (const { row, from, to, server } of checked) {
    const record = await insertRecordTx(cmd, {
      server,
      project,
      shiftId: input.shiftId,
      role: row.role || shiftRole,
      from,
      to,
      state: 'pending',
      source: 'paper',
      remark: row.remark
    });
    ids.push(record.id);
    await setServedTx(cmd, input.shiftId, server.id);
  }
  return { ids, minutes };
}

export function enterSheet(context: Context, input: SheetInput & { commandId: string }) {
  return command(context, input, (cmd) => enterSheetTx(cmd, input));
}
