import { z } from 'zod';
import { date, id, instant, line, text, version } from '../core/base.ts';
import { COLOURS, DEADLINES } from './case-clocks.ts';
import { LAWS } from './case-law.ts';
import { FILED, PAPER_STANDINGS, paper } from './case-paper-rules.ts';
import { agreementInput, caseRecord, evidenceItem, fen, party, recusal, recusalFields } from './case-records.ts';
import {
  caseState,
  caseStep,
  CONFIRMATION_STANDINGS,
  CONFIRMATIONS,
  ESCALATIONS,
  ground,
  OUTCOMES,
  sideStep,
  stepProblem,
  type CaseSubject,
  CONFIRMERS
} from './case-states.ts';
import { AMOUNT_BAND_NAMES, caseSource, caseType, place, regime, retention, risk } from './case-types.ts';

/** A case as lists and its own page show it. */

const article = z.object({ law: z.enum(LAWS), article: z.string() });

export const deadline = z.object({
  kind: z.enum(DEADLINES),
  dueOn: date,
  left: z.number().int(),
  colour: z.enum(COLOURS),
  articles: z.array(article),
  number: z.number().int().nullable()
});

export const checks = z.object({
  sued: z.boolean().nullable().default(null),
  refused: z.boolean().nullable().default(null),
  outOfScope: z.boolean().nullable().default(null),
  consent: z.boolean().nullable().default(null)
});

/** A case as a form gives it, its parties apart. */
export const caseFields = {
  type: caseType,
  subtypeId: id.nullable().default(null),
  /** Where the dispute arose; place and type decide the regime. */
  place,
  source: caseSource,
  /** The court, police station or office that referred the dispute, and the number of its letter. */
  referredBy: line(120).default(''),
  applicationForm: z.enum(['oral', 'written']),
  appliedOn: date,
  amountFen: fen.default(0),
  /** 简要情况, 申请事项 */
  facts: text(20_000).default(''),
  demands: text(8000).default(''),
  risk: risk.default('none'),
  riskNote: text(2000).default(''),
  /** 重大复杂疑难 */
  complex: z.boolean().default(false),
  checks: checks.default({ sued: null, refused: null, outOfScope: null, consent: null })
};
export type CaseFields = z.infer<z.ZodObject<typeof caseFields>>;

/** Copies the form's fields of a case and leaves the rest out. */
export function fieldsOfCase({
  type,
  subtypeId,
  place,
  source,
  referredBy,
  applicationForm,
  appliedOn,
  amountFen,
  facts,
  demands,
  risk,
  riskNote,
  complex,
  checks
}: CaseFields): CaseFields {
  return {
    type,
    subtypeId,
    place,
    source,
    referredBy,
    applicationForm,
    appliedOn,
    amountFen,
    facts,
    demands,
    risk,
    riskNote,
    complex,
    checks: { ...checks }
  };
}

const mediator = z.object({ personId: id, name: z.string(), lead: z.boolean() });

const subtype = z.object({ key: z.string().nullable(), name: z.string() });

/** A row of lists. Names are sealed, so there is no list while the vault is locked. */
export const caseRow = z.object({
  id,
  number: z.string().nullable(),
  state: caseState,
  type: caseType,
  /** The program's own sub-types have a key. The window names them in its language unless the station renamed them. */
  subtype: subtype.nullable(),
  regime,
  source: caseSource,
  /** The first name and the number of people; the window makes `赵甲子等11人` of them. */
  applicant: z.string(),
  applicants: z.number().int(),
  respondent: z.string(),
  respondents: z.number().int(),
  mediators: z.array(mediator),
  appliedOn: date,
  acceptedOn: date.nullable(),
  amountFen: fen,
  risk,
  escalated: z.boolean(),
  /** The clock that ends soonest; null: none runs. */
  deadline: deadline.nullable(),
  version
});
export type CaseRow = z.infer<typeof caseRow>;

const subject = z.custom<CaseSubject>((value) => typeof value === 'object' && value !== null);
const offered = z.object({
  step: caseStep,
  to: caseState,
  problems: z.array(stepProblem),
  reasonNeeded: z.boolean(),
  articles: z.array(article)
});

export const hearing = z.object({
  id,
  caseId: id,
  purpose: z.enum(['round', 'investigation', 'signing', 'other']),
  from: instant,
  to: instant,
  zone: z.object({ id, name: z.string(), nameEn: z.string() }).nullable(),
  /** Mediators whose time the hearing takes. */
  mediators: z.array(z.object({ personId: id, name: z.string() })),
  state: z.enum(['planned', 'held', 'suspended', 'cancelled']),
  note: z.string(),
  version
});
export type Hearing = z.infer<typeof hearing>;

