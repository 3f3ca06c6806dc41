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

/** Where and when a session is. What is left out is the class's. */
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
  /** Its number among the sessions that were not cancelled, by start, from 1; null for a cancelled one. */
  number: z.number().int().nullable(),
  from: instant,
  to: instant,
  zone: z.object({ id, name: z.string(), nameEn: z.string(), colour: z.string() }),
  trainers: z.array(z.object({ id, name: z.string() })),
  state: sessionState,
  /** Changed by itself: a change of all sessions leaves it alone. */
  changed: z.boolean(),
  /** Seats taken, those of the whole class included. */
  taken: z.number().int(),
  /** People marked as having been there, and whether the attendance list is closed. */
  attended: z.number().int(),
  closed: z.boolean(),
  topic: z.string(),
  reason: z.string(),
  /** While suspended: the closure that did it. */
  closureId: id.nullable(),
  version
});
export type SessionRow = z.infer<typeof sessionRow>;

/** Which weekly times, from when, and how many or until when. */
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

/** One date of a preview; trainers with whom it would be free are among the fixes. */
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

/** What a change of several sessions changes; what is left out stays as it is on each. */
export const sessionPatch = z.object({
  zoneId: id.optional(),
  trainerIds: z.array(id).max(6).optional(),
  equipment: quantities.optional(),
  /** Clock times; both or none. */
  from: clockTime.optional(),
  to: clockTime.optional(),
  /** Moves each by so many days. */
  shiftDays: z.number().int().min(-27).max(27).optional()
});
export type SessionPatch = z.infer<typeof sessionPatch>;

const several = {
  classId: id,
  patch: sessionPatch,
  /** From this session on; left out: all that are still to come. */
  fromSessionId: id.optional()
};

/** Topics as for classes. */
export const sessions = {
  /** Every date a rule gives, each checked against the whole schedule, the dates before it in the same plan included. Writes nothing. */
  preview: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(z.object({ rule: sessionRule, ...place }))
    .output(z.object({ dates: z.array(sessionPreview), unpublished: z.array(z.number().int()) }))
    .errors(may('NOT_FOUND')),
  /** One session about to be made, moved or dragged: what is in its way, and what would work. Writes nothing. */
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
  /** Adds sessions to a class, all or none; a skipped date of its plan is no longer skipped then. SERIES_CLASH names those that clash. */
  add: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ classId: id, sessions: z.array(newSession).min(1).max(MAX_SESSIONS) }))
    .output(z.object({ ids: z.array(id) }))
    .errors(may('NOT_FOUND', 'SERIES_CLASH', 'STEP_NOT_ALLOWED')),
  /**
   * Moves one session, or changes its zone, trainers or equipment; checked again. A suspended one that fits goes back to
   * planned. Of a held one only trainers can be changed. People booked are put on the list of calls if it moved.
   */
  update: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ id, version, from: instant, to: instant, zoneId: id, trainerIds: z.array(id).max(6), equipment: quantities }))
    .output(z.object({ version, state: sessionState, toCall: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'CLASH')),
  /** What a change of all sessions to come would do, one by one. Those changed by themselves, cancelled or over are left alone. */
  previewChange: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(z.object(several))
    .output(z.object({ dates: z.array(sessionPreview.extend({ sessionId: id })), leftAlone: z.number().int() }))
    .errors(may('NOT_FOUND')),
  /** Changes them, all or none. `keep`: sessions to be left as they are; `cancel`: to be cancelled instead. */
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
  /** Cancels a session; one that is over and did not take place too, as long as nobody is marked as having been there (IN_USE). */
  cancel: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ id, version, reason: line(200) }))
    .output(z.object({ version, toCall: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED', 'IN_USE')),
  /** Takes a cancellation back, as far as everything is still free. */
  restore: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ id, version }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'CLASH')),
  /** Topic and notes of what was taught. */
  note: procedure
    .meta({ permission: 'attendance.write' })
    .input(commandInput({ id, topic: line(120), notes: text(4000) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND')),
  /** Forgets a skipped date: it is no longer offered to be added. */
  forgetSkipped: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ classId: id, from: instant }))
    .output(z.object({}))
    .errors(may('NOT_FOUND'))
};
