import { imageType, PHOTO_MAX_BYTES } from '../../../contract/people/people-rules.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';

export interface CheckedPhoto {
  type: string;
  bytes: Uint8Array;
}

/** Checks a picture by its first bytes and its size. @throws StationError TOO_LARGE, FILE_UNREADABLE */
export async function checkPhoto(photo: Blob): Promise<CheckedPhoto> {
  if (photo.size > PHOTO_MAX_BYTES) throw new StationError('TOO_LARGE', { limitBytes: PHOTO_MAX_BYTES });
  const bytes = new Uint8Array(await photo.arrayBuffer());
  const type = imageType(bytes);
  if (type === null) throw new StationError('FILE_UNREADABLE', { reason: 'no_image' });
  return { type, bytes };
}

export async function photoOf(db: Db, id: number): Promise<Blob | null> {
  found(await db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst(), 'person', id);
  const row = await db.selectFrom('person_photo').select(['type', 'bytes']).where('person_id', '=', id).executeTakeFirst();
  return row ? new Blob([row.bytes as BlobPart], { type: row.type }) : null;
}

/** Sets a checked picture, or removes it with null. @throws StationError NOT_FOUND */
export async function setPhotoTx(cmd: Command, id: number, photo: CheckedPhoto | null): Promise<void> {
  found(
    await cmd.tx.selectFrom('person').select('id').where('id', '=', id).where('merged_into', 'is', null).executeTakeFirst(),
    'person',
    id
  );
  const before = await cmd.tx.selectFrom('person_photo').select('type').where('person_id', '=', id).executeTakeFirst();
  await cmd.tx.deleteFrom('person_photo').where('person_id', '=', id).execute();
  if (photo)
    await cmd.tx
      .insertInto('person_photo')
      .values({ person_id: id, ...photo, updated_at: cmd.now })
      .execute();
  cmd.audit({ entity: 'person', entityId: id, before: { photo: before !== undefined }, after: { photo: photo !== null } });
  cmd.changed('people');
}
