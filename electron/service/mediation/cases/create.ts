import { amountBand, regimeFor } from '../../../contract/mediation/case-types.ts';
import { partiesProblem, type CaseFields, type PartyInput } from '../../../contract/mediation/cases.ts';
import { dateOf } from '../../../contract/core/time.ts';
import type { Seal } from '../../core/vault/seal.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { demandMediators } from './people.ts';
import { refreshCaseTx } from './refresh.ts';
import { bind, openCore, type CaseCore, type PartyBody } from './sealed.ts';
import { changeCaseTx, recordEventTx, type CaseRow } from './store.ts';

const flag = (value: boolean | null): number | null => (value === null ? null : value ? 1 : 0);

/** The unsealed columns of a form, which statistics may read. */
function plainOf(fields: CaseFields) {
  return {
    type: fields.type,
    subtype_id: fields.subtypeId,
    regime: regimeFor(fields.type, fields.place),
    place: fields.place,
    source: fields.source,
    application_form: fields.applicationForm,
    applied_on: fields.appliedOn,
    amount_band: amountBand(fields.amountFen),
    risk: fields.risk,
    complex: fields.complex ? 1 : 0,
    facts_given: fields.facts.trim() === '' ? 0 : 1,
    demands_given: fields.demands.trim() === '' ? 0 : 1,
    check_sued: flag(fields.checks.sued),
    check_refused: flag(fields.checks.refused),
    check_scope: flag(fields.checks.outOfScope),
    check_consent: flag(fields.checks.consent)
  };
}

async function demandFields(cmd: Command, fields: CaseFields): Promise<void> {
  if (fields.appliedOn > dateOf(cmd.now)) throw new StationError('INVALID', { field: 'appliedOn', reason: 'future' });
  if (fields.subtypeId !== null) {
    const subtype = found(
      await cmd.tx.selectFrom('case_subtype').select('type').where('id', '=', fields.subtypeId).executeTakeFirst(),
      'subtype',
      fields.subtypeId
    );
    if (subtype.type !== fields.type) throw new StationError('INVALID', { field: 'subtypeId', reason: 'other_type' });
  }
}

/** Replaces the list of parties. @throws StationError INVALID (too_many, representatives, party), NOT_FOUND */
export async function writePartiesTx(cmd: Command, seal: Seal, caseId: number, parties: readonly PartyInput[]): Promise<void> {
  const problem = partiesProblem(parties);
  if (problem) throw new StationError('INVALID', { field: 'parties', reason: problem.reason, params: { side: problem.side } });
  for (const [table, ids] of [
    ['person', parties.map((party) => party.personId)],
    ['organisation', parties.map((party) => party.organisationId)]
  ] as const) {
    const wanted = new Set(ids.filter((id) => id !== null));
    if (wanted.size === 0) continue;
    const rows = await cmd.tx
      .selectFrom(table)
      .select('id')
      .where('id', 'in', [...wanted])
      .execute();
    if (rows.length < wanted.size) throw new StationError('NOT_FOUND', { what: table });
  }
  const before = await cmd.tx.selectFrom('case_party').select('id').where('case_id', '=', caseId).execute();
  const kept = parties.flatMap((party) => (party.id === undefined ? [] : [party.id]));
  if (kept.some((id) => !before.some((row) => row.id === id)) || new Set(kept).size < kept.length)
    throw new StationError('INVALID', { field: 'parties', reason: 'party' });
  const gone = before.filter((row) => !kept.includes(row.id)).map((row) => row.id);
  if (gone.length > 0) await cmd.tx.deleteFrom('case_party').where('id', 'in', gone).execute();
  for (const [position, party] of parties.entries()) {
    const { id: given, side, ...body } = party;
    const id =
      given ??
      (await cmd.tx.insertInto('case_party').values({ case_id: caseId, side, position }).returning('id').executeTakeFirstOrThrow()).id;
    const sealed = seal.seal(body satisfies PartyBody, bind.party(id, caseId));
    await cmd.tx.updateTable('case_party').set({ side, position, body: sealed }).where('id', '=', id).execute();
  }
}

/** Replaces the mediators; the first leads. */
export async function writeMediatorsTx(cmd: Command, caseId: number, personIds: readonly number[]): Promise<void> {
  await demandMediators(cmd.tx, personIds);
  await cmd.tx.deleteFrom('case_mediator').where('case_id', '=', caseId).execute();
  const rows = [...new Set(personIds)].map((person_id, position) => ({ case_id: caseId, person_id, position }));
  if (rows.length > 0) await cmd.tx.insertInto('case_mediator').values(rows).execute();
}

