import {
  CASE_STEP_RULES,
  caseNumber,
  caseStepProblems,
  proposedRetention,
  retentionUntil,
  SIDE_STEP_RULES,
  sideStepProblems,
  stateAfter,
  stepFactProblems,
  type CaseState,
  type CaseStep,
  type CaseSubject,
  type Ground,
  type Retention,
  type SideStep
} from '../../../contract/mediation/cases.ts';
import { ENDED_STATES, type Confirmer } from '../../../contract/mediation/case-states.ts';
import { dateOf } from '../../../contract/core/time.ts';
import type { Seal } from '../../core/vault/seal.ts';
import type { Command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import { cancelComingTx } from '../hearings/store.ts';
import { readMediationSettings } from '../mediators/settings.ts';
import { readClocks } from './clocks.ts';
import { refreshCaseTx } from './refresh.ts';
import { bind, openCore } from './sealed.ts';
import type { Db } from '../../db/schema.ts';
import { changeCaseTx, recordEventTx, type CaseRow } from './store.ts';
import { outcomeOf, readSubject } from './subject.ts';

export interface StepInput {
  step: CaseStep;
  on?: string | undefined;
  reason: string;
  ground?: Ground | undefined;
  until?: string | undefined;
  bothAgree?: boolean | undefined;
  retention?: Retention | undefined;
}

/**
 * Takes one step of a case.
 * @throws StationError STEP_NOT_ALLOWED, CASE_STEP_REFUSED, REASON_NEEDED
 */
export async function caseStepTx(
  cmd: Command,
  seal: Seal,
  row: CaseRow,
  input: StepInput
): Promise<{ id: number; version: number; state: CaseState }> {
  const { step } = input;
  const { subject } = await readSubject(cmd.tx, seal, row, cmd.now);
  const problems = caseStepProblems(step, subject);
  if (problems.includes('state')) throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step });
  const on = input.on ?? dateOf(cmd.now);
  const all = [
    ...problems,
    ...stepFactProblems(step, subject, { on, ground: input.ground, until: input.until, bothAgree: input.bothAgree })
  ];
  if (all.length > 0) throw new StationError('CASE_STEP_REFUSED', { step, problems: all });
  if (CASE_STEP_RULES[step].reason && input.reason.trim() === '') throw new StationError('REASON_NEEDED', {});
  const state = stateAfter(step, subject);
  const change: Partial<CaseRow> = { state, ...(await effectsTx(cmd, row, subject, step, on, input)) };
  if (step === 'back') Object.assign(change, await undoneTx(cmd, row, state));
  if (ENDED_STATES.includes(state)) await cancelComingTx(cmd, seal, row.id);
  const answer = await changeCaseTx(cmd, row, change);
  await recordEventTx(cmd, seal, {
    caseId: row.id,
    kind: 'step',
    reason: input.reason,
    params: {
      step,
      from: row.state,
      to: state,
      on,
      ...(input.ground === undefined ? {} : { ground: input.ground }),
      ...(input.until === undefined ? {} : { until: input.until })
    }
  });
  if (state !== 'archived') await refreshCaseTx(cmd, seal, row.id);
  cmd.audit({ entity: 'case', entityId: row.id, before: { state: row.state }, after: { state, step, on } });
  return { ...answer, state };
}

/** The columns that a step changes besides the state. */
async function effectsTx(
  cmd: Command,
  row: CaseRow,
  subject: CaseSubject,
  step: CaseStep,
  on: string,
  input: StepInput
): Promise<Partial<CaseRow>> {
  switch (step) {
    case 'accept':
      return { accepted_on: on, ...(await nextNumber(cmd.tx, Number(on.slice(0, 4)))) };
    case 'refuse':
      return { ground: input.ground ?? null, outcome: 'refused' };
    case 'extend':
      return { extended_to: input.until ?? null };
    case 'effect':
      return { effective_on: on, outcome: subject.agreement?.form ?? 'written' };
    case 'fulfil':
      return { performed_on: on };
    case 'terminate':
      return { terminated_on: on, state_before: row.state, ground: input.ground ?? null, outcome: 'terminated' };
    case 'visit':
      return { state_before: row.state };
    case 'close':
      return { closed_on: on, state_before: row.state };
    case 'archive': {
      const years = await readMediationSettings(cmd.tx);
      const kind = input.retention ?? proposedRetention(outcomeOf(row, subject.agreement?.form ?? null));
      const kept = { short: years.retentionShortYears, long: years.retentionLongYears };
      return {
        archived_on: on,
        retention: kind,
        retention_until: retentionUntil(kind, on, kept),
        outcome: outcomeOf(row, subject.agreement?.form ?? null)
      };
    }
    default:
      return {};
  }
}

