import { missingPapers, volumeStanding, type PaperStanding } from '../../../contract/mediation/case-paper-rules.ts';
import type { CaseSubject, Outcome } from '../../../contract/mediation/case-rules.ts';
import { mustBeWritten } from '../../../contract/mediation/case-types.ts';
import type { PartyInput } from '../../../contract/mediation/case-records.ts';
import type { Seal } from '../../core/vault/seal.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { partiesOf } from './parts.ts';
import { conflictsFor, type MediatorConflict } from './people.ts';
import type { Db } from '../../db/schema.ts';
import type { CaseRow } from './store.ts';

const answer = (value: number | null): boolean | null => (value === null ? null : value === 1);

/** The outcome of a case in its present state, which decides its papers. */
export function outcomeOf(row: Pick<CaseRow, 'state' | 'outcome'>, form: 'oral' | 'written' | null): Outcome {
  if (row.outcome !== null) return row.outcome;
  if (row.state === 'refused') return 'refused';
  if (row.state === 'terminated') return 'terminated';
  return form ?? 'written';
}

/** Reads everything that the rules need of a case, and the parts read on the way. */
export async function readSubject(
  db: Db,
  seal: Seal,
  row: CaseRow,
  now: number,
  known: { parties?: readonly PartyInput[] } = {}
): Promise<{ subject: CaseSubject; conflicts: MediatorConflict[]; volume: PaperStanding[] }> {
  const today = dateOf(now);
  const records = await db
    .selectFrom('case_record')
    .select(['id', 'kind', 'result', 'at'])
    .where('case_id', '=', row.id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const agreement = await db.selectFrom('case_agreement').selectAll().where('case_id', '=', row.id).executeTakeFirst();
  const instalments = await db.selectFrom('case_instalment').select(['due_on', 'settled_on']).where('case_id', '=', row.id).execute();
  const mediators = await db.selectFrom('case_mediator').select('person_id').where('case_id', '=', row.id).execute();
  const recusals = await db.selectFrom('case_recusal').select(['person_id', 'ground', 'outcome']).where('case_id', '=', row.id).execute();
  const evidence = await db
    .selectFrom('case_evidence')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('case_id', '=', row.id)
    .executeTakeFirstOrThrow();
  const filed = await db.selectFrom('case_paper').select(['paper', 'record_id', 'pages']).where('case_id', '=', row.id).execute();

  const parties = known.parties ?? (await partiesOf(db, seal, row.id));
  const all = await conflictsFor(
    db,
    seal,
    mediators.map((one) => one.person_id),
    parties
  );
  const conflicts = all.filter(
    (one) =>
      one.ground === 'same_person' ||
      !recusals.some((recusal) => recusal.person_id === one.personId && recusal.ground === one.ground && recusal.outcome === 'kept')
  );
  const of = (kind: string) => records.filter((record) => record.kind === kind);
  const open = instalments.filter((one) => one.settled_on === null);
  const volume = volumeStanding(
    {
      outcome: outcomeOf(row, agreement?.form ?? null),
      source: row.source,
      applicationForm: row.application_form,
      agents: row.agents,
      investigations: of('investigation').length,
      rounds: of('round').length,
      visits: of('visit').length,
      performances: of('performance').length,
      evidence: Number(evidence.n),
      confirmation: row.confirmation
    },
    Object.fromEntries(['investigation', 'round', 'visit', 'performance'].map((kind) => [kind, of(kind).map((record) => record.id)])),
    filed.map((one) => ({ paper: one.paper, recordId: one.record_id === 0 ? null : one.record_id, pages: one.pages }))
  );
  const subject: CaseSubject = {
    state: row.state,
    stateBefore: row.state_before,
    regime: row.regime,
    source: row.source,
    appliedOn: row.applied_on,
    acceptedOn: row.accepted_on,
    extendedTo: row.extended_to,
    effectiveOn: row.effective_on,
    confirmation: row.confirmation,
    confirmationAppliedOn: row.confirmation_applied_on,
    confirmer: row.confirmer,
    confirmationAcceptedOn: row.confirmation_accepted_on,
    decisionExtended: row.confirmation_extended === 1,
    escalation: row.escalation,
    applicants: row.applicants,
    respondents: row.respondents,
    factsGiven: row.facts_given === 1,
    demandsGiven: row.demands_given === 1,
    mediators: mediators.length,
    openConflicts: conflicts.length + recusals.filter((recusal) => recusal.outcome === 'pending').length,
    checks: {
      sued: answer(row.check_sued),
      refused: answer(row.check_refused),
      outOfScope: answer(row.check_scope),
      consent: answer(row.check_consent)
    },
    rounds: of('round').length,
    lastRoundAgreed: of('round').at(-1)?.result === 'agreed',
    informed: of('notice').length > 0,
    agreement: agreement
      ? {
          form: agreement.form,
          items: agreement.items,
          partiesSigned: agreement.parties_signed === 1,
          mediatorSigned: agreement.mediator_signed_on !== null,
          sealed: agreement.sealed_on !== null,
          aboutStatus: agreement.about_status === 1
        }
      : null,
    written: mustBeWritten({
      regime: row.regime,
      requested: agreement?.written_requested === 1,
      onTheSpot: agreement?.on_the_spot === 1,
      complex: row.complex === 1
    }),
    instalments: { open: open.length, overdue: open.filter((one) => one.due_on < today).length, settled: instalments.length - open.length },
    reminders: of('reminder').length,
    visits: of('visit').length,
    missingPapers: missingPapers(volume).length,
    today
  };
  return { subject, conflicts, volume };
}