/** Registers a case. @throws StationError INVALID, NOT_FOUND */
export async function createCaseTx(
  cmd: Command,
  seal: Seal,
  input: CaseFields & { parties: readonly PartyInput[]; mediatorIds: readonly number[] }
): Promise<{ id: number; version: number }> {
  await demandFields(cmd, input);
  const { id } = await cmd.tx
    .insertInto('mediation_case')
    .values({
      ...plainOf(input),
      year: null,
      serial: null,
      number: null,
      state: 'registered',
      state_before: null,
      accepted_on: null,
      extended_to: null,
      effective_on: null,
      terminated_on: null,
      performed_on: null,
      closed_on: null,
      archived_on: null,
      ground: null,
      outcome: null,
      confirmer: null,
      confirmation_applied_on: null,
      confirmation_accepted_on: null,
      confirmation_decided_on: null,
      escalated_on: null,
      escalation_settled_on: null,
      retention: null,
      retention_until: null,
      created_at: cmd.now,
      created_by: cmd.actor.name
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const core: CaseCore = {
    referredBy: input.referredBy,
    facts: input.facts,
    demands: input.demands,
    riskNote: input.riskNote,
    amountFen: input.amountFen,
    office: '',
    officeNumber: '',
    escalationNote: ''
  };
  await cmd.tx
    .updateTable('mediation_case')
    .set({ core: seal.seal(core, bind.core(id)) })
    .where('id', '=', id)
    .execute();
  await writePartiesTx(cmd, seal, id, input.parties);
  await writeMediatorsTx(cmd, id, input.mediatorIds);
  await recordEventTx(cmd, seal, { caseId: id, kind: 'step', params: { step: 'register', to: 'registered', on: input.appliedOn } });
  await refreshCaseTx(cmd, seal, id);
  cmd.audit({
    entity: 'case',
    entityId: id,
    after: { type: input.type, source: input.source, appliedOn: input.appliedOn, parties: input.parties.length }
  });
  return { id, version: 1 };
}

/** Fields that are fixed once a case is accepted, because its number and clock rest on them. */
const FIXED = ['type', 'place', 'source', 'applied_on', 'application_form'] as const;

/** @throws StationError INVALID (fixed), NOT_FOUND */
export async function updateCaseTx(cmd: Command, seal: Seal, row: CaseRow, fields: CaseFields): Promise<{ id: number; version: number }> {
  await demandFields(cmd, fields);
  const plain = plainOf(fields);
  if (row.accepted_on !== null) {
    const changed = FIXED.find((column) => plain[column] !== row[column]);
    if (changed !== undefined)
      throw new StationError('INVALID', {
        field: changed.replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase()),
        reason: 'accepted'
      });
  }
  const core: CaseCore = {
    ...openCore(seal, row),
    referredBy: fields.referredBy,
    facts: fields.facts,
    demands: fields.demands,
    riskNote: fields.riskNote,
    amountFen: fields.amountFen
  };
  const answer = await changeCaseTx(cmd, row, { ...plain, core: seal.seal(core, bind.core(row.id)) });
  await recordEventTx(cmd, seal, { caseId: row.id, kind: 'changed', params: { what: 'facts' } });
  await refreshCaseTx(cmd, seal, row.id);
  cmd.audit({ entity: 'case', entityId: row.id, after: { what: 'facts' } });
  return answer;
}

/** @throws StationError INVALID (signed: somebody left out has signed the agreement), NOT_FOUND */
export async function setPartiesTx(
  cmd: Command,
  seal: Seal,
  row: CaseRow,
  parties: readonly PartyInput[],
  signed: readonly number[]
): Promise<{ id: number; version: number }> {
  if (signed.some((id) => !parties.some((party) => party.id === id)))
    throw new StationError('INVALID', { field: 'parties', reason: 'signed' });
  await writePartiesTx(cmd, seal, row.id, parties);
  const answer = await changeCaseTx(cmd, row, {});
  await recordEventTx(cmd, seal, { caseId: row.id, kind: 'changed', params: { what: 'parties', parties: parties.length } });
  await refreshCaseTx(cmd, seal, row.id);
  cmd.audit({ entity: 'case', entityId: row.id, after: { what: 'parties', parties: parties.length } });
  return answer;
}
