import type { SetUpChoices } from '../../core/station/set-up.ts';
import type { z } from 'zod';
import { imageType } from '../../../contract/people/people-rules.ts';
import { minutesOf } from '../../../contract/core/time.ts';
import { hoursProblem, MAX_PHOTO_BYTES, ZONE_OFFERS, type zoneFields } from '../../../contract/schedule/zones.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { countComing } from '../closures/holders.ts';
import { outsideHoursRefs } from '../closures/outside-hours.ts';

export type ZoneInput = z.output<z.ZodObject<typeof zoneFields>>;

const columns = (input: ZoneInput) => ({
  name: input.name,
  name_en: input.nameEn,
  purpose: input.purpose,
  purpose_en: input.purposeEn,
  place: input.place,
  capacity: input.capacity,
  setup_minutes: input.setupMinutes,
  clearup_minutes: input.clearupMinutes,
  needs_approval: input.needsApproval ? 1 : 0,
  colour: input.colour,
  holiday_policy: input.holidayPolicy,
  responsible_id: input.responsibleId
});

/** @throws StationError INVALID, NAME_TAKEN, NOT_FOUND (person) */
async function checkTx(cmd: Command, input: ZoneInput, id: number | null): Promise<void> {
  const problem = hoursProblem(input.hours);
  if (problem) throw new StationError('INVALID', { field: 'hours', reason: problem });
  await demandFreeNameTx(cmd, input.name, id);
  if (input.responsibleId !== null) {
    found(
      await cmd.tx.selectFrom('person').select('id').where('id', '=', input.responsibleId).executeTakeFirst(),
      'person',
      input.responsibleId
    );
  }
}

async function demandFreeNameTx(cmd: Command, name: string, id: number | null): Promise<void> {
  const taken = await cmd.tx.selectFrom('zone').select('id').where('name', '=', name).where('archived_at', 'is', null).executeTakeFirst();
  if (taken && taken.id !== id) throw new StationError('NAME_TAKEN', { name });
}

async function writeHoursTx(cmd: Command, zoneId: number, hours: ZoneInput['hours']): Promise<void> {
  await cmd.tx.deleteFrom('zone_hours').where('zone_id', '=', zoneId).execute();
  if (hours.length === 0) return;
  await cmd.tx
    .insertInto('zone_hours')
    .values(hours.map((h) => ({ zone_id: zoneId, weekday: h.weekday, open_minute: minutesOf(h.open), close_minute: minutesOf(h.close) })))
    .execute();
}

/** A zone as the audit keeps it. */
async function factTx(cmd: Command, id: number): Promise<object> {
  const { created_at: _made, ...zone } = await cmd.tx.selectFrom('zone').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const hours = await cmd.tx
    .selectFrom('zone_hours')
    .select(['weekday', 'open_minute', 'close_minute'])
    .where('zone_id', '=', id)
    .execute();
  return { ...zone, hours: hours.map((h) => [h.weekday, h.open_minute, h.close_minute]) };
}

