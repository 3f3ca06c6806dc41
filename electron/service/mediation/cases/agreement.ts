import type { AgreementInput } from '../../../contract/mediation/case-records.ts';
import { ENDED_STATES } from '../../../contract/mediation/case-states.ts';
import { mustBeWritten } from '../../../contract/mediation/case-types.ts';
import { addDays, dateOf } from '../../../contract/core/time.ts';
import type { Seal } from '../../core/vault/seal.ts';
import type { Command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import { agreementOf, instalmentsOf, type OpenedAgreement, type OpenedInstalment } from './parts.ts';
import { settleInstalmentsTx } from './records.ts';
import { refreshCaseTx } from './refresh.ts';
import { bind, type AgreementBody, type InstalmentBody } from './sealed.ts';
import { openCaseTx, recordEventTx } from './store.ts';

/** Furthest instalment from today, days. */
const MOST_DAYS = 3660;

const bodyOf = (input: AgreementInput): AgreementBody => ({
  facts: input.facts,
  items: input.items,
  way: input.way,
  placeOfPerformance: input.placeOfPerformance,
  term: input.term,
  copies: input.copies,
  signedBy: input.signedBy
});
const instalmentBody = (one: AgreementInput['instalments'][number]): InstalmentBody => ({
  fen: one.fen,
  what: one.what,
  payerId: one.payerId,
  payeeId: one.payeeId
});

/** The content that is fixed once an agreement has effect, as comparable text. */
function contentOf(input: AgreementInput, instalments: readonly { id?: number | undefined }[]): string {
  const { signedBy: _who, ...body } = bodyOf(input);
  return JSON.stringify([body, input.form, input.writtenRequested, input.onTheSpot, input.aboutStatus, instalments]);
}
const known = (row: OpenedAgreement): AgreementInput => ({
  ...row.body,
  form: row.form,
  instalments: [],
  writtenRequested: row.written_requested === 1,
  onTheSpot: row.on_the_spot === 1,
  aboutStatus: row.about_status === 1,
  mediatorSignedOn: row.mediator_signed_on,
  sealedOn: row.sealed_on
});
const plainInstalment = (one: OpenedInstalment) => ({ id: one.id, dueOn: one.due_on, ...one.body });

/**
 * Saves the agreement. Once it has effect, only signatures can be added.
 * @throws StationError NOT_FOUND, STALE, CASE_ARCHIVED, STEP_NOT_ALLOWED (before or after mediation), INVALID (in_effect, must_be_written, other_case, settled, too_far)
 */
export async function saveAgreementTx(
  cmd: Command,
  seal: Seal,
  input: AgreementInput & { caseId: number; version?: number | undefined }
): Promise<{ id: number; version: number }> {
  const { caseId } = input;
  const row = await openCaseTx(cmd, caseId);
  if (row.effective_on === null && ENDED_STATES.includes(row.state))
    throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step: 'agreement' });
  const before = await agreementOf(cmd.tx, seal, caseId);
  if (before && before.version !== input.version) throw new StationError('STALE', { what: 'agreement' });
  const old = await instalmentsOf(cmd.tx, seal, caseId);
  if (row.effective_on !== null) {
    const same =
      before !== null &&
      contentOf(
        input,
        input.instalments.map((one) => ({ id: one.id, dueOn: one.dueOn, ...instalmentBody(one) }))
      ) === contentOf(known(before), old.map(plainInstalment));
    if (!same) throw new StationError('INVALID', { field: 'items', reason: 'in_effect' });
  }
  if (
    input.form === 'oral' &&
    mustBeWritten({ regime: row.regime, requested: input.writtenRequested, onTheSpot: input.onTheSpot, complex: row.complex === 1 })
  ) {
    throw new StationError('INVALID', { field: 'form', reason: 'must_be_written' });
  }
  const partyIds = (await cmd.tx.selectFrom('case_party').select('id').where('case_id', '=', caseId).execute()).map((party) => party.id);
  const named = [...input.signedBy.map((one) => one.partyId), ...input.instalments.flatMap((one) => [one.payerId, one.payeeId])].filter(
    (id) => id !== null
  );
  if (named.some((id) => !partyIds.includes(id))) throw new StationError('INVALID', { field: 'signedBy', reason: 'other_case' });
  const today = dateOf(cmd.now);
  if (input.instalments.some((one) => one.dueOn > addDays(today, MOST_DAYS)))
    throw new StationError('INVALID', { field: 'instalments', reason: 'too_far' });
  if ([input.mediatorSignedOn, input.sealedOn, ...input.signedBy.map((one) => one.on)].some((on) => on !== null && on > today))
    throw new StationError('INVALID', { field: 'signedBy', reason: 'future' });

  const plain = {
    form: input.form,
    items: input.items.length,
    written_requested: input.writtenRequested ? 1 : 0,
    on_the_spot: input.onTheSpot ? 1 : 0,
    about_status: input.aboutStatus ? 1 : 0,
    parties_signed: partyIds.length > 0 && partyIds.every((id) => input.signedBy.some((one) => one.partyId === id)) ? 1 : 0,
    mediator_signed_on: input.mediatorSignedOn,
    sealed_on: input.sealedOn,
    body: seal.seal(bodyOf(input), bind.agreement(caseId)),
    version: (before?.version ?? 0) + 1
  };
  await cmd.tx
    .insertInto('case_agreement')
    .values({ case_id: caseId, ...plain })
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet(plain))
    .execute();
  await writeInstalmentsTx(cmd, seal, caseId, input, old);
  await settleInstalmentsTx(cmd, seal, caseId);
  await recordEventTx(cmd, seal, { caseId, kind: 'changed', params: { what: 'agreement', version: plain.version } });
  await refreshCaseTx(cmd, seal, caseId);
  cmd.audit({
    entity: 'case',
    entityId: caseId,
    after: { what: 'agreement', form: input.form, items: input.items.length, instalments: input.instalments.length, version: plain.version }
  });
  return { id: caseId, version: plain.version };
}

async function writeInstalmentsTx(
  cmd: Command,
  seal: Seal,
  caseId: number,
  input: AgreementInput,
  old: readonly OpenedInstalment[]
): Promise<void> {
  const kept = input.instalments.flatMap((one) => (one.id === undefined ? [] : [one.id]));
  if (kept.some((id) => !old.some((one) => one.id === id)) || new Set(kept).size < kept.length)
    throw new StationError('INVALID', { field: 'instalments', reason: 'other_case' });
  for (const gone of old.filter((one) => !kept.includes(one.id))) {
    const used = await cmd.tx.selectFrom('case_record').select('id').where('instalment_id', '=', gone.id).executeTakeFirst();
    if (used) throw new StationError('INVALID', { field: 'instalments', reason: 'settled', params: { number: gone.number } });
    await cmd.tx.deleteFrom('case_instalment').where('id', '=', gone.id).execute();
  }
  for (const [i, one] of input.instalments.entries()) {
    const plain = { case_id: caseId, number: i + 1, due_on: one.dueOn };
    const id =
      one.id ??
      (
        await cmd.tx
          .insertInto('case_instalment')
          .values({ ...plain, settled_on: null, reminded_at: null })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id;
    await cmd.tx
      .updateTable('case_instalment')
      .set({ ...plain, body: seal.seal(instalmentBody(one), bind.instalment(id, caseId)) })
      .where('id', '=', id)
      .execute();
  }
}
