import { sql } from 'kysely';
import type { ReservationRow } from '../../../contract/schedule/reservations.ts';
import type { ReservationState } from '../../../contract/schedule/reservation.ts';
import { addDays, dateOf, startOfDate } from '../../../contract/core/time.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { StationError } from '../../core/errors.ts';
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

/** Bounds of a search for text where no dates are given, days: a part of a title is looked for row by row. */
const TEXT_BACK_DAYS = 180;
const TEXT_AHEAD_DAYS = 366;

/** What LIKE would take for a wildcard is taken literally. */
const escaped = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`);

/** The reservations a filter lets through, with their names, unordered. */
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
    const like = `%${escaped(text)}%`;
    query = query.where((eb) =>
      eb.or(
        (['reservation.title', 'reservation.contact_name', 'contact.name', 'organisation.name'] as const).map(
          (column) => sql<boolean>`${eb.ref(column)} like ${like} escape '\\'`
        )
      )
    );
  }
  if (from !== undefined) query = query.where('reservation.from_at', '>=', startOfDate(from));
  if (to !== undefined) query = query.where('reservation.from_at', '<', startOfDate(addDays(to, 1)));
  return query;
}

/** A page of a filtered list by start and id. @throws StationError INVALID for a cursor that is none */
export async function listReservations(
  context: Context,
  input: ReservationFilter & { after?: string | undefined; limit: number; ascending: boolean }
): Promise<{ rows: ReservationRow[]; next: string | null; total: { count: number; capped: boolean } | null }> {
  const { db, clock } = context.station;
  const query = filtered(db, input, clock.now());
  let page = query;
  if (input.after !== undefined) {
    const [at, id] = input.after.split('.').map(Number);
    if (at === undefined || id === undefined || !Number.isFinite(at) || !Number.isFinite(id))
      throw new StationError('INVALID', { field: 'after', reason: 'cursor' });
    const beyond = input.ascending ? '>' : '<';
    page = page
      .where('reservation.from_at', input.ascending ? '>=' : '<=', at)
      .where((eb) => eb.or([eb('reservation.from_at', beyond, at), eb('reservation.id', beyond, id)]));
  }
  const direction = input.ascending ? 'asc' : 'desc';
  const rows = await page
    .select(ROW_COLUMNS)
    .orderBy('reservation.from_at', direction)
    .orderBy('reservation.id', direction)
    .limit(input.limit + 1)
    .execute();
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(toRow),
    next: rows.length > input.limit && last ? `${last.from_at}.${last.id}` : null,
    total: input.after === undefined ? await cappedCount(db, query.select('reservation.id')) : null
  };
}
