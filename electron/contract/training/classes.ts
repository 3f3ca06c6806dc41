import { z } from 'zod';
import { commandInput, date, id, instant, line, pageInput, pageOf, settling, text, version } from '../core/base.ts';
import { classState, classStep, sessionState } from './class-rules.ts';
import { historyLine } from '../people/history.ts';
import { may } from './errors.ts';
import { newSession, sessionRow } from './sessions.ts';

const procedure = settling(['reservations', 'classes']);

export * from './class-rules.ts';

export const cancelNotice = z.object({ unit: z.enum(['hours', 'working_days']), amount: z.number().int().min(0).max(240) });

/** A class as a form gives it. */
export const classFields = {
  courseId: id,
  /** What it is called; empty: as its course. */
  title: line(80).default(''),
  /** Such as 2026 秋季; free text, offered from those in use. */
  term: line(40).default(''),
  /** The first is the one it is counted for. */
  trainerIds: z.array(id).max(6).default([]),
  zoneId: id,
  /** Movable or fixed equipment that each session takes. */
  equipment: z
    .array(z.object({ equipmentId: id, quantity: z.number().int().min(1).max(10_000) }))
    .max(30)
    .default([]),
  capacity: z.number().int().min(1).max(500),
  minToOpen: z.number().int().min(1).max(500).default(1),
  /** When booking opens and closes; null: as soon as the class is open, and as long as sessions are to come. */
  bookingFrom: instant.nullable().default(null),
  bookingTo: instant.nullable().default(null),
  /** Fen; 0: free. */
  price: z.number().int().min(0).max(10_000_00).default(0),
  /** Everybody, people of these organisations (and below), or holders of a valid certificate of a course. */
  who: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('all') }),
      z.object({ kind: z.literal('organisations'), organisationIds: z.array(id).min(1).max(50) }),
      z.object({ kind: z.literal('certificate'), courseId: id })
    ])
    .default({ kind: 'all' }),
  /** Most seats of one organisation (teams count for the site or enterprise they belong to); null: no limit. */
  quota: z.number().int().min(1).max(500).nullable().default(null),
  /** Until when a booking can be cancelled without counting as a no-show. */
  cancelNotice: cancelNotice.default({ unit: 'hours', amount: 24 }),
  /** Whether single sessions may be booked too. */
  bySession: z.boolean().default(false),
  /** Whether the waiting list is still served once the first session has begun. */
  promoteAfterStart: z.boolean().default(false),
  notes: text(2000).default('')
};
export const classFieldsSchema = z.object(classFields);
export type ClassFields = z.infer<typeof classFieldsSchema>;

const named = z.object({ id, name: z.string(), nameEn: z.string() });

/** A row of lists: every number of it is kept with the class, none is counted when it is shown. */
export const classRow = z.object({
  id,
  /** `2026-0001`: year of making and a counter without gaps. */
  code: z.string(),
  course: z.object({ id, title: z.string(), titleEn: z.string(), categoryId: id }),
  title: z.string(),
  term: z.string(),
  zone: named.extend({ colour: z.string() }),
  trainers: z.array(z.object({ id, name: z.string() })),
  state: classState,
  capacity: z.number().int(),
  minToOpen: z.number().int(),
  /** Seats booked or offered for the whole class, those of them only offered, and people waiting. */
  taken: z.number().int(),
  offered: z.number().int(),
  waiting: z.number().int(),
  sessions: z.number().int(),
  held: z.number().int(),
  /** Start of the first and end of the last session. */
  firstAt: instant.nullable(),
  lastAt: instant.nullable(),
  price: z.number().int(),
  version
});
export type ClassRow = z.infer<typeof classRow>;

export const classDetail = classRow.omit({ sessions: true }).extend({
  ...classFields,
  sessions: z.array(sessionRow),
  /** Dates of its plan that were left out and can be added later. */
  skipped: z.array(z.object({ from: instant, to: instant, why: z.string() })),
  organisations: z.array(z.object({ id, name: z.string() })),
  neededCourse: z.object({ id, title: z.string() }).nullable(),
  /** The reason given with the last step that had one. */
  reason: z.string(),
  /** Materials of the course times the people booked. */
  materials: z.array(z.object({ name: z.string(), quantity: z.number().int(), unit: z.string() })),
  /** The theme of wishes it was made from. */
  themeId: id.nullable(),
  createdAt: instant,
  createdBy: z.string()
});
export type ClassDetail = z.infer<typeof classDetail>;

