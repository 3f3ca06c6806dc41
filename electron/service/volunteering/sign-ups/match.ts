import { sql } from 'kysely';
import { maskPhone } from '../../../contract/people/people-rules.ts';
import type { MatchRow } from '../../../contract/volunteering/sign-ups.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { availabilityOf, daysSince, isAvailable } from '../../../contract/volunteering/volunteer-rules.ts';
import type { Context } from '../../core/context.ts';
import { throughIndex } from '../../db/hints.ts';
import type { Db } from '../../db/schema.ts';
import { chosenByIds } from '../volunteers/choices.ts';
import { volunteerQuery } from '../volunteers/rows.ts';
import { readApplicants, readTarget, refusalsFor, type Target } from './facts.ts';

export interface MatchInput {
  shiftId: number;
  limit: number;
  onlySkilled: boolean;
  onlyAvailable: boolean;
  team?: string | undefined;
}

/** Most candidates checked in full, so that the next best replaces a refused one. */
const MOST_LOOKED = 200;

interface Candidate {
  person_id: number;
  skills: number;
}

/**
 * A condition on `v` for volunteers with the insurance and the trainings that a project demands on a date; null where it demands
 * nothing. Without it, refused volunteers would fill the list.
 */
function ready(target: Target, on: string) {
  const demanded = [
    ...(target.project.dangerous === 1
      ? [sql`v.person_id in (select person_id from volunteer where insured_until is not null and insured_until >= ${on})`]
      : []),
    ...target.trainings.map(
      ({ id }) =>
        sql`v.person_id in (select person_id from volunteer_training where choice_id = ${id} and (valid_until is null or valid_until >= ${on}))`
    )
  ];
  return demanded.length === 0 ? null : sql.join(demanded, sql` and `);
}

/**
 * Active volunteers, best fit first: those with what the project demands, then most wanted skills, then available, then longest without
 * service (never comes first), then fewest hours. One pass over an index that has all of these.
 */
async function candidates(db: Db, input: MatchInput, target: Target, skillIds: readonly number[]): Promise<Candidate[]> {
  const { from_at: from, to_at: to } = target.shift;
  const wanted = availabilityOf(from, to);
  const able = ready(target, dateOf(to - 1));
  const skilled =
    skillIds.length === 0
      ? sql`(select 0 as person_id, 0 as n)`
      : sql`(select person_id, count(*) as n from volunteer_has where choice_id in (${sql.join(skillIds)}) group by person_id)`;
  const fit = sql`case when v.availability = 0 then 1 when (v.availability & ${wanted}) = ${wanted} then 2 else 0 end`;
  const only = [
    ...(input.onlySkilled && skillIds.length > 0 ? [sql`and s.n = ${skillIds.length}`] : []),
    ...(input.onlyAvailable ? [sql`and (v.availability & ${wanted}) = ${wanted}`] : []),
    ...(input.team !== undefined && input.team !== '' ? [sql`and v.team = ${input.team}`] : [])
  ];
  const { rows } = await sql<Candidate>`
    select v.person_id, coalesce(s.n, 0) as skills
      from ${throughIndex('volunteer', 'v', 'volunteer_match')} left join ${skilled} as s on s.person_id = v.person_id
      where v.state = 'active' ${sql.join(only, sql` `)}
        and v.person_id not in (select person_id from sign_up where shift_id = ${input.shiftId} and ended_at is null)
      order by ${able === null ? sql`` : sql`(${able}) desc, `}coalesce(s.n, 0) desc, ${fit} desc, coalesce(v.last_served_at, 0), v.minutes, v.person_id
      limit ${MOST_LOOKED}`.execute(db);
  return rows;
}

/** Volunteers who could take a shift, best fit first, with the reasons for and against each. @throws StationError NOT_FOUND */
export async function matchVolunteers(context: Context, input: MatchInput) {
  const { db, clock } = context.station;
  const now = clock.now();
  const target = await readTarget(db, input.shiftId);
  const { shift } = target;
  const skillIds = (await db.selectFrom('project_need_skill').select('choice_id').where('need_id', '=', shift.need_id).execute()).map(
    (row) => row.choice_id
  );
  const names = await chosenByIds(db, skillIds);
  const ranked = await candidates(db, input, target, skillIds);
  const fitting: MatchRow[] = [];
  const refused: MatchRow[] = [];
  for (let i = 0; i < ranked.length && fitting.length < input.limit; i += input.limit) {
    const part = ranked.slice(i, i + input.limit);
    for (const row of await matchRows(
      db,
      now,
      target,
      part.map((one) => one.person_id),
      skillIds,
      names
    ))
      (row.refusal === null ? fitting : refused).push(row);
  }
  const rows = [...fitting, ...refused].slice(0, input.limit);
  return { rows, ...(await countsOf(db, input.shiftId, skillIds)) };
}

async function matchRows(
  db: Db,
  now: number,
  target: Target,
  ids: number[],
  skillIds: readonly number[],
  names: Awaited<ReturnType<typeof chosenByIds>>
): Promise<MatchRow[]> {
  const { shift } = target;
  const people = new Map((await volunteerQuery(db).where('volunteer.person_id', 'in', ids).execute()).map((row) => [row.person_id, row]));
  const has =
    skillIds.length === 0
      ? []
      : await db.selectFrom('volunteer_has').selectAll().where('choice_id', 'in', skillIds).where('person_id', 'in', ids).execute();
  // A full shift refuses everybody, which says nothing about a person, so the check takes it as empty.
  const open = { ...target, shift: { ...shift, taken: 0, waiting: 0 } };
  const refusals = await refusalsFor(db, now, open, await readApplicants(db, ids), { overridden: false });
  return ids.flatMap((id) => {
    const row = people.get(id);
    if (row === undefined) return [];
    const own = has.filter((one) => one.person_id === id).map((one) => one.choice_id);
    const named = (wanted: readonly number[]) => wanted.flatMap((choice) => names.get(choice) ?? []);
    return [
      {
        volunteer: {
          id,
          number: row.number,
          name: row.name,
          mobileMasked: maskPhone(row.mobile ?? ''),
          organisation: row.organisation_name ?? '',
          teamLeader: row.team_leader === 1,
          limits: row.limits
        },
        has: named(skillIds.filter((choice) => own.includes(choice))),
        lacks: named(skillIds.filter((choice) => !own.includes(choice))),
        available: isAvailable(row.availability, shift.from_at, shift.to_at),
        daysSince: daysSince(row.last_served_at, now),
        minutes: row.minutes,
        star: row.star,
        refusal: refusals.get(id) ?? null
      }
    ];
  });
}

/** Number of active volunteers not signed up to a shift, and of those with all wanted skills. */
async function countsOf(db: Db, shiftId: number, skillIds: readonly number[]): Promise<{ active: number; skilled: number }> {
  const signed = sql`(select person_id from sign_up where shift_id = ${shiftId} and ended_at is null)`;
  const all = await sql<{ n: number }>`select count(*) as n from volunteer where state = 'active' and person_id not in ${signed}`.execute(
    db
  );
  const active = Number(all.rows[0]?.n ?? 0);
  if (skillIds.length === 0) return { active, skilled: active };
  const able = await sql<{ n: number }>`select count(*) as n from (
    select h.person_id from volunteer_has as h where h.choice_id in (${sql.join(skillIds)}) group by h.person_id having count(*) = ${skillIds.length}
  ) as able join volunteer on volunteer.person_id = able.person_id where volunteer.state = 'active' and volunteer.person_id not in ${signed}`.execute(
    db
  );
  return { active, skilled: Number(able.rows[0]?.n ?? 0) };
}
