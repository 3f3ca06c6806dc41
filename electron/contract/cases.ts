import { z } from 'zod';
import { commandInput, date, id, instant, line, pageInput, pageOf, procedure, requiredLine, text } from './base.ts';
import { COLOURS, CONFIRMERS, DEADLINES } from './case-clocks.ts';
import { LAWS } from './case-law.ts';
import { FILED, PAPER_STANDINGS, paper } from './case-paper-rules.ts';
import {
  agreementFields, agreementInput, caseRecord, evidenceFields, evidenceItem, fen, party, partyInput, recordBody, recusal, recusalFields
} from './case-records.ts';
import { CASE_STATES, caseState, caseStep, CONFIRMATION_STANDINGS, CONFIRMATIONS, ESCALATIONS, ground, OUTCOMES, sideStep, stepProblem, type CaseSubject } from './case-rules.ts';
import { AMOUNT_BAND_NAMES, caseSource, caseType, place, regime, retention, risk } from './case-types.ts';
import { may } from './errors.ts';

export * from './case-records.ts';
export * from './case-rules.ts';
export * from './case-types.ts';

const version = z.number().int();
const article = z.object({ law: z.enum(LAWS), article: z.string() });

export const deadline = z.object({
  kind: z.enum(DEADLINES), dueOn: date, left: z.number().int(), colour: z.enum(COLOURS), articles: z.array(article), number: z.number().int().nullable()
});

