import type { ConflictGround } from '../../../contract/mediation/case-conflicts.ts';
import { dateOf } from '../../../contract/core/time.ts';
import type { Seal } from '../../core/vault/seal.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { writeMediatorsTx } from './create.ts';
import { partiesOf } from './parts.ts';
import { conflictsFor, demandMediators, type MediatorConflict } from './people.ts';
import { refreshCaseTx } from './refresh.ts';
import { bind, type RecusalBody } from './sealed.ts';
import { changeCaseTx, openCaseTx, recordEventTx, type CaseRow } from './store.ts';

/** Nobody mediates their own dispute, even if all parties agree. */
const isFinal = (ground: ConflictGround): boolean => ground === 'same_person';

function refuse(conflicts: readonly MediatorConflict[]): never {
  throw new StationError('CASE_CONFLICT', {
    conflicts: conflicts.map(({ personId, name, ground, partyName }) => ({ personId, name, ground, partyName, final: isFinal(ground) }))
  });
}

async function insertRecusalTx(
  cmd: Command,
  seal: Seal,
  recusal: {
    caseId: number;
    personId: number;
    on: string;
    askedBy: 'party' | 'mediator' | 'station';
    ground: ConflictGround;
    body: RecusalBody;
    outcome: 'pending' | 'kept';
  }
): Promise<number> {
  const { id } = await cmd.tx
    .insertInto('case_recusal')
    .values({
      case_id: recusal.caseId,
      person_id: recusal.personId,
      on_date: recusal.on,
      asked_by: recusal.askedBy,
      ground: recusal.ground,
      outcome: recusal.outcome,
      decided_on: recusal.outcome === 'pending' ? null : recusal.on,
      replaced_by: null,
      by: cmd.actor.name,
      at: cmd.now
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await cmd.tx
    .updateTable('case_recusal')
    .set({ body: seal.seal(recusal.body, bind.recusal(id, recusal.caseId)) })
    .where('id', '=', id)
    .execute();
  return id;
}

/**
 * Sets the mediators of a case. Each conflict of interest must be decided before or accepted now with a reason, which the audit keeps
 * (最高法特邀调解规定 §15). Nobody can accept a mediator in their own dispute.
 * @throws StationError CASE_CONFLICT, INVALID (not_mediator)
 */
export async function setMediatorsTx(
  cmd: Command,
  seal: Seal,
  row: CaseRow,
  input: { mediatorIds: readonly number[]; accepted: readonly { personId: number; reason: string }[] }
): Promise<{ id: number; version: number }> {
  await demandMediators(cmd.tx, input.mediatorIds);
  const all = await conflictsFor(cmd.tx, seal, input.mediatorIds, await partiesOf(cmd.tx, seal, row.id));
  const decided = await cmd.tx
    .selectFrom('case_recusal')
    .select(['person_id', 'ground', 'outcome'])
    .where('case_id', '=', row.id)
    .where('outcome', '=', 'kept')
    .execute();
  const open = all.filter(
    (one) => isFinal(one.ground) || !decided.some((recusal) => recusal.person_id === one.personId && recusal.ground === one.ground)
  );
  const refused = open.filter((one) => isFinal(one.ground) || !input.accepted.some((accepted) => accepted.personId === one.personId));
  if (refused.length > 0) refuse(refused);
  for (const one of open) {
    const reason = input.accepted.find((accepted) => accepted.personId === one.personId)?.reason ?? '';
    const body = { reason: [one.partyName, one.detail].filter((text) => text !== '').join(' '), decision: reason };
    await insertRecusalTx(cmd, seal, {
      caseId: row.id,
      personId: one.personId,
      on: dateOf(cmd.now),
      askedBy: 'station',
      ground: one.ground,
      body,
      outcome: 'kept'
    });
  }
  await writeMediatorsTx(cmd, row.id, input.mediatorIds);
  const answer = await changeCaseTx(cmd, row, {});
  await recordEventTx(cmd, seal, { caseId: row.id, kind: 'changed', params: { what: 'mediators', mediators: input.mediatorIds.length } });
  await refreshCaseTx(cmd, seal, row.id);
  cmd.audit({ entity: 'case', entityId: row.id, after: { mediatorIds: [...input.mediatorIds], accepted: open.length } });
  return answer;
}

/** Records a request that a mediator step back. @throws StationError NOT_FOUND, CASE_ARCHIVED, INVALID (not_mediator) */
export async function askRecusalTx(
  cmd: Command,
  seal: Seal,
  input: { caseId: number; personId: number; on: string; askedBy: 'party' | 'mediator' | 'station'; ground: ConflictGround; reason: string }
): Promise<number> {
  await openCaseTx(cmd, input.caseId);
  const on = await cmd.tx
    .selectFrom('case_mediator')
    .select('person_id')
    .where('case_id', '=', input.caseId)
    .where('person_id', '=', input.personId)
    .executeTakeFirst();
  if (!on) throw new StationError('INVALID', { field: 'personId', reason: 'not_mediator' });
  const id = await insertRecusalTx(cmd, seal, { ...input, body: { reason: input.reason, decision: '' }, outcome: 'pending' });
  await recordEventTx(cmd, seal, {
    caseId: input.caseId,
    kind: 'recusal',
    refId: id,
    params: { outcome: 'pending', ground: input.ground },
    reason: input.reason
  });
  cmd.audit({ entity: 'case', entityId: input.caseId, after: { recusal: id, personId: input.personId, ground: input.ground } });
  cmd.changed('cases');
  return id;
}

/** @throws StationError NOT_FOUND, CASE_ARCHIVED, STEP_NOT_ALLOWED (decided already), CASE_CONFLICT, INVALID (nobody: a case needs a mediator) */
export async function decideRecusalTx(
  cmd: Command,
  seal: Seal,
  input: { id: number; outcome: 'replaced' | 'kept'; on: string; decision: string; replacedBy?: number | undefined }
): Promise<void> {
  const row = found(await cmd.tx.selectFrom('case_recusal').selectAll().where('id', '=', input.id).executeTakeFirst(), 'recusal', input.id);
  const of = await openCaseTx(cmd, row.case_id);
  if (row.outcome !== 'pending') throw new StationError('STEP_NOT_ALLOWED', { from: row.outcome, step: input.outcome });
  const body = seal.open<RecusalBody>(row.body, bind.recusal(row.id, row.case_id));
  await cmd.tx
    .updateTable('case_recusal')
    .set({
      outcome: input.outcome,
      decided_on: input.on,
      replaced_by: input.replacedBy ?? null,
      body: seal.seal({ ...body, decision: input.decision }, bind.recusal(row.id, row.case_id))
    })
    .where('id', '=', row.id)
    .execute();
  if (input.outcome === 'replaced') {
    const mediators = await cmd.tx
      .selectFrom('case_mediator')
      .select('person_id')
      .where('case_id', '=', row.case_id)
      .orderBy('position')
      .execute();
    // The replacement takes the position of the mediator who steps back.
    const next = mediators.flatMap((one) =>
      one.person_id !== row.person_id ? [one.person_id] : input.replacedBy === undefined ? [] : [input.replacedBy]
    );
    if (next.length === 0) throw new StationError('INVALID', { field: 'replacedBy', reason: 'none' });
    await setMediatorsTx(cmd, seal, of, { mediatorIds: next, accepted: [] });
  }
  await recordEventTx(cmd, seal, {
    caseId: row.case_id,
    kind: 'recusal',
    refId: row.id,
    params: { outcome: input.outcome, ground: row.ground },
    reason: input.decision
  });
  cmd.audit({ entity: 'case', entityId: row.case_id, after: { recusal: row.id, outcome: input.outcome } });
  cmd.changed('cases');
}
