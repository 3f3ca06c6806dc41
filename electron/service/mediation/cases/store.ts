import type { Selectable } from 'kysely';
import type { Seal } from '../../core/vault/seal.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { bind } from './sealed.ts';
import type { CaseEventTable, MediationCaseTable } from './tables.ts';

export type CaseRow = Selectable<MediationCaseTable>;

/** @throws StationError NOT_FOUND */
export async function readCase(db: Db, id: number): Promise<CaseRow> {
  return found(await db.selectFrom('mediation_case').selectAll().where('id', '=', id).executeTakeFirst(), 'case', id);
}

/** A case that is not archived. @throws StationError NOT_FOUND, CASE_ARCHIVED */
export async function openCaseTx(cmd: Command, id: number): Promise<CaseRow> {
  const row = await readCase(cmd.tx, id);
  if (row.state === 'archived') throw new StationError('CASE_ARCHIVED', { id });
  return row;
}

/** The case in the version that the operator saw. @throws StationError NOT_FOUND, STALE, CASE_ARCHIVED */
export async function caseForChangeTx(cmd: Command, input: { id: number; version: number }): Promise<CaseRow> {
  const row = await openCaseTx(cmd, input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'case' });
  return row;
}

/** Changes a case and raises its version. @returns id and new version */
export async function changeCaseTx(
  cmd: Command,
  row: Pick<CaseRow, 'id' | 'version'>,
  change: Partial<Omit<CaseRow, 'id' | 'version'>>
): Promise<{ id: number; version: number }> {
  const version = row.version + 1;
  await cmd.tx
    .updateTable('mediation_case')
    .set({ ...change, version })
    .where('id', '=', row.id)
    .execute();
  cmd.changed('cases');
  return { id: row.id, version };
}

/** Adds an event to the time line; params hold codes, numbers and dates only, the reason is sealed. */
export async function recordEventTx(
  cmd: Command,
  seal: Seal,
  event: {
    caseId: number;
    kind: CaseEventTable['kind'];
    refId?: number | null;
    params?: Record<string, string | number | null>;
    reason?: string;
  }
): Promise<void> {
  const { id } = await cmd.tx
    .insertInto('case_event')
    .values({
      case_id: event.caseId,
      at: cmd.now,
      by: cmd.actor.name,
      kind: event.kind,
      ref_id: event.refId ?? null,
      params: JSON.stringify(event.params ?? {}),
      reason: null
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const reason = event.reason?.trim() ?? '';
  if (reason !== '')
    await cmd.tx
      .updateTable('case_event')
      .set({ reason: seal.seal(reason, bind.event(id, event.caseId)) })
      .where('id', '=', id)
      .execute();
}
