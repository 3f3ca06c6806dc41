import { monthBounds } from '../../core/figures/months.ts';
import type { UseFilter, UseSource } from '../zone-log/sources.ts';
import type { Db } from '../../db/schema.ts';

function reservations(db: Db, filter: UseFilter) {
  const { from, to } = monthBounds(filter);
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

/** Finished reservations as uses in the zone log. */
export const reservationUses: UseSource = {
  query: reservations,
  keepsMinutes: true,
  recount: (db) =>
    db
      .selectFrom('reservation')
      .select(['zone_id', 'purpose_id', 'from_at', 'headcount', 'used_minutes'])
      .where('state', '=', 'finished')
      .execute()
};
