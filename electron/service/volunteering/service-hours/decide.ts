import { approvalProblem, canCorrect, CORRECTABLE, timeProblem } from '../../../contract/volunteering/service-hour-rules.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { readSettings } from '../../core/station/settings.ts';
import { insertRecordTx, overlapOf, readRecord, recordForChangeTx, refusedHours, setServedTx, type ServiceRecord } from './store.ts';

type Refused = { id: number; name: string; reason: 'state' | 'own_correction' | 'own_entry' | 'replaced' };

async function nameOf(cmd: Command, personId: number): Promise<string> {
  return (await cmd.tx.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirstOrThrow()).name;
}

/** The record that a correction replaces, if it still counts. */
async function correctedTx(cmd: Command, record: ServiceRecord): Promise<ServiceRecord | null> {
  if (record.corrects_id === null) return null;
  const old = await readRecord(cmd.tx, record.corrects_id);
  return CORRECTABLE.includes(old.state) ? old : null;
}

async function decideTx(
  cmd: Command,
  record: ServiceRecord,
  change: { state: 'approved' | 'rejected' | 'void'; rejection?: string; quality?: number | null; remark?: string }
): Promise<void> {
  await cmd.tx
    .updateTable('service_record')
    .set({
      state: change.state,
      decided_at: cmd.now,
      decided_by: cmd.actor.name,
      decided_by_id: cmd.actor.id,
      version: record.version + 1,
      ...(change.rejection === undefined ? {} : { rejection: change.rejection }),
      ...(change.quality === undefined || change.quality === null ? {} : { quality: change.quality }),
      ...(change.remark === undefined || change.remark === '' ? {} : { remark: change.remark })
    })
    .where('id', '=', record.id)
    .execute();
  cmd.audit({ entity: 'service_record', entityId: record.id, before: { state: record.state }, after: change });
}

/** Approves records, all or none; from then on they count. @throws StationError RECORDS_REFUSED, NOT_FOUND */
export async function approveTx(cmd: Command, ids: readonly number[], quality: number | null, remark: string) {
  const { serviceSecondPerson } = await readSettings(cmd.tx);
  const refused: Refused[] = [];
  let minutes = 0;
  for (const id of new Set(ids)) {
    const record = await readRecord(cmd.tx, id);
    const problem = approvalProblem(
      { state: record.state, source: record.source, enteredById: record.entered_by_id },
      cmd.actor.id ?? 0,
      serviceSecondPerson
    );
    const old = await correctedTx(cmd, record);
    const gone = problem === null && record.corrects_id !== null && old === null;
    if (problem !== null || gone) {
      refused.push({ id, name: await nameOf(cmd, record.person_id), reason: problem ?? 'replaced' });
      continue;
    }
    if (old !== null) {
      await cmd.tx
        .updateTable('service_record')
        .set({ state: 'replaced', version: old.version + 1 })
        .where('id', '=', old.id)
        .execute();
      cmd.audit({ entity: 'service_record', entityId: old.id, before: { state: old.state }, after: { state: 'replaced', by: record.id } });
    }
    await decideTx(cmd, record, {
      state: record.none === 1 ? 'void' : 'approved',
      quality: quality ?? old?.quality ?? null,
      remark: remark || (old?.remark ?? '')
    });
    if (record.none === 1) await setServedTx(cmd, record.shift_id, record.person_id);
    else minutes += record.minutes;
  }
  if (refused.length > 0) throw new StationError('RECORDS_REFUSED', { records: refused });
  cmd.changed('service-hours', 'shifts', 'volunteers', 'volunteer-projects', 'volunteer-figures', 'recognition', 'service-certificates');
  return { approved: new Set(ids).size, minutes };
}

export function approve(context: Context, input: { commandId: string; ids: number[]; quality: number | null; remark: string }) {
  return command(context, input, (cmd) => approveTx(cmd, input.ids, input.quality, input.remark));
}

/** @throws StationError RECORDS_REFUSED, NOT_FOUND */
export function reject(context: Context, input: { commandId: string; ids: number[]; reason: string }) {
  return command(context, input, async (cmd) => {
    const refused: Refused[] = [];
    for (const id of new Set(input.ids)) {
      const record = await readRecord(cmd.tx, id);
      if (record.state !== 'pending') refused.push({ id, name: await nameOf(cmd, record.person_id), reason: 'state' });
      else {
        await decideTx(cmd, record, { state: 'rejected', rejection: input.reason });
        if (record.corrects_id === null) await setServedTx(cmd, record.shift_id, record.person_id);
      }
    }
    if (refused.length > 0) throw new StationError('RECORDS_REFUSED', { records: refused });
    cmd.changed('service-hours', 'shifts', 'volunteers', 'volunteer-projects');
    return { rejected: new Set(input.ids).size };
  });
}

/** Adds a correction of a record, which counts until somebody else approves the correction. @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED, HOURS_REFUSED, IN_USE */
export async function correctTx(
  cmd: Command,
  input: { id: number; version: number; from: number; to: number; none: boolean; reason: string }
): Promise<number> {
  const old = await recordForChangeTx(cmd, input);
  if (!canCorrect({ state: old.state, correctsId: old.corrects_id }) || old.to_at === null)
    throw new StationError('STEP_NOT_ALLOWED', { from: old.state, step: 'correct' });
  const waiting = await cmd.tx
    .selectFrom('service_record')
    .select('id')
    .where('corrects_id', '=', old.id)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  if (waiting) throw new StationError('IN_USE', { what: 'correction', count: 1 });
  const { from, to } = input.none ? { from: old.from_at, to: old.to_at } : input;
  // A correction to no service keeps the old times, so these need no check.
  const problem = input.none ? null : (timeProblem({ from, to }, cmd.now) ?? (await overlapOf(cmd.tx, old.person_id, from, to, 0, old.id)));
  if (problem !== null) throw refusedHours([{ row: 0, volunteerId: old.person_id, name: await nameOf(cmd, old.person_id), problem }]);
  const record = await insertRecordTx(cmd, {
    server: { id: old.person_id, organisationId: old.organisation_id },
    project: { id: old.project_id, category_id: old.category_id },
    shiftId: old.shift_id,
    role: old.role,
    from,
    to,
    state: 'pending',
    source: 'correction',
    reason: input.reason,
    correctsId: old.id,
    none: input.none
  });
  return record.id;
}

export function correct(
  context: Context,
  input: { commandId: string; id: number; version: number; from: number; to: number; none: boolean; reason: string }
) {
  return command(context, input, async (cmd) => ({ id: await correctTx(cmd, input) }));
}

/** Records the quality of a service. @throws StationError NOT_FOUND, STALE */
export function remark(
  context: Context,
  input: { commandId: string; id: number; version: number; quality: number | null; remark: string }
) {
  return command(context, input, async (cmd) => {
    const row = await recordForChangeTx(cmd, input);
    const version = row.version + 1;
    await cmd.tx
      .updateTable('service_record')
      .set({ quality: input.quality, remark: input.remark, version })
      .where('id', '=', row.id)
      .execute();
    cmd.audit({
      entity: 'service_record',
      entityId: row.id,
      before: { quality: row.quality, remark: row.remark },
      after: { quality: input.quality, remark: input.remark }
    });
    cmd.changed('service-hours');
    return { version };
  });
}
