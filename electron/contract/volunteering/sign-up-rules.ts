import { z } from 'zod';
import { unready, type Unready } from './service-hour-rules.ts';
import { projectState, SIGNABLE, type ProjectState } from './volunteer-project-rules.ts';
import { id, instant } from '../core/base.ts';
import { commitment, type Commitment } from '../schedule/commitments.ts';
import { ageOn, MINUTE_MS } from '../core/time.ts';
import { isMinor, volunteerState, type VolunteerState } from './volunteer-rules.ts';

/** Who may sign up to a shift, and why not. No database: service and window use the same functions. */

const n = z.number().int();

export const SIGN_UP_STATES = ['signed', 'offered', 'waiting', 'ended'] as const;
export type SignUpState = (typeof SIGN_UP_STATES)[number];
export const signUpState = z.enum(SIGN_UP_STATES);
/** States in which a sign-up holds a place. */
export const PLACED: readonly SignUpState[] = ['signed', 'offered'];

/** Why a sign-up ended. `withdrawn_late` counts as a no-show. */
export const SIGN_UP_ENDS = [
  'withdrawn',
  'withdrawn_late',
  'declined',
  'expired',
  'left',
  'shift_cancelled',
  'project_cancelled',
  'unserved',
  'volunteer_left',
  'merged'
] as const;
export type SignUpEnd = (typeof SIGN_UP_ENDS)[number];
export const signUpEnd = z.enum(SIGN_UP_ENDS);

/** The outcome of a sign-up: served, excused, or absent, which counts as a no-show. */
export const SIGN_UP_OUTCOMES = ['served', 'excused', 'absent'] as const;
export type SignUpOutcome = (typeof SIGN_UP_OUTCOMES)[number];

/** Why somebody cannot sign up, each reason with the values that its sentence needs. */
export const signUpRefusal = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('already_signed'), signUpId: id, state: signUpState }),
  z.object({ reason: z.literal('not_volunteer') }),
  z.object({ reason: z.literal('volunteer_state'), state: volunteerState }),
  z.object({ reason: z.literal('project_state'), state: projectState }),
  z.object({ reason: z.literal('shift_over') }),
  z.object({ reason: z.literal('too_young'), minAge: n }),
  /** The volunteer is a minor and the work is dangerous. */
  z.object({ reason: z.literal('minor') }),
  z.object({ reason: z.literal('guardian_consent') }),
  ...unready,
  z.object({ reason: z.literal('blocked'), until: instant, dates: z.array(z.string()) }),
  z.object({ reason: z.literal('clash'), clashes: z.array(commitment) }),
  z.object({ reason: z.literal('too_long'), minutes: n, limit: n }),
  z.object({ reason: z.literal('full'), needed: n, waiting: n })
]);
export type SignUpRefusal = z.infer<typeof signUpRefusal>;
export type SignUpRefusalReason = SignUpRefusal['reason'];

/** Refusals that a reason overrides. The others need a change of the volunteer, the shift or the project. */
export const SIGN_UP_OVERRIDABLE: readonly SignUpRefusalReason[] = ['clash', 'too_long'];

/** Everything that the checks read. */
export interface SignUpFacts {
  now: number;
  existing: { signUpId: number; state: SignUpState } | null;
  volunteer: { state: VolunteerState; birthDate: string | null; guardianConsentOn: string | null; insuredUntil: string | null } | null;
  projectState: ProjectState;
  /** The volunteer is here, so the shift may have begun or be over. */
  walkUp: boolean;
  shift: { from: number; to: number; over: boolean };
  /** First and last date of the shift; insurance and trainings must be valid on the last. */
  on: string;
  lastOn: string;
  minAge: number | null;
  dangerous: boolean;
  /** Trainings that the project demands, each with the volunteer's last valid date: null without the training, '' for good. */
  trainings: { name: string; nameEn: string; validUntil: string | null }[];
  clashes: Commitment[];
  overridden: boolean;
  /** Minutes of service without a rest that would include the shift, and the most allowed; 0: no limit. */
  consecutive: { minutes: number; limit: number };
  block: { until: number; dates: string[] } | null;
  needed: number;
  free: number;
  waiting: number;
}

