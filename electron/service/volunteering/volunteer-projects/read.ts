import { keyset, numberKey, textKey } from '../../db/keyset.ts';
import { contains } from '../../db/contains.ts';
import { sql } from 'kysely';
import type { ProjectDetail, ProjectFields, ProjectRow, ProjectState } from '../../../contract/volunteering/volunteer-projects.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { HISTORY_LINES, historyLineOf } from '../../people/history.ts';
import { found } from '../../core/errors.ts';
import { chosenByIds } from '../volunteers/choices.ts';
import { subjectOf } from './store.ts';

function projectQuery(db: Db) {
  return db
    .selectFrom('project')
    .innerJoin('volunteer_choice as category', 'category.id', 'project.category_id')
    .leftJoin('zone', 'zone.id', 'project.zone_id')
    .selectAll('project')
    .select(['category.name as category_name', 'category.name_en as category_en', 'zone.name as zone_name', 'zone.name_en as zone_en']);
}
type Joined = Awaited<ReturnType<ReturnType<typeof projectQuery>['execute']>>[number];

async function toRows(db: Db, rows: readonly Joined[], now: number): Promise<ProjectRow[]> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const toCome = sql<boolean>`shift.to_at > ${now}`;
  const shifts = await db
    .selectFrom('shift')
    .select((eb) => [
      'project_id',
      eb.fn.countAll<number>().as('shifts'),
      eb.fn.sum<number | null>(eb.case().when(toCome).then(eb.ref('number')).else(0).end()).as('places'),
      eb.fn.sum<number | null>(eb.case().when(toCome).then(eb.ref('taken')).else(0).end()).as('signed'),
      eb.fn.min(eb.case().when(toCome).then(eb.ref('from_at')).end()).as('next')
    ])
    .where('project_id', 'in', ids)
    .where('state', '<>', 'cancelled')
    .groupBy('project_id')
    .execute();
  const sums = await db
    .selectFrom('volunteer_month')
    .select((eb) => ['dimension_id', eb.fn.sum<number>('minutes').as('minutes'), eb.fn.sum<number>('services').as('services')])
    .where('dimension', '=', 'project')
    .where('dimension_id', 'in', ids)
    .groupBy('dimension_id')
    .execute();
  const people = await db
    .selectFrom('volunteer_month_return')
    .select((eb) => ['dimension_id', eb.fn.sum<number>('people').as('n')])
    .where('dimension', '=', 'project')
    .where('dimension_id', 'in', ids)
    .where('previous', '=', '')
    .groupBy('dimension_id')
    .execute();
  return rows.map((row) => {
    const own = shifts.find((one) => one.project_id === row.id);
    const sum = sums.find((one) => one.dimension_id === row.id);
    return {
      id: row.id,
      code: row.code,
      title: row.title,
      category: { id: row.category_id, name: row.category_name, nameEn: row.category_en },
      organiser: row.organiser,
      zone: row.zone_id === null ? null : { id: row.zone_id, name: row.zone_name ?? '', nameEn: row.zone_en ?? '' },
      place: row.place,
      dangerous: row.dangerous === 1,
      state: row.state,
      fromDate: row.from_date,
      toDate: row.to_date,
      shifts: Number(own?.shifts ?? 0),
      placesToCome: Number(own?.places ?? 0),
      signedToCome: Number(own?.signed ?? 0),
      minutes: Number(sum?.minutes ?? 0),
      services: Number(sum?.services ?? 0),
      people: Number(people.find((one) => one.dimension_id === row.id)?.n ?? 0),
      nextAt: own?.next ?? null,
      version: row.version
    };
  });
}

export interface ProjectFilter {
  states?: ProjectState[] | undefined;
  categoryId?: number | undefined;
  fromDate?: string | undefined;
  toDate?: string | undefined;
  text?: string | undefined;
}

/** A page of projects by first day, latest first. @throws StationError INVALID for a cursor of another list */
export async function listProjects(context: Context, input: ProjectFilter & { after?: string | undefined; limit: number }) {
  const { db, clock } = context.station;
  let query = projectQuery(db);
  if (input.states !== undefined && input.states.length > 0) query = query.where('project.state', 'in', input.states);
  if (input.categoryId !== undefined) query = query.where('project.category_id', '=', input.categoryId);
  if (input.fromDate !== undefined) query = query.where('project.to_date', '>=', input.fromDate);
  if (input.toDate !== undefined) query = query.where('project.from_date', '<=', input.toDate);
  const text = input.text?.trim() ?? '';
  if (/^\d{4}-\d{0,4}$/.test(text)) query = query.where('project.code', '>=', text).where('project.code', '<', `${text}:`);
  else if (text !== '') query = query.where(contains(['project.title'], text));
  const { rows: shown, next } = await keyset(query, input, 'desc', [
    textKey('project.from_date', (row) => row.from_date),
    numberKey('project.id', (row) => row.id)
  ]);
  return {
    rows: await toRows(db, shown, clock.now()),
    next,
    total: input.after === undefined ? await cappedCount(db, query) : null
  };
}

