import { createHash } from 'node:crypto';
import { MAX_EVIDENCE_BYTES, type EvidenceItem } from '../../../contract/mediation/case-records.ts';
import { sealOf, type Seal } from '../../core/vault/seal.ts';
import { command, unnumberedCommand, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { plainFileName } from '../../core/files/files.ts';
import { recordsOf } from './parts.ts';
import { refreshCaseTx } from './refresh.ts';
import { bind, type EvidenceBody } from './sealed.ts';
import { openCaseTx, recordEventTx } from './store.ts';

type Fields = Pick<EvidenceItem, 'kind' | 'title' | 'partyId' | 'original' | 'pages' | 'proves'>;
const fieldsOf = ({ kind, title, partyId, original, pages, proves }: Fields): Fields => ({ kind, title, partyId, original, pages, proves });

async function demandParty(cmd: Command, caseId: number, partyId: number | null): Promise<void> {
  if (partyId === null) return;
  const row = await cmd.tx.selectFrom('case_party').select('id').where('id', '=', partyId).where('case_id', '=', caseId).executeTakeFirst();
  if (!row) throw new StationError('INVALID', { field: 'partyId', reason: 'other_case' });
}

/** SHA-256 of a file, a megabyte at a time, so that no other call waits for fifty. */
async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += 1024 * 1024) {
    hash.update(bytes.subarray(at, at + 1024 * 1024));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return hash.digest('hex');
}

/**
 * Adds a piece of evidence, with its file sealed and hashed. The file is bound to the row's id, which only the transaction knows, so
 * sealing happens there; it takes a second for the largest file.
 * @throws StationError NOT_FOUND, CASE_ARCHIVED, TOO_LARGE, INVALID
 */
export async function addEvidence(
  context: Context,
  input: Fields & { commandId: string; caseId: number; file: Blob | null; fileName: string }
): Promise<{ id: number; version: number }> {
  const seal = sealOf(context, 'mediation');
  if (input.file && input.file.size > MAX_EVIDENCE_BYTES) throw new StationError('TOO_LARGE', { limitBytes: MAX_EVIDENCE_BYTES });
  if (input.file?.size === 0) throw new StationError('INVALID', { field: 'file', reason: 'empty' });
  const bytes = input.file ? new Uint8Array(await input.file.arrayBuffer()) : null;
  const sha256 = bytes ? await sha256Of(bytes) : '';
  return command(context, input, async (cmd) => {
    await openCaseTx(cmd, input.caseId);
    await demandParty(cmd, input.caseId, input.partyId);
    const { id } = await cmd.tx
      .insertInto('case_evidence')
      .values({ case_id: input.caseId, bytes: bytes?.length ?? null, added_at: cmd.now, added_by: cmd.actor.name })
      .returning('id')
      .executeTakeFirstOrThrow();
    const file = bytes ? { name: plainFileName(input.fileName), mime: input.file?.type || 'application/octet-stream', sha256 } : null;
    await writeBodyTx(cmd, seal, id, input.caseId, { ...fieldsOf(input), file });
    if (bytes) {
      const sealed = await seal.sealFile(bytes, bind.file(id, input.caseId));
      await cmd.tx.insertInto('case_evidence_file').values({ evidence_id: id, sealed }).execute();
    }
    await refreshCaseTx(cmd, seal, input.caseId);
    cmd.audit({ entity: 'case', entityId: input.caseId, after: { evidence: id, bytes: bytes?.length ?? 0 } });
    return { id, version: 1 };
  });
}

async function writeBodyTx(cmd: Command, seal: Seal, id: number, caseId: number, body: EvidenceBody): Promise<void> {
  await cmd.tx
    .updateTable('case_evidence')
    .set({ body: seal.seal(body, bind.evidence(id, caseId)) })
    .where('id', '=', id)
    .execute();
}

