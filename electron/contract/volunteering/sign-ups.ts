import { noShowOf, standingWith } from '../people/no-shows.ts';
import { z } from 'zod';
import { commandInput, id, instant, line, pageInput, pageOf, requiredLine, settling, version } from '../core/base.ts';
import { may } from './errors.ts';
import { unready } from './service-hour-rules.ts';
import { shiftOfProject } from './shifts.ts';
import { SIGN_UP_OUTCOMES, signUpEnd, signUpRefusal, signUpState } from './sign-up-rules.ts';
import { chosen } from './volunteer-choices.ts';

const procedure = settling(['shifts']);

export * from './sign-up-rules.ts';

export const signUpRow = z.object({
  id,
  shiftId: id,
  projectId: id,
  volunteer: z.object({
    id,
    number: z.string(),
    name: z.string(),
    mobileMasked: z.string(),
    organisation: z.string(),
    teamLeader: z.boolean()
  }),
  state: signUpState,
  /** Waiting: how many come before, plus one. */
  position: z.number().int().nullable(),
  /** Offered: until when the place is held. */
  offerUntil: instant.nullable(),
  endReason: signUpEnd.nullable(),
  outcome: z.enum(SIGN_UP_OUTCOMES).nullable(),
  /** What they lack by now for a shift that is not over, though they were signed up in time. */
  unready: z.discriminatedUnion('reason', unready).nullable(),
  walkUp: z.boolean(),
  /** Given when it was made in spite of a clash or too many hours. */
  overrideReason: z.string(),
  createdAt: instant,
  createdBy: z.string(),
  version
});
export type SignUpRow = z.infer<typeof signUpRow>;

/** Somebody who could take a shift, and why they stand where they stand: the better the fit, the higher. */
export const matchRow = z.object({
  volunteer: z.object({
    id,
    number: z.string(),
    name: z.string(),
    mobileMasked: z.string(),
    organisation: z.string(),
    teamLeader: z.boolean(),
    limits: z.string()
  }),
  /** Skills wanted that they have and lack. */
  has: z.array(chosen),
  lacks: z.array(chosen),
  /** Said to be available then; null: said nothing. */
  available: z.boolean().nullable(),
  /** Days since their last service (null: never), and approved minutes so far: who served long ago and little comes first. */
  daysSince: z.number().int().nullable(),
  minutes: z.number().int(),
  star: z.number().int(),
  /** What is in the way; those stand at the end. */
  refusal: signUpRefusal.nullable()
});
export type MatchRow = z.infer<typeof matchRow>;

/** One no-show, as the volunteer's page explains it. */
const noShow = noShowOf({ shiftId: id, projectId: id });

const signed = z.object({ id, state: signUpState, position: z.number().int().nullable(), version });
const read = { permission: 'sign_ups.read', read: true } as const;
const write = { permission: 'sign_ups.write' } as const;

/** Topics: `sign-ups`, `shifts` (their numbers), `volunteer-projects`, `calls`. */
export const signUps = {
  /** Active volunteers who are not signed up to a shift, best fit first, at most `limit`. `onlySkilled`: all skills wanted; `onlyAvailable`: said to be available. */
  match: procedure
    .meta(read)
    .input(
      z.object({
        shiftId: id,
        limit: z.number().int().min(1).max(100).default(30),
        onlySkilled: z.boolean().default(false),
        onlyAvailable: z.boolean().default(false),
        team: line(40).optional()
      })
    )
    .output(
      z.object({
        rows: z.array(matchRow),
        /** Active volunteers not signed up, those of them with all skills. */ active: z.number().int(),
        skilled: z.number().int()
      })
    )
    .errors(may('NOT_FOUND')),
  /** Whether somebody could sign up, and why not; `position` is where they would wait; `walkUp`: they are here, whether the shift has begun or is over. Writes nothing. */
  check: procedure
    .meta(read)
    .input(z.object({ shiftId: id, volunteerId: id, overridden: z.boolean().default(false), walkUp: z.boolean().default(false) }))
    .output(z.object({ refusal: signUpRefusal.nullable(), position: z.number().int().nullable(), free: z.number().int() }))
    .errors(may('NOT_FOUND')),
  /** The same for several who sign up together, in the order given: the first get the places that are free, the others would wait one behind the other. */
  checkSeveral: procedure
    .meta(read)
    .input(z.object({ shiftId: id, volunteerIds: z.array(id).min(1).max(100), overridden: z.boolean().default(false) }))
    .output(
      z.object({
        rows: z.array(z.object({ volunteerId: id, refusal: signUpRefusal.nullable(), position: z.number().int().nullable() })),
        free: z.number().int()
      })
    )
    .errors(may('NOT_FOUND')),
  /**
   * Signs volunteers up, or with `whenFull: 'wait'` puts those for whom no place is free on the waiting list; all or none.
   * A reason in `overrideReason` lifts a clash or too many hours, and is kept with those it was needed for. SIGN_UP_REFUSED names everybody who is refused and why.
   */
  signUp: procedure
    .meta(write)
    .input(
      commandInput({
        shiftId: id,
        volunteerIds: z.array(id).min(1).max(100),
        overrideReason: line(200).default(''),
        whenFull: z.enum(['refuse', 'wait']).default('refuse')
      })
    )
    .output(z.object({ signUps: z.array(signed.extend({ volunteerId: id })) }))
    .errors(may('NOT_FOUND', 'SIGN_UP_REFUSED')),
  /** Takes an offered place. */
  accept: procedure
    .meta(write)
    .input(commandInput({ id, version }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED')),
  /** Gives an offered place up; the next gets it. */
  decline: procedure
    .meta(write)
    .input(commandInput({ id, version, reason: line(200).default('') }))
    .output(z.object({ promoted: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED')),
  /** Withdraws. Later than the project's notice it counts as a no-show (`late`), unless `excused` with a reason. The place is given away in the same transaction. */
  withdraw: procedure
    .meta(write)
    .input(commandInput({ id, version, reason: line(200).default(''), excused: z.boolean().default(false) }))
    .output(z.object({ late: z.boolean(), promoted: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED')),
  /** Of a shift: those with a place by name, then waiting in order; ended ones only if asked for. */
  ofShift: procedure
    .meta(read)
    .input(z.object({ shiftId: id, ended: z.boolean().default(false) }))
    .output(z.array(signUpRow))
    .errors(may('NOT_FOUND')),
  /** A volunteer's, by start of the shift, newest first. */
  ofVolunteer: procedure
    .meta(read)
    .input(z.object({ volunteerId: id, ...pageInput }))
    .output(pageOf(signUpRow.extend({ shift: shiftOfProject }))),
  /** Coming shifts as a volunteer at the desk sees them, soonest first, each with what the checks say; at most 60. */
  choices: procedure
    .meta(read)
    .input(z.object({ volunteerId: id, text: line(60).optional() }))
    .output(z.array(z.object({ shift: shiftOfProject, free: z.number().int(), refusal: signUpRefusal.nullable() })))
    .errors(may('NOT_FOUND')),
  /** Where a volunteer stands with the no-show policy of the settings: what counts, and until when they are blocked. */
  standing: procedure
    .meta(read)
    .input(z.object({ volunteerId: id }))
    .output(standingWith(noShow))
    .errors(may('NOT_FOUND')),
  /** Lifts a block, or wipes what counts towards one. */
  liftBlock: procedure
    .meta({ permission: 'sign_ups.lift_block' })
    .input(commandInput({ volunteerId: id, reason: requiredLine(200) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND'))
};
