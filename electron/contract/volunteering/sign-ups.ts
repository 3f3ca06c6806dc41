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
  /** Place in the waiting list, from 1; null for a sign-up that does not wait. */
  position: z.number().int().nullable(),
  /** Until when an offered place is held. */
  offerUntil: instant.nullable(),
  endReason: signUpEnd.nullable(),
  outcome: z.enum(SIGN_UP_OUTCOMES).nullable(),
  /** What a volunteer with a place has come to lack for a shift that is not over; null: nothing. */
  unready: z.discriminatedUnion('reason', unready).nullable(),
  walkUp: z.boolean(),
  /** The reason for signing up in spite of a clash or too many hours; empty: there was none. */
  overrideReason: z.string(),
  createdAt: instant,
  createdBy: z.string(),
  version
});
export type SignUpRow = z.infer<typeof signUpRow>;

/** A volunteer who could take a shift, with what decides their place: the best fit comes first. */
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
  /** Wanted skills that they have, and that they lack. */
  has: z.array(chosen),
  lacks: z.array(chosen),
  /** Whether they are available then; null: not stated. */
  available: z.boolean().nullable(),
  /** Days since their last service (null: never), and approved minutes. Those who served longest ago and least come first. */
  daysSince: z.number().int().nullable(),
  minutes: z.number().int(),
  star: z.number().int(),
  /** Why they cannot sign up; volunteers with a refusal come last. */
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
  /** Active volunteers who are not signed up to a shift, best fit first, at most `limit`. `onlySkilled`: with all wanted skills; `onlyAvailable`: available then. */
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
        /** Active volunteers who are not signed up, and those of them with all wanted skills. */ active: z.number().int(),
        skilled: z.number().int()
      })
    )
    .errors(may('NOT_FOUND')),
  /** Whether a volunteer can sign up, or why not. `position`: the place in the list where they would wait. `walkUp`: they are here, so the shift may have begun or be over. Writes nothing. */
  check: procedure
    .meta(read)
    .input(z.object({ shiftId: id, volunteerId: id, overridden: z.boolean().default(false), walkUp: z.boolean().default(false) }))
    .output(z.object({ refusal: signUpRefusal.nullable(), position: z.number().int().nullable(), free: z.number().int() }))
    .errors(may('NOT_FOUND')),
  /** Checks several volunteers in the order given: the first get the free places, the others would wait one behind the other. */
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
   * Signs volunteers up, all or none. When the places are gone, `whenFull: 'wait'` puts the others on the waiting list. `overrideReason`
   * overrides a clash or too many hours and is kept with the sign-ups that need it. SIGN_UP_REFUSED names everybody refused and why.
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
  /** Declines an offered place, which the next volunteer gets. */
  decline: procedure
    .meta(write)
    .input(commandInput({ id, version, reason: line(200).default('') }))
    .output(z.object({ promoted: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED')),
  /** Withdraws a sign-up. After the project's notice it counts as a no-show (`late`), unless `excused` with a reason. The same transaction gives the place away. */
  withdraw: procedure
    .meta(write)
    .input(commandInput({ id, version, reason: line(200).default(''), excused: z.boolean().default(false) }))
    .output(z.object({ late: z.boolean(), promoted: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED')),
  /** Sign-ups of a shift: those with a place by name, then those waiting in order; ended ones only if asked for. */
  ofShift: procedure
    .meta(read)
    .input(z.object({ shiftId: id, ended: z.boolean().default(false) }))
    .output(z.array(signUpRow))
    .errors(may('NOT_FOUND')),
  /** Sign-ups of a volunteer by start of the shift, newest first. */
  ofVolunteer: procedure
    .meta(read)
    .input(z.object({ volunteerId: id, ...pageInput }))
    .output(pageOf(signUpRow.extend({ shift: shiftOfProject }))),
  /** Coming shifts for a volunteer at the desk, soonest first, each with the answer of the checks; at most 60. */
  choices: procedure
    .meta(read)
    .input(z.object({ volunteerId: id, text: line(60).optional() }))
    .output(z.array(z.object({ shift: shiftOfProject, free: z.number().int(), refusal: signUpRefusal.nullable() })))
    .errors(may('NOT_FOUND')),
  /** A volunteer's standing with the no-show policy: what counts, and until when they are blocked. */
  standing: procedure
    .meta(read)
    .input(z.object({ volunteerId: id }))
    .output(standingWith(noShow))
    .errors(may('NOT_FOUND')),
  /** Lifts a block, or clears the no-shows that count towards one. */
  liftBlock: procedure
    .meta({ permission: 'sign_ups.lift_block' })
    .input(commandInput({ volunteerId: id, reason: requiredLine(200) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND'))
};