const write = may('NOT_FOUND', 'STALE', 'CLASH');

/** Topics: `classes` (with their sessions), `bookings`, `reservations` (whatever changes the schedule), `class-figures`. */
export const classes = {
  /** By first session, newest first unless `ascending`; drafts without sessions first. `text`: a code's beginning or part of a title. */
  list: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(
      z.object({
        ...pageInput,
        ascending: z.boolean().default(false),
        states: z.array(classState).optional(),
        courseId: id.optional(),
        categoryId: id.optional(),
        trainerId: id.optional(),
        zoneId: id.optional(),
        term: line(40).optional(),
        /** First session on these dates, both included. */
        fromDate: date.optional(),
        toDate: date.optional(),
        text: line(60).optional()
      })
    )
    .output(pageOf(classRow)),
  get: procedure.meta({ permission: 'classes.read', read: true }).input(z.object({ id })).output(classDetail).errors(may('NOT_FOUND')),
  /** Terms in use, newest first. */
  terms: procedure.meta({ permission: 'classes.read', read: true }).output(z.array(z.string())),
  /**
   * Makes a class, with its sessions or without; all of it or nothing. SERIES_CLASH names the sessions that clash.
   * INVALID: {field:'minToOpen', reason:'over_capacity'}, {field:'bookingTo', reason:'order'}, {field:'trainerIds', reason:'not_trainer'}.
   */
  create: procedure
    .meta({ permission: 'classes.plan' })
    .input(
      commandInput({
        ...classFields,
        sessions: z.array(newSession).max(200).default([]),
        skipped: z
          .array(z.object({ from: instant, to: instant, why: line(60).default('') }))
          .max(200)
          .default([])
      })
    )
    .output(z.object({ id, code: z.string(), sessions: z.number().int(), version }))
    .errors(may('NOT_FOUND', 'SERIES_CLASH')),
  /** The fields to begin a new class from: those of its course, or of a class to be repeated. */
  proposal: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(z.object({ courseId: id.optional(), classId: id.optional() }))
    .output(classFieldsSchema.extend({ sessions: z.number().int(), minutes: z.number().int() }))
    .errors(may('NOT_FOUND')),
  /**
   * Changes what is said of a class; zone, trainers and equipment count for sessions made from now on (`sessions.changeAll`
   * changes those there are). More capacity goes to the waiting list at once. INVALID {field:'capacity', reason:'below_taken', params:{taken}};
   * CLASH when a session's zone holds fewer.
   */
  update: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ id, version, ...classFields }))
    .output(z.object({ version, promoted: z.number().int() }))
    .errors(write),
  /**
   * One step of its life. `cancel` ends all bookings, frees the schedule and puts everybody booked on the list of calls;
   * `reinstate` makes an empty draft of it again. INVALID {field:'step', reason: no_sessions|booked|too_early|still_to_come}.
   */
  step: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ id, version, step: classStep, reason: line(200).default('') }))
    .output(z.object({ version, state: classState, toCall: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED')),
  /** What happened to the class, its sessions and bookings, newest first, at most 200. */
  history: procedure
    .meta({ permission: 'bookings.read', read: true })
    .input(z.object({ id, bookingId: id.optional() }))
    .output(
      z.array(
        historyLine.extend({
          bookingId: id.nullable(),
          /** booked, waiting, offered, accepted, promoted, ended, moved_up, split, called, step, capacity, session_moved … */
          kind: z.string()
        })
      )
    )
    .errors(may('NOT_FOUND')),
  /** Today's and coming sessions for boards: [from, to), at most 62 days. */
  calendar: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(
      z.object({ from: instant, to: instant, zoneId: id.optional(), trainerId: id.optional(), states: z.array(sessionState).optional() })
    )
    .output(
      z.array(
        sessionRow.extend({
          class: z.object({
            id,
            code: z.string(),
            title: z.string(),
            courseTitle: z.string(),
            courseTitleEn: z.string(),
            state: classState,
            capacity: z.number().int()
          })
        })
      )
    )
};
