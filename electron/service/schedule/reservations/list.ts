import { keyset, numberKey } from '../../db/keyset.ts';
import { contains } from '../../db/contains.ts';
import type { ReservationRow } from '../../../contract/schedule/reservations.ts';
import type { ReservationState } from '../../../contract/schedule/reservation.ts';
import { addDays, dateOf, startOfDate } from '../../../contract/core/time.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';

import { ROW_COLUMNS, rowQuery, toRow } from './rows.ts';

export interface ReservationFilter {
  zoneIds?: number[] | undefined;
  purposeIds?: number[] | undefined;
  states?: ReservationState[] | undefined;
  organisationId?: number | undefined;
  personId?: number | undefined;
  seriesId?: number | undefined;
  fromDate?: string | undefined;
  toDate?: string | undefined;
  text?: string | undefined;
}

/** Bounds of a search for text without dates, days, because such a search reads row by row. */
const TEXT_BACK_DAYS = 180;
const TEXT_AHEAD_DAYS = 366;

/** The reservations that pass a filter, with their names, in no order. Wildcards in a text stand for themselves. */
export function filtered(db: Db, filter: ReservationFilter, now: number) {
  let query = rowQuery(db);
  if (filter.zoneIds) query = query.where('reservation.zone_id', 'in', filter.zoneIds);
  if (filter.purposeIds) query = query.where('purpose_id', 'in', filter.purposeIds);
  if (filter.states) query = query.where('state', 'in', filter.states);
  if (filter.organisationId !== undefined) query = query.where('reservation.organisation_id', '=', filter.organisationId);
  if (filter.personId !== undefined) query = query.where('contact_id', '=', filter.personId);
  if (filter.seriesId !== undefined) query = query.where('series_id', '=', filter.seriesId);
  let from = filter.fromDate;
  let to = filter.toDate;
  const text = filter.text?.trim() ?? '';
  if (/^\d{4}-\d{1,6}$/.test(text)) {
    query = query.where('number', '>=', text).where('number', '<', `${text}:`);
  } else if (text !== '') {
    if (from === undefined && to === undefined) {
      from = addDays(dateOf(now), -TEXT_BACK_DAYS);
      to = addDays(dateOf(now), TEXT_AHEAD_DAYS);
    }
    query = query.where(contains(['reservation.title', 'reservation.contact_name', 'contact.name', 'organisation.name'], text));
  }
  if (from !== undefined) query = query.where('reservation.from_at', '>=', startOfDate(from));
  if (to !== undefined) query = query.where('reservation.from_at', '<', startOfDate(addDays(to, 1)));
  return query;
}

/** A page of a filtered list by start and id. @throws StationError INVALID for a cursor of another list */
export async function listReservations(
  context: Context,
  input: ReservationFilter & { after?: string | undefined; limit: number; ascending: boolean }
): Promise<{ rows: ReservationRow[]; next: string | null; total: { count: number; capped: boolean } | null }> {
  const { db, clock } = context.station;
  const query = filtered(db, input, clock.now());
  const { rows: shown, next } = await keyset(query.select(ROW_COLUMNS), input, input.ascending ? 'asc' : 'desc', [
    numberKey('reservation.from_at', (row) => row.from_at),
    numberKey('reservation.id', (row) => row.id)
  ]);
  return {
    rows: shown.map(toRow),
    next,
    total: input.after === undefined ? await cappedCount(db, query.select('reservation.id')) : null
  };
}
