import { keyset, numberKey } from '../../db/keyset.ts';
import { allows, PERMISSIONS } from '../../../contract/core/permissions.ts';
import { sql } from 'kysely';
import type { RecordRow } from '../../../contract/volunteering/service-hours.ts';
import {
  LIVE_RECORDS,
  shownMinutes,
  type HoursDisplay,
  type RecordSource,
  type RecordState
} from '../../../contract/volunteering/service-hour-rules.ts';
import type { Settings } from '../../../contract/core/station.ts';
import { maskPhone } from '../../../contract/people/people-rules.ts';
import { addDays, clockOf, dateOf, HOUR_MS, startOfDate, weekdayOf } from '../../../contract/core/time.ts';
import { PLACED } from '../../../contract/volunteering/sign-up-rules.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { shiftQuery } from '../shifts/read.ts';
import { readSettings } from '../../core/station/settings.ts';
import { recordQuery, toRecord } from './rows.ts';

export interface RecordFilter {
  volunteerId?: number | undefined;
  projectId?: number | undefined;
  shiftId?: number | undefined;
  categoryId?: number | undefined;
  states?: RecordState[] | undefined;
  sources?: RecordSource[] | undefined;
  fromDate?: string | undefined;
  toDate?: string | undefined;
}

/** The records that pass a filter; the caller adds the joins. */
export function filteredRecords(db: Db, filter: RecordFilter) {
  let query = recordQuery(db);
  if (filter.volunteerId !== undefined) query = query.where('service_record.person_id', '=', filter.volunteerId);
  if (filter.projectId !== undefined) query = query.where('service_record.project_id', '=', filter.projectId);
  if (filter.shiftId !== undefined) query = query.where('service_record.shift_id', '=', filter.shiftId);
  if (filter.categoryId !== undefined) query = query.where('service_record.category_id', '=', filter.categoryId);
  if (filter.states !== undefined && filter.states.length > 0) query = query.where('service_record.state', 'in', filter.states);
  if (filter.sources !== undefined && filter.sources.length > 0) query = query.where('service_record.source', 'in', filter.sources);
  if (filter.fromDate !== undefined) query = query.where('service_record.from_at', '>=', startOfDate(filter.fromDate));
  if (filter.toDate !== undefined) query = query.where('service_record.from_at', '<', startOfDate(addDays(filter.toDate, 1)));
  return query;
}

/** A page of records, newest first. @throws StationError INVALID for a cursor of another list */
export async function listRecords(context: Context, input: RecordFilter & { after?: string | undefined; limit: number }) {
  const { db } = context.station;
  const query = filteredRecords(db, input);
  const { rows: shown, next } = await keyset(query, input, 'desc', [
    numberKey('service_record.from_at', (row) => row.from_at),
    numberKey('service_record.id', (row) => row.id)
  ]);
  const total = input.after === undefined ? await cappedCount(db, query) : null;
  // Beyond the cap the figures have the sum.
  const sum =
    total === null || total.capped
      ? null
      : await query
          .clearSelect()
          .select((eb) => eb.fn.sum<number | null>('service_record.minutes').as('n'))
          // Replaced and rejected records are no service, and a pending correction repeats its record.
          .where('service_record.state', 'in', LIVE_RECORDS)
          .where('service_record.none', '=', 0)
          .where((eb) =>
            eb.or([eb('service_record.state', '=', sql.lit('approved' as const)), eb('service_record.corrects_id', 'is', null)])
          )
          .executeTakeFirstOrThrow();
  return {
    rows: shown.map(toRecord),
    next,
    total,
    minutes: sum === null ? null : Number(sum.n ?? 0)
  };
}

