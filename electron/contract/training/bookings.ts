import { noShowOf, standingWith } from '../people/no-shows.ts';
import { z } from 'zod';
import { commandInput, id, instant, line, pageInput, pageOf, requiredLine, settling, version } from '../core/base.ts';
import { bookingState, endReason, refusal } from './booking-rules.ts';
import { attendanceStatus } from './certificate-rules.ts';
import { may } from './errors.ts';

const procedure = settling(['classes']);

export * from './booking-rules.ts';

/** Somebody on record, or somebody new of whom name and mobile are known. */
export const bookedPerson = z.union([
  z.object({ personId: id }),
  z.object({
    name: requiredLine(60),
    mobile: line(30),
    organisationId: id.nullable().default(null),
    /** After a DUPLICATE_PERSON warning. */ confirmDuplicate: z.boolean().default(false)
  })
]);

/** What is booked: a class, or one session of it. */
const what = { classId: id, sessionId: id.nullable().default(null) };
/** A reason given here lets the booking clash with what else the person has to do. */
const override = { overrideReason: line(200).default('') };

export const bookingRow = z.object({
  id,
  /** What its QR code holds. */
  code: z.string(),
  classId: id,
  sessionId: id.nullable(),
  person: z.object({ id, name: z.string(), mobileMasked: z.string(), organisation: z.string() }),
  group: z.object({ id, name: z.string() }).nullable(),
  state: bookingState,
  /** Waiting: how many entries of the list come before, plus one. */
  position: z.number().int().nullable(),
  /** Offered: until when the seat is held. */
  offerUntil: instant.nullable(),
  endReason: endReason.nullable(),
  /** Given when it was made in spite of a clash. */
  overrideReason: z.string(),
  bookedAt: instant.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  /** Sessions attended, of those held. */
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
  /** Whether somebody could be booked, and why not; `position` is where they would wait. Writes nothing. */
  check: procedure
    .meta({ permission: 'bookings.read', read: true })
    .input(z.object({ ...what, personId: id, clashOverridden: z.boolean().default(false) }))
    .output(z.object({ refusal: refusal.nullable(), position: z.number().int().nullable(), free: z.number().int() }))
    .errors(may('NOT_FOUND')),
  /**
   * Books a person, or with `whenFull: 'wait'` puts them on the waiting list when no seat is free. BOOKING_REFUSED says
   * which check failed.
   */
  book: procedure
    .meta({ permission: 'bookings.write' })
    .input(commandInput({ ...what, person: bookedPerson, ...override, whenFull: z.enum(['refuse', 'wait']).default('refuse') }))
    .output(booked)
    .errors(BOOK_ERRORS),
  /**
   * Books several who stay together: all get seats, or (`whenFull: 'wait'`) all wait as one entry. Refused people are named
   * all at once.
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
  /** Lets the members of a waiting group wait one by one, at the place they have. */
  splitGroup: procedure
    .meta({ permission: 'bookings.write' })
    .input(commandInput({ groupId: id }))
    .output(z.object({ promoted: z.number().int() }))
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED')),
  /** Takes an offered seat (of a group: all members' at once). */
  accept: procedure
    .meta({ permission: 'bookings.write' })
    .input(commandInput({ id, version }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED')),
  /** Gives an offered seat up; the next gets it. */
  decline: procedure
    .meta({ permission: 'bookings.write' })
    .input(commandInput({ id, version, reason: line(200).default('') }))
    .output(z.object({ promoted: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED')),
  /**
   * Cancels a booking or a place in the list. Later than the class's notice before the first session to come it counts as a
   * no-show (`late`), unless `excused` with a reason. The freed seat is given away in the same transaction.
   */
  cancel: procedure
    .meta({ permission: 'bookings.write' })
    .input(commandInput({ id, version, reason: line(200).default(''), excused: z.boolean().default(false) }))
    .output(z.object({ late: z.boolean(), promoted: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED')),
  /** Of a class, seated first, then waiting in order; ended ones only if asked for. */
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
  /** Where a person stands with the no-show policy: what counts, with dates, and until when they are blocked. */
  standing: procedure
    .meta({ permission: 'bookings.read', read: true })
    .input(z.object({ personId: id }))
    .output(standingWith(noShow))
    .errors(may('NOT_FOUND')),
  /** Lifts a block, or wipes what counts towards one. */
  liftBlock: procedure
    .meta({ permission: 'bookings.lift_block' })
    .input(commandInput({ personId: id, reason: requiredLine(200) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND')),
  /** Open classes as a person at the desk sees them: each with what the checks say. */
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
