import type { Selectable } from 'kysely';
import {
  LIVE_RECORDS,
  MAX_SERVICE_MS,
  type HoursProblem,
  type RecordSource,
  type RecordState
} from '../../../contract/volunteering/service-hour-rules.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { isMinor } from '../../../contract/volunteering/volunteer-rules.ts';
import { RECORDABLE } from '../../../contract/volunteering/volunteer-project-rules.ts';
import type { Command } from '../../core/command.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import type { ShiftRecord } from '../shifts/store.ts';
import { readProject, type ProjectRecord } from '../volunteer-projects/store.ts';
import type { ServiceRecordTable } from './tables.ts';

export type ServiceRecord = Selectable<ServiceRecordTable>;

/** @throws StationError NOT_FOUND */
export async function readRecord(db: Db, id: number): Promise<ServiceRecord> {
  return found(await db.selectFrom('service_record').selectAll().where('id', '=', id).executeTakeFirst(), 'service_record', id);
}

/** @throws StationError NOT_FOUND, STALE */
export async function recordForChangeTx(cmd: Command, input: { id: number; version: number }): Promise<ServiceRecord> {
  const row = await readRecord(cmd.tx, input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'service_record' });
  return row;
}

/**
 * Demands a project for which hours can be recorded.
 * @param shift the shift of the hours; one that was held takes hours even after its project is cancelled
 * @throws StationError NOT_FOUND, STEP_NOT_ALLOWED
 */
export async function recordableProject(db: Db, id: number, shift?: Pick<ShiftRecord, 'state'>): Promise<ProjectRecord> {
  const project = await readProject(db, id);
  const held = project.state === 'cancelled' && shift?.state === 'held';
  if (!RECORDABLE.includes(project.state) && !held) throw new StationError('STEP_NOT_ALLOWED', { from: project.state, step: 'record' });
  return project;
}

const liveAround = fixedQuery((db, { personId, after, before }: { personId: number; after: number; before: number }) =>
  db
    .selectFrom('service_record')
    .innerJoin('project', 'project.id', 'service_record.project_id')
    .select(['service_record.id', 'from_at', 'to_at', 'code', 'title', 'corrects_id', 'service_record.state'])
    .where('person_id', '=', personId)
    .where('service_record.state', 'in', LIVE_RECORDS)
    .where('from_at', '>', after)
    .where('from_at', '<', before)
    .orderBy('from_at')
);

/**
 * Another service of a person that overlaps a time (UTC ms), by the rule of the table's trigger, as a problem for the window.
 * @param to null: still running
 * @param correctsId a record that may overlap because it is about to be replaced
 */
export async function overlapOf(
  db: Db,
  personId: number,
  from: number,
  to: number | null,
  exceptId = 0,
  correctsId = 0
): Promise<HoursProblem | null> {
  if (to === null) {
    const open = await runningOf(db, personId);
    if (open !== undefined && open.id !== exceptId)
      return { reason: 'still_running', project: `${open.code} ${open.title}`, since: open.from_at, recordId: open.id };
  }
  const end = to ?? from + MAX_SERVICE_MS;
  const rows = await liveAround(db, { personId, after: from - MAX_SERVICE_MS, before: end });
  const other = rows.find(
    (row) =>
      row.id !== exceptId &&
      row.id !== correctsId &&
      !(exceptId !== 0 && row.state === 'pending' && row.corrects_id === exceptId) &&
      (row.to_at ?? row.from_at + MAX_SERVICE_MS) > from
  );
  if (other === undefined) return null;
  return {
    reason: 'overlap',
    project: `${other.code} ${other.title}`,
    from: other.from_at,
    to: other.to_at,
    recordId: other.id,
    row: null
  };
}

/** A person's running record, with its project and the planned time of its shift. There is one at most. */
export const runningOf = (db: Db, personId: number) =>
  db
    .selectFrom('service_record')
    .innerJoin('project', 'project.id', 'service_record.project_id')
    .leftJoin('shift', 'shift.id', 'service_record.shift_id')
    .selectAll('service_record')
    .select(['project.code', 'project.title', 'shift.to_at as shift_to'])
    .where('service_record.person_id', '=', personId)
    .where('service_record.state', '=', 'running')
    .executeTakeFirst();

export interface Server {
  id: number;
  name: string;
  organisationId: number | null;
  /** Why no hours can be recorded for them in a project, whatever the time. */
  problem: HoursProblem | null;
}

