import { confirmationLimit, confirmersFor } from '../../../contract/mediation/case-clocks.ts';
import {
  caseStepsFrom,
  confirmationStanding,
  EMPLOYER_WARNING,
  SIDE_STEP_RULES,
  SIDE_STEPS,
  sideStepProblems,
  type CaseDetail,
  type EvidenceItem
} from '../../../contract/mediation/cases.ts';
import { sealOf, type Seal } from '../../core/vault/seal.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { hearingsOf } from '../hearings/read.ts';
import { deadlinesFor, nextDeadline, readClocks } from './clocks.ts';
import { employerWarnings } from './employers.ts';
import { agreementOf, evidenceOf, instalmentsOf, partiesOf, recordsOf, standingOf } from './parts.ts';
import { mediatorsOf } from './people.ts';
import { bind, openCard, openCore, type RecusalBody } from './sealed.ts';
import type { Db } from '../../db/schema.ts';
import { readCase, type CaseRow } from './store.ts';
import { readSubject } from './subject.ts';
import { timelineOf } from './timeline.ts';

async function recusalsOf(db: Db, seal: Seal, caseId: number): Promise<CaseDetail['recusals']> {
  const rows = await db
    .selectFrom('case_recusal')
    .innerJoin('person', 'person.id', 'case_recusal.person_id')
    .selectAll('case_recusal')
    .select('person.name')
    .where('case_id', '=', caseId)
    .orderBy('case_recusal.id')
    .execute();
  return rows.map((row) => {
    const { reason, decision } = seal.open<RecusalBody>(row.body, bind.recusal(row.id, caseId));
    return {
      id: row.id,
      personId: row.person_id,
      name: row.name,
      on: row.on_date,
      askedBy: row.asked_by,
      ground: row.ground,
      reason,
      outcome: row.outcome,
      decidedOn: row.decided_on,
      decision,
      by: row.by
    };
  });
}

