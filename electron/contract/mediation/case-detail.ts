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
  /** Where it arose: with the type it decides the regime. */
  place,
  source: caseSource,
  /** The court, police station or office that referred it, and its letter. */
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

/** What a form holds of a case, a copy without the rest of it. */
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

/** A row of lists. Names are read from what is sealed: without the vault there is no list. */
export const caseRow = z.object({
  id,
  number: z.string().nullable(),
  state: caseState,
  type: caseType,
  /** Those that the program came with have a key, by which the window names them in its language unless the station renamed them. */
  subtype: subtype.nullable(),
  regime,
  source: caseSource,
  /** `赵甲子等11人` is for the window to say: the first name and how many. */
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
  /** The soonest clock that runs; null: none. */
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
  /** Mediators whose time it takes. */
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
  /** What it is about: a record's, hearing's or paper's id. */
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
    /** What the rules look at: the window offers, and explains, steps with the same functions. */
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
      /** Court or commission, and its number. */
      office: z.string(),
      number: z.string()
    }),
    escalation: z.object({ state: z.enum(ESCALATIONS), on: date.nullable(), settledOn: date.nullable(), note: z.string() }),
    /** What mediation prevented: that it became criminal (民转刑), and a petition of many (群体性上访). */
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
    /** Papers of the volume: what is in it, and what is missing. */
    volume: z.array(z.object({ paper, standing: z.enum(PAPER_STANDINGS), filed: z.number().int(), wanted: z.number().int() })),
    filed: z.array(FILED),
    recusals: z.array(recusal),
    /** Conflicts of interest of its mediators that nobody has decided on. */
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
    /** Other wage cases against the same employers within 90 days; shown from three on. */
    sameEmployer: z.array(z.object({ name: z.string(), cases: z.number().int() })),
    timeline: z.array(caseEvent),
    createdAt: instant,
    createdBy: z.string()
  });
export type CaseDetail = z.infer<typeof caseDetail>;

/** Numbers of the figures whose cases can be listed; the others are not counted case by case. */
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
