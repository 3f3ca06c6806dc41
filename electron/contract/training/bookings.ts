import { noShowOf, standingWith } from '../people/no-shows.ts';
import { z } from 'zod';
import { commandInput, id, instant, line, pageInput, pageOf, requiredLine, settling, version } from '../core/base.ts';
import { bookingState, endReason, refusal } from './booking-rules.ts';
import { attendanceStatus } from './certificate-rules.ts';
import { may } from './errors.ts';

const procedure = settling(['classes']);

export * from './booking-rules.ts';

/** A person on record, or a new person with name and mobile. */
export const bookedPerson = z.union([
  z.object({ personId: id }),
  z.object({
    name: requiredLine(60),
    mobile: line(30),
    organisationId: id.nullable().default(null),
    /** After a DUPLICATE_PERSON warning. */ confirmDuplicate: z.boolean().default(false)
  })
]);

/** A booking is of a whole class or of one session. */
const what = { classId: id, sessionId: id.nullable().default(null) };
/** A reason here lets the booking clash with other commitments of the person. */
const override = { overrideReason: line(200).default('') };

export const bookingRow = z.object({
  id,
  /** The text of its QR code. */
  code: z.string(),
  classId: id,
  sessionId: id.nullable(),
  person: z.object({ id, name: z.string(), mobileMasked: z.string(), organisation: z.string() }),
  group: z.object({ id, name: z.string() }).nullable(),
  state: bookingState,
  /** Place in the waiting list, from 1; null for a booking that does not wait. */
  position: z.number().int().nullable(),
  /** Until when an offered seat is held. */
  offerUntil: instant.nullable(),
  endReason: endReason.nullable(),
  /** The reason for booking in spite of a clash; empty: there was none. */
  overrideReason: z.string(),
  bookedAt: instant.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  /** Sessions attended, and sessions held. */
  attended: z.number().int(),
  held: z.number().int(),
  version
});
export type BookingRow = z.infer<typeof bookingRow>;

/** One no-show, as the person's page explains it. */
const noShow = noShowOf({ classId: id, sessionId: id.nullable() });

const booked = z.object({ id, code: z.string(), state: bookingState, position: z.number().int().nullable(), personId: id, version });
const BOOK_ERRORS = may('NOT_FOUND', 'BOOKING_REFUSED', 'DUPLICATE_PERSON');

/** Topics: `bookings`, `classes` (their numbers), `calls`. */
export const bookings = {
  /** Whether somebody can be booked, or why not; `position` is the place in the list where they would wait. Writes nothing. */
  check: procedure
    .meta({ permission: 'bookings.read', read: true })
    .input(z.object({ ...what, personId: id, clashOverridden: z.boolean().default(false) }))
    .output(z.object({ refusal: refusal.nullable(), position: z.number().int().nullable(), free: z.number().int() }))
    .errors(may('NOT_FOUND')),
  /**
   * Books a person. When no seat is free, `whenFull: 'wait'` puts them on the waiting list. BOOKING_REFUSED names the check that
   * failed.
   */
  book: procedure
    .meta({ permission: 'bookings.write' })
    .input(commandInput({ ...what, person: bookedPerson, ...override, whenFull: z.enum(['refuse', 'wait']).default('refuse') }))
    .output(booked)
    .errors(BOOK_ERRORS),
  /**
   * Books people who stay together: all get seats, or with `whenFull: 'wait'` all wait as one entry. BOOKING_REFUSED names every
   * person who is refused.
   */
  bookGroup: procedure
    .meta({ permission: 'bookings.write' })
    .input(
      commandInput({
        ...what,
        name: requiredLine(60),
        personIds: z.array(id).min(2).max(200),
        ...override,
        whenFull: z.enum(['refuse', 'wait']).default('refuse')
      })
    )
    .output(z.object({ groupId: id, state: bookingState, position: z.number().int().nullable(), bookings: z.array(booked) }))
    .errors(BOOK_ERRORS),
  /** Splits a waiting group, so that its members wait one by one at the same place. */
  splitGroup: procedure
    .meta({ permission: 'bookings.write' })
    .input(commandInput({ groupId: id }))
    .output(z.object({ promoted: z.number().int() }))
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED')),
  /** Takes an offered seat, or all seats of a group at once. */
  accept: procedure
    .meta({ permission: 'bookings.write' })
    .input(commandInput({ id, version }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED')),
  /** Declines an offered seat, which the next entry gets. */
  decline: procedure
    .meta({ permission: 'bookings.write' })
    .input(commandInput({ id, version, reason: line(200).default('') }))
    .output(z.object({ promoted: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED')),
  /**
   * Cancels a booking or a place in the list. After the class's last moment to cancel it counts as a no-show (`late`), unless `excused`
   * with a reason. The same transaction gives the freed seat away.
   */
  cancel: procedure
    .meta({ permission: 'bookings.write' })
    .input(commandInput({ id, version, reason: line(200).default(''), excused: z.boolean().default(false) }))
    .output(z.object({ late: z.boolean(), promoted: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED')),
  /** Bookings of a class: those with a seat, then those waiting, in order; ended ones only if asked for. */
  ofClass: procedure
    .meta({ permission: 'bookings.read', read: true })
    .input(z.object({ classId: id, sessionId: id.optional(), ended: z.boolean().default(false) }))
    .output(z.array(bookingRow))
    .errors(may('NOT_FOUND')),
  get: procedure.meta({ permission: 'bookings.read', read: true }).input(z.object({ id })).output(bookingRow).errors(may('NOT_FOUND')),
  /** A person's bookings, newest first. */
  ofPerson: procedure
    .meta({ permission: 'bookings.read', read: true })
    .input(z.object({ personId: id, ...pageInput }))
    .output(
      pageOf(
        bookingRow.extend({
          class: z.object({ id, code: z.string(), title: z.string(), firstAt: instant.nullable(), lastAt: instant.nullable() }),
          marks: z.array(z.object({ sessionId: id, from: instant, status: attendanceStatus }))
        })
      )
    ),
  /** A person's standing with the no-show policy: what counts, and until when they are blocked. */
  standing: procedure
    .meta({ permission: 'bookings.read', read: true })
    .input(z.object({ personId: id }))
    .output(standingWith(noShow))
    .errors(may('NOT_FOUND')),
  /** Lifts a block, or clears the no-shows that count towards one. */
  liftBlock: procedure
    .meta({ permission: 'bookings.lift_block' })
    .input(commandInput({ personId: id, reason: requiredLine(200) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND')),
  /** Open classes for a person at the desk, each with the answer of the checks. */
  choices: procedure
    .meta({ permission: 'bookings.read', read: true })
    .input(z.object({ personId: id, text: line(60).optional() }))
    .output(
      z.array(
        z.object({
          classId: id,
          code: z.string(),
          title: z.string(),
          firstAt: instant.nullable(),
          free: z.number().int(),
          waiting: z.number().int(),
          refusal: refusal.nullable()
        })
      )
    )
    .errors(may('NOT_FOUND'))
};
