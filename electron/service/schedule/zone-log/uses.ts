import { sql, type AliasableExpression, type ExpressionBuilder } from 'kysely';
import type { CountedUse } from '../../../contract/schedule/zone-log.ts';
import { MINUTE_MS, startOfDate } from '../../../contract/core/time.ts';
import type { Db, StationDatabase } from '../../db/schema.ts';
import { COUNT_CAP, cappedCount } from '../../db/paging.ts';
import { StationError } from '../../core/errors.ts';
import { trainersOfSessions } from '../../training/sessions/read.ts';
import { addMonths, type MonthRange } from './read.ts';

/** The uses that the zone log counts, from the areas that have any. */

export interface UseFilter extends MonthRange {
  purposeId?: number | undefined;
}
const KINDS = ['reservation', 'session', 'shift'] as const satisfies CountedUse['kind'][];
type Kind = (typeof KINDS)[number];

const bounds = (filter: UseFilter) => ({
  from: startOfDate(`${filter.fromMonth}-01`),
  to: startOfDate(`${addMonths(filter.toMonth, 1)}-01`)
});

function reservations(db: Db, filter: UseFilter) {
  const { from, to } = bounds(filter);
  let query = db
    .selectFrom('reservation')
    .innerJoin('zone', 'zone.id', 'reservation.zone_id')
    .innerJoin('purpose', 'purpose.id', 'reservation.purpose_id')
    .leftJoin('organisation', 'organisation.id', 'reservation.organisation_id')
    .leftJoin('person', 'person.id', 'reservation.contact_id')
    .select([
      'reservation.id',
      'reservation.id as record_id',
      'reservation.number',
      'reservation.zone_id',
      'zone.name as zone_name',
      'zone.name_en as zone_name_en'
    ])
    .select(['reservation.purpose_id', 'purpose.name as purpose_name', 'purpose.name_en as purpose_name_en', 'reservation.title'])
    .select((eb) => [
      eb.val('').as('title_en'),
      eb.fn.coalesce('organisation.name', eb.val('')).as('organisation'),
      eb.fn.coalesce('person.name', 'reservation.contact_name').as('contact')
    ])
    .select(['reservation.from_at', 'reservation.to_at', 'reservation.expected_headcount as expected'])
    .select((eb) => [
      eb.fn.coalesce('reservation.headcount', eb.val(0)).as('came'),
      eb.fn.coalesce('reservation.used_minutes', eb.val(0)).as('minutes')
    ])
    .where('reservation.state', '=', 'finished')
    .where('reservation.from_at', '>=', from)
    .where('reservation.from_at', '<', to);
  if (filter.zoneIds) query = query.where('reservation.zone_id', 'in', filter.zoneIds);
  if (filter.purposeId !== undefined) query = query.where('reservation.purpose_id', '=', filter.purposeId);
  return query;
}

function sessions(db: Db, filter: UseFilter) {
  const { from, to } = bounds(filter);
  let query = db
    .selectFrom('class_session')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .innerJoin('zone', 'zone.id', 'class_session.zone_id')
    .innerJoin('purpose', (join) => join.on('purpose.key', '=', sql.lit('class')))
    .select([
      'class_session.id',
      'class_session.class_id as record_id',
      'class.code as number',
      'class_session.zone_id',
      'zone.name as zone_name',
      'zone.name_en as zone_name_en'
    ])
    .select(['purpose.id as purpose_id', 'purpose.name as purpose_name', 'purpose.name_en as purpose_name_en'])
    .select((eb) => [
      eb.case().when('class.title', '=', '').then(eb.ref('course.title')).else(eb.ref('class.title')).end().as('title'),
      eb.case().when('class.title', '=', '').then(eb.ref('course.title_en')).else(eb.val('')).end().as('title_en'),
      eb.val('').as('organisation'),
      eb.val('').as('contact')
    ])
    .select(['class_session.from_at', 'class_session.to_at'])
    .select((eb) => [
      eb('class.taken', '+', eb.ref('class_session.single_taken')).as('expected'),
      'class_session.attended as came',
      eb.val(0).as('minutes')
    ])
    .where('class_session.state', '=', 'held')
    .where('class_session.from_at', '>=', from)
    .where('class_session.from_at', '<', to);
  if (filter.zoneIds) query = query.where('class_session.zone_id', 'in', filter.zoneIds);
  if (filter.purposeId !== undefined) query = query.where('purpose.id', '=', filter.purposeId);
  return query;
}

