import { keyset, numberKey } from '../../db/keyset.ts';
import { contains } from '../../db/contains.ts';
import { sql } from 'kysely';
import { maskPhone } from '../../../contract/people/people-rules.ts';
import { severalAnswers } from '../../../contract/volunteering/sign-up-rules.ts';
import type { SignUpRow } from '../../../contract/volunteering/sign-ups.ts';
import { dateOf } from '../../../contract/core/time.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { explainedStanding, liftBlockTx } from '../../people/no-shows/standing.ts';
import { command } from '../../core/command.ts';
import { shiftQuery, toShifts } from '../shifts/read.ts';
import type { ProjectRecord } from '../volunteer-projects/store.ts';
import { readApplicant, readApplicants, readTarget, refusalFor, refusalsFor, unreadyOf } from './facts.ts';
import { shiftNoShows } from './no-shows.ts';
import { positionOf } from './position.ts';

function signUpQuery(db: Db) {
  return db
    .selectFrom('sign_up')
    .innerJoin('volunteer', 'volunteer.person_id', 'sign_up.person_id')
    .innerJoin('person', 'person.id', 'sign_up.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .selectAll('sign_up')
    .select([
      'volunteer.number as volunteer_number',
      'volunteer.team_leader',
      'person.name',
      'person.mobile',
      'organisation.name as organisation_name'
    ]);
}
type Joined = Awaited<ReturnType<ReturnType<typeof signUpQuery>['execute']>>[number];

/** The project of a sign-up, and the end of its shift (UTC ms). */
type Under = Pick<ProjectRecord, 'id' | 'dangerous'> & { to: number };

async function toRow(db: Db, row: Joined, under: Under, now: number): Promise<SignUpRow> {
  const ahead = row.state !== 'ended' && row.outcome === null && now < under.to;
  return {
    id: row.id,
    shiftId: row.shift_id,
    projectId: row.project_id,
    volunteer: {
      id: row.person_id,
      number: row.volunteer_number,
      name: row.name,
      mobileMasked: maskPhone(row.mobile ?? ''),
      organisation: row.organisation_name ?? '',
      teamLeader: row.team_leader === 1
    },
    state: row.state,
    position: await positionOf(db, row),
    offerUntil: row.offer_until,
    endReason: row.end_reason,
    outcome: row.outcome,
    unready: ahead ? await unreadyOf(db, under, row.person_id, dateOf(under.to - 1)) : null,
    walkUp: row.walk_up === 1,
    overrideReason: row.override_reason,
    createdAt: row.created_at,
    createdBy: row.created_by,
    version: row.version
  };
}

/** Sign-ups of a shift: those with a place by name, then the waiting list, then (if asked) those that ended. @throws StationError NOT_FOUND */
export async function signUpsOfShift(context: Context, input: { shiftId: number; ended: boolean }): Promise<SignUpRow[]> {
  const { db, clock } = context.station;
  const shift = found(
    await db
      .selectFrom('shift')
      .innerJoin('project', 'project.id', 'shift.project_id')
      .select(['shift.to_at as to', 'project.id', 'dangerous'])
      .where('shift.id', '=', input.shiftId)
      .executeTakeFirst(),
    'shift',
    input.shiftId
  );
  let query = signUpQuery(db).where('shift_id', '=', input.shiftId);
  if (!input.ended) query = query.where('ended_at', 'is', null);
  const order = sql`case sign_up.state when 'signed' then 0 when 'offered' then 0 when 'waiting' then 1 else 2 end`;
  const rows: SignUpRow[] = [];
  for (const row of await query.orderBy(order).orderBy('place').orderBy('person.name_sort').orderBy('sign_up.id').execute())
    rows.push(await toRow(db, row, shift, clock.now()));
  return rows;
}

/** A volunteer's sign-ups by start of the shift, newest first. @throws StationError INVALID for a cursor of another list */
export async function signUpsOfVolunteer(context: Context, input: { volunteerId: number; after?: string | undefined; limit: number }) {
  const { db, clock } = context.station;
  const query = signUpQuery(db)
    .innerJoin('shift', 'shift.id', 'sign_up.shift_id')
    .select('shift.from_at')
    .where('sign_up.person_id', '=', input.volunteerId);
  const { rows: shown, next } = await keyset(query, input, 'desc', [
    numberKey('shift.from_at', (row) => row.from_at),
    numberKey('sign_up.id', (row) => row.id)
  ]);
  const ids = shown.map((row) => row.shift_id);
  const shifts = new Map(
    (await toShifts(db, ids.length === 0 ? [] : await shiftQuery(db).where('shift.id', 'in', ids).execute())).map((shift) => [
      shift.id,
      shift
    ])
  );
  const rowsShown = [];
  for (const row of shown) {
    const shift = shifts.get(row.shift_id)!;
    rowsShown.push({
      ...(await toRow(db, row, { id: shift.projectId, dangerous: shift.project.dangerous ? 1 : 0, to: shift.to }, clock.now())),
      shift
    });
  }
  return {
    rows: rowsShown,
    next,
    total:
      input.after === undefined
        ? await cappedCount(db, db.selectFrom('sign_up').select('id').where('person_id', '=', input.volunteerId))
        : null
  };
}

/** The answer of the checks for somebody. Writes nothing. @throws StationError NOT_FOUND */
export async function checkSignUp(context: Context, input: { shiftId: number; volunteerId: number; overridden: boolean; walkUp: boolean }) {
  const { db, clock } = context.station;
  const target = await readTarget(db, input.shiftId);
  const refusal = await refusalFor(db, clock.now(), target, await readApplicant(db, input.volunteerId), input);
  const waits = refusal?.reason === 'full' && clock.now() < target.shift.from_at;
  return { refusal, position: waits ? target.shift.waiting + 1 : null, free: Math.max(0, target.shift.number - target.shift.taken) };
}

/** The answer of the checks for several who sign up together, in the order given. @throws StationError NOT_FOUND */
export async function checkSeveral(context: Context, input: { shiftId: number; volunteerIds: readonly number[]; overridden: boolean }) {
  const { db, clock } = context.station;
  const target = await readTarget(db, input.shiftId);
  const known = new Map((await readApplicants(db, input.volunteerIds)).map((applicant) => [applicant.id, applicant]));
  const applicants = [...new Set(input.volunteerIds)].map((id) => found(known.get(id), 'person', id));
  const refusals = await refusalsFor(db, clock.now(), target, applicants, input);
  const free = Math.max(0, target.shift.number - target.shift.taken);
  const answers = severalAnswers(
    applicants.map(({ id }) => refusals.get(id) ?? null),
    { needed: target.shift.number, free, waiting: target.shift.waiting, listOpen: clock.now() < target.shift.from_at }
  );
  return { rows: applicants.map(({ id }, i) => ({ volunteerId: id, ...answers[i]! })), free };
}

const CHOICES = 60;

/** Coming shifts, soonest first, each with the answer of the checks for a volunteer. @throws StationError NOT_FOUND */
export async function signUpChoices(context: Context, input: { volunteerId: number; text?: string | undefined }) {
  const { db, clock } = context.station;
  const now = clock.now();
  const applicant = await readApplicant(db, input.volunteerId);
  const text = input.text?.trim() ?? '';
  let query = shiftQuery(db)
    .where('shift.state', '=', 'planned')
    .where('shift.to_at', '>', now)
    .where('project.state', 'in', ['open', 'running']);
  if (text !== '') query = query.where(contains(['project.title', 'project.code', 'project_need.role'], text));
  const rows = await toShifts(db, await query.orderBy('shift.from_at').orderBy('shift.id').limit(CHOICES).execute());
  const choices = [];
  for (const shift of rows) {
    const target = await readTarget(db, shift.id);
    choices.push({
      shift,
      free: Math.max(0, shift.number - shift.taken),
      refusal: await refusalFor(db, now, target, applicant, { overridden: false })
    });
  }
  return choices;
}

/** A volunteer's standing with the no-show policy, with the names of the projects. @throws StationError NOT_FOUND */
export async function readStanding(context: Context, volunteerId: number) {
  const { db, clock } = context.station;
  found(
    await db.selectFrom('volunteer').select('person_id').where('person_id', '=', volunteerId).executeTakeFirst(),
    'volunteer',
    volunteerId
  );
  return explainedStanding(db, shiftNoShows, volunteerId, clock.now(), async (noShows) => {
    const ids = [...new Set(noShows.map((one) => one.projectId))];
    const projects =
      ids.length === 0 ? [] : await db.selectFrom('project').select(['id', 'code', 'title']).where('id', 'in', ids).execute();
    return (one) => {
      const project = projects.find((row) => row.id === one.projectId);
      return { ...one, code: project?.code ?? '', title: project?.title ?? '' };
    };
  });
}

/** @throws StationError NOT_FOUND */
export function liftBlock(context: Context, input: { commandId: string; volunteerId: number; reason: string }) {
  return command(context, input, async (cmd) => {
    await liftBlockTx(cmd, shiftNoShows, input.volunteerId, input.reason);
    return {};
  });
}