/** The checks in order; the volunteer is told the first that fails. */
const CHECKS: ((facts: SignUpFacts) => SignUpRefusal | null)[] = [
  ({ existing }) => existing && { reason: 'already_signed', ...existing },
  ({ volunteer }) => (volunteer === null ? { reason: 'not_volunteer' } : null),
  ({ volunteer }) => (volunteer !== null && volunteer.state !== 'active' ? { reason: 'volunteer_state', state: volunteer.state } : null),
  (facts) =>
    SIGNABLE.includes(facts.projectState) || (facts.walkUp && facts.projectState === 'finished')
      ? null
      : { reason: 'project_state', state: facts.projectState },
  ({ shift, walkUp }) => (shift.over && !walkUp ? { reason: 'shift_over' } : null),
  (facts) => tooYoung(facts),
  // Minors do no dangerous work, and other work only with a guardian's consent (宁波市志愿服务条例 article 10).
  (facts) =>
    facts.dangerous && (facts.volunteer?.birthDate == null || isMinor(facts.volunteer.birthDate, facts.on)) ? { reason: 'minor' } : null,
  ({ volunteer, on }) =>
    volunteer !== null && isMinor(volunteer.birthDate, on) && volunteer.guardianConsentOn === null ? { reason: 'guardian_consent' } : null,
  // Dangerous work needs insurance (志愿服务条例 article 17), skilled work needs training (article 16).
  ({ dangerous, volunteer, lastOn, trainings }) =>
    unreadyFor({ dangerous, trainings, insuredUntil: volunteer?.insuredUntil ?? null }, lastOn),
  ({ block }) => (block === null ? null : { reason: 'blocked', ...block }),
  (facts) => (facts.clashes.length > 0 && !facts.overridden ? { reason: 'clash', clashes: facts.clashes } : null),
  ({ consecutive, overridden }) =>
    consecutive.limit > 0 && consecutive.minutes > consecutive.limit && !overridden ? { reason: 'too_long', ...consecutive } : null,
  (facts) => (facts.free < 1 || facts.waiting > 0 ? { reason: 'full', needed: facts.needed, waiting: facts.waiting } : null)
];

function tooYoung({ minAge, volunteer, on }: SignUpFacts): SignUpRefusal | null {
  if (minAge === null || volunteer === null) return null;
  const born = volunteer.birthDate;
  return born === null || ageOn(born, on) < minAge ? { reason: 'too_young', minAge } : null;
}

/**
 * What somebody lacks for a project on a date: insurance for dangerous work, or else a training that the project demands; null when
 * nothing is missing. Sign-up checks the shift's last date, clocking in checks the day itself.
 */
export function unreadyFor(of: Pick<SignUpFacts, 'dangerous' | 'trainings'> & { insuredUntil: string | null }, on: string): Unready | null {
  if (of.dangerous && (of.insuredUntil ?? '') < on) return { reason: 'uninsured', since: of.insuredUntil };
  const lacking = of.trainings.find((one) => one.validUntil === null || (one.validUntil !== '' && one.validUntil < on));
  return lacking === undefined
    ? null
    : { reason: 'untrained', training: lacking.name, trainingEn: lacking.nameEn, since: lacking.validUntil };
}

/** Why somebody cannot sign up, or null if they can. */
export function signUpRefusalOf(facts: SignUpFacts): SignUpRefusal | null {
  for (const check of CHECKS) {
    const refused = check(facts);
    if (refused !== null) return refused;
  }
  return null;
}

/** The answer for one of several volunteers: the refusal, or null, and the place in the waiting list if they can wait. */
export interface SeveralAnswer {
  refusal: SignUpRefusal | null;
  position: number | null;
}

/**
 * Gives the places of a shift to several volunteers in their order. Those refused take no place; once the places are gone, the others
 * would wait one behind the other.
 * @param refusals the answer of the checks for each volunteer alone
 */
export function severalAnswers(
  refusals: readonly (SignUpRefusal | null)[],
  shift: { needed: number; free: number; waiting: number; listOpen: boolean }
): SeveralAnswer[] {
  let { free, waiting } = shift;
  return refusals.map((refusal) => {
    if (refusal !== null && refusal.reason !== 'full') return { refusal, position: null };
    if (free >= 1 && waiting === 0) {
      free -= 1;
      return { refusal: null, position: null };
    }
    const full = { reason: 'full' as const, needed: shift.needed, waiting };
    if (shift.listOpen) waiting += 1;
    return { refusal: full, position: shift.listOpen ? waiting : null };
  });
}

/** Minutes of the stretch of service that would include a time. Services with less than `restMinutes` between them make one stretch. Instants UTC ms. */
export function consecutiveMinutes(
  time: { from: number; to: number },
  others: readonly { from: number; to: number }[],
  restMinutes: number
): number {
  const rest = restMinutes * MINUTE_MS;
  const stretch = { ...time };
  let left = [...others];
  for (;;) {
    const joined = left.filter((one) => one.from < stretch.to + rest && stretch.from < one.to + rest);
    if (joined.length === 0) break;
    for (const one of joined) {
      stretch.from = Math.min(stretch.from, one.from);
      stretch.to = Math.max(stretch.to, one.to);
    }
    left = left.filter((one) => !joined.includes(one));
  }
  // Count the service in the stretch without its rests.
  const parts = [time, ...others].filter((one) => one.from >= stretch.from && one.to <= stretch.to).sort((a, b) => a.from - b.from);
  let served = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const part of parts) {
    served += Math.max(0, part.to - Math.max(part.from, until));
    until = Math.max(until, part.to);
  }
  return Math.round(served / MINUTE_MS);
}
