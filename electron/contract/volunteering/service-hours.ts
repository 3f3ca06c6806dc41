import { z } from 'zod';
import { clockTime, commandInput, date, id, instant, line, pageInput, pageOf, requiredLine, settling, version } from '../core/base.ts';
import { may } from './errors.ts';
import { hoursProblem, recordSource, recordState } from './service-hour-rules.ts';
import { shiftOfProject } from './shifts.ts';
import { SIGN_UP_OUTCOMES, signUpState } from './sign-up-rules.ts';

const procedure = settling(['shifts']);

export * from './service-hour-rules.ts';

/** A service of one volunteer. */
export const recordRow = z.object({
  id,
  volunteer: z.object({ id, number: z.string(), name: z.string(), organisation: z.string() }),
  project: z.object({ id, code: z.string(), title: z.string() }),
  shiftId: id.nullable(),
  role: z.string(),
  from: instant,
  /** Null while the volunteer is clocked in. */
  to: instant.nullable(),
  /** Actual minutes without travel; 0 while the volunteer is clocked in. */
  minutes: z.number().int(),
  state: recordState,
  source: recordSource,
  enteredBy: z.string(),
  enteredById: id.nullable(),
  enteredAt: instant,
  decidedBy: z.string(),
  decidedAt: instant.nullable(),
  /** Reason of the correction or entry. */
  reason: z.string(),
  /** Reason of the rejection. */
  rejection: z.string(),
  /** Quality of the service, 1–5, and a remark; null: not judged. */
  quality: z.number().int().nullable(),
  remark: z.string(),
  /** The record it corrects, and its own pending correction. */
  correctsId: id.nullable(),
  pendingCorrectionId: id.nullable(),
  version
});
export type RecordRow = z.infer<typeof recordRow>;

/** A line of the desk's list: a volunteer with a sign-up or with hours for the shift. */
export const deskRow = z.object({
  volunteer: z.object({ id, number: z.string(), name: z.string(), mobileMasked: z.string(), organisation: z.string() }),
  signUpId: id.nullable(),
  signUpState: signUpState.nullable(),
  outcome: z.enum(SIGN_UP_OUTCOMES).nullable(),
  walkUp: z.boolean(),
  /** Records for the shift that count or may count, by start. */
  records: z.array(recordRow)
});
export type DeskRow = z.infer<typeof deskRow>;

const deskCounts = z.object({
  expected: z.number().int(),
  here: z.number().int(),
  done: z.number().int(),
  absent: z.number().int(),
  excused: z.number().int(),
  open: z.number().int()
});

/** A line of a paper sheet. */
export const sheetRow = z.object({
  volunteerId: id,
  from: clockTime,
  /** Earlier than `from`: on the next day. Equal: HOURS_REFUSED (order). */
  to: clockTime,
  role: line(40).default(''),
  remark: line(120).default('')
});
export type SheetRow = z.infer<typeof sheetRow>;

const sheet = {
  projectId: id,
  shiftId: id.nullable().default(null),
  date,
  rows: z.array(sheetRow).min(1).max(200),
  /** Totals at the foot of the paper; null: none. */
  total: z.object({ people: z.number().int().nullable(), minutes: z.number().int().nullable() }).default({ people: null, minutes: null })
};

export const recordFilter = {
  volunteerId: id.optional(),
  projectId: id.optional(),
  shiftId: id.optional(),
  categoryId: id.optional(),
  states: z.array(recordState).optional(),
  sources: z.array(recordSource).optional(),
  /** Day of service, both included. */
  fromDate: date.optional(),
  toDate: date.optional()
};

const read = { permission: 'service_hours.read', read: true } as const;
const write = { permission: 'service_hours.write' } as const;
const desk = may('NOT_FOUND', 'STEP_NOT_ALLOWED', 'HOURS_REFUSED');

