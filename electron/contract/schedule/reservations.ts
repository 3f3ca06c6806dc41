import { z } from 'zod';
import { commandInput, date, id, instant, line, pageInput, pageOf, settling, version } from '../core/base.ts';
import { clashSchema } from '../core/errors.ts';
import { may } from './errors.ts';
import { reservationState } from './reservation.ts';
import {
  aboutFields,
  attachment,
  headcount,
  named,
  probeResult,
  reservation,
  reservationRow,
  whereFields,
  type ReservationColumns,
  type ZoneUse
} from './reservation-records.ts';

const procedure = settling(['reservations']);

export * from './reservation.ts';
export * from './reservation-records.ts';

/** Longest range of one call of the calendar, days. */
export const MAX_RANGE_DAYS = 62;
export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;

/** Input of a probe. The window calls it while somebody types or drags; it writes nothing. */
const probeInput = z.object({
  ...whereFields,
  expectedHeadcount: headcount.default(0),
  /** The reservation being changed. Its own allocation is not in its way, and its unchanged start may be past. */
  reservationId: id.optional(),
  /** Whether to propose alternatives too; without them the answer is quicker, as dragging needs it. */
  proposals: z.boolean().default(false)
});

const step = { id, version };
const stepped = z.object({ version, state: reservationState });
const reason = line(200).default('');
const STEP_ERRORS = may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED', 'CLASH');

