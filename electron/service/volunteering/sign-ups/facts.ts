import { sql } from 'kysely';
import type { Unready } from '../../../contract/volunteering/service-hour-rules.ts';
import type { Settings } from '../../../contract/core/station.ts';
import {
  consecutiveMinutes,
  PLACED,
  signUpRefusalOf,
  unreadyFor,
  type SignUpFacts,
  type SignUpRefusal
} from '../../../contract/volunteering/sign-up-rules.ts';
import type { Commitment } from '../../../contract/schedule/commitments.ts';
import { dateOf, DAY_MS } from '../../../contract/core/time.ts';
import type { Chosen } from '../../../contract/volunteering/volunteer-choices.ts';
import { timesOf } from '../../schedule/allocation/person-times.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { shiftNoShows } from './no-shows.ts';
import { policyOf, standingOf } from '../../people/no-shows/standing.ts';
import { readShift, type ShiftRecord } from '../shifts/store.ts';
import { readSettings } from '../../core/station/settings.ts';
import { readProject, type ProjectRecord } from '../volunteer-projects/store.ts';

/** What the checks read of a shift, once for many people. */
export interface Target {
  shift: ShiftRecord;
  project: ProjectRecord;
  trainings: Chosen[];
  settings: Settings;
}

/** @throws StationError NOT_FOUND */
export async function readTarget(db: Db, shiftId: number): Promise<Target> {
  const shift = await readShift(db, shiftId);
  return {
    shift,
    project: await readProject(db, shift.project_id),
    trainings: await trainingsOf(db, shift.project_id),
    settings: await readSettings(db)
  };
}

/** Trainings that a project demands. */
const trainingsOf = (db: Db, projectId: number) =>
  db
    .selectFrom('project_training')
    .innerJoin('volunteer_choice', 'volunteer_choice.id', 'project_training.choice_id')
    .select(['volunteer_choice.id', 'name', 'name_en as nameEn'])
    .where('project_id', '=', projectId)
    .execute();

/** What somebody lacks on a date for a project to which they have signed up, or null. */
export async function unreadyOf(
  db: Db,
  project: Pick<ProjectRecord, 'id' | 'dangerous'>,
  personId: number,
  on: string
): Promise<Unready | null> {
  const demanded = await trainingsOf(db, project.id);
  const had =
    demanded.length === 0
      ? []
      : await db.selectFrom('volunteer_training').select(['choice_id', 'valid_until']).where('person_id', '=', personId).execute();
  const insured = await db.selectFrom('volunteer').select('insured_until').where('person_id', '=', personId).executeTakeFirst();
  const trainings = demanded.map(({ id, name, nameEn }) => ({
    name,
    nameEn,
    validUntil: validUntil(had.filter((row) => row.choice_id === id))
  }));
  return unreadyFor({ dangerous: project.dangerous === 1, trainings, insuredUntil: insured?.insured_until ?? null }, on);
}

/** A person who wants to sign up; `volunteer` is null for somebody who is not a volunteer. */
export interface Applicant {
  id: number;
  name: string;
  organisationId: number | null;
  volunteer: SignUpFacts['volunteer'];
}

/** Reads people who want to sign up, without records merged into others. */
export async function readApplicants(db: Db, personIds: readonly number[]): Promise<Applicant[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .selectFrom('person')
    .leftJoin('volunteer', 'volunteer.person_id', 'person.id')
    .select(['person.id', 'name', 'organisation_id', 'birth_date', 'volunteer.state', 'guardian_consent_on', 'insured_until'])
    .where('person.id', 'in', personIds)
    .where('merged_into', 'is', null)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    organisationId: row.organisation_id,
    volunteer:
      row.state === null
        ? null
        : { state: row.state, birthDate: row.birth_date, guardianConsentOn: row.guardian_consent_on, insuredUntil: row.insured_until }
  }));
}

/** @throws StationError NOT_FOUND */
export async function readApplicant(db: Db, personId: number): Promise<Applicant> {
  return found((await readApplicants(db, [personId]))[0], 'person', personId);
}

export interface CheckOptions {
  /** Whether the operator gave a reason that overrides clashes and too many hours. */
  overridden: boolean;
  /** The volunteer is here, so the shift may have begun or be over. */
  walkUp?: boolean;
}

/** Why somebody cannot sign up, or null. */
export async function refusalFor(
  db: Db,
  now: number,
  target: Target,
  applicant: Applicant,
  options: CheckOptions
): Promise<SignUpRefusal | null> {
  return (await refusalsFor(db, now, target, [applicant], options)).get(applicant.id) ?? null;
}

