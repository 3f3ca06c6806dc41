import { may } from './errors.ts';
import { commandInput, id, instant, line, pageInput, pageOf, settling } from '../core/base.ts';
import { z } from 'zod';

export const CALL_REASONS = [
  'class_cancelled',
  'session_cancelled',
  'session_suspended',
  'session_moved',
  'offered',
  'promoted',
  'invited',
  'shift_cancelled',
  'shift_suspended',
  'shift_moved',
  'shift_unready'
] as const;
export const CALL_OUTCOMES = ['reached', 'no_answer', 'message', 'wrong_number'] as const;

/** A person to be called about something. */
export const callRow = z.object({
  id,
  /** The class or volunteer project that the call is about. */
  class: z.object({ id, code: z.string(), title: z.string() }).nullable(),
  project: z.object({ id, code: z.string(), title: z.string() }).nullable(),
  /** Start of the session or shift concerned. */
  sessionFrom: instant.nullable(),
  shiftId: id.nullable(),
  person: z.object({ id, name: z.string(), mobileMasked: z.string(), organisation: z.string() }),
  bookingId: id.nullable(),
  signUpId: id.nullable(),
  reason: z.enum(CALL_REASONS),
  /** Until when an offered seat is held; null for other calls. */
  offerUntil: instant.nullable(),
  createdAt: instant,
  calledAt: instant.nullable(),
  calledBy: z.string(),
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  note: z.string()
});
export type CallRow = z.infer<typeof callRow>;

// A call may be about anything that an area registers, so every area settles first.
const called = settling('all');

/** People to be called about a cancelled class, a moved session or shift, an offered seat or an invitation. Topic: `calls`. */
export const calls = {
  list: called
    .meta({ permission: 'bookings.read', read: true })
    .input(
      z.object({
        classId: id.optional(),
        projectId: id.optional(),
        /** Only those not yet reached. */ open: z.boolean().default(true),
        ...pageInput
      })
    )
    .output(pageOf(callRow)),
  /** Number of open calls, for the navigation. */
  count: called.meta({ permission: 'bookings.read', read: true }).output(z.object({ open: z.number().int(), capped: z.boolean() })),
  /** Full telephone numbers for the list of calls of a class or project. The audit records who asked for whose. */
  phones: called
    .meta({ permission: 'people.reveal' })
    .input(
      z.union([z.object({ classId: id, open: z.boolean().default(true) }), z.object({ projectId: id, open: z.boolean().default(true) })])
    )
    .output(
      z.array(
        z.object({
          callId: id,
          personId: id,
          name: z.string(),
          mobile: z.string(),
          organisation: z.string(),
          reason: z.enum(CALL_REASONS),
          outcome: z.enum(CALL_OUTCOMES).nullable()
        })
      )
    )
    .errors(may('NOT_FOUND')),
  /** Records how a call went; a null `outcome` takes it back. */
  mark: called
    .meta({ permission: 'bookings.write' })
    .input(commandInput({ id, outcome: z.enum(CALL_OUTCOMES).nullable(), note: line(200).default('') }))
    .output(z.object({}))
    .errors(may('NOT_FOUND'))
};
