import { z } from 'zod';
import { commandInput, date, id, instant, line, pageInput, pageOf, procedure, requiredLine, text, version } from '../core/base.ts';
import { caseDetail, caseFields, caseRow, COUNTED_AS, deadline, hearing } from './case-detail.ts';
import { agreementFields, evidenceFields, partyInput, recordBody, recusalFields } from './case-records.ts';
import { CASE_STATES, caseState, caseStep, ground, OUTCOMES, sideStep, CONFIRMERS } from './case-states.ts';
import { caseSource, caseType, regime, retention } from './case-types.ts';
import { may } from './errors.ts';

export * from './case-detail.ts';
export * from './case-records.ts';
export * from './case-rules.ts';
export * from './case-types.ts';

const answer = z.object({ id, version });
const onCase = may('NOT_FOUND', 'STALE', 'CASE_ARCHIVED');

/** This many wage cases against one employer within this many days call for a warning. */
export const EMPLOYER_WARNING = { cases: 3, days: 90 } as const;

/**
 * Topics: `cases`, `hearings`, `reservations` (what changes the schedule). Every procedure needs the open mediation vault
 * (VAULT_LOCKED, VAULT_NOT_ADMITTED). Reading a case is audited; audit entries and remembered answers hold nothing sealed.
 */
export const cases = {
  /** Newest first. */
  list: procedure
    .meta({ permission: 'cases.read', read: true })
    .input(
      z.object({
        ...pageInput,
        states: z.array(z.enum(CASE_STATES)).optional(),
        type: caseType.optional(),
        regime: regime.optional(),
        source: caseSource.optional(),
        /** This mediator leads or helps. */
        mediatorId: id.optional(),
        /** Date of application, both included. */
        fromDate: date.optional(),
        toDate: date.optional(),
        outcome: z.enum(OUTCOMES).optional(),
        /** The cases behind a number of the figures; dates both included. `leadId`: this mediator leads them. */
        counted: z.object({ what: z.enum(COUNTED_AS), from: date, to: date, leadId: id.optional() }).optional()
      })
    )
    .output(pageOf(caseRow)),
  /** Searches everything written in cases: names, numbers, facts, records, agreements, titles of evidence. Best first, at most `limit`. */
  search: procedure
    .meta({ permission: 'cases.read', read: true })
    .input(z.object({ text: requiredLine(60), limit: z.number().int().min(1).max(100).default(30) }))
    .output(
      z.object({
        rows: z.array(caseRow.extend({ where: z.enum(['number', 'party', 'text']), snippet: z.string() })),
        count: z.number().int()
      })
    ),
  /** The board of a mediator: cases with a running clock, most pressing first; hearings of the coming week; what waits for a signature. */
  board: procedure
    .meta({ permission: 'cases.read', read: true })
    .input(z.object({ mine: z.boolean().default(true) }))
    .output(
      z.object({
        cases: z.array(caseRow.extend({ deadlines: z.array(deadline) })),
        counts: z.object({ red: z.number().int(), amber: z.number().int(), green: z.number().int() }),
        hearings: z.array(hearing.extend({ number: z.string().nullable(), applicant: z.string(), respondent: z.string() })),
        employers: z.array(z.object({ name: z.string(), cases: z.number().int(), caseIds: z.array(id) }))
      })
    ),
  get: procedure.meta({ permission: 'cases.read', read: true }).input(z.object({ id })).output(caseDetail).errors(may('NOT_FOUND')),
  /** Number of wage cases against an employer of that name within 90 days. */
  employer: procedure
    .meta({ permission: 'cases.read', read: true })
    .input(z.object({ name: requiredLine(60) }))
    .output(z.object({ cases: z.number().int(), warn: z.boolean() })),
  /** Conflicts of interest between mediators and the parties of a form that is not saved yet. */
  conflicts: procedure
    .meta({ permission: 'cases.read', read: true })
    .input(z.object({ mediatorIds: z.array(id).min(1).max(20), parties: z.array(partyInput).max(400) }))
    .output(
      z.array(
        z.object({
          personId: id,
          name: z.string(),
          ground: recusalFields.ground,
          partyKey: z.string(),
          partyName: z.string(),
          detail: z.string()
        })
      )
    )
    .errors(may('NOT_FOUND')),
  /** ID number and mobile of a person on record, for the form of a party. The audit records the reading without the person. */
  identify: procedure
    .meta({ permission: 'cases.write' })
    .input(z.object({ personId: id }))
    .output(z.object({ idNumber: z.string(), phone: z.string() }))
    .errors(may('NOT_FOUND')),
  /** Registers a case (登记). INVALID: {field:'parties', reason:'too_many'|'representatives'}, {field:'subtypeId', reason:'other_type'}, {field:'appliedOn', reason:'future'}. */
  create: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ ...caseFields, parties: z.array(partyInput).max(400), mediatorIds: z.array(id).max(6).default([]) }))
    .output(answer)
    .errors(may('NOT_FOUND')),
  /** Changes a case. Type, place and source are fixed once it is accepted. */
  update: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ id, version, ...caseFields }))
    .output(answer)
    .errors(onCase),
  /** Replaces the list: changes parties with an id, removes those left out. INVALID {field:'parties', reason:'signed'} when one left out has signed. */
  setParties: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ id, version, parties: z.array(partyInput).max(400) }))
    .output(answer)
    .errors(onCase),
  /** Sets the mediators; the first leads. `accepted` says why a mediator with a conflict of interest may stay; nobody mediates their own dispute. */
  setMediators: procedure
    .meta({ permission: 'cases.write' })
    .input(
      commandInput({
        id,
        version,
        mediatorIds: z.array(id).min(1).max(6),
        accepted: z
          .array(z.object({ personId: id, reason: requiredLine(300) }))
          .max(6)
          .default([])
      })
    )
    .output(answer)
    .errors(may('NOT_FOUND', 'STALE', 'CASE_ARCHIVED', 'CASE_CONFLICT')),
  /**
   * Takes one step. `accept` gives the number, `archive` binds the volume for good. STEP_NOT_ALLOWED: the step does not start from
   * the case's state. CASE_STEP_REFUSED names what is missing.
   */
  step: procedure
    .meta({ permission: 'cases.write' })
    .input(
      commandInput({
        id,
        version,
        step: caseStep,
        on: date.optional(),
        reason: text(2000).default(''),
        ground: ground.optional(),
        until: date.optional(),
        bothAgree: z.boolean().optional(),
        /** With `archive` alone. */
        retention: retention.optional()
      })
    )
    .output(z.object({ id, version, state: caseState, number: z.string().nullable() }))
    .errors(may('NOT_FOUND', 'STALE', 'CASE_ARCHIVED', 'STEP_NOT_ALLOWED', 'REASON_NEEDED', 'CASE_STEP_REFUSED')),
  /** Steps of judicial confirmation and escalation, which leave the case's state alone. */
  sideStep: procedure
    .meta({ permission: 'cases.write' })
    .input(
      commandInput({
        id,
        version,
        step: sideStep,
        on: date.optional(),
        reason: text(4000).default(''),
        by: z.enum(CONFIRMERS).optional(),
        jointly: z.boolean().optional(),
        office: line(80).default(''),
        number: line(60).default('')
      })
    )
    .output(answer)
    .errors(may('NOT_FOUND', 'STALE', 'CASE_ARCHIVED', 'STEP_NOT_ALLOWED', 'REASON_NEEDED', 'CASE_STEP_REFUSED')),
  setPrevented: procedure
    .meta({ permission: 'cases.write' })
    .input(
      commandInput({
        id,
        version,
        crimeCases: z.number().int().min(0).max(100),
        crimePeople: z.number().int().min(0).max(100_000),
        petitionCases: z.number().int().min(0).max(100),
        petitionPeople: z.number().int().min(0).max(100_000)
      })
    )
    .output(answer)
    .errors(onCase),
  records: {
    /** Adds a record, or changes one of the same kind (`id`, `version`). INVALID {field:'instalmentId'}, {field:'at', reason:'future'}. */
    save: procedure
      .meta({ permission: 'cases.write' })
      .input(
        commandInput({
          caseId: id,
          id: id.optional(),
          version: version.optional(),
          at: instant,
          hearingId: id.nullable().default(null),
          body: recordBody
        })
      )
      .output(answer)
      .errors(onCase),
    /** Removes a record; the time line keeps an entry of it. */
    remove: procedure
      .meta({ permission: 'cases.write' })
      .input(commandInput({ id, version, reason: requiredLine(300) }))
      .output(z.object({}))
      .errors(onCase)
  },
  evidence: {
    /** Adds a piece of evidence, with or without a file; the file has up to 50 MB and is kept sealed with its SHA-256. */
    add: procedure
      .meta({ permission: 'cases.write' })
      .input(
        commandInput({ caseId: id, ...evidenceFields, file: z.instanceof(Blob).nullable().default(null), fileName: line(120).default('') })
      )
      .output(answer)
      .errors(may('NOT_FOUND', 'CASE_ARCHIVED', 'TOO_LARGE')),
    update: procedure
      .meta({ permission: 'cases.write' })
      .input(commandInput({ id, version, ...evidenceFields }))
      .output(answer)
      .errors(onCase),
    /** Reads the file after comparing its hash. Audited. */
    read: procedure
      .meta({ permission: 'cases.read' })
      .input(z.object({ id }))
      .output(z.object({ name: z.string(), mime: z.string(), file: z.instanceof(Blob) }))
      .errors(may('NOT_FOUND')),
    remove: procedure
      .meta({ permission: 'cases.write' })
      .input(commandInput({ id, version, reason: requiredLine(300) }))
      .output(z.object({}))
      .errors(onCase)
  },
  /**
   * Saves the agreement while it is drawn up. Once in effect only `signedBy` and what performance says change; a step back opens it.
   * INVALID {field:'instalments', reason:'settled'} for a paid instalment, {field:'form', reason:'must_be_written'}.
   * STEP_NOT_ALLOWED before or after mediation.
   */
  saveAgreement: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ caseId: id, version: version.optional(), ...agreementFields }))
    .output(answer)
    .errors({ ...onCase, ...may('STEP_NOT_ALLOWED') }),
  recusals: {
    ask: procedure
      .meta({ permission: 'cases.write' })
      .input(commandInput({ caseId: id, ...recusalFields }))
      .output(z.object({ id }))
      .errors(may('NOT_FOUND', 'CASE_ARCHIVED')),
    /** Decides a recusal. `replaced` takes the mediator off the case, which needs another one. */
    decide: procedure
      .meta({ permission: 'cases.write' })
      .input(commandInput({ id, outcome: z.enum(['replaced', 'kept']), on: date, decision: requiredLine(300), replacedBy: id.optional() }))
      .output(z.object({}))
      .errors(may('NOT_FOUND', 'CASE_ARCHIVED', 'STEP_NOT_ALLOWED', 'CASE_CONFLICT'))
  },
  subtypes: {
    list: procedure
      .meta({ permission: 'mediators.read', read: true })
      .output(z.array(z.object({ id, type: caseType, key: z.string().nullable(), name: z.string(), archived: z.boolean(), version }))),
    save: procedure
      .meta({ permission: 'mediators.manage' })
      .input(
        commandInput({
          id: id.optional(),
          version: version.optional(),
          type: caseType,
          name: requiredLine(40),
          archived: z.boolean().default(false)
        })
      )
      .output(answer)
      .errors(may('NOT_FOUND', 'STALE', 'NAME_TAKEN'))
  }
};