/** What shifts of a project shared of a zone, once the last of them was held. */
function shifts(db: Db, filter: UseFilter) {
  const { from, to } = bounds(filter);
  const own = (eb: ExpressionBuilder<StationDatabase, 'project_use'>) =>
    eb
      .selectFrom('shift')
      .whereRef('shift.project_id', '=', 'project_use.project_id')
      .whereRef('shift.zone_id', '=', 'project_use.zone_id')
      .whereRef('shift.from_at', '>=', 'project_use.from_at')
      .whereRef('shift.to_at', '<=', 'project_use.to_at')
      .where('shift.state', '=', sql.lit('held' as const));
  let query = db
    .selectFrom('project_use')
    .innerJoin('project', 'project.id', 'project_use.project_id')
    .innerJoin('zone', 'zone.id', 'project_use.zone_id')
    .innerJoin('purpose', (join) => join.on('purpose.key', '=', sql.lit('volunteer')))
    .leftJoin('person as leader', 'leader.id', 'project.leader_id')
    .select((eb) => [
      'project_use.id',
      own(eb).select('shift.id').orderBy('shift.from_at').orderBy('shift.id').limit(1).$asScalar().$notNull().as('record_id')
    ])
    .select(['project.code as number', 'project_use.zone_id', 'zone.name as zone_name', 'zone.name_en as zone_name_en'])
    .select(['purpose.id as purpose_id', 'purpose.name as purpose_name', 'purpose.name_en as purpose_name_en', 'project.title'])
    .select((eb) => [
      eb.val('').as('title_en'),
      'project.organiser as organisation',
      eb.fn.coalesce('leader.name', eb.val('')).as('contact')
    ])
    .select(['project_use.from_at', 'project_use.to_at'])
    .select((eb) => [
      eb
        .selectFrom('sign_up')
        .select((sub) => sub.fn.count<number>('sign_up.person_id').distinct().as('n'))
        .where('sign_up.state', '=', sql.lit('signed' as const))
        .where('sign_up.shift_id', 'in', own(eb).select('shift.id'))
        .$asScalar()
        .$notNull()
        .as('expected'),
      'project_use.served as came',
      eb.val(0).as('minutes')
    ])
    .where('project_use.held', '=', sql.lit(1))
    .where('project_use.from_at', '>=', from)
    .where('project_use.from_at', '<', to);
  if (filter.zoneIds) query = query.where('project_use.zone_id', 'in', filter.zoneIds);
  if (filter.purposeId !== undefined) query = query.where('purpose.id', '=', filter.purposeId);
  return query;
}

interface Joined {
  id: number;
  record_id: number;
  number: string;
  zone_id: number;
  zone_name: string;
  zone_name_en: string;
  purpose_id: number;
  purpose_name: string;
  purpose_name_en: string;
  title: string;
  title_en: string;
  organisation: string;
  contact: string;
  from_at: number;
  to_at: number;
  expected: number;
  came: number;
  minutes: number;
}

/** The uses of every kind, with the same columns whatever tables they come from. */
const SOURCES: Record<Kind, (db: Db, filter: UseFilter) => AliasableExpression<Joined>> = {
  reservation: reservations,
  session: sessions,
  shift: shifts
};

/** The uses of one kind, unordered. */
const usesOf = (db: Db, kind: Kind, filter: UseFilter) => db.selectFrom(SOURCES[kind](db, filter).as('used'));

