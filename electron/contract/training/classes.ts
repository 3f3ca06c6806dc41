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
  /** Empty: the title of its course. */
  title: line(80).default(''),
  /** Free text such as 2026 秋季; forms offer the terms in use. */
  term: line(40).default(''),
  /** The figures count the class for the first. */
  trainerIds: z.array(id).max(6).default([]),
  zoneId: id,
  /** Equipment that each session takes, movable or fixed. */
  equipment: z
    .array(z.object({ equipmentId: id, quantity: z.number().int().min(1).max(10_000) }))
    .max(30)
    .default([]),
  capacity: z.number().int().min(1).max(500),
  minToOpen: z.number().int().min(1).max(500).default(1),
  /** When booking opens and closes; null: with the opening of the class, and with its last session. */
  bookingFrom: instant.nullable().default(null),
  bookingTo: instant.nullable().default(null),
  /** Price in fen; 0: free of charge. */
  price: z.number().int().min(0).max(10_000_00).default(0),
  /** Who may book: everybody, people of these organisations and of those below, or holders of a valid certificate of a course. */
  who: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('all') }),
      z.object({ kind: z.literal('organisations'), organisationIds: z.array(id).min(1).max(50) }),
      z.object({ kind: z.literal('certificate'), courseId: id })
    ])
    .default({ kind: 'all' }),
  /** Most seats of one organisation; null: no limit. A team counts for its site or enterprise. */
  quota: z.number().int().min(1).max(500).nullable().default(null),
  /** How long before the start a booking can be cancelled without a no-show. */
  cancelNotice: cancelNotice.default({ unit: 'hours', amount: 24 }),
  /** Whether people may book single sessions. */
  bySession: z.boolean().default(false),
  /** Whether the waiting list still gets seats after the first session has begun. */
  promoteAfterStart: z.boolean().default(false),
  notes: text(2000).default('')
};
export const classFieldsSchema = z.object(classFields);
export type ClassFields = z.infer<typeof classFieldsSchema>;

const named = z.object({ id, name: z.string(), nameEn: z.string() });

/** A row of lists. The class keeps all these numbers, so that showing a list counts nothing. */
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
  /** Seats booked or offered for the whole class, seats offered among them, and people waiting. */
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
  /** Dates of its plan that were skipped and can be added later. */
  skipped: z.array(z.object({ from: instant, to: instant, why: z.string() })),
  organisations: z.array(z.object({ id, name: z.string() })),
  neededCourse: z.object({ id, title: z.string() }).nullable(),
  /** The reason given with the last step that had one. */
  reason: z.string(),
  /** Materials of the course, multiplied by the people booked. */
  materials: z.array(z.object({ name: z.string(), quantity: z.number().int(), unit: z.string() })),
  /** The theme of wishes from which it was made, or null. */
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
        /** Dates of the first session, both included. */
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
   * Makes a class with or without sessions, all of it or nothing. SERIES_CLASH names the sessions that clash.
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
  /** Proposes the fields of a new class, from its course or from a class to be repeated. */
  proposal: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(z.object({ courseId: id.optional(), classId: id.optional() }))
    .output(classFieldsSchema.extend({ sessions: z.number().int(), minutes: z.number().int() }))
    .errors(may('NOT_FOUND')),
  /**
   * Changes a class. Zone, trainers and equipment hold for new sessions only (`sessions.changeAll` changes the existing ones). The
   * waiting list gets added seats at once. INVALID {field:'capacity', reason:'below_taken', params:{taken}}; CLASH when the zone of a
   * session holds fewer people.
   */
  update: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ id, version, ...classFields }))
    .output(z.object({ version, promoted: z.number().int() }))
    .errors(write),
  /**
   * Takes one step. `cancel` ends all bookings, frees the schedule and lists everybody booked for a call; `reinstate` makes the class an
   * empty draft again. INVALID {field:'step', reason: no_sessions|booked|too_early|still_to_come}.
   */
  step: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ id, version, step: classStep, reason: line(200).default('') }))
    .output(z.object({ version, state: classState, toCall: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED')),
  /** The history of the class, its sessions and bookings, newest first, at most 200 lines. */
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
