import type { Selectable } from 'kysely';
import { useProblem } from '../../../contract/schedule/allocation.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import type { ShiftTable } from './tables.ts';

export type ShiftRecord = Selectable<ShiftTable>;

/** @throws StationError NOT_FOUND */
export async function readShift(db: Db, id: number): Promise<ShiftRecord> {
  return found(await db.selectFrom('shift').selectAll().where('id', '=', id).executeTakeFirst(), 'shift', id);
}

/** @throws StationError NOT_FOUND, STALE */
export async function shiftForChangeTx(cmd: Command, input: { id: number; version: number }): Promise<ShiftRecord> {
  const row = await readShift(cmd.tx, input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'shift' });
  return row;
}

/** @throws StationError INVALID */
export function demandUse(wish: { from: number; to: number }): void {
  const problem = useProblem(wish);
  if (problem) throw new StationError('INVALID', { field: problem === 'seconds' ? 'from' : 'to', reason: problem });
}
