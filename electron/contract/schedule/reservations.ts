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

/** Longest range the calendar asks for at once, days. */
export const MAX_RANGE_DAYS = 62;
export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;

/** What a probe is asked. The window calls it while somebody types or drags; it writes nothing. */
const probeInput = z.object({
  ...whereFields,
  expectedHeadcount: headcount.default(0),
  /** The reservation being changed: what it holds itself is not in its way, and its own unchanged start may be past. */
  reservationId: id.optional(),
  /** Leave out to be told of clashes only, which is quicker (while dragging). */
  proposals: z.boolean().default(false)
});

const step = { id, version };
const stepped = z.object({ version, state: reservationState });
const reason = line(200).default('');
const STEP_ERRORS = may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED', 'CLASH');

/** Topics: `reservations`; `figures` when a use was recorded. */
export const reservations = {
  probe: procedure.meta({ permission: 'reservations.read', read: true }).input(probeInput).output(probeResult).errors(may('NOT_FOUND')),
  /** What there is at a time, for a form that asks the time first: each zone with what is in its way, and equipment left. */
  options: procedure
    .meta({ permission: 'reservations.read', read: true })
    .input(
      z.object({
        from: instant,
        to: instant,
        expectedHeadcount: headcount.default(0),
        /** The zone thought of: its set-up and clear-up minutes keep equipment too. */
        zoneId: id.optional(),
        reservationId: id.optional()
      })
    )
    .output(
      z.object({
        zones: z.array(z.object({ zoneId: id, clashes: z.array(clashSchema) })),
        /** Pieces left, movable and fixed, for as long as the use and the buffers of its zone take them. */
        equipment: z.array(z.object({ equipmentId: id, available: z.number().int() }))
      })
    )
    .errors(may('NOT_FOUND')),
  /** The steps and changes of one reservation, newest first, from the audit. */
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
   * Reserves. `approved` at once where the zone asks for no approval or the operator may give it himself, else
   * `requested`; both hold the zone.
   */
  create: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ ...whereFields, ...aboutFields }))
    .output(z.object({ id, number: z.string(), state: reservationState, version }))
    .errors(may('NOT_FOUND', 'CLASH')),
  /**
   * Records people who are here now without a reservation: in use at once. May begin up to 12 h back (a use written down
   * afterwards); opening hours, holidays and capacity do not stop what has happened, everything else does.
   */
  walkIn: procedure
    .meta({ permission: 'reservations.check_in' })
    .input(commandInput({ ...whereFields, ...aboutFields, headcount: headcount.min(1) }))
    .output(z.object({ id, number: z.string(), state: reservationState, version }))
    .errors(may('NOT_FOUND', 'CLASH')),
  /**
   * Changes everything that may still be changed. Requested, approved and suspended: all of it (a suspended one that fits
   * again goes back to its former state). In use: no other zone and no other start. Closed: title, host, contact, notes,
   * and of a finished one purpose and headcount, which corrects the zone log. An approved reservation moved in a zone that
   * needs approval is requested again unless the operator may approve. Of a series: changes this one alone.
   */
  update: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ ...step, ...whereFields, ...aboutFields, headcount: headcount.nullable().optional() }))
    .output(stepped)
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'CLASH')),
  /** Moves or stretches it by hand; everything else stays. The same rules as `update`. */
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
  /** Says how many have come. On a no-show: they came late; CLASH if the zone was given away meanwhile. */
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
  /** Ends the use and writes it into the zone log; earlier than planned frees the rest. `headcount` left out: as checked in. */
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
  /** Takes a decline or a cancellation back, as far as the zone is still free and the time not over. */
  reopen: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ ...step, reason }))
    .output(stepped)
    .errors(STEP_ERRORS),
  /** Everything about one; also what "book it again" fills its form from. */
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
   * What the calendar shows of [from, to), at most 62 days, by start: of all zones or of those given; all states but
   * declined and cancelled unless given. Its rows are `ReservationColumns`.
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
        // Made by the service's own query; checking thousands of cells on the way out would cost more than reading them.
        columns: z.custom<ReservationColumns>(),
        /** What other areas hold of the same zones, whatever states were asked for. */
        others: z.custom<ZoneUse[]>(),
        closures: z.array(z.object({ id, zoneId: id, from: instant, to: instant, reason: z.string() }))
      })
    ),
  /** What waits for approval: how many, and the first 50 by time. */
  approvals: procedure
    .meta({ permission: 'reservations.read', read: true })
    .output(z.object({ count: z.number().int(), rows: z.array(reservationRow) })),
  /** Today's board. Lists are by time; `arrivals` is cut at 50. */
  today: procedure.meta({ permission: 'reservations.read', read: true }).output(
    z.object({
      now: instant,
      date,
      day: z.object({ kind: z.enum(['ordinary', 'holiday', 'workday']), name: z.string(), nameEn: z.string(), published: z.boolean() }),
      /** In use; `overdue` ones should be finished: their time is over. */
      onNow: z.array(reservationRow.extend({ overdue: z.boolean() })),
      /** Started and within the grace time, nobody checked in. `until`: when it is released. */
      waiting: z.array(reservationRow.extend({ until: instant })),
      /** Approved and still to come today. */
      arrivals: z.array(reservationRow),
      /** What other areas hold of zones from now to the end of today, running or still to come; what says nothing of itself is left out. */
      others: z.custom<ZoneUse[]>(),
      /** Set aside by closures, start still to come. */
      suspended: z.object({ count: z.number().int() }),
      zones: z.array(
        z.object({
          zone: named.extend({ colour: z.string(), capacity: z.number().int() }),
          /** Nothing holds it now, it is not closed and it is open. */
          free: z.boolean(),
          /** Free: when that ends (next use with set-up, a closure, closing time). Taken or shut: when it is free next today, if it is. */
          until: instant.nullable(),
          why: z.enum(['free', 'taken', 'closure', 'closed_hours', 'holiday'])
        })
      )
    })
  ),
  /**
   * The zone's uses as iCalendar, those of other areas among them: from 31 days back to 366 ahead unless dates are given.
   * No phone numbers.
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
    /** Up to 20 MB each, 20 a reservation. */
    add: procedure
      .meta({ permission: 'reservations.write' })
      .input(commandInput({ reservationId: id, name: line(120).min(1), file: z.instanceof(Blob) }))
      .output(attachment)
      .errors(may('NOT_FOUND', 'TOO_LARGE')),
    remove: procedure.meta({ permission: 'reservations.write' }).input(commandInput({ id })).output(z.object({})).errors(may('NOT_FOUND'))
  }
};
