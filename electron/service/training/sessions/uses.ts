import { monthBounds } from '../../core/figures/months.ts';
import { sql } from 'kysely';
import { MINUTE_MS } from '../../../contract/core/time.ts';
import type { UseFilter, UseSource } from '../../schedule/zone-log/sources.ts';
import type { Db } from '../../db/schema.ts';
import { trainersOfSessions } from './read.ts';

function sessions(db: Db, filter: UseFilter) {
  const { from, to } = monthBounds(filter);
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

/** Held class sessions as uses in the zone log. */
export const sessionUses: UseSource = {
  query: sessions,
  async contacts(db, ids) {
    const trainers = await trainersOfSessions(db, ids);
    return new Map(ids.map((id) => [id, (trainers.get(id) ?? []).map((one) => one.name).join('、')]));
  },
  async recount(db) {
    const purpose = await db.selectFrom('purpose').select('id').where('key', '=', 'class').executeTakeFirstOrThrow();
    const rows = await db
      .selectFrom('class_session')
      .select(['zone_id', 'from_at', 'to_at', 'attended'])
      .where('state', '=', 'held')
      .execute();
    return rows.map((row) => ({
      ...row,
      purpose_id: purpose.id,
      headcount: row.attended,
      used_minutes: Math.floor((row.to_at - row.from_at) / MINUTE_MS)
    }));
  }
};