async function toUses(db: Db, kind: Kind, rows: readonly Joined[]): Promise<CountedUse[]> {
  const trainers =
    kind === 'session'
      ? await trainersOfSessions(
          db,
          rows.map((row) => row.id)
        )
      : undefined;
  return rows.map((row) => ({
    kind,
    id: row.id,
    recordId: row.record_id,
    number: row.number,
    zone: { id: row.zone_id, name: row.zone_name, nameEn: row.zone_name_en },
    purpose: { id: row.purpose_id, name: row.purpose_name, nameEn: row.purpose_name_en },
    title: row.title,
    titleEn: row.title_en,
    organisation: row.organisation,
    contact: trainers ? (trainers.get(row.id) ?? []).map((one) => one.name).join('、') : row.contact,
    from: row.from_at,
    to: row.to_at,
    expected: row.expected,
    headcount: row.came,
    // Sessions and shifts count as they were planned: nobody ends one early on record.
    minutes: kind === 'reservation' ? row.minutes : Math.floor((row.to_at - row.from_at) / MINUTE_MS)
  }));
}

interface Place {
  at: number;
  kind: number;
  id: number;
}
function placeOf(cursor: string): Place {
  const [at, kind, id] = cursor.split('.').map(Number);
  if (![at, kind, id].every((part) => Number.isSafeInteger(part))) throw new StationError('INVALID', { field: 'after', reason: 'cursor' });
  return { at: at!, kind: kind!, id: id! };
}

/**
 * A page of the uses of all kinds, newest first; at the same start by kind, then by id.
 * @throws StationError INVALID for a cursor that is none
 */
export async function pageOfUses(db: Db, filter: UseFilter & { after?: string | undefined; limit: number }) {
  const after = filter.after === undefined ? null : placeOf(filter.after);
  const found: CountedUse[] = [];
  let count = 0;
  let capped = false;
  for (const [order, kind] of KINDS.entries()) {
    let page = usesOf(db, kind, filter);
    if (after) {
      page = page.where('used.from_at', '<=', after.at).where((eb) => {
        const earlier = eb('used.from_at', '<', after.at);
        if (order < after.kind) return earlier;
        return order > after.kind ? eb('used.from_at', '<=', after.at) : eb.or([earlier, eb('used.id', '<', after.id)]);
      });
    } else {
      const total = await cappedCount(db, usesOf(db, kind, filter).select('used.id'));
      count += total.count;
      capped ||= total.capped;
    }
    const rows = await page
      .selectAll('used')
      .orderBy('used.from_at', 'desc')
      .orderBy('used.id', 'desc')
      .limit(filter.limit + 1)
      .execute();
    found.push(...(await toUses(db, kind, rows)));
  }
  const order = (use: CountedUse) => KINDS.indexOf(use.kind);
  found.sort((a, b) => b.from - a.from || order(a) - order(b) || b.id - a.id);
  const rows = found.slice(0, filter.limit);
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > filter.limit && last ? `${last.from}.${order(last)}.${last.id}` : null,
    total: after ? null : { count: Math.min(count, COUNT_CAP), capped: capped || count > COUNT_CAP }
  };
}

const AT_ONCE = 1000;

/** All of them, oldest first, at most `most`. @param check called now and then; throws to stop */
export async function allUses(db: Db, filter: UseFilter, most: number, check: () => void): Promise<CountedUse[]> {
  const found: CountedUse[] = [];
  for (const kind of KINDS) {
    let part: Joined[] = [];
    const take = async () => {
      found.push(...(await toUses(db, kind, part)));
      part = [];
      check();
    };
    const rows = await usesOf(db, kind, filter).selectAll('used').orderBy('used.from_at').orderBy('used.id').limit(most).execute();
    for (const row of rows) {
      part.push(row);
      if (part.length === AT_ONCE) await take();
    }
    await take();
  }
  return found.sort((a, b) => a.from - b.from).slice(0, most);
}