/** The whole case, for its page, papers and volume. Without audit; `openCase` audits. @param now UTC ms */
export async function readDetail(db: Db, seal: Seal, row: CaseRow, now: number): Promise<CaseDetail> {
  const core = openCore(seal, row);
  const parties = await partiesOf(db, seal, row.id);
  const records = await recordsOf(db, seal, row.id);
  const instalments = await instalmentsOf(db, seal, row.id);
  const agreement = await agreementOf(db, seal, row.id);
  const evidence: EvidenceItem[] = await evidenceOf(db, seal, row.id);
  const hearings = await hearingsOf(db, seal, row.id, now);
  const clocks = await readClocks(db, now);
  const { subject, conflicts, volume } = await readSubject(db, seal, row, now, { parties });
  const deadlines = (await deadlinesFor(db, clocks, [row])).get(row.id) ?? [];
  const performance = agreement ? standingOf(instalments, records, clocks.today) : null;
  const subtype =
    row.subtype_id === null
      ? undefined
      : await db.selectFrom('case_subtype').select(['id', 'key', 'name']).where('id', '=', row.subtype_id).executeTakeFirst();
  const filed = await db.selectFrom('case_paper').selectAll().where('case_id', '=', row.id).execute();
  const { employers } = openCard(seal, row);
  const sameEmployer =
    employers.length === 0 ? [] : (await employerWarnings(db, seal, clocks.today)).filter((one) => employers.includes(one.name));
  const until =
    row.effective_on === null
      ? null
      : confirmersFor(row.regime)
          .map((by) => confirmationLimit(by, row.effective_on ?? '', clocks.kindOf).dueOn)
          .sort()
          .at(-1);
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    stateBefore: row.state_before,
    type: row.type,
    regime: row.regime,
    place: row.place,
    source: row.source,
    subtypeId: row.subtype_id,
    subtype: subtype ?? null,
    mediators: (await mediatorsOf(db, [row.id])).get(row.id) ?? [],
    applicationForm: row.application_form,
    appliedOn: row.applied_on,
    acceptedOn: row.accepted_on,
    extendedTo: row.extended_to,
    effectiveOn: row.effective_on,
    terminatedOn: row.terminated_on,
    performedOn: row.performed_on,
    closedOn: row.closed_on,
    archivedOn: row.archived_on,
    ground: row.ground,
    outcome: row.outcome,
    retention: row.retention,
    retentionUntil: row.retention_until,
    amountFen: core.amountFen,
    amountBand: row.amount_band,
    referredBy: core.referredBy,
    facts: core.facts,
    demands: core.demands,
    risk: row.risk,
    riskNote: core.riskNote,
    complex: row.complex === 1,
    checks: subject.checks,
    parties,
    subject,
    steps: caseStepsFrom(subject),
    sideSteps: SIDE_STEPS.map((step) => ({
      step,
      problems: sideStepProblems(step, subject, null, clocks.kindOf),
      reasonNeeded: SIDE_STEP_RULES[step].reason,
      articles: SIDE_STEP_RULES[step].articles(row.regime)
    })).filter((one) => !one.problems.includes('state')),
    deadline: nextDeadline(deadlines),
    deadlines,
    confirmation: {
      state: row.confirmation,
      standing: confirmationStanding(subject, clocks.kindOf),
      by: row.confirmer,
      until: until ?? null,
      appliedOn: row.confirmation_applied_on,
      acceptedOn: row.confirmation_accepted_on,
      decidedOn: row.confirmation_decided_on,
      office: core.office,
      number: core.officeNumber
    },
    escalation: { state: row.escalation, on: row.escalated_on, settledOn: row.escalation_settled_on, note: core.escalationNote },
    prevented: {
      crimeCases: row.crime_cases,
      crimePeople: row.crime_people,
      petitionCases: row.petition_cases,
      petitionPeople: row.petition_people
    },
    records,
    hearings,
    evidence,
    agreement: agreement
      ? {
          ...agreement.body,
          form: agreement.form,
          writtenRequested: agreement.written_requested === 1,
          onTheSpot: agreement.on_the_spot === 1,
          aboutStatus: agreement.about_status === 1,
          mediatorSignedOn: agreement.mediator_signed_on,
          sealedOn: agreement.sealed_on,
          mustBeWritten: subject.written,
          effective: row.effective_on !== null,
          version: agreement.version,
          instalments: (performance?.instalments ?? []).map((one) => {
            const of = instalments.find((instalment) => instalment.id === one.id)!;
            return {
              ...one,
              what: of.body.what,
              payerId: of.body.payerId,
              payeeId: of.body.payeeId,
              reminders: of.reminders,
              remindedAt: of.reminded_at
            };
          })
        }
      : null,
    performance: performance
      ? {
          total: performance.total,
          paid: performance.paid,
          rest: performance.rest,
          open: performance.open,
          overdue: performance.overdue,
          settled: performance.settled
        }
      : null,
    volume,
    filed: filed.map((one) => ({
      paper: one.paper,
      recordId: one.record_id === 0 ? null : one.record_id,
      pages: one.pages,
      filedOn: one.filed_on
    })),
    recusals: await recusalsOf(db, seal, row.id),
    conflicts,
    sameEmployer: sameEmployer.filter((one) => one.cases >= EMPLOYER_WARNING.cases).map(({ name, cases }) => ({ name, cases })),
    timeline: await timelineOf(db, seal, row.id, { records, evidence, hearings }),
    createdAt: row.created_at,
    createdBy: row.created_by,
    version: row.version
  };
}

/** Reads a case and audits who did. @throws StationError NOT_FOUND, VAULT_LOCKED, VAULT_NOT_ADMITTED, SEAL_BROKEN */
export async function openCase(context: Context, id: number): Promise<CaseDetail> {
  const seal = sealOf(context, 'mediation');
  const { db, clock } = context.station;
  const detail = await readDetail(db, seal, await readCase(db, id), clock.now());
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'case', entityId: id });
    return {};
  });
  return detail;
}
