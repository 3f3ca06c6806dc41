import { z } from 'zod';
import { clockTime, commandInput, date, id, instant, line, settling, text, version } from '../core/base.ts';
import { MAX_SESSIONS, sessionState } from './class-rules.ts';
import { clashSchema } from '../core/errors.ts';
import { dateFixes, previewWithHoliday } from '../schedule/series.ts';
import { may } from './errors.ts';

const procedure = settling(['reservations', 'classes']);

const quantities = z
  .array(z.object({ equipmentId: id, quantity: z.number().int().min(1).max(10_000) }))
  .max(30)
  .refine((lines) => new Set(lines.map((one) => one.equipmentId)).size === lines.length, 'twice');

/** Place and time of a session. Fields left out are those of its class. */
export const newSession = z.object({
  from: instant,
  to: instant,
  zoneId: id.optional(),
  trainerIds: z.array(id).max(6).optional(),
  equipment: quantities.optional()
});

export const sessionRow = z.object({
  id,
  classId: id,
  /** Its number by start, from 1, cancelled sessions apart; null for a cancelled one. */
  number: z.number().int().nullable(),
  from: instant,
  to: instant,
  zone: z.object({ id, name: z.string(), nameEn: z.string(), colour: z.string() }),
  trainers: z.array(z.object({ id, name: z.string() })),
  state: sessionState,
  /** Changed on its own, so a change of all sessions leaves it alone. */
  changed: z.boolean(),
  /** Seats taken, including those of the whole class. */
  taken: z.number().int(),
  /** Number of people who came, and whether the attendance list is closed. */
  attended: z.number().int(),
  closed: z.boolean(),
  topic: z.string(),
  reason: z.string(),
  /** While suspended, the closure that suspends it. */
  closureId: id.nullable(),
  version
});
export type SessionRow = z.infer<typeof sessionRow>;

/** A rule for sessions: weekly times, the first date, and the number of sessions or the last date. */
export const sessionRule = z
  .object({
    start: date,
    slots: z
      .array(z.object({ weekday: z.number().int().min(1).max(7), from: clockTime, to: clockTime }))
      .min(1)
      .max(14),
    everyWeeks: z.number().int().min(1).max(12).default(1),
    count: z.number().int().min(1).max(MAX_SESSIONS).nullable().default(null),
    until: date.nullable().default(null),
    skipHolidays: z.boolean().default(true)
  })
  .refine((rule) => (rule.until === null) !== (rule.count === null), { message: 'until_or_count', path: ['until'] });

/** One date of a preview; its fixes include trainers who are free. */
export const sessionPreview = previewWithHoliday.extend({
  fixes: dateFixes.extend({ trainers: z.array(z.object({ id, name: z.string() })) })
});
export type SessionPreview = z.infer<typeof sessionPreview>;

const place = {
  zoneId: id,
  trainerIds: z.array(id).max(6).default([]),
  equipment: quantities.default([]),
  courseId: id,
  capacity: z.number().int().min(1).max(500)
};

/** A change of several sessions. Each session keeps the fields that are left out. */
export const sessionPatch = z.object({
  zoneId: id.optional(),
  trainerIds: z.array(id).max(6).optional(),
  equipment: quantities.optional(),
  /** Clock times, both or neither. */
  from: clockTime.optional(),
  to: clockTime.optional(),
  /** Moves each session by this many days. */
  shiftDays: z.number().int().min(-27).max(27).optional()
});
export type SessionPatch = z.infer<typeof sessionPatch>;

const several = {
  classId: id,
  patch: sessionPatch,
  /** The first session to change; left out: all sessions to come. */
  fromSessionId: id.optional()
};

/** Topics as for `classes`. */
export const sessions = {
  /** The dates of a rule, each checked against the schedule and the earlier dates of the plan. Writes nothing. */
  preview: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(z.object({ rule: sessionRule, ...place }))
    .output(z.object({ dates: z.array(sessionPreview), unpublished: z.array(z.number().int()) }))
    .errors(may('NOT_FOUND')),
  /** What is in the way of one session that somebody makes, moves or drags, and what would work instead. Writes nothing. */
  probe: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(z.object({ from: instant, to: instant, ...place, sessionId: id.optional(), proposals: z.boolean().default(false) }))
    .output(
      z.object({
        clashes: z.array(clashSchema),
        occupied: z.object({ from: instant, to: instant }),
        zones: z.array(z.object({ id, name: z.string(), nameEn: z.string(), capacity: z.number().int() })),
        trainers: z.array(z.object({ id, name: z.string() })),
        nextFree: z.array(z.object({ from: instant, to: instant }))
      })
    )
    .errors(may('NOT_FOUND')),
  get: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(z.object({ id }))
    .output(
      sessionRow.extend({
        notes: z.string(),
        equipment: z.array(z.object({ equipmentId: id, name: z.string(), nameEn: z.string(), quantity: z.number().int() })),
        closure: z.object({ id, from: instant, to: instant, reason: z.string() }).nullable()
      })
    )
    .errors(may('NOT_FOUND')),
  /** Adds sessions to a class, all or none; a skipped date that is added is no longer offered. SERIES_CLASH names the sessions that clash. */
  add: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ classId: id, sessions: z.array(newSession).min(1).max(MAX_SESSIONS) }))
    .output(z.object({ ids: z.array(id) }))
    .errors(may('NOT_FOUND', 'SERIES_CLASH', 'STEP_NOT_ALLOWED')),
  /**
   * Moves one session or changes its zone, trainers or equipment, after checking it again. A suspended session that fits is planned
   * again. A held session only allows other trainers. When a session moves, everybody booked is listed for a call.
   */
  update: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ id, version, from: instant, to: instant, zoneId: id, trainerIds: z.array(id).max(6), equipment: quantities }))
    .output(z.object({ version, state: sessionState, toCall: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'CLASH')),
  /** The effect of a change on each session to come. Sessions changed on their own, cancelled or over are left alone. Writes nothing. */
  previewChange: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(z.object(several))
    .output(z.object({ dates: z.array(sessionPreview.extend({ sessionId: id })), leftAlone: z.number().int() }))
    .errors(may('NOT_FOUND')),
  /** Changes sessions, all or none. `keep`: sessions to leave unchanged; `cancel`: sessions to cancel instead. */
  changeAll: procedure
    .meta({ permission: 'classes.plan' })
    .input(
      commandInput({
        ...several,
        keep: z.array(id).max(200).default([]),
        cancel: z.array(id).max(200).default([]),
        reason: line(200).default('')
      })
    )
    .output(z.object({ changed: z.number().int(), cancelled: z.number().int(), leftAlone: z.number().int(), toCall: z.number().int() }))
    .errors(may('NOT_FOUND', 'SERIES_CLASH', 'REASON_NEEDED', 'STEP_NOT_ALLOWED')),
  /** Cancels a session, also one that is over but did not take place. IN_USE when somebody is marked as having come. */
  cancel: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ id, version, reason: line(200) }))
    .output(z.object({ version, toCall: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED', 'IN_USE')),
  /** Takes a cancellation back if zone, trainers and equipment are still free. */
  restore: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ id, version }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'CLASH')),
  /** Records the topic taught and notes. */
  note: procedure
    .meta({ permission: 'attendance.write' })
    .input(commandInput({ id, topic: line(120), notes: text(4000) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND')),
  /** Removes a skipped date, so that it is not offered again. */
  forgetSkipped: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ classId: id, from: instant }))
    .output(z.object({}))
    .errors(may('NOT_FOUND'))
};