/** A record with its whole chain of corrections. @throws StationError NOT_FOUND */
export async function getRecord(context: Context, id: number): Promise<{ record: RecordRow; chain: RecordRow[] }> {
  const { db } = context.station;
  const record = toRecord(found(await recordQuery(db).where('service_record.id', '=', id).executeTakeFirst(), 'service_record', id));
  const ids = new Set([id]);
  for (let before = record.correctsId; before !== null;) {
    ids.add(before);
    before = (await db.selectFrom('service_record').select('corrects_id').where('id', '=', before).executeTakeFirstOrThrow()).corrects_id;
  }
  for (let found = [...ids]; found.length > 0;) {
    const next = await db.selectFrom('service_record').select('id').where('corrects_id', 'in', found).execute();
    found = next.map((row) => row.id).filter((one) => !ids.has(one));
    for (const one of found) ids.add(one);
  }
  const chain = (
    await recordQuery(db)
      .where('service_record.id', 'in', [...ids])
      .orderBy('service_record.entered_at')
      .orderBy('service_record.id')
      .execute()
  ).map(toRecord);
  return { record, chain };
}

export const displayOf = (settings: Settings): HoursDisplay => ({
  roundTo: settings.serviceRoundTo,
  rounding: settings.serviceRounding,
  dayCap: settings.serviceDayCapMinutes
});

/** Approved service of a volunteer between two days (both included; null: no limit), by start. */
export async function approvedOf(
  db: Db,
  volunteerId: number,
  of: { fromDate?: string | null | undefined; toDate?: string | null | undefined; projectIds?: readonly number[] | undefined }
) {
  let query = db
    .selectFrom('service_record')
    .innerJoin('project', 'project.id', 'service_record.project_id')
    .innerJoin('volunteer_choice as category', 'category.id', 'service_record.category_id')
    .leftJoin('organisation as organiser_unit', 'organiser_unit.id', 'project.organiser_id')
    .select([
      'service_record.id',
      'service_record.project_id',
      'from_at',
      'to_at',
      'minutes',
      'role',
      'code',
      'project.title',
      'project.organiser',
      'organiser_unit.name as organiser_name',
      'category.name as category',
      'category.name_en as category_en'
    ])
    .where('service_record.person_id', '=', volunteerId)
    .where('service_record.state', '=', 'approved')
    .orderBy('from_at');
  if (of.fromDate != null) query = query.where('from_at', '>=', startOfDate(of.fromDate));
  if (of.toDate != null) query = query.where('from_at', '<', startOfDate(addDays(of.toDate, 1)));
  if (of.projectIds !== undefined && of.projectIds.length > 0) query = query.where('service_record.project_id', 'in', of.projectIds);
  return query.execute();
}

/** Pending minutes of a volunteer. */
export async function pendingOf(db: Db, volunteerId: number): Promise<number> {
  const { n } = await db
    .selectFrom('service_record')
    .select((eb) => eb.fn.sum<number | null>('minutes').as('n'))
    .where('person_id', '=', volunteerId)
    .where('state', '=', 'pending')
    .where('corrects_id', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(n ?? 0);
}

/** A volunteer's hours as stored, as shown and by project. @throws StationError NOT_FOUND, INVALID */
export async function hoursSummary(
  context: Context,
  input: { volunteerId: number; fromDate?: string | undefined; toDate?: string | undefined }
) {
  const { db } = context.station;
  found(
    await db.selectFrom('volunteer').select('person_id').where('person_id', '=', input.volunteerId).executeTakeFirst(),
    'volunteer',
    input.volunteerId
  );
  const rows = await approvedOf(db, input.volunteerId, input);
  const projects = new Map<number, { id: number; code: string; title: string; minutes: number; services: number }>();
  for (const row of rows) {
    const project = projects.get(row.project_id) ?? { id: row.project_id, code: row.code, title: row.title, minutes: 0, services: 0 };
    project.minutes += row.minutes;
    project.services += 1;
    projects.set(row.project_id, project);
  }
  return {
    minutes: rows.reduce((sum, row) => sum + row.minutes, 0),
    shownMinutes: shownMinutes(
      rows.map((row) => ({ from: row.from_at, minutes: row.minutes })),
      displayOf(await readSettings(db))
    ),
    services: rows.length,
    pendingMinutes: await pendingOf(db, input.volunteerId),
    projects: [...projects.values()].sort((a, b) => b.minutes - a.minutes)
  };
}

/** Number of pending records, and of those that the operator may decide. */
export async function countPending(context: Context) {
  const { db } = context.station;
  const pending = db
    .selectFrom('service_record')
    .select('id')
    .where('state', '=', sql.lit('pending' as const));
  const { count, capped } = await cappedCount(db, pending);
  const { operator } = context.session;
  if (operator === null || !allows(operator.roles, 'service_hours.approve')) return { pending: count, capped, forMe: 0 };
  // Without a cap, so that the number matches the list that the operator opens.
  const { n } = await db
    .selectFrom('service_record')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', sql.lit('pending' as const))
    .where((eb) => eb.or([eb('source', '<>', 'correction'), eb('entered_by_id', 'is', null), eb('entered_by_id', '<>', operator.id)]))
    .executeTakeFirstOrThrow();
  return { pending: count, capped, forMe: Number(n) };
}

/** Active accounts that may approve, by name. */
export async function approvers(db: Db): Promise<{ id: number; name: string }[]> {
  return db
    .selectFrom('account')
    .select(['account.id', 'display_name as name'])
    .where('active', '=', 1)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('account_role')
          .select('role')
          .whereRef('account_id', '=', 'account.id')
          .where('role', 'in', PERMISSIONS['service_hours.approve'])
      )
    )
    .orderBy('display_name')
    .orderBy('account.id')
    .execute();
}

