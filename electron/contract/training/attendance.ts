import { z } from 'zod';
import { commandInput, id, instant, line, settling } from '../core/base.ts';
import { bookedPerson, bookingState } from './bookings.ts';
import { attendanceStatus } from './certificate-rules.ts';
import { classState, sessionState } from './class-rules.ts';
import { may } from './errors.ts';

const procedure = settling(['classes']);

/** How a mark was made. */
export const ATTENDANCE_WAYS = ['scan', 'search', 'list', 'sheet', 'walk_up', 'closing'] as const;

export const attendanceRow = z.object({
  bookingId: id,
  person: z.object({ id, name: z.string(), organisation: z.string(), mobileMasked: z.string() }),
  /** `offered`: the seat is held, and the person takes it by coming. */
  bookingState,
  /** Came without a booking. */
  walkUp: z.boolean(),
  status: attendanceStatus.nullable(),
  at: instant.nullable(),
  way: z.enum(ATTENDANCE_WAYS).nullable(),
  by: z.string()
});
export type AttendanceRow = z.infer<typeof attendanceRow>;

export const attendanceCounts = z.object({
  expected: z.number().int(),
  present: z.number().int(),
  late: z.number().int(),
  leftEarly: z.number().int(),
  excused: z.number().int(),
  absent: z.number().int(),
  unmarked: z.number().int(),
  capacity: z.number().int(),
  free: z.number().int()
});
export type AttendanceCounts = z.infer<typeof attendanceCounts>;

const header = {
  session: z.object({
    id,
    classId: id,
    number: z.number().int().nullable(),
    from: instant,
    to: instant,
    state: sessionState,
    closed: z.boolean(),
    topic: z.string(),
    zone: z.object({ name: z.string(), nameEn: z.string() }),
    trainers: z.array(z.string())
  }),
  class: z.object({ id, code: z.string(), title: z.string(), state: classState }),
  counts: attendanceCounts,
  /** The moments from which people can be checked in and after which they count as late. */
  opensAt: instant,
  lateAfter: instant
};

const marked = z.object({ counts: attendanceCounts });
const WRITE = may('NOT_FOUND', 'STEP_NOT_ALLOWED');

/** Topics: `attendance`, `classes`, `bookings`, `class-figures`. */
export const attendance = {
  /** Sessions to check people in for: today's, and those of the last 14 days whose list is open. */
  due: procedure.meta({ permission: 'attendance.write', read: true }).output(z.array(z.object({ ...header, overdue: z.boolean() }))),
  /** The list of a session, by name, for ticking people off and for typing in a paper sheet. */
  list: procedure
    .meta({ permission: 'attendance.write', read: true })
    .input(z.object({ sessionId: id }))
    .output(z.object({ ...header, rows: z.array(attendanceRow) }))
    .errors(may('NOT_FOUND')),
  /** What the screen at the door shows: numbers without names. */
  door: procedure
    .meta({ permission: 'attendance.write', read: true })
    .input(z.object({ sessionId: id }))
    .output(z.object(header))
    .errors(may('NOT_FOUND')),
  /** Finds booked people by name, pinyin, initials or last digits; at most eight, none for an empty text. */
  find: procedure
    .meta({ permission: 'attendance.write', read: true })
    .input(z.object({ sessionId: id, query: line(60) }))
    .output(z.array(attendanceRow))
    .errors(may('NOT_FOUND')),
  /**
   * Takes a scanned booking code, badge or ID card number. Checks a booked person in, as late after the time in the settings. For a
   * person without a booking it answers who they are and whether a walk-up finds a seat. `unknown`: nobody has this code.
   */
  scan: procedure
    .meta({ permission: 'attendance.write' })
    .input(commandInput({ sessionId: id, code: line(80) }))
    .output(
      z.object({
        outcome: z.enum(['checked_in', 'already', 'not_booked', 'unknown']),
        person: z.object({ id, name: z.string() }).nullable(),
        status: attendanceStatus.nullable(),
        free: z.number().int(),
        counts: attendanceCounts
      })
    )
    .errors(WRITE),
  /** Marks one person; null takes the mark back. Nobody is absent before the start. */
  mark: procedure
    .meta({ permission: 'attendance.write' })
    .input(
      commandInput({ sessionId: id, personId: id, status: attendanceStatus.nullable(), way: z.enum(['search', 'list']).default('list') })
    )
    .output(marked)
    .errors(WRITE),
  /** Saves a whole paper sheet, all of it or nothing. `close` marks everybody else absent and closes the list. */
  saveSheet: procedure
    .meta({ permission: 'attendance.write' })
    .input(
      commandInput({
        sessionId: id,
        marks: z.array(z.object({ personId: id, status: attendanceStatus.nullable() })).max(500),
        close: z.boolean().default(false)
      })
    )
    .output(marked)
    .errors(WRITE),
  /** Gives a person without a booking a free seat of this session and marks them present. BOOKING_REFUSED as for a booking. */
  walkUp: procedure
    .meta({ permission: 'attendance.write' })
    .input(commandInput({ sessionId: id, person: bookedPerson, overrideReason: line(200).default('') }))
    .output(marked.extend({ personId: id, bookingId: id }))
    .errors({ ...WRITE, ...may('BOOKING_REFUSED', 'DUPLICATE_PERSON') }),
  /** Closes the list and marks everybody without a mark absent. */
  close: procedure
    .meta({ permission: 'attendance.write' })
    .input(commandInput({ sessionId: id }))
    .output(marked)
    .errors(WRITE),
  /** Opens a closed list again and removes the marks that closing made. */
  reopen: procedure
    .meta({ permission: 'attendance.write' })
    .input(commandInput({ sessionId: id, reason: line(200) }))
    .output(marked)
    .errors({ ...WRITE, ...may('REASON_NEEDED') })
};
