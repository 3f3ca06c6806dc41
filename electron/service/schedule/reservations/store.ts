import type { Selectable } from 'kysely';
import { maskPhone } from '../../../contract/people/people-rules.ts';
import { HOLDING, type ReservationState } from '../../../contract/schedule/reservation.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { nextOfYearTx } from '../../core/numbers.ts';
import type { ReservationTable } from './tables.ts';

export type ReservationRecord = Selectable<ReservationTable>;
export interface EquipmentLine {
  equipmentId: number;
  quantity: number;
}

/** @throws StationError NOT_FOUND */
export async function readReservationTx(cmd: Command, id: number): Promise<ReservationRecord> {
  return found(await cmd.tx.selectFrom('reservation').selectAll().where('id', '=', id).executeTakeFirst(), 'reservation', id);
}

/** A reservation of the version that the operator saw. @throws StationError NOT_FOUND, STALE */
export async function reservationForChangeTx(cmd: Command, input: { id: number; version: number }): Promise<ReservationRecord> {
  const row = await readReservationTx(cmd, input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'reservation' });
  return row;
}

export async function readLinesTx(cmd: Command, id: number): Promise<EquipmentLine[]> {
  const rows = await cmd.tx
    .selectFrom('reservation_equipment')
    .selectAll()
    .where('reservation_id', '=', id)
    .orderBy('equipment_id')
    .execute();
  return rows.map((row) => ({ equipmentId: row.equipment_id, quantity: row.quantity }));
}

export async function writeLinesTx(cmd: Command, id: number, lines: readonly EquipmentLine[]): Promise<void> {
  await cmd.tx.deleteFrom('reservation_equipment').where('reservation_id', '=', id).execute();
  await insertLinesTx(cmd, id, lines);
}

export async function insertLinesTx(cmd: Command, id: number, lines: readonly EquipmentLine[]): Promise<void> {
  if (lines.length === 0) return;
  await cmd.tx
    .insertInto('reservation_equipment')
    .values(lines.map((line) => ({ reservation_id: id, equipment_id: line.equipmentId, quantity: line.quantity })))
    .execute();
}

/** The next number in the year of the command: `2026-000123`. */
export const nextNumberTx = (cmd: Command): Promise<string> => nextOfYearTx(cmd, 'reservation', 6);

export const holds = (state: ReservationState): boolean => HOLDING.includes(state);

/** A reservation as the audit keeps it, with the telephone number masked. */
export function factOf(row: Partial<ReservationRecord>, lines?: readonly EquipmentLine[]): Record<string, unknown> {
  const {
    contact_phone: phone,
    grace_from_at: _grace,
    created_at: _made,
    created_by: _by,
    closed_at: _closed,
    version: _version,
    ...rest
  } = row;
  return {
    ...rest,
    ...(phone === undefined ? {} : { contact_phone: maskPhone(phone) }),
    ...(lines === undefined ? {} : { equipment: lines.map((line) => `${line.equipmentId}×${line.quantity}`) })
  };
}

/** The fields that differ, before and after a change. */
export function difference(before: Record<string, unknown>, after: Record<string, unknown>): { before: object; after: object } {
  const changed = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const pick = (of: Record<string, unknown>) => Object.fromEntries(changed.map((key) => [key, of[key]]));
  return { before: pick(before), after: pick(after) };
}