/** Refusals of many people, in a few queries; people missing from the answer can sign up. */
export async function refusalsFor(
  db: Db,
  now: number,
  target: Target,
  applicants: readonly Applicant[],
  options: CheckOptions
): Promise<Map<number, SignUpRefusal>> {
  const { shift, project, settings } = target;
  const walkUp = options.walkUp === true;
  const ids = applicants.map((applicant) => applicant.id);
  const refusals = new Map<number, SignUpRefusal>();
  if (ids.length === 0) return refusals;
  const time = { from: shift.from_at, to: shift.to_at };
  const own = await db
    .selectFrom('sign_up')
    .select(['id', 'state', 'person_id'])
    .where('shift_id', '=', shift.id)
    .where('ended_at', 'is', null)
    .where('person_id', 'in', ids)
    .execute();
  const missed = await db
    .selectFrom('sign_up')
    .select('person_id')
    .where('person_id', 'in', ids)
    .where((eb) => eb.or([eb('outcome', '=', sql.lit('absent' as const)), eb('end_reason', '=', sql.lit('withdrawn_late' as const))]))
    .distinct()
    .execute();
  const trainings =
    target.trainings.length === 0
      ? []
      : await db.selectFrom('volunteer_training').select(['person_id', 'choice_id', 'valid_until']).where('person_id', 'in', ids).execute();
  const others = settings.serviceMaxMinutes === 0 ? [] : await placesNear(db, ids, shift);
  for (const applicant of applicants) {
    const { id } = applicant;
    const existing = own.find((row) => row.person_id === id);
    const block = missed.some((row) => row.person_id === id)
      ? (await standingOf(db, shiftNoShows, id, policyOf(settings), now)).block
      : null;
    const refusal = signUpRefusalOf({
      now,
      existing: existing === undefined ? null : { signUpId: existing.id, state: existing.state },
      volunteer: applicant.volunteer,
      projectState: project.state,
      walkUp,
      shift: { ...time, over: shift.state !== 'planned' || now >= shift.to_at },
      on: dateOf(shift.from_at),
      lastOn: dateOf(shift.to_at - 1),
      minAge: project.min_age,
      dangerous: project.dangerous === 1,
      trainings: target.trainings.map(({ id: choice, name, nameEn }) => ({
        name,
        nameEn,
        validUntil: validUntil(trainings.filter((row) => row.person_id === id && row.choice_id === choice))
      })),
      clashes: await clashesOf(db, id, time),
      overridden: options.overridden,
      consecutive: {
        minutes: consecutiveMinutes(
          time,
          others.filter((row) => row.person_id === id),
          settings.serviceRestMinutes
        ),
        limit: settings.serviceMaxMinutes
      },
      block: block === null ? null : { until: block.until, dates: block.because.map((one) => dateOf(one.at)) },
      needed: shift.number,
      free: shift.number - shift.taken,
      // Those who wait get places before a new person. After the start nobody can be asked, so somebody who is here takes a free place.
      waiting: walkUp && now >= shift.from_at ? 0 : shift.waiting
    });
    if (refusal !== null) refusals.set(id, refusal);
  }
  return refusals;
}

/** The last date on which a training is valid: null without the training, '' for good. */
function validUntil(had: readonly { valid_until: string | null }[]): string | null {
  if (had.length === 0) return null;
  return had.some((one) => one.valid_until === null)
    ? ''
    : (had
        .map((one) => one.valid_until ?? '')
        .sort()
        .at(-1) ?? '');
}

/** Commitments of somebody at a time (UTC ms): classes, and anything else that takes their time. */
async function clashesOf(db: Db, personId: number, time: { from: number; to: number }): Promise<Commitment[]> {
  return (await timesOf(db, personId, time)).map(({ what, title, from, to }) => ({
    what: what === 'schedule' ? 'schedule' : 'class',
    title,
    from,
    to
  }));
}

/** Other shifts within two days of a shift in which people have a place. */
async function placesNear(db: Db, personIds: readonly number[], shift: ShiftRecord) {
  return db
    .selectFrom('sign_up')
    .innerJoin('shift', 'shift.id', 'sign_up.shift_id')
    .select(['person_id', 'shift.from_at as from', 'shift.to_at as to'])
    .where('person_id', 'in', personIds)
    .where('sign_up.ended_at', 'is', null)
    .where('sign_up.state', 'in', PLACED)
    .where('shift.id', '<>', shift.id)
    .where('shift.from_at', '>', shift.from_at - 2 * DAY_MS)
    .where('shift.from_at', '<', shift.to_at + 2 * DAY_MS)
    .execute();
}