async function needsOf(db: Db, projectId: number) {
  const needs = await db
    .selectFrom('project_need')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('archived')
    .orderBy('position')
    .orderBy('id')
    .execute();
  const ids = needs.map((need) => need.id);
  const skills = ids.length === 0 ? [] : await db.selectFrom('project_need_skill').selectAll().where('need_id', 'in', ids).execute();
  const names = await chosenByIds(
    db,
    skills.map((skill) => skill.choice_id)
  );
  const shifts = await db
    .selectFrom('shift')
    .select((eb) => ['need_id', eb.fn.countAll<number>().as('n')])
    .where('project_id', '=', projectId)
    .where('state', '<>', 'cancelled')
    .groupBy('need_id')
    .execute();
  return needs.map((need) => {
    const own = skills.filter((skill) => skill.need_id === need.id).flatMap((skill) => names.get(skill.choice_id) ?? []);
    return {
      id: need.id,
      role: need.role,
      skillIds: own.map((skill) => skill.id),
      skills: own,
      number: need.number,
      minimum: need.minimum,
      description: need.description,
      shifts: Number(shifts.find((one) => one.need_id === need.id)?.n ?? 0),
      archived: need.archived === 1
    };
  });
}

/** @throws StationError NOT_FOUND */
export async function getProject(context: Context, id: number): Promise<ProjectDetail> {
  const { db, clock } = context.station;
  const row = found(await projectQuery(db).where('project.id', '=', id).executeTakeFirst(), 'project', id);
  const [listed] = await toRows(db, [row], clock.now());
  const trainings = await db.selectFrom('project_training').select('choice_id').where('project_id', '=', id).execute();
  const names = await chosenByIds(
    db,
    trainings.map((one) => one.choice_id)
  );
  const leader =
    row.leader_id === null
      ? undefined
      : await db.selectFrom('person').select(['id', 'name']).where('id', '=', row.leader_id).executeTakeFirst();
  const organiser =
    row.organiser_id === null
      ? undefined
      : await db.selectFrom('organisation').select('name').where('id', '=', row.organiser_id).executeTakeFirst();
  const pending = await db
    .selectFrom('service_record')
    .select((eb) => eb.fn.sum<number | null>('minutes').as('n'))
    .where('project_id', '=', id)
    .where('state', '=', 'pending')
    .where('none', '=', 0)
    .where('corrects_id', 'is', null)
    .executeTakeFirstOrThrow();
  const subject = await subjectOf(db, row, clock.now());
  return {
    ...listed!,
    categoryId: row.category_id,
    organiserId: row.organiser_id,
    organiserName: row.organiser || (organiser?.name ?? ''),
    zoneId: row.zone_id,
    serviceObject: row.service_object,
    description: row.description,
    leaderId: row.leader_id,
    leader: leader ?? null,
    contact: row.contact,
    risks: row.risks,
    trainingIds: trainings.map((one) => one.choice_id),
    trainings: trainings.flatMap((one) => names.get(one.choice_id) ?? []),
    minAge: row.min_age,
    noticeHours: row.notice_hours,
    notes: row.notes,
    needs: await needsOf(db, id),
    pendingMinutes: Number(pending.n ?? 0),
    lastAt: subject.lastAt,
    reason: row.reason,
    createdAt: row.created_at,
    createdBy: row.created_by
  };
}

/** Proposes the fields of a new project from one to be repeated; its needs become new ones. @throws StationError NOT_FOUND */
export async function projectProposal(context: Context, projectId: number): Promise<ProjectFields> {
  const of = await getProject(context, projectId);
  const {
    title,
    categoryId,
    organiser,
    organiserId,
    zoneId,
    place,
    serviceObject,
    description,
    leaderId,
    contact,
    fromDate,
    toDate,
    dangerous,
    risks,
    trainingIds,
    minAge,
    noticeHours,
    notes
  } = of;
  const needs = of.needs
    .filter((need) => !need.archived)
    .map(({ role, skillIds, number, minimum, description: what }) => ({ role, skillIds, number, minimum, description: what }));
  return {
    title,
    categoryId,
    organiser,
    organiserId,
    zoneId,
    place,
    serviceObject,
    description,
    leaderId,
    contact,
    fromDate,
    toDate,
    dangerous,
    risks,
    trainingIds,
    minAge,
    noticeHours,
    notes,
    needs
  };
}

/** The history of a project or of one sign-up, newest first. @throws StationError NOT_FOUND */
export async function projectHistory(db: Db, input: { id: number; signUpId?: number | undefined }) {
  found(await db.selectFrom('project').select('id').where('id', '=', input.id).executeTakeFirst(), 'project', input.id);
  let query = db
    .selectFrom('project_event')
    .leftJoin('person', 'person.id', 'project_event.person_id')
    .selectAll('project_event')
    .select('person.name')
    .where('project_id', '=', input.id)
    .orderBy('project_event.id', 'desc')
    .limit(HISTORY_LINES);
  if (input.signUpId !== undefined) query = query.where('sign_up_id', '=', input.signUpId);
  return (await query.execute()).map((row) => ({ ...historyLineOf(row), shiftId: row.shift_id, signUpId: row.sign_up_id }));
}