/** The columns that a step back resets with the state. */
async function undoneTx(cmd: Command, row: CaseRow, to: CaseState): Promise<Partial<CaseRow>> {
  switch (row.state) {
    case 'refused':
      return { ground: null, outcome: null };
    case 'effective':
      return { effective_on: null, outcome: null };
    case 'performed':
      return { performed_on: null };
    case 'terminated':
      return { terminated_on: null, ground: null, outcome: null, state_before: null };
    case 'visited':
      return { state_before: null };
    case 'closed':
      return { closed_on: null, state_before: await enteredFromTx(cmd, row.id, to) };
    default:
      return {};
  }
}

/** The state from which a case last came to `state` by a step forward, or null. */
async function enteredFromTx(cmd: Command, caseId: number, state: CaseState): Promise<CaseState | null> {
  const rows = await cmd.tx
    .selectFrom('case_event')
    .select('params')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'step')
    .orderBy('id', 'desc')
    .execute();
  for (const row of rows) {
    const params = JSON.parse(row.params) as { step?: string; from?: CaseState; to?: CaseState };
    if (params.to === state && params.step !== 'back' && params.from !== undefined && params.from !== state) return params.from;
  }
  return null;
}

/** The next number of a year. It has no gaps, because number and case are written in one transaction and a trigger checks it. */
export async function nextNumber(db: Db, year: number, template?: string): Promise<{ year: number; serial: number; number: string }> {
  const last = await db
    .selectFrom('mediation_case')
    .select((eb) => eb.fn.max('serial').as('last'))
    .where('year', '=', year)
    .executeTakeFirst();
  const serial = (last?.last ?? 0) + 1;
  return { year, serial, number: caseNumber(template ?? (await readMediationSettings(db)).numberTemplate, year, serial) };
}

export interface SideStepInput {
  step: SideStep;
  on?: string | undefined;
  reason: string;
  by?: Confirmer | undefined;
  jointly?: boolean | undefined;
  office: string;
  number: string;
}

/** Takes a step of judicial confirmation or escalation. @throws StationError STEP_NOT_ALLOWED, CASE_STEP_REFUSED, REASON_NEEDED */
export async function sideStepTx(cmd: Command, seal: Seal, row: CaseRow, input: SideStepInput): Promise<{ id: number; version: number }> {
  const { step } = input;
  const { subject } = await readSubject(cmd.tx, seal, row, cmd.now);
  const { kindOf } = await readClocks(cmd.tx, cmd.now);
  const on = input.on ?? dateOf(cmd.now);
  const by = step === 'confirm_apply' ? (input.by ?? 'court') : undefined;
  const problems = sideStepProblems(step, subject, { on, by, jointly: input.jointly }, kindOf);
  if (problems.includes('state'))
    throw new StationError('STEP_NOT_ALLOWED', { from: step.startsWith('confirm') ? row.confirmation : row.escalation, step });
  if (problems.length > 0) throw new StationError('CASE_STEP_REFUSED', { step, problems });
  if (SIDE_STEP_RULES[step].reason && input.reason.trim() === '') throw new StationError('REASON_NEEDED', {});
  const core = openCore(seal, row);
  const office = { ...core, office: input.office || core.office, officeNumber: input.number || core.officeNumber };
  const note = { ...core, escalationNote: [core.escalationNote, input.reason.trim()].filter((text) => text !== '').join('\n') };
  const change: Record<SideStep, Partial<CaseRow>> = {
    confirm_apply: {
      confirmation: 'applied',
      confirmer: by ?? null,
      confirmation_applied_on: on,
      confirmation_accepted_on: null,
      confirmation_extended: 0,
      confirmation_decided_on: null
    },
    confirm_accept: { confirmation_accepted_on: on },
    confirm_extend: { confirmation_extended: 1 },
    confirm_grant: { confirmation: 'granted', confirmation_decided_on: on },
    confirm_reject: { confirmation: 'rejected', confirmation_decided_on: on },
    confirm_withdraw: {
      confirmation: 'none',
      confirmer: null,
      confirmation_applied_on: null,
      confirmation_accepted_on: null,
      confirmation_extended: 0,
      confirmation_decided_on: null
    },
    escalate: { escalation: 'reported', escalated_on: on, escalation_settled_on: null },
    settle_escalation: { escalation: 'settled', escalation_settled_on: on }
  };
  const written = step.startsWith('confirm') ? office : note;
  const answer = await changeCaseTx(cmd, row, { ...change[step], core: seal.seal(written, bind.core(row.id)) });
  await recordEventTx(cmd, seal, {
    caseId: row.id,
    kind: 'side_step',
    params: { step, on, ...(by === undefined ? {} : { by }) },
    reason: input.reason
  });
  await refreshCaseTx(cmd, seal, row.id);
  cmd.audit({ entity: 'case', entityId: row.id, after: { step, on } });
  return answer;
}
