import type { RecordBody } from '../../../contract/mediation/case-records.ts';
import type { Seal } from '../../core/vault/seal.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { instalmentsOf, recordsOf, standingOf } from './parts.ts';
import { refreshCaseTx } from './refresh.ts';
import { bind, openRecord } from './sealed.ts';
import { openCaseTx, recordEventTx } from './store.ts';
import { dateOf } from '../../../contract/core/time.ts';

export interface RecordInput {
  caseId: number;
  id?: number | undefined;
  version?: number | undefined;
  at: number;
  hearingId: number | null;
  body: RecordBody;
}

const instalmentOf = (body: RecordBody): number | null =>
  body.kind === 'performance' || body.kind === 'reminder' ? body.instalmentId : null;
const partiesIn = (body: RecordBody): readonly number[] => ('partyIds' in body ? body.partyIds : []);

/** @throws StationError INVALID (future, other_case), NOT_FOUND */
async function demandRecord(cmd: Command, input: RecordInput): Promise<void> {
  if (input.at > cmd.now) throw new StationError('INVALID', { field: 'at', reason: 'future' });
  const belongs = async (
    table: 'case_party' | 'case_instalment' | 'case_evidence' | 'case_hearing',
    ids: readonly number[],
    field: string
  ) => {
    const wanted = new Set(ids);
    if (wanted.size === 0) return;
    const rows = await cmd.tx
      .selectFrom(table)
      .select('id')
      .where('case_id', '=', input.caseId)
      .where('id', 'in', [...wanted])
      .execute();
    if (rows.length < wanted.size) throw new StationError('INVALID', { field, reason: 'other_case' });
  };
  await belongs('case_party', partiesIn(input.body), 'partyIds');
  const instalment = instalmentOf(input.body);
  if (instalment !== null) await belongs('case_instalment', [instalment], 'instalmentId');
  if (input.body.kind === 'performance' && input.body.evidenceId !== null)
    await belongs('case_evidence', [input.body.evidenceId], 'evidenceId');
  if (input.hearingId !== null) await belongs('case_hearing', [input.hearingId], 'hearingId');
}

/** Updates the unsealed columns of a case's instalments from its records. */
export async function settleInstalmentsTx(cmd: Command, seal: Seal, caseId: number): Promise<void> {
  const instalments = await instalmentsOf(cmd.tx, seal, caseId);
  if (instalments.length === 0) return;
  const records = await recordsOf(cmd.tx, seal, caseId);
  for (const one of standingOf(instalments, records, dateOf(cmd.now)).instalments) {
    const reminders = records.filter((record) => record.body.kind === 'reminder' && record.body.instalmentId === one.id);
    const change = { settled_on: one.settledOn, reminders: reminders.length, reminded_at: reminders.at(-1)?.at ?? null };
    await cmd.tx.updateTable('case_instalment').set(change).where('id', '=', one.id).execute();
  }
}

/** Adds or changes a record. @throws StationError NOT_FOUND, STALE, CASE_ARCHIVED, INVALID */
export async function saveRecordTx(cmd: Command, seal: Seal, input: RecordInput): Promise<{ id: number; version: number }> {
  await openCaseTx(cmd, input.caseId);
  await demandRecord(cmd, input);
  const { body, caseId } = input;
  const plain = {
    at: input.at,
    hearing_id: input.hearingId,
    instalment_id: instalmentOf(body),
    result: body.kind === 'round' ? body.result : null
  };
  let id = input.id;
  let version = 1;
  if (id === undefined) {
    ({ id } = await cmd.tx
      .insertInto('case_record')
      .values({ ...plain, case_id: caseId, kind: body.kind, by: cmd.actor.name, created_at: cmd.now })
      .returning('id')
      .executeTakeFirstOrThrow());
  } else {
    const row = found(
      await cmd.tx
        .selectFrom('case_record')
        .select(['kind', 'version'])
        .where('id', '=', id)
        .where('case_id', '=', caseId)
        .executeTakeFirst(),
      'record',
      id
    );
    if (row.version !== input.version) throw new StationError('STALE', { what: 'record' });
    if (row.kind !== body.kind) throw new StationError('INVALID', { field: 'kind', reason: 'other_kind' });
    version = row.version + 1;
    await recordEventTx(cmd, seal, { caseId, kind: 'changed', refId: id, params: { what: body.kind } });
  }
  await cmd.tx
    .updateTable('case_record')
    .set({ ...plain, version, body: seal.seal(body, bind.record(id, caseId)) })
    .where('id', '=', id)
    .execute();
  if (instalmentOf(body) !== null || input.id !== undefined) await settleInstalmentsTx(cmd, seal, caseId);
  await refreshCaseTx(cmd, seal, caseId);
  cmd.audit({ entity: 'case', entityId: caseId, after: { record: id, kind: body.kind, version } });
  return { id, version };
}

/** Removes a record with its paper; the time line keeps the reason. @throws StationError NOT_FOUND, STALE, CASE_ARCHIVED */
export async function removeRecordTx(cmd: Command, seal: Seal, input: { id: number; version: number; reason: string }): Promise<void> {
  const row = found(await cmd.tx.selectFrom('case_record').selectAll().where('id', '=', input.id).executeTakeFirst(), 'record', input.id);
  await openCaseTx(cmd, row.case_id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'record' });
  // Open it first, because an unreadable record must not be removed.
  openRecord(seal, row);
  await cmd.tx.deleteFrom('case_paper').where('case_id', '=', row.case_id).where('record_id', '=', row.id).execute();
  await cmd.tx.deleteFrom('case_record').where('id', '=', row.id).execute();
  await recordEventTx(cmd, seal, {
    caseId: row.case_id,
    kind: 'removed',
    refId: row.id,
    params: { what: row.kind, at: row.at },
    reason: input.reason
  });
  if (row.instalment_id !== null) await settleInstalmentsTx(cmd, seal, row.case_id);
  await refreshCaseTx(cmd, seal, row.case_id);
  cmd.audit({ entity: 'case', entityId: row.case_id, before: { record: row.id, kind: row.kind } });
}