/** Topics: `reservations`; `figures` when a use was recorded. */
export const reservations = {
  probe: procedure.meta({ permission: 'reservations.read', read: true }).input(probeInput).output(probeResult).errors(may('NOT_FOUND')),
  /** Each zone at a time with what is in its way, and the equipment left, for a form that asks for the time first. */
  options: procedure
    .meta({ permission: 'reservations.read', read: true })
    .input(
      z.object({
        from: instant,
        to: instant,
        expectedHeadcount: headcount.default(0),
        /** The zone chosen so far; its set-up and clear-up minutes also take equipment. */
        zoneId: id.optional(),
        reservationId: id.optional()
      })
    )
    .output(
      z.object({
        zones: z.array(z.object({ zoneId: id, clashes: z.array(clashSchema) })),
        /** Pieces left, movable and fixed, over the use and the buffers of its zone. */
        equipment: z.array(z.object({ equipmentId: id, available: z.number().int() }))
      })
    )
    .errors(may('NOT_FOUND')),
  /** Steps and changes of a reservation from the audit, newest first. */
  history: procedure
    .meta({ permission: 'reservations.read', read: true })
    .input(z.object({ id }))
    .output(
      z.array(
        z.object({
          at: instant,
          /** Empty: the program itself. */
          actor: z.string(),
          action: z.string(),
          from: reservationState.nullable(),
          to: reservationState.nullable(),
          reason: z.string()
        })
      )
    )
    .errors(may('NOT_FOUND')),
  /**
   * Reserves a zone. `approved` at once where the zone needs no approval or the operator may approve, else `requested`; both hold
   * the zone.
   */
  create: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ ...whereFields, ...aboutFields }))
    .output(z.object({ id, number: z.string(), state: reservationState, version }))
    .errors(may('NOT_FOUND', 'CLASH')),
  /**
   * Records a use without a reservation, in use at once. It may begin up to 12 hours back. Opening hours, holidays and capacity do not
   * stop it, because it has happened; everything else does.
   */
  walkIn: procedure
    .meta({ permission: 'reservations.check_in' })
    .input(commandInput({ ...whereFields, ...aboutFields, headcount: headcount.min(1) }))
    .output(z.object({ id, number: z.string(), state: reservationState, version }))
    .errors(may('NOT_FOUND', 'CLASH')),
  /**
   * Changes a reservation as far as its state allows. Requested, approved, suspended: everything; a suspended one that fits again
   * returns to its former state. In use: not zone or start. Closed: title, host, contact and notes; when finished also purpose
   * and headcount, which corrects the zone log. An approved reservation moved in a zone that needs approval is requested again
   * unless the operator may approve. Other dates of its series stay unchanged.
   */
  update: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ ...step, ...whereFields, ...aboutFields, headcount: headcount.nullable().optional() }))
    .output(stepped)
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'CLASH')),
  /** Moves or stretches a reservation and leaves the rest. The rules of `update` hold. */
  move: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ ...step, zoneId: id, from: instant, to: instant }))
    .output(stepped)
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'CLASH')),
  approve: procedure
    .meta({ permission: 'reservations.approve' })
    .input(commandInput({ ...step, reason }))
    .output(stepped)
    .errors(STEP_ERRORS),
  decline: procedure
    .meta({ permission: 'reservations.approve' })
    .input(commandInput({ ...step, reason }))
    .output(stepped)
    .errors(STEP_ERRORS),
  withdrawApproval: procedure
    .meta({ permission: 'reservations.approve' })
    .input(commandInput({ ...step, reason }))
    .output(stepped)
    .errors(STEP_ERRORS),
  cancel: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ ...step, reason }))
    .output(stepped)
    .errors(STEP_ERRORS),
  /** Records that people came, and how many. After a no-show they came late; CLASH if the zone was given away meanwhile. */
  checkIn: procedure
    .meta({ permission: 'reservations.check_in' })
    .input(commandInput({ ...step, headcount }))
    .output(stepped)
    .errors(STEP_ERRORS),
  undoCheckIn: procedure
    .meta({ permission: 'reservations.check_in' })
    .input(commandInput({ ...step, reason }))
    .output(stepped)
    .errors(STEP_ERRORS),
  /** Ends the use and writes it into the zone log; an early end frees the rest. Without `headcount` the number checked in counts. */
  finish: procedure
    .meta({ permission: 'reservations.check_in' })
    .input(commandInput({ ...step, headcount: headcount.optional() }))
    .output(stepped)
    .errors(STEP_ERRORS),
  undoFinish: procedure
    .meta({ permission: 'reservations.check_in' })
    .input(commandInput({ ...step, reason }))
    .output(stepped)
    .errors(STEP_ERRORS),
  markNoShow: procedure
    .meta({ permission: 'reservations.check_in' })
    .input(commandInput({ ...step, reason }))
    .output(stepped)
    .errors(STEP_ERRORS),
  /** Takes a decline or a cancellation back, if the zone is still free and the time is not over. */
  reopen: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ ...step, reason }))
    .output(stepped)
    .errors(STEP_ERRORS),
  /** The whole reservation; "book it again" also fills its form from it. */
  get: procedure.meta({ permission: 'reservations.read', read: true }).input(z.object({ id })).output(reservation).errors(may('NOT_FOUND')),
  revealPhone: procedure
    .meta({ permission: 'people.reveal' })
    .input(z.object({ id }))
    .output(z.object({ phone: z.string() }))
    .errors(may('NOT_FOUND')),
  /** By start, newest first unless `ascending`. `text`: a number's beginning (2026-0001), or part of a title, contact or host. */
  list: procedure
    .meta({ permission: 'reservations.read', read: true })
    .input(
      z.object({
        ...pageInput,
        ascending: z.boolean().default(false),
        zoneIds: z.array(id).max(60).optional(),
        purposeIds: z.array(id).max(60).optional(),
        states: z.array(reservationState).optional(),
        organisationId: id.optional(),
        personId: id.optional(),
        seriesId: id.optional(),
        /** Dates of the start, both included. With `text` and no dates: from 180 days back to 366 ahead. */
        fromDate: date.optional(),
        toDate: date.optional(),
        text: line(60).optional()
      })
    )
    .output(pageOf(reservationRow)),
  /**
   * The reservations that the calendar shows in [from, to), at most 62 days, by start. All zones unless some are given; all states but
   * declined and cancelled unless some are given.
   */
  range: procedure
    .meta({ permission: 'reservations.read', read: true })
    .input(
      z.object({
        from: instant,
        to: instant,
        zoneIds: z.array(id).max(60).optional(),
        states: z.array(reservationState).optional()
      })
    )
    .output(
      z.object({
        // The service's own query makes it; checking thousands of cells would cost more than reading them.
        columns: z.custom<ReservationColumns>(),
        /** Uses of the same zones by other areas, whatever states were asked for. */
        others: z.custom<ZoneUse[]>(),
        closures: z.array(z.object({ id, zoneId: id, from: instant, to: instant, reason: z.string() }))
      })
    ),
  /** Reservations that wait for approval: how many, and the first 50 by time. */
  approvals: procedure
    .meta({ permission: 'reservations.read', read: true })
    .output(z.object({ count: z.number().int(), rows: z.array(reservationRow) })),
  /** Today's board. Lists are by time; `arrivals` is cut at 50. */
  today: procedure.meta({ permission: 'reservations.read', read: true }).output(
    z.object({
      now: instant,
      date,
      day: z.object({ kind: z.enum(['ordinary', 'holiday', 'workday']), name: z.string(), nameEn: z.string(), published: z.boolean() }),
      /** In use. `overdue`: the planned end is past, so somebody should finish it. */
      onNow: z.array(reservationRow.extend({ overdue: z.boolean() })),
      /** Started within the grace time without a check-in. `until`: when it is released. */
      waiting: z.array(reservationRow.extend({ until: instant })),
      /** Approved and still to come today. */
      arrivals: z.array(reservationRow),
      /** Uses of zones by other areas from now to the end of today, running or to come; unnamed ones are left out. */
      others: z.custom<ZoneUse[]>(),
      /** Suspended by closures, with the start still to come. */
      suspended: z.object({ count: z.number().int() }),
      zones: z.array(
        z.object({
          zone: named.extend({ colour: z.string(), capacity: z.number().int() }),
          /** Nothing holds the zone, no closure is in force, and it is within opening hours. */
          free: z.boolean(),
          /** If free: when that ends (set-up of the next use, a closure, closing time). Otherwise: when it is next free today, or null. */
          until: instant.nullable(),
          why: z.enum(['free', 'taken', 'closure', 'closed_hours', 'holiday'])
        })
      )
    })
  ),
  /**
   * The uses of a zone as iCalendar, those of other areas included, without telephone numbers. Default: from 31 days back to 366 ahead.
   */
  ics: procedure
    .meta({ permission: 'reservations.read' })
    .input(z.object({ zoneId: id, fromDate: date.optional(), toDate: date.optional() }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), events: z.number().int() }))
    .errors(may('NOT_FOUND')),
  attachments: {
    get: procedure
      .meta({ permission: 'reservations.read', read: true })
      .input(z.object({ id }))
      .output(z.object({ name: z.string(), mime: z.string(), file: z.instanceof(Blob) }))
      .errors(may('NOT_FOUND')),
    /** Adds an attachment: up to 20 MB each, at most 20 per reservation. */
    add: procedure
      .meta({ permission: 'reservations.write' })
      .input(commandInput({ reservationId: id, name: line(120).min(1), file: z.instanceof(Blob) }))
      .output(attachment)
      .errors(may('NOT_FOUND', 'TOO_LARGE')),
    remove: procedure.meta({ permission: 'reservations.write' }).input(commandInput({ id })).output(z.object({})).errors(may('NOT_FOUND'))
  }
};
