import type { ReservationRow } from '../../../contract/schedule/reservations.ts';
import type { Db } from '../../db/schema.ts';

/** Reservations with the names that a list shows, in no order. A contact on record has the name of their record. */
export function rowQuery(db: Db) {
  return db
    .selectFrom('reservation')
    .innerJoin('zone', 'zone.id', 'reservation.zone_id')
    .innerJoin('purpose', 'purpose.id', 'reservation.purpose_id')
    .leftJoin('organisation', 'organisation.id', 'reservation.organisation_id')
    .leftJoin('person as contact', 'contact.id', 'reservation.contact_id');
}

export const ROW_COLUMNS = [
  'reservation.id',
  'reservation.number',
  'reservation.zone_id',
  'reservation.purpose_id',
  'reservation.title',
  'reservation.organisation_id',
  'reservation.contact_id',
  'reservation.contact_name',
  'reservation.expected_headcount',
  'reservation.headcount',
  'reservation.from_at',
  'reservation.to_at',
  'reservation.grace_from_at',
  'reservation.state',
  'reservation.series_id',
  'reservation.series_changed',
  'reservation.checked_in_at',
  'reservation.finished_at',
  'reservation.version',
  'zone.name as zone_name',
  'zone.name_en as zone_name_en',
  'zone.colour as zone_colour',
  'purpose.name as purpose_name',
  'purpose.name_en as purpose_name_en',
  'organisation.name as organisation_name',
  'contact.name as person_name'
] as const;

export interface JoinedRow {
  id: number;
  number: string;
  zone_id: number;
  purpose_id: number;
  title: string;
  organisation_id: number | null;
  contact_id: number | null;
  contact_name: string;
  expected_headcount: number;
  headcount: number | null;
  from_at: number;
  to_at: number;
  grace_from_at: number;
  state: ReservationRow['state'];
  series_id: number | null;
  series_changed: number;
  checked_in_at: number | null;
  finished_at: number | null;
  version: number;
  zone_name: string;
  zone_name_en: string;
  zone_colour: string;
  purpose_name: string;
  purpose_name_en: string;
  organisation_name: string | null;
  person_name: string | null;
}

export function toRow(row: JoinedRow): ReservationRow {
  return {
    id: row.id,
    number: row.number,
    zone: { id: row.zone_id, name: row.zone_name, nameEn: row.zone_name_en, colour: row.zone_colour },
    purpose: { id: row.purpose_id, name: row.purpose_name, nameEn: row.purpose_name_en },
    title: row.title,
    organisation: row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation_name ?? '' },
    contactId: row.contact_id,
    contactName: row.person_name ?? row.contact_name,
    expectedHeadcount: row.expected_headcount,
    headcount: row.headcount,
    from: row.from_at,
    to: row.to_at,
    state: row.state,
    seriesId: row.series_id,
    seriesChanged: row.series_changed === 1,
    checkedInAt: row.checked_in_at,
    finishedAt: row.finished_at,
    version: row.version
  };
}
