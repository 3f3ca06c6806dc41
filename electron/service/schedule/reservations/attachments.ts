import { createHash } from 'node:crypto';
import { MAX_ATTACHMENT_BYTES, type Attachment } from '../../../contract/schedule/reservations.ts';
import { command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { plainFileName } from '../../core/files/files.ts';
import { readReservationTx } from './store.ts';

const MOST = 20;

/** Adds a file to a reservation. @throws StationError NOT_FOUND, TOO_LARGE, INVALID (too many) */
export async function addAttachment(
  context: Context,
  input: { reservationId: number; name: string; file: Blob; commandId: string }
): Promise<Attachment> {
  if (input.file.size > MAX_ATTACHMENT_BYTES) throw new StationError('TOO_LARGE', { limitBytes: MAX_ATTACHMENT_BYTES });
  const bytes = new Uint8Array(await input.file.arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return command(context, input, async (cmd) => {
    await readReservationTx(cmd, input.reservationId);
    const others = await cmd.tx.selectFrom('attachment').select('id').where('reservation_id', '=', input.reservationId).execute();
    if (others.length >= MOST) throw new StationError('INVALID', { field: 'file', reason: 'too_many', params: { most: MOST } });
    const kept = { name: plainFileName(input.name), mime: input.file.type || 'application/octet-stream', size: bytes.length, sha256 };
    const { id } = await cmd.tx
      .insertInto('attachment')
      .values({ ...kept, reservation_id: input.reservationId, bytes, added_at: cmd.now, added_by: cmd.actor.name })
      .returning('id')
      .executeTakeFirstOrThrow();
    cmd.audit({ entity: 'reservation', entityId: input.reservationId, after: { attachment: kept } });
    cmd.changed('reservations');
    return { id, name: kept.name, mime: kept.mime, bytes: kept.size, sha256, addedAt: cmd.now };
  });
}

/** @throws StationError NOT_FOUND */
export async function getAttachment(context: Context, id: number) {
  const row = found(
    await context.station.db.selectFrom('attachment').selectAll().where('id', '=', id).executeTakeFirst(),
    'attachment',
    id
  );
  return { name: row.name, mime: row.mime, file: new Blob([row.bytes as BlobPart], { type: row.mime }) };
}

/** @throws StationError NOT_FOUND */
export async function removeAttachment(context: Context, input: { id: number; commandId: string }) {
  return command(context, input, async (cmd) => {
    const row = await cmd.tx
      .deleteFrom('attachment')
      .where('id', '=', input.id)
      .returning(['reservation_id', 'name', 'sha256'])
      .executeTakeFirst();
    const gone = found(row, 'attachment', input.id);
    cmd.audit({ entity: 'reservation', entityId: gone.reservation_id, before: { attachment: { name: gone.name, sha256: gone.sha256 } } });
    cmd.changed('reservations');
    return {};
  });
}
