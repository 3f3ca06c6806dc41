import { z } from 'zod';
import { clockTime, commandInput, id, instant, line, settling, version } from '../core/base.ts';
import { may } from './errors.ts';
import { previewWithHoliday, seriesRule } from '../schedule/series.ts';
import { chosen } from './volunteer-choices.ts';
import { MAX_SHIFTS, projectState, shiftState } from './volunteer-project-rules.ts';

const procedure = settling(['reservations', 'shifts']);

/** A shift to be added. */
export const newShift = z.object({
  needId: id,
  from: instant,
  to: instant,
  /** Volunteers wanted; left out: the number of the need. */
  number: z.number().int().min(1).max(500).optional(),
  minimum: z.number().int().min(0).max(500).optional(),
  /** A zone, or with null a place outside the station; both left out: those of the project. */
  zoneId: id.nullable().optional(),
  place: line(120).optional()
});
export type NewShift = z.infer<typeof newShift>;

export const shiftRow = z.object({
  id,
  projectId: id,
  need: z.object({ id, role: z.string() }),
  from: instant,
  to: instant,
  zone: z.object({ id, name: z.string(), nameEn: z.string(), colour: z.string() }).nullable(),
  place: z.string(),
  state: shiftState,
  /** Volunteers wanted, the minimum, places taken (offered ones included), places offered, and people waiting. */
  number: z.number().int(),
  minimum: z.number().int(),
  taken: z.number().int(),
  offered: z.number().int(),
  waiting: z.number().int(),
  /** People with hours on record for the shift, and those clocked in now. */
  served: z.number().int(),
  running: z.number().int(),
  /** Whether the list of who came is closed. */
  closed: z.boolean(),
  reason: z.string(),
  closureId: id.nullable(),
  version
});
export type ShiftRow = z.infer<typeof shiftRow>;

/** A shift with its project, for lists of several projects. */
export const shiftOfProject = shiftRow.extend({
  project: z.object({ id, code: z.string(), title: z.string(), state: projectState, dangerous: z.boolean(), category: chosen })
});
export type ShiftOfProject = z.infer<typeof shiftOfProject>;

export type ShiftPreview = z.infer<typeof previewWithHoliday>;

const read = { permission: 'projects.read', read: true } as const;
const plan = { permission: 'projects.plan' } as const;
const change = may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'CLASH');

/** Topics: `shifts`, `volunteer-projects` (their numbers), `sign-ups`, `reservations` (whatever changes the schedule). */
export const shifts = {
  /** All of a project, by start. */
  ofProject: procedure
    .meta(read)
    .input(z.object({ projectId: id }))
    .output(z.array(shiftRow))
    .errors(may('NOT_FOUND')),
  /** Shifts of open, running and finished projects in [from, to), at most 62 days, by start. */
  calendar: procedure
    .meta(read)
    .input(
      z.object({ from: instant, to: instant, zoneId: id.optional(), projectId: id.optional(), states: z.array(shiftState).optional() })
    )
    .output(z.array(shiftOfProject)),
  get: procedure
    .meta(read)
    .input(z.object({ id }))
    .output(
      shiftOfProject.extend({
        skills: z.array(chosen),
        closure: z.object({ id, from: instant, to: instant, reason: z.string() }).nullable(),
        /** Last moment to withdraw without a no-show. */ withdrawBy: instant
      })
    )
    .errors(may('NOT_FOUND')),
  /**
   * The dates of a rule with clock times (an end not after the start lies on the next day), each checked against the schedule. Writes
   * nothing. INVALID {field: 'rule', …} as for `series`.
   */
  preview: procedure
    .meta(read)
    .input(
      z.object({
        projectId: id,
        rule: seriesRule,
        from: clockTime,
        to: clockTime,
        skipHolidays: z.boolean().default(true),
        zoneId: id.nullable(),
        number: z.number().int().min(1).max(500)
      })
    )
    .output(z.object({ dates: z.array(previewWithHoliday), unpublished: z.array(z.number().int()) }))
    .errors(may('NOT_FOUND')),
  /**
   * Adds shifts, all or none. Overlapping shifts of one project share their zone. SERIES_CLASH names those that clash;
   * INVALID {field: 'shifts', reason: 'outside_project'|'too_many'|'minimum'}.
   */
  add: procedure
    .meta(plan)
    .input(commandInput({ projectId: id, shifts: z.array(newShift).min(1).max(MAX_SHIFTS) }))
    .output(z.object({ ids: z.array(id) }))
    .errors(may('NOT_FOUND', 'SERIES_CLASH', 'STEP_NOT_ALLOWED')),
  /**
   * Moves or changes a shift after checking it again. CLASH also names volunteers who have no time then. The waiting list gets added
   * places at once. When the shift moves, everybody signed up is listed for a call. INVALID {field: 'number', reason: 'below_taken',
   * params: {taken}}.
   */
  update: procedure
    .meta(plan)
    .input(
      commandInput({
        id,
        version,
        from: instant,
        to: instant,
        number: z.number().int().min(1).max(500),
        minimum: z.number().int().min(0).max(500),
        zoneId: id.nullable(),
        place: line(120).default('')
      })
    )
    .output(z.object({ version, state: shiftState, toCall: z.number().int(), promoted: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'CLASH', 'IN_USE')),
  /** Cancels a shift; everybody signed up is to be called. IN_USE: hours are on record for it. */
  cancel: procedure
    .meta(plan)
    .input(commandInput({ id, version, reason: line(200) }))
    .output(z.object({ version, toCall: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED', 'IN_USE')),
  /** Takes a cancellation back if everything is still free; the sign-ups that it ended stay ended. */
  restore: procedure.meta(plan).input(commandInput({ id, version })).output(z.object({ version })).errors(change),
  /** Shifts for the desk: today's, and those of the last 14 days whose list is open. */
  due: procedure.meta({ permission: 'service_hours.write', read: true }).output(z.array(shiftOfProject.extend({ overdue: z.boolean() })))
};
