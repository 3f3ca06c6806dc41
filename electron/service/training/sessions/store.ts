import type { Selectable } from 'kysely';
import type { Clash } from '../../../contract/core/errors.ts';
import { useProblem } from '../../../contract/schedule/allocation.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { allocateTx, probeTx } from '../../schedule/allocation/allocate.ts';
import type { ProbeOptions } from '../../schedule/allocation/probe.ts';
import type { ScheduleRequest, Source } from '../../schedule/allocation/request.ts';
import { readTrainerRules, trainerClashes, type KnownTrainer } from '../trainers/rules.ts';
import type { ClassSessionTable } from './tables.ts';

export type SessionRecord = Selectable<ClassSessionTable>;

/** Place and time of a session, and its trainers and equipment. */
export interface SessionWish {
  from: number;
  to: number;
  zoneId: number;
  trainerIds: readonly number[];
  equipment: readonly { equipmentId: number; quantity: number }[];
}

export const sourceOf = (sessionId: number): Source => ({ kind: 'session', id: sessionId });

/** @throws StationError NOT_FOUND */
export async function readSessionTx(cmd: Command, id: number): Promise<SessionRecord> {
  return found(await cmd.tx.selectFrom('class_session').selectAll().where('id', '=', id).executeTakeFirst(), 'session', id);
}

/** @throws StationError NOT_FOUND, STALE */
export async function sessionForChangeTx(cmd: Command, input: { id: number; version: number }): Promise<SessionRecord> {
  const row = await readSessionTx(cmd, input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'session' });
  return row;
}

async function trainersOf(db: Db, sessionId: number): Promise<number[]> {
  const rows = await db.selectFrom('session_trainer').select('person_id').where('session_id', '=', sessionId).orderBy('position').execute();
  return rows.map((row) => row.person_id);
}

async function linesOf(db: Db, sessionId: number): Promise<{ equipmentId: number; quantity: number }[]> {
  const rows = await db.selectFrom('session_equipment').selectAll().where('session_id', '=', sessionId).orderBy('equipment_id').execute();
  return rows.map((row) => ({ equipmentId: row.equipment_id, quantity: row.quantity }));
}

/** The wish that leaves a session unchanged. */
export async function wishOf(db: Db, row: SessionRecord): Promise<SessionWish> {
  return {
    from: row.from_at,
    to: row.to_at,
    zoneId: row.zone_id,
    trainerIds: await trainersOf(db, row.id),
    equipment: await linesOf(db, row.id)
  };
}

/** The request of a session to the schedule. The zone must hold the whole capacity of the class. */
export function requestOf(wish: SessionWish, capacity: number): ScheduleRequest & { zoneId: number } {
  return {
    use: { from: wish.from, to: wish.to },
    zoneId: wish.zoneId,
    personIds: wish.trainerIds,
    equipment: wish.equipment,
    headcount: capacity
  };
}

/** @throws StationError INVALID */
export function demandUse(wish: { from: number; to: number }): void {
  const problem = useProblem(wish);
  if (problem) throw new StationError('INVALID', { field: problem === 'seconds' ? 'from' : 'to', reason: problem });
}

export async function writePartsTx(cmd: Command, sessionId: number, wish: SessionWish): Promise<void> {
  await cmd.tx.deleteFrom('session_trainer').where('session_id', '=', sessionId).execute();
  await cmd.tx.deleteFrom('session_equipment').where('session_id', '=', sessionId).execute();
  const trainers = [...new Set(wish.trainerIds)].map((person_id, position) => ({ session_id: sessionId, person_id, position }));
  if (trainers.length > 0) await cmd.tx.insertInto('session_trainer').values(trainers).execute();
  const lines = wish.equipment.map((line) => ({ session_id: sessionId, equipment_id: line.equipmentId, quantity: line.quantity }));
  if (lines.length > 0) await cmd.tx.insertInto('session_equipment').values(lines).execute();
}

/** The class of a session. */
export interface OfClass {
  id: number;
  courseId: number;
  capacity: number;
}

/**
 * Makes one session and takes the schedule for it.
 * @param trainers rules of all trainers it may name, read once for many sessions
 * @throws StationError CLASH, NOT_FOUND, INVALID
 */
export async function makeSessionTx(
  cmd: Command,
  of: OfClass,
  wish: SessionWish,
  trainers: Map<number, KnownTrainer>,
  lift?: ScheduleRequest['lift']
): Promise<number> {
  demandUse(wish);
  const request = { ...requestOf(wish, of.capacity), ...(lift === undefined ? {} : { lift }) };
  await demandTrainersTx(cmd, of.courseId, wish, trainers, request);
  const source = await allocateTx(cmd, request, async ({ buffers }) => {
    const { id } = await cmd.tx
      .insertInto('class_session')
      .values({
        class_id: of.id,
        from_at: wish.from,
        to_at: wish.to,
        zone_id: wish.zoneId,
        setup_minutes: buffers.setup,
        clearup_minutes: buffers.clearup,
        state: 'planned',
        closure_id: null,
        seats: null,
        closed_at: null
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await writePartsTx(cmd, id, wish);
    return sourceOf(id);
  });
  cmd.changed('classes', 'reservations');
  return source.id;
}

/** Demands trainers who can teach. @throws StationError CLASH with everything else that is in the way */
export async function demandTrainersTx(
  cmd: Command,
  courseId: number,
  wish: SessionWish,
  trainers: Map<number, KnownTrainer>,
  request: ScheduleRequest,
  options: Omit<ProbeOptions, 'now'> = {}
): Promise<void> {
  const own = trainerClashes(trainers, wish.trainerIds, courseId, wish);
  if (own.length === 0) return;
  const { clashes } = await probeTx(cmd, request, options);
  throw new StationError('CLASH', { clashes: [...own, ...clashes] });
}

/** Rules of all trainers that these wishes name. */
export function trainersOfWishesTx(cmd: Command, wishes: readonly SessionWish[]): Promise<Map<number, KnownTrainer>> {
  return readTrainerRules(cmd.tx, [...new Set(wishes.flatMap((wish) => wish.trainerIds))]);
}

/** Runs the work of one session of several and collects a clash instead of throwing it. */
export async function collectClash(dates: { date: string; clashes: Clash[] }[], date: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StationError) || error.code !== 'CLASH') throw error;
    dates.push({ date, clashes: (error as StationError<'CLASH'>).data.clashes as Clash[] });
  }
}