/**
 * The volunteer, and whether hours can be recorded for them. A volunteer who left may have hours from before.
 * @param from begin of the service, UTC ms
 * @throws StationError NOT_FOUND
 */
export async function readServer(db: Db, personId: number, project: Pick<ProjectRecord, 'dangerous'>, from: number): Promise<Server> {
  const row = found(
    await db
      .selectFrom('person')
      .leftJoin('volunteer', 'volunteer.person_id', 'person.id')
      .select(['person.id', 'name', 'organisation_id', 'birth_date', 'state', 'state_at', 'registered_at'])
      .where('person.id', '=', personId)
      .where('merged_into', 'is', null)
      .executeTakeFirst(),
    'person',
    personId
  );
  let problem: HoursProblem | null = null;
  if (row.state === null) problem = { reason: 'not_volunteer' };
  else if (row.state === 'applied' || (row.state === 'left' && (row.registered_at === null || from >= (row.state_at ?? 0))))
    problem = { reason: 'volunteer_state', state: row.state };
  else if (project.dangerous === 1 && isMinor(row.birth_date, dateOf(from))) problem = { reason: 'minor' };
  return { id: row.id, name: row.name, organisationId: row.organisation_id, problem };
}

export const refusedHours = (rows: { row: number; volunteerId: number; name: string; problem: HoursProblem }[]) =>
  new StationError('HOURS_REFUSED', { rows });

/** @throws StationError HOURS_REFUSED */
export function demandNoProblem(who: { id: number; name: string }, problem: HoursProblem | null): void {
  if (problem !== null) throw refusedHours([{ row: 0, volunteerId: who.id, name: who.name, problem }]);
}

export interface NewRecord {
  server: Pick<Server, 'id' | 'organisationId'>;
  project: Pick<ProjectRecord, 'id' | 'category_id'>;
  shiftId: number | null;
  role: string;
  from: number;
  to: number | null;
  state: Extract<RecordState, 'running' | 'pending'>;
  source: RecordSource;
  reason?: string;
  remark?: string;
  correctsId?: number;
  none?: boolean;
}

/** Writes a record; the table refuses an overlap. */
export async function insertRecordTx(cmd: Command, record: NewRecord): Promise<ServiceRecord> {
  const row = await cmd.tx
    .insertInto('service_record')
    .values({
      person_id: record.server.id,
      project_id: record.project.id,
      category_id: record.project.category_id,
      organisation_id: record.server.organisationId,
      shift_id: record.shiftId,
      role: record.role,
      from_at: record.from,
      to_at: record.to,
      state: record.state,
      source: record.source,
      entered_at: cmd.now,
      entered_by: cmd.actor.name,
      entered_by_id: cmd.actor.id,
      decided_at: null,
      decided_by_id: null,
      quality: null,
      reason: record.reason ?? '',
      remark: record.remark ?? '',
      corrects_id: record.correctsId ?? null,
      none: record.none === true ? 1 : 0
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  cmd.audit({
    entity: 'service_record',
    entityId: row.id,
    after: {
      personId: row.person_id,
      projectId: row.project_id,
      shiftId: row.shift_id,
      from: row.from_at,
      to: row.to_at,
      source: row.source,
      ...(row.corrects_id === null ? {} : { corrects: row.corrects_id, reason: row.reason })
    }
  });
  cmd.changed('service-hours', 'shifts', 'volunteers');
  return row;
}

/** Marks a sign-up as served while its volunteer has a record of service, and takes that back otherwise. */
export async function setServedTx(cmd: Command, shiftId: number | null, personId: number): Promise<void> {
  if (shiftId === null) return;
  const served = await cmd.tx
    .selectFrom('service_record')
    .select('id')
    .where('shift_id', '=', shiftId)
    .where('person_id', '=', personId)
    .where('state', 'in', LIVE_RECORDS)
    .executeTakeFirst();
  await cmd.tx
    .updateTable('sign_up')
    .set((eb) => ({ outcome: served ? ('served' as const) : null, by_closing: 0, version: eb('version', '+', 1) }))
    .where('shift_id', '=', shiftId)
    .where('person_id', '=', personId)
    .where('state', '=', 'signed')
    .execute();
  cmd.changed('sign-ups', 'volunteer-figures', 'figures');
}