/** @throws StationError INVALID, NAME_TAKEN, NOT_FOUND */
export async function createZoneTx(cmd: Command, input: ZoneInput, key: string | null = null): Promise<number> {
  await checkTx(cmd, input, null);
  const { id } = await cmd.tx
    .insertInto('zone')
    .values({ ...columns(input), key, created_at: cmd.now, archived_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeHoursTx(cmd, id, input.hours);
  cmd.audit({ entity: 'zone', entityId: id, after: await factTx(cmd, id) });
  cmd.changed('zones');
  return id;
}

/** Makes the offered zones with these keys. @throws StationError INVALID for an unknown key */
export async function createOfferedZonesTx(cmd: Command, keys: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const key of new Set(keys)) {
    const offer = ZONE_OFFERS.find((candidate) => candidate.key === key);
    if (!offer) throw new StationError('INVALID', { field: 'zones', reason: 'unknown', params: { key } });
    const { key: _key, neighbourhood: _part, ...fields } = offer;
    ids.push(await createZoneTx(cmd, { ...fields, place: '', responsibleId: null }, key));
  }
  return ids;
}

async function zoneForChangeTx(cmd: Command, id: number, version: number) {
  const row = found(await cmd.tx.selectFrom('zone').selectAll().where('id', '=', id).executeTakeFirst(), 'zone', id);
  if (row.version !== version) throw new StationError('STALE', { what: 'zone' });
  return row;
}

/** Changes a zone. Answers the coming uses outside its new hours. @throws StationError NOT_FOUND, STALE, NAME_TAKEN, INVALID */
export async function updateZoneTx(cmd: Command, input: ZoneInput & { id: number; version: number }) {
  const row = await zoneForChangeTx(cmd, input.id, input.version);
  await checkTx(cmd, input, input.id);
  const before = await factTx(cmd, input.id);
  const version = row.version + 1;
  await cmd.tx
    .updateTable('zone')
    .set({ ...columns(input), version })
    .where('id', '=', input.id)
    .execute();
  await writeHoursTx(cmd, input.id, input.hours);
  cmd.audit({ entity: 'zone', entityId: input.id, before, after: await factTx(cmd, input.id) });
  cmd.changed('zones');
  return { version, affected: await outsideHoursRefs(cmd.tx, cmd.now, { zoneId: input.id }) };
}

/** Archives a zone or brings it back. @throws StationError NOT_FOUND, STALE, IN_USE, NAME_TAKEN */
export async function archiveZoneTx(cmd: Command, input: { id: number; version: number; archived: boolean }) {
  const row = await zoneForChangeTx(cmd, input.id, input.version);
  if (input.archived) {
    const count = await countComing(cmd.tx, input.id, cmd.now);
    if (count > 0) throw new StationError('IN_USE', { what: 'zone', count });
  } else {
    await demandFreeNameTx(cmd, row.name, row.id);
  }
  const version = row.version + 1;
  const archived_at = input.archived ? (row.archived_at ?? cmd.now) : null;
  await cmd.tx.updateTable('zone').set({ archived_at, version }).where('id', '=', row.id).execute();
  cmd.audit({ entity: 'zone', entityId: row.id, before: { archived_at: row.archived_at }, after: { archived_at } });
  cmd.changed('zones');
  return { version };
}

/** Reads and checks a photo, before the command begins. @throws StationError TOO_LARGE, FILE_UNREADABLE */
export async function readImage(file: Blob): Promise<{ mime: string; bytes: Uint8Array }> {
  if (file.size > MAX_PHOTO_BYTES) throw new StationError('TOO_LARGE', { limitBytes: MAX_PHOTO_BYTES });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mime = imageType(bytes);
  if (!mime) throw new StationError('FILE_UNREADABLE', { reason: 'not_image' });
  return { mime, bytes };
}

export async function setPhotoTx(cmd: Command, zoneId: number, image: { mime: string; bytes: Uint8Array } | null): Promise<void> {
  found(await cmd.tx.selectFrom('zone').select('id').where('id', '=', zoneId).executeTakeFirst(), 'zone', zoneId);
  const before = await cmd.tx.deleteFrom('zone_photo').where('zone_id', '=', zoneId).returning('mime').executeTakeFirst();
  if (image)
    await cmd.tx
      .insertInto('zone_photo')
      .values({ zone_id: zoneId, ...image })
      .execute();
  cmd.audit({
    entity: 'zone',
    entityId: zoneId,
    before: { photo: before?.mime ?? null },
    after: { photo: image ? `${image.mime}, ${image.bytes.length} bytes` : null }
  });
  cmd.changed('zones');
}

/** Makes the zones chosen at set-up. @throws StationError INVALID */
export const offeredZonesTx = async (cmd: Command, choices: SetUpChoices): Promise<void> =>
  void (await createOfferedZonesTx(cmd, choices.zones));