async function evidenceForChangeTx(cmd: Command, input: { id: number; version: number }) {
  const row = found(
    await cmd.tx.selectFrom('case_evidence').selectAll().where('id', '=', input.id).executeTakeFirst(),
    'evidence',
    input.id
  );
  await openCaseTx(cmd, row.case_id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'evidence' });
  return row;
}

/** Changes the fields of a piece of evidence, not its file. @throws StationError NOT_FOUND, STALE, CASE_ARCHIVED, INVALID */
export async function updateEvidenceTx(
  cmd: Command,
  seal: Seal,
  input: Fields & { id: number; version: number }
): Promise<{ id: number; version: number }> {
  const row = await evidenceForChangeTx(cmd, input);
  await demandParty(cmd, row.case_id, input.partyId);
  const { file } = seal.open<EvidenceBody>(row.body, bind.evidence(row.id, row.case_id));
  await writeBodyTx(cmd, seal, row.id, row.case_id, { ...fieldsOf(input), file });
  const version = row.version + 1;
  await cmd.tx.updateTable('case_evidence').set({ version }).where('id', '=', row.id).execute();
  await recordEventTx(cmd, seal, { caseId: row.case_id, kind: 'changed', refId: row.id, params: { what: 'evidence' } });
  await refreshCaseTx(cmd, seal, row.case_id);
  cmd.audit({ entity: 'case', entityId: row.case_id, after: { evidence: row.id, version } });
  return { id: row.id, version };
}

/** Removes a deleted piece of evidence from records of performance that name it as proof; they could not be saved again with it. */
async function forgetProofTx(cmd: Command, seal: Seal, caseId: number, evidenceId: number): Promise<void> {
  for (const { id, body, version } of await recordsOf(cmd.tx, seal, caseId)) {
    if (body.kind !== 'performance' || body.evidenceId !== evidenceId) continue;
    const sealed = seal.seal({ ...body, evidenceId: null }, bind.record(id, caseId));
    await cmd.tx
      .updateTable('case_record')
      .set({ body: sealed, version: version + 1 })
      .where('id', '=', id)
      .execute();
  }
}

/** Removes a piece of evidence, its file, and its mention in records of performance. @throws StationError NOT_FOUND, STALE, CASE_ARCHIVED */
export async function removeEvidenceTx(cmd: Command, seal: Seal, input: { id: number; version: number; reason: string }): Promise<void> {
  const row = await evidenceForChangeTx(cmd, input);
  await cmd.tx.deleteFrom('case_evidence').where('id', '=', row.id).execute();
  await forgetProofTx(cmd, seal, row.case_id, row.id);
  await recordEventTx(cmd, seal, {
    caseId: row.case_id,
    kind: 'removed',
    refId: row.id,
    params: { what: 'evidence' },
    reason: input.reason
  });
  await refreshCaseTx(cmd, seal, row.case_id);
  cmd.audit({ entity: 'case', entityId: row.case_id, before: { evidence: row.id } });
}

/** The file as handed in, after comparing its hash. @throws StationError NOT_FOUND, SEAL_BROKEN */
export async function readEvidence(context: Context, id: number): Promise<{ name: string; mime: string; file: Blob }> {
  const seal = sealOf(context, 'mediation');
  const { db } = context.station;
  const row = found(
    await db.selectFrom('case_evidence').select(['case_id', 'body']).where('id', '=', id).executeTakeFirst(),
    'evidence',
    id
  );
  const { file } = seal.open<EvidenceBody>(row.body, bind.evidence(id, row.case_id));
  const kept = found(
    await db.selectFrom('case_evidence_file').select('sealed').where('evidence_id', '=', id).executeTakeFirst(),
    'file',
    id
  );
  const bytes = await seal.openFile(kept.sealed, bind.file(id, row.case_id));
  if (file === null || (await sha256Of(bytes)) !== file.sha256)
    throw new StationError('SEAL_BROKEN', { record: bind.file(id, row.case_id) });
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'case', entityId: row.case_id, after: { evidence: id, bytes: bytes.length } });
    return {};
  });
  return { name: file.name, mime: file.mime, file: new Blob([bytes], { type: file.mime }) };
}
