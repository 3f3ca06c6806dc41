import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';

/** Demands equipment that exists and is named once. @throws StationError INVALID, NOT_FOUND */
export async function checkLinesTx(cmd: Command, lines: readonly { equipmentId: number; quantity: number }[]): Promise<void> {
  if (new Set(lines.map((line) => line.equipmentId)).size < lines.length)
    throw new StationError('INVALID', { field: 'equipment', reason: 'twice' });
  for (const { equipmentId } of lines) {
    found(await cmd.tx.selectFrom('equipment').select('id').where('id', '=', equipmentId).executeTakeFirst(), 'equipment', equipmentId);
  }
}