const OVERDUE_WITHOUT_SHIFT_MS = 12 * HOUR_MS;

/** Volunteers clocked in now, longest first. */
export async function runningRecords(context: Context) {
  const { db, clock } = context.station;
  const now = clock.now();
  const rows = await recordQuery(db)
    .leftJoin('shift', 'shift.id', 'service_record.shift_id')
    .select('shift.to_at as planned_to')
    .where('service_record.state', '=', sql.lit('running' as const))
    .orderBy('service_record.from_at')
    .execute();
  return rows.map((row) => ({
    ...toRecord(row),
    plannedTo: row.planned_to,
    overdue: now > (row.planned_to ?? row.from_at + OVERDUE_WITHOUT_SHIFT_MS)
  }));
}

/** The data of a printed paper sheet of a shift. @throws StationError NOT_FOUND */
export async function paperSheet(context: Context, input: { shiftId: number; emptyLines: number }) {
  const { db } = context.station;
  const shift = found(await shiftQuery(db).where('shift.id', '=', input.shiftId).executeTakeFirst(), 'shift', input.shiftId);
  const project = await db
    .selectFrom('project')
    .leftJoin('person', 'person.id', 'project.leader_id')
    .leftJoin('organisation', 'organisation.id', 'project.organiser_id')
    .select(['project.organiser', 'organisation.name as organisation', 'person.name as leader'])
    .where('project.id', '=', shift.project_id)
    .executeTakeFirstOrThrow();
  const people = await db
    .selectFrom('sign_up')
    .innerJoin('volunteer', 'volunteer.person_id', 'sign_up.person_id')
    .innerJoin('person', 'person.id', 'sign_up.person_id')
    .select(['volunteer.number', 'person.name', 'person.mobile'])
    .where('shift_id', '=', shift.id)
    .where('sign_up.state', 'in', PLACED)
    .orderBy('person.name_sort')
    .orderBy('person.id')
    .execute();
  const date = dateOf(shift.from_at);
  return {
    station: (await readSettings(db)).stationName,
    project: {
      code: shift.code,
      title: shift.title,
      organiser: project.organiser || (project.organisation ?? ''),
      leader: project.leader ?? ''
    },
    role: shift.role,
    date,
    weekday: weekdayOf(date),
    from: clockOf(shift.from_at),
    to: clockOf(shift.to_at),
    place: shift.zone_name ?? shift.place,
    people: people.map((row, i) => ({
      number: i + 1,
      volunteerNumber: row.number,
      name: row.name,
      mobileMasked: maskPhone(row.mobile ?? '')
    })),
    emptyLines: input.emptyLines
  };
}