/** Topics: `service-hours`, `shifts`, `sign-ups`, `volunteers`, `volunteer-figures`. */
export const serviceHours = {
  /** The list of a shift: who is expected, who is clocked in, who has finished. */
  ofShift: procedure
    .meta({ permission: 'service_hours.write', read: true })
    .input(z.object({ shiftId: id }))
    .output(z.object({ shift: shiftOfProject, counts: deskCounts, opensAt: instant, rows: z.array(deskRow) }))
    .errors(may('NOT_FOUND')),
  /** Volunteers clocked in now, longest first. `overdue`: after the planned end, or without a shift after 12 hours. */
  running: procedure
    .meta({ permission: 'service_hours.write', read: true })
    .output(z.array(recordRow.extend({ plannedTo: instant.nullable(), overdue: z.boolean() }))),
  /**
   * Takes a scanned badge, code or ID card at a shift and clocks the volunteer in, or out again. For a volunteer without a sign-up it
   * answers who they are and the number of free places, so that `walkUp` can follow. `already`: scanned a moment ago, or finished.
   */
  scan: procedure
    .meta(write)
    .input(commandInput({ shiftId: id, code: line(80) }))
    .output(
      z.object({
        outcome: z.enum(['clocked_in', 'clocked_out', 'already', 'not_signed_up', 'not_volunteer', 'unknown']),
        person: z.object({ id, name: z.string() }).nullable(),
        record: recordRow.nullable(),
        free: z.number().int(),
        counts: deskCounts
      })
    )
    .errors(desk),
  /** Clocks a volunteer in. `at` (default now) can be earlier, at most two hours before the shift. HOURS_REFUSED: overlap. */
  clockIn: procedure
    .meta(write)
    .input(commandInput({ shiftId: id, volunteerId: id, at: instant.optional() }))
    .output(z.object({ record: recordRow, counts: deskCounts }))
    .errors(desk),
  /** Clocks a volunteer out. `at` (default now) can be earlier; `reason` is needed where the service is far longer than planned. */
  clockOut: procedure
    .meta(write)
    .input(commandInput({ recordId: id, version, at: instant.optional(), reason: line(200).default('') }))
    .output(z.object({ record: recordRow, counts: deskCounts.nullable() }))
    .errors({ ...desk, ...may('STALE') }),
  /** Undoes a clocking within ten minutes: after clocking out the record runs again, after clocking in it becomes void. */
  undoClock: procedure
    .meta(write)
    .input(commandInput({ recordId: id, version }))
    .output(z.object({ record: recordRow, counts: deskCounts.nullable() }))
    .errors({ ...desk, ...may('STALE') }),
  /** Signs up a volunteer who came without a sign-up, and clocks them in. */
  walkUp: procedure
    .meta(write)
    .input(commandInput({ shiftId: id, volunteerId: id, overrideReason: line(200).default('') }))
    .output(z.object({ signUpId: id, record: recordRow, counts: deskCounts }))
    .errors({ ...desk, ...may('SIGN_UP_REFUSED') }),
  /** Records the planned time of a shift for everybody signed up without hours, or for those named. Those clocked in are clocked out at its end. */
  wholeShift: procedure
    .meta(write)
    .input(commandInput({ shiftId: id, volunteerIds: z.array(id).max(500).optional() }))
    .output(
      z.object({
        recorded: z.number().int(),
        /** Who got no hours, and why. */
        refused: z.array(z.object({ name: z.string(), problem: hoursProblem })),
        counts: deskCounts
      })
    )
    .errors(desk),
  /** Marks a volunteer without hours excused or absent; null takes it back. */
  setOutcome: procedure
    .meta(write)
    .input(commandInput({ signUpId: id, outcome: z.enum(['excused', 'absent']).nullable(), reason: line(200).default('') }))
    .output(z.object({ counts: deskCounts }))
    .errors(desk),
  /** Closes the list; everybody with a place and without hours was absent. STEP_NOT_ALLOWED {from: 'running'}: somebody is clocked in. */
  close: procedure
    .meta(write)
    .input(commandInput({ shiftId: id }))
    .output(z.object({ absent: z.number().int(), counts: deskCounts }))
    .errors(desk),
  /** Opens a closed list again and removes the marks that closing made. */
  reopen: procedure
    .meta(write)
    .input(commandInput({ shiftId: id, reason: line(200) }))
    .output(z.object({ counts: deskCounts }))
    .errors({ ...desk, ...may('REASON_NEEDED') }),
  /** Checks a paper sheet line by line. Writes nothing. */
  checkSheet: procedure
    .meta({ permission: 'service_hours.write', read: true })
    .input(z.object(sheet))
    .output(
      z.object({
        rows: z.array(z.object({ minutes: z.number().int(), problem: hoursProblem.nullable() })),
        people: z.number().int(),
        minutes: z.number().int(),
        /** Totals that differ from the foot of the paper. */
        totals: z.array(z.enum(['people', 'minutes']))
      })
    )
    .errors(may('NOT_FOUND')),
  /**
   * Saves a paper sheet, all lines or none. HOURS_REFUSED names the lines and why. INVALID {field: 'total', reason: 'people'|'minutes',
   * params: {paper, sheet}}: the lines differ from the foot of the paper; {field: 'date', reason: 'outside_project'|'outside_shift',
   * params: {from, to}}: not a day of the project or the shift.
   */
  enterSheet: procedure
    .meta(write)
    .input(commandInput(sheet))
    .output(z.object({ ids: z.array(id), minutes: z.number().int() }))
    .errors(desk),
  /** Records by start, newest first. */
  list: procedure
    .meta(read)
    .input(z.object({ ...pageInput, ...recordFilter }))
    .output(
      pageOf(recordRow).extend({
        /** Sum of all records that the filter finds, each service once: without rejected and replaced records and pending corrections. On the first page only. */ minutes:
          z.number().int().nullable()
      })
    ),
  /** A record with its whole chain in order: the record it corrects, its corrections, its approvals. */
  get: procedure
    .meta(read)
    .input(z.object({ id }))
    .output(z.object({ record: recordRow, chain: z.array(recordRow) }))
    .errors(may('NOT_FOUND')),
  /** A volunteer's hours: as stored, as shown by the settings, by project, and pending. */
  summary: procedure
    .meta(read)
    .input(z.object({ volunteerId: id, fromDate: date.optional(), toDate: date.optional() }))
    .output(
      z.object({
        minutes: z.number().int(),
        shownMinutes: z.number().int(),
        services: z.number().int(),
        pendingMinutes: z.number().int(),
        projects: z.array(z.object({ id, code: z.string(), title: z.string(), minutes: z.number().int(), services: z.number().int() }))
      })
    )
    .errors(may('NOT_FOUND')),
  /** Number of pending records. `forMe`: those that the operator may decide, without their own corrections. */
  count: procedure.meta(read).output(z.object({ pending: z.number().int(), capped: z.boolean(), forMe: z.number().int() })),
  /** Active accounts that may approve, by display name, to show who can decide a correction. */
  approvers: procedure.meta(read).output(z.array(z.object({ id, name: z.string() }))),
  /** Approves records, all or none. RECORDS_REFUSED: not pending, or a correction of the operator's own. */
  approve: procedure
    .meta({ permission: 'service_hours.approve' })
    .input(
      commandInput({
        ids: z.array(id).min(1).max(500),
        quality: z.number().int().min(1).max(5).nullable().default(null),
        remark: line(200).default('')
      })
    )
    .output(z.object({ approved: z.number().int(), minutes: z.number().int() }))
    .errors(may('NOT_FOUND', 'RECORDS_REFUSED')),
  reject: procedure
    .meta({ permission: 'service_hours.approve' })
    .input(commandInput({ ids: z.array(id).min(1).max(500), reason: requiredLine(200) }))
    .output(z.object({ rejected: z.number().int() }))
    .errors(may('NOT_FOUND', 'RECORDS_REFUSED')),
  /**
   * Corrects a record by a new one, which waits for another account's approval; until then the old record counts. `none`: there was no
   * such service. IN_USE {what: 'correction'}: another correction is pending.
   */
  correct: procedure
    .meta(write)
    .input(commandInput({ id, version, from: instant, to: instant, none: z.boolean().default(false), reason: requiredLine(200) }))
    .output(z.object({ id }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'HOURS_REFUSED', 'IN_USE')),
  /** Records the quality of a service; the hours stay the same. */
  remark: procedure
    .meta(write)
    .input(commandInput({ id, version, quality: z.number().int().min(1).max(5).nullable(), remark: line(200) }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE')),
  /** The records as .xlsx, with the fields in the order of the national record (民函〔2012〕340号). Recorded in the audit. */
  export: procedure
    .meta({ permission: 'service_hours.read' })
    .input(z.object({ ...recordFilter, language: z.enum(['zh-CN', 'en']) }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
    .errors(may('TOO_LARGE', 'CANCELLED')),
  /** The data of a printed paper sheet of a shift: people signed up, and empty lines. */
  paperSheet: procedure
    .meta({ permission: 'service_hours.write', read: true })
    .input(z.object({ shiftId: id, emptyLines: z.number().int().min(0).max(60).default(10) }))
    .output(
      z.object({
        station: z.string(),
        project: z.object({ code: z.string(), title: z.string(), organiser: z.string(), leader: z.string() }),
        role: z.string(),
        date,
        weekday: z.number().int(),
        from: z.string(),
        to: z.string(),
        place: z.string(),
        people: z.array(z.object({ number: z.number().int(), volunteerNumber: z.string(), name: z.string(), mobileMasked: z.string() })),
        emptyLines: z.number().int()
      })
    )
    .errors(may('NOT_FOUND'))
};