const instalment = z.object({
  id,
  number: z.number().int(),
  dueOn: date,
  fen,
  what: z.string(),
  payerId: id.nullable(),
  payeeId: id.nullable(),
  paid: fen,
  rest: fen,
  settledOn: date.nullable(),
  standing: z.enum(['settled', 'overdue', 'due', 'coming']),
  daysOver: z.number().int(),
  reminders: z.number().int(),
  remindedAt: instant.nullable()
});

/** One line of a case's time line; the window makes the sentence from `kind` and `params`. */
export const caseEvent = z.object({
  at: instant,
  by: z.string(),
  /** step, side_step, record, evidence, hearing, recusal, paper, changed */
  kind: z.string(),
  /** Id of the record, hearing or paper concerned. */
  refId: z.number().int().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  reason: z.string()
});
export type CaseEvent = z.infer<typeof caseEvent>;

export const caseDetail = caseRow
  .omit({ applicants: true, respondents: true, applicant: true, respondent: true, escalated: true, subtype: true })
  .extend({
    ...caseFields,
    subtype: subtype.extend({ id }).nullable(),
    amountBand: z.enum(AMOUNT_BAND_NAMES),
    parties: z.array(party),
    stateBefore: caseState.nullable(),
    extendedTo: date.nullable(),
    effectiveOn: date.nullable(),
    terminatedOn: date.nullable(),
    performedOn: date.nullable(),
    closedOn: date.nullable(),
    archivedOn: date.nullable(),
    ground: ground.nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    retention: retention.nullable(),
    retentionUntil: date.nullable(),
    /** What the rules read. The window uses the same functions to offer and explain steps. */
    subject,
    steps: z.array(offered),
    sideSteps: z.array(z.object({ step: sideStep, problems: z.array(stepProblem), reasonNeeded: z.boolean(), articles: z.array(article) })),
    deadlines: z.array(deadline),
    confirmation: z.object({
      state: z.enum(CONFIRMATIONS),
      standing: z.enum(CONFIRMATION_STANDINGS),
      by: z.enum(CONFIRMERS).nullable(),
      until: date.nullable(),
      appliedOn: date.nullable(),
      acceptedOn: date.nullable(),
      decidedOn: date.nullable(),
      /** Court or arbitration commission, and its case number. */
      office: z.string(),
      number: z.string()
    }),
    escalation: z.object({ state: z.enum(ESCALATIONS), on: date.nullable(), settledOn: date.nullable(), note: z.string() }),
    /** What mediation prevented: a criminal case (民转刑), or a collective petition (群体性上访). */
    prevented: z.object({
      crimeCases: z.number().int(),
      crimePeople: z.number().int(),
      petitionCases: z.number().int(),
      petitionPeople: z.number().int()
    }),
    records: z.array(caseRecord),
    hearings: z.array(hearing),
    evidence: z.array(evidenceItem),
    agreement: agreementInput
      .extend({ instalments: z.array(instalment), mustBeWritten: z.boolean(), effective: z.boolean(), version })
      .nullable(),
    performance: z
      .object({ total: fen, paid: fen, rest: fen, open: z.number().int(), overdue: z.number().int(), settled: z.number().int() })
      .nullable(),
    /** Papers of the volume: those filed and those missing. */
    volume: z.array(z.object({ paper, standing: z.enum(PAPER_STANDINGS), filed: z.number().int(), wanted: z.number().int() })),
    filed: z.array(FILED),
    recusals: z.array(recusal),
    /** Undecided conflicts of interest of its mediators. */
    conflicts: z.array(
      z.object({
        personId: id,
        name: z.string(),
        ground: recusalFields.ground,
        partyKey: z.string(),
        partyName: z.string(),
        detail: z.string()
      })
    ),
    /** Wage cases against the same employers within 90 days; empty below three. */
    sameEmployer: z.array(z.object({ name: z.string(), cases: z.number().int() })),
    timeline: z.array(caseEvent),
    createdAt: instant,
    createdBy: z.string()
  });
export type CaseDetail = z.infer<typeof caseDetail>;

/** Figures whose cases can be listed. The other figures do not count single cases. */
export const COUNTED_AS = [
  'accepted',
  'succeeded',
  'failed',
  'applied',
  'ownInitiative',
  'referred',
  'oral',
  'written',
  'performed',
  'confirmed',
  'complex',
  'crimeCases',
  'petitionCases'
] as const;
export type CountedAs = (typeof COUNTED_AS)[number];
