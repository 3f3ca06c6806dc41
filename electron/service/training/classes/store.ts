import type { Selectable } from 'kysely';
import type { ClassSubject } from '../../../contract/training/class-rules.ts';
import type { Command } from '../../core/command.ts';
import { fixedQuery } from '../../db/fixed.ts';
import { found, StationError } from '../../core/errors.ts';
import type { ClassTable } from './tables.ts';

export type ClassRecord = Selectable<ClassTable>;

/** @throws StationError NOT_FOUND */
export async function readClassTx(cmd: Command, id: number): Promise<ClassRecord> {
  return found((await classById(cmd.tx, { id }))[0], 'class', id);
}

const classById = fixedQuery((db, { id }: { id: number }) => db.selectFrom('class').selectAll().where('id', '=', id));

/** The class in the version that the operator saw. @throws StationError NOT_FOUND, STALE */
export async function classForChangeTx(cmd: Command, input: { id: number; version: number }): Promise<ClassRecord> {
  const row = await readClassTx(cmd, input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'class' });
  return row;
}

/** What the rules of the steps read. */
export const subjectOf = (row: ClassRecord): ClassSubject => ({
  state: row.state,
  taken: row.taken,
  minToOpen: row.min_to_open,
  firstAt: row.first_at,
  lastAt: row.last_at,
  sessions: row.sessions
});

/** Its trainers; the first is the one for whom it counts. */
export async function trainersOfTx(cmd: Command, classId: number): Promise<number[]> {
  const rows = await cmd.tx.selectFrom('class_trainer').select('person_id').where('class_id', '=', classId).orderBy('position').execute();
  return rows.map((row) => row.person_id);
}

export async function linesOfTx(cmd: Command, classId: number): Promise<{ equipmentId: number; quantity: number }[]> {
  const rows = await cmd.tx.selectFrom('class_equipment').selectAll().where('class_id', '=', classId).orderBy('equipment_id').execute();
  return rows.map((row) => ({ equipmentId: row.equipment_id, quantity: row.quantity }));
}

/** Updates what a class keeps about its sessions: start, end, number, and number held. */
export async function refreshClassTx(cmd: Command, classId: number): Promise<void> {
  const row = await cmd.tx
    .selectFrom('class_session')
    .select((eb) => [
      eb.fn.min('from_at').as('first_at'),
      eb.fn.max('to_at').as('last_at'),
      eb.fn.countAll<number>().as('sessions'),
      eb.fn.sum<number | null>(eb.case().when('state', '=', 'held').then(1).else(0).end()).as('held')
    ])
    .where('class_id', '=', classId)
    .where('state', '<>', 'cancelled')
    .executeTakeFirstOrThrow();
  await cmd.tx
    .updateTable('class')
    .set({ first_at: row.first_at, last_at: row.last_at, sessions: Number(row.sessions), held: Number(row.held ?? 0) })
    .where('id', '=', classId)
    .execute();
  cmd.changed('classes');
}