export const checks = z.object({
  sued: z.boolean().nullable().default(null), refused: z.boolean().nullable().default(null), outOfScope: z.boolean().nullable().default(null), consent: z.boolean().nullable().default(null)
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
export const caseFieldsSchema = z.object(caseFields);
export type CaseFields = z.infer<typeof caseFieldsSchema>;

const mediator = z.object({ personId: id, name: z.string(), lead: z.boolean() });

/** A row of lists. Names are read from what is sealed: without the vault there is no list. */
export const caseRow = z.object({
  id,
  number: z.string().nullable(),
  state: caseState,
  type: caseType,
  subtype: z.string(),
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
const offered = z.object({ step: caseStep, to: caseState, problems: z.array(stepProblem), reasonNeeded: z.boolean(), articles: z.array(article) });

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
  id, number: z.number().int(), dueOn: date, fen, what: z.string(), payerId: id.nullable(), payeeId: id.nullable(), paid: fen, rest: fen, settledOn: date.nullable(),
  standing: z.enum(['settled', 'overdue', 'due', 'coming']), daysOver: z.number().int(), reminders: z.number().int(), remindedAt: instant.nullable()
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

export const caseDetail = caseRow.omit({ applicants: true, respondents: true, applicant: true, respondent: true, escalated: true, subtype: true }).extend({
  ...caseFields,
  subtype: z.object({ id, name: z.string() }).nullable(),
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
    state: z.enum(CONFIRMATIONS), standing: z.enum(CONFIRMATION_STANDINGS), by: z.enum(CONFIRMERS).nullable(), until: date.nullable(), appliedOn: date.nullable(), decidedOn: date.nullable(),
    /** Court or commission, and its number. */
    office: z.string(), number: z.string()
  }),
  escalation: z.object({ state: z.enum(ESCALATIONS), on: date.nullable(), settledOn: date.nullable(), note: z.string() }),
  /** What mediation prevented: that it became criminal (民转刑), and a petition of many (群体性上访). */
  prevented: z.object({ crimeCases: z.number().int(), crimePeople: z.number().int(), petitionCases: z.number().int(), petitionPeople: z.number().int() }),
  records: z.array(caseRecord),
  hearings: z.array(hearing),
  evidence: z.array(evidenceItem),
  agreement: agreementInput.extend({ instalments: z.array(instalment), mustBeWritten: z.boolean(), effective: z.boolean(), version }).nullable(),
  performance: z.object({ total: fen, paid: fen, rest: fen, open: z.number().int(), overdue: z.number().int(), settled: z.number().int() }).nullable(),
  /** Papers of the volume: what is in it, and what is missing. */
  volume: z.array(z.object({ paper, standing: z.enum(PAPER_STANDINGS), filed: z.number().int(), wanted: z.number().int() })),
  filed: z.array(FILED),
  recusals: z.array(recusal),
  /** Conflicts of interest of its mediators that nobody has decided on. */
  conflicts: z.array(z.object({ personId: id, name: z.string(), ground: recusalFields.ground, partyKey: z.string(), partyName: z.string(), detail: z.string() })),
  /** Other wage cases against the same employers within 90 days; shown from three on. */
  sameEmployer: z.array(z.object({ name: z.string(), cases: z.number().int() })),
  timeline: z.array(caseEvent),
  createdAt: instant,
  createdBy: z.string()
});
export type CaseDetail = z.infer<typeof caseDetail>;

/** Numbers of the figures whose cases can be listed; the others are not counted case by case. */
export const COUNTED_AS = ['accepted', 'succeeded', 'failed', 'applied', 'ownInitiative', 'referred', 'oral', 'written', 'performed', 'confirmed', 'complex', 'crimeCases', 'petitionCases'] as const;
export type CountedAs = (typeof COUNTED_AS)[number];

const answer = z.object({ id, version });
const onCase = may('NOT_FOUND', 'STALE', 'CASE_ARCHIVED');

/** Within so many days so many wage cases against one employer are worth a warning. */
export const EMPLOYER_WARNING = { cases: 3, days: 90 } as const;

/**
 * Topics: `cases`, `hearings`, `reservations` (what changes the schedule). Every procedure wants the mediation vault open:
 * VAULT_LOCKED, VAULT_NOT_ADMITTED. Opening a case is audited; no answer or audit entry holds a word of it.
 */
export const cases = {
  /** Newest first. */
  list: procedure
    .meta({ permission: 'cases.read' })
    .input(
      z.object({
        ...pageInput,
        states: z.array(z.enum(CASE_STATES)).optional(),
        type: caseType.optional(),
        regime: regime.optional(),
        source: caseSource.optional(),
        /** Led or helped by this mediator. */
        mediatorId: id.optional(),
        /** Applied for on these dates, both included. */
        fromDate: date.optional(),
        toDate: date.optional(),
        outcome: z.enum(OUTCOMES).optional(),
        /** Those that a number of the figures was counted from, dates both included; `leadId`: led by this mediator. */
        counted: z.object({ what: z.enum(COUNTED_AS), from: date, to: date, leadId: id.optional() }).optional()
      })
    )
    .output(pageOf(caseRow)),
  /** What is written anywhere in a case: names, numbers, facts, records, agreements, titles of evidence. Best first, at most `limit`. */
  search: procedure
    .meta({ permission: 'cases.read' })
    .input(z.object({ text: requiredLine(60), limit: z.number().int().min(1).max(100).default(30) }))
    .output(z.object({ rows: z.array(caseRow.extend({ where: z.enum(['number', 'party', 'text']), snippet: z.string() })), count: z.number().int() })),
  /** A mediator's day: every case with a clock, most pressing first; hearings of the coming week; what waits for a signature. */
  board: procedure
    .meta({ permission: 'cases.read' })
    .input(z.object({ mine: z.boolean().default(true) }))
    .output(
      z.object({
        cases: z.array(caseRow.extend({ deadlines: z.array(deadline) })),
        counts: z.object({ red: z.number().int(), amber: z.number().int(), green: z.number().int() }),
        hearings: z.array(hearing.extend({ number: z.string().nullable(), applicant: z.string(), respondent: z.string() })),
        employers: z.array(z.object({ name: z.string(), cases: z.number().int(), caseIds: z.array(id) }))
      })
    ),
  get: procedure.meta({ permission: 'cases.read' }).input(z.object({ id })).output(caseDetail).errors(may('NOT_FOUND')),
  /** How many wage cases there are against an employer of that name within 90 days. */
  employer: procedure
    .meta({ permission: 'cases.read' })
    .input(z.object({ name: requiredLine(60) }))
    .output(z.object({ cases: z.number().int(), warn: z.boolean() })),
  /** Conflicts of interest of mediators with parties as they are about to be written down. */
  conflicts: procedure
    .meta({ permission: 'cases.read' })
    .input(z.object({ mediatorIds: z.array(id).min(1).max(20), parties: z.array(partyInput).max(400) }))
    .output(z.array(z.object({ personId: id, name: z.string(), ground: recusalFields.ground, partyKey: z.string(), partyName: z.string(), detail: z.string() }))),
  /** Registers a case (登记). INVALID: {field:'parties', reason:'too_many'|'representatives'}, {field:'subtypeId', reason:'other_type'}, {field:'appliedOn', reason:'future'}. */
  create: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ ...caseFields, parties: z.array(partyInput).max(400), mediatorIds: z.array(id).max(6).default([]) }))
    .output(answer)
    .errors(may('NOT_FOUND')),
  /** Type, place and source stay as they are once the case was accepted. */
  update: procedure.meta({ permission: 'cases.write' }).input(commandInput({ id, version, ...caseFields })).output(answer).errors(onCase),
  /** The whole list; those with an id are changed, those left out removed. INVALID {field:'parties', reason:'signed'} when somebody left out has signed. */
  setParties: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ id, version, parties: z.array(partyInput).max(400) }))
    .output(answer)
    .errors(onCase),
  /** The first leads. A conflict of interest has to be decided on: `accepted` says why a mediator may stay; nobody mediates their own dispute. */
  setMediators: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ id, version, mediatorIds: z.array(id).min(1).max(6), accepted: z.array(z.object({ personId: id, reason: requiredLine(300) })).max(6).default([]) }))
    .output(answer)
    .errors(may('NOT_FOUND', 'STALE', 'CASE_ARCHIVED', 'CASE_CONFLICT')),
  /**
   * One step of its life. `accept` gives the number; `archive` binds the volume for good.
   * STEP_NOT_ALLOWED: it does not lead on from here. CASE_STEP_REFUSED names what is missing.
   */
  step: procedure
    .meta({ permission: 'cases.write' })
    .input(
      commandInput({
        id, version, step: caseStep, on: date.optional(), reason: text(2000).default(''), ground: ground.optional(), until: date.optional(), bothAgree: z.boolean().optional(),
        /** With `archive`. */
        retention: retention.optional()
      })
    )
    .output(z.object({ id, version, state: caseState, number: z.string().nullable() }))
    .errors(may('NOT_FOUND', 'STALE', 'CASE_ARCHIVED', 'STEP_NOT_ALLOWED', 'REASON_NEEDED', 'CASE_STEP_REFUSED')),
  /** Judicial confirmation and escalation, beside the case's own life. */
  sideStep: procedure
    .meta({ permission: 'cases.write' })
    .input(
      commandInput({
        id, version, step: sideStep, on: date.optional(), reason: text(4000).default(''), by: z.enum(CONFIRMERS).optional(), jointly: z.boolean().optional(),
        office: line(80).default(''), number: line(60).default('')
      })
    )
    .output(answer)
    .errors(may('NOT_FOUND', 'STALE', 'CASE_ARCHIVED', 'STEP_NOT_ALLOWED', 'REASON_NEEDED', 'CASE_STEP_REFUSED')),
  setPrevented: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ id, version, crimeCases: z.number().int().min(0).max(100), crimePeople: z.number().int().min(0).max(100_000), petitionCases: z.number().int().min(0).max(100), petitionPeople: z.number().int().min(0).max(100_000) }))
    .output(answer)
    .errors(onCase),
  records: {
    /** Writes a record, or changes one of this kind (`id`, `version`). INVALID {field:'instalmentId'}, {field:'at', reason:'future'}. */
    save: procedure
      .meta({ permission: 'cases.write' })
      .input(commandInput({ caseId: id, id: id.optional(), version: version.optional(), at: instant, hearingId: id.nullable().default(null), body: recordBody }))
      .output(answer)
      .errors(onCase),
    /** Takes a record out; the time line says so. */
    remove: procedure
      .meta({ permission: 'cases.write' })
      .input(commandInput({ id, version, reason: requiredLine(300) }))
      .output(z.object({}))
      .errors(onCase)
  },
  evidence: {
    /** A thing of evidence, with a file or without; up to 50 MB, kept sealed with its SHA-256. */
    add: procedure
      .meta({ permission: 'cases.write' })
      .input(commandInput({ caseId: id, ...evidenceFields, file: z.instanceof(Blob).nullable().default(null), fileName: line(120).default('') }))
      .output(answer)
      .errors(may('NOT_FOUND', 'CASE_ARCHIVED', 'TOO_LARGE')),
    update: procedure.meta({ permission: 'cases.write' }).input(commandInput({ id, version, ...evidenceFields })).output(answer).errors(onCase),
    /** The file; its hash is compared before it is handed out. Audited. */
    read: procedure.meta({ permission: 'cases.read' }).input(z.object({ id })).output(z.object({ name: z.string(), mime: z.string(), file: z.instanceof(Blob) })).errors(may('NOT_FOUND')),
    remove: procedure.meta({ permission: 'cases.write' }).input(commandInput({ id, version, reason: requiredLine(300) })).output(z.object({})).errors(onCase)
  },
  /**
   * The agreement as it is being made; once in effect only `signedBy` and what performance says change. A step back opens it.
   * INVALID {field:'instalments', reason:'settled'} for one that has been paid, {field:'form', reason:'must_be_written'}.
   */
  saveAgreement: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ caseId: id, version: version.optional(), ...agreementFields }))
    .output(answer)
    .errors(onCase),
  recusals: {
    ask: procedure.meta({ permission: 'cases.write' }).input(commandInput({ caseId: id, ...recusalFields })).output(z.object({ id })).errors(may('NOT_FOUND', 'CASE_ARCHIVED')),
    /** `replaced` takes the mediator off the case; somebody else has to be on it. */
    decide: procedure
      .meta({ permission: 'cases.write' })
      .input(commandInput({ id, outcome: z.enum(['replaced', 'kept']), on: date, decision: requiredLine(300), replacedBy: id.optional() }))
      .output(z.object({}))
      .errors(may('NOT_FOUND', 'CASE_ARCHIVED', 'STEP_NOT_ALLOWED', 'CASE_CONFLICT'))
  },
  subtypes: {
    list: procedure.meta({ permission: 'mediators.read' }).output(z.array(z.object({ id, type: caseType, key: z.string().nullable(), name: z.string(), archived: z.boolean(), version }))),
    save: procedure
      .meta({ permission: 'mediators.manage' })
      .input(commandInput({ id: id.optional(), version: version.optional(), type: caseType, name: requiredLine(40), archived: z.boolean().default(false) }))
      .output(answer)
      .errors(may('NOT_FOUND', 'STALE', 'NAME_TAKEN'))
  }
};
