import { LIVE_RECORDS } from '../../../contract/volunteering/service-hour-rules.ts';
import type { ShiftOfProject, ShiftRow } from '../../../contract/volunteering/shifts.ts';
import { RECORDABLE, STANDING_SHIFTS, type ShiftState } from '../../../contract/volunteering/volunteer-project-rules.ts';
import { dateOf, DAY_MS, HOUR_MS, startOfDate } from '../../../contract/core/time.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { closureNamed } from '../../schedule/closures/named.ts';
import { found, StationError } from '../../core/errors.ts';
import { chosenByIds } from '../volunteers/choices.ts';

/** Shifts with their role, zone and project. */
export function shiftQuery(db: Db) {
  return db
    .selectFrom('shift')
    .innerJoin('project_need', 'project_need.id', 'shift.need_id')
    .innerJoin('project', 'project.id', 'shift.project_id')
    .innerJoin('volunteer_choice as category', 'category.id', 'project.category_id')
    .leftJoin('zone', 'zone.id', 'shift.zone_id')
    .selectAll('shift')
    .select(['project_need.role', 'zone.name as zone_name', 'zone.name_en as zone_en', 'zone.colour as zone_colour'])
    .select(['project.code', 'project.title', 'project.state as project_state', 'project.dangerous', 'project.notice_hours'])
    .select(['project.category_id', 'category.name as category_name', 'category.name_en as category_en']);
}
export type ShiftJoined = Awaited<ReturnType<ReturnType<typeof shiftQuery>['execute']>>[number];

/** Number of people with hours on record, and of those clocked in, by shift. */
async function servedIn(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('service_record')
    .select((eb) => [
      'shift_id',
      eb.fn.count<number>('person_id').distinct().as('served'),
      eb.fn.sum<number>(eb.case().when('state', '=', 'running').then(1).else(0).end()).as('running')
    ])
    .where('shift_id', 'in', ids)
    .where('state', 'in', LIVE_RECORDS)
    .where('none', '=', 0)
    .groupBy('shift_id')
    .execute();
}

export async function toShifts(db: Db, rows: readonly ShiftJoined[]): Promise<ShiftOfProject[]> {
  const served = await servedIn(
    db,
    rows.map((row) => row.id)
  );
  return rows.map((row) => {
    const own = served.find((one) => one.shift_id === row.id);
    const shift: ShiftRow = {
      id: row.id,
      projectId: row.project_id,
      need: { id: row.need_id, role: row.role },
      from: row.from_at,
      to: row.to_at,
      zone:
        row.zone_id === null
          ? null
          : { id: row.zone_id, name: row.zone_name ?? '', nameEn: row.zone_en ?? '', colour: row.zone_colour ?? '' },
      place: row.place,
      state: row.state,
      number: row.number,
      minimum: row.minimum,
      taken: row.taken,
      offered: row.offered,
      waiting: row.waiting,
      served: Number(own?.served ?? 0),
      running: Number(own?.running ?? 0),
      closed: row.closed_at !== null,
      reason: row.reason,
      closureId: row.closure_id,
      version: row.version
    };
    const project = {
      id: row.project_id,
      code: row.code,
      title: row.title,
      state: row.project_state,
      dangerous: row.dangerous === 1,
      category: { id: row.category_id, name: row.category_name, nameEn: row.category_en }
    };
    return { ...shift, project };
  });
}

/** All shifts of a project, by start. @throws StationError NOT_FOUND */
export async function shiftsOfProject(context: Context, projectId: number): Promise<ShiftRow[]> {
  const { db } = context.station;
  found(await db.selectFrom('project').select('id').where('id', '=', projectId).executeTakeFirst(), 'project', projectId);
  return toShifts(
    db,
    await shiftQuery(db).where('shift.project_id', '=', projectId).orderBy('shift.from_at').orderBy('shift.id').execute()
  );
}

const MOST_DAYS = 62;

/** Shifts of a range, by start. @throws StationError INVALID (too_long) */
export async function shiftCalendar(
  context: Context,
  input: { from: number; to: number; zoneId?: number | undefined; projectId?: number | undefined; states?: ShiftState[] | undefined }
) {
  const { db } = context.station;
  if (input.to - input.from > MOST_DAYS * DAY_MS) throw new StationError('INVALID', { field: 'to', reason: 'too_long' });
  let query = shiftQuery(db)
    .where('shift.from_at', '>', input.from - DAY_MS)
    .where('shift.from_at', '<', input.to)
    .where('shift.to_at', '>', input.from)
    .where('project.state', 'in', ['open', 'running', 'finished', 'archived'])
    .orderBy('shift.from_at')
    .orderBy('shift.id');
  if (input.zoneId !== undefined) query = query.where('shift.zone_id', '=', input.zoneId);
  if (input.projectId !== undefined) query = query.where('shift.project_id', '=', input.projectId);
  query =
    input.states !== undefined && input.states.length > 0
      ? query.where('shift.state', 'in', input.states)
      : query.where('shift.state', '<>', 'cancelled');
  return toShifts(db, await query.execute());
}

/** Last moment to withdraw from a shift without a no-show, UTC ms. */
export const withdrawBy = (shift: { from_at: number }, project: { notice_hours: number }): number =>
  shift.from_at - project.notice_hours * HOUR_MS;

/** @throws StationError NOT_FOUND */
export async function getShift(context: Context, id: number) {
  const { db } = context.station;
  const row = found(await shiftQuery(db).where('shift.id', '=', id).executeTakeFirst(), 'shift', id);
  const [shift] = await toShifts(db, [row]);
  const skills = await db.selectFrom('project_need_skill').select('choice_id').where('need_id', '=', row.need_id).execute();
  const names = await chosenByIds(
    db,
    skills.map((one) => one.choice_id)
  );
  return {
    ...shift!,
    skills: skills.flatMap((one) => names.get(one.choice_id) ?? []),
    closure: await closureNamed(db, row.closure_id),
    withdrawBy: withdrawBy(row, row)
  };
}

const BACK_DAYS = 14;

/** Today's shifts, and earlier ones with an open list, by start. */
export async function dueShifts(context: Context) {
  const { db, clock } = context.station;
  const today = startOfDate(dateOf(clock.now()));
  const rows = await shiftQuery(db)
    .where('shift.from_at', '>=', today - BACK_DAYS * DAY_MS)
    .where('shift.from_at', '<', today + DAY_MS)
    .where('shift.state', 'in', STANDING_SHIFTS)
    .where((eb) =>
      eb.or([eb('project.state', 'in', RECORDABLE), eb.and([eb('project.state', '=', 'cancelled'), eb('shift.state', '=', 'held')])])
    )
    .where((eb) => eb.or([eb('shift.from_at', '>=', today), eb('shift.closed_at', 'is', null)]))
    .orderBy('shift.from_at')
    .orderBy('shift.id')
    .execute();
  return (await toShifts(db, rows)).map((shift) => ({ ...shift, overdue: shift.from < today }));
}
