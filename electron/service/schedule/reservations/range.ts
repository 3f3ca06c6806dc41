import type { ReservationState } from '../../../contract/schedule/reservation.ts';
import { MAX_RANGE_DAYS, type ReservationColumns } from '../../../contract/schedule/reservations.ts';
import { MAX_USE_MS } from '../../../contract/schedule/allocation.ts';
import { DAY_MS } from '../../../contract/core/time.ts';
import type { Context } from '../../core/context.ts';
import { fixedQuery } from '../../db/fixed.ts';
import { StationError } from '../../core/errors.ts';
import { readOthers } from '../allocation/others.ts';

const SHOWN: readonly ReservationState[] = ['requested', 'approved', 'in_use', 'finished', 'no_show', 'suspended'];

/** `zone0`, `zone1` …, one for each zone of the query. */
type Span = Record<`zone${number}`, number> & { after: number; from: number; to: number };
const zonesOf = (zones: number, span: Span) => Array.from({ length: zones }, (_, i) => span[`zone${i}`] as number);

const spanQuery = (zones: number | null) =>
  fixedQuery((db, span: Span) => {
    const query = db
      .selectFrom('reservation')
      .leftJoin('organisation', 'organisation.id', 'reservation.organisation_id')
      .leftJoin('person', 'person.id', 'reservation.contact_id')
      .select(['reservation.id', 'reservation.version', 'number', 'zone_id', 'purpose_id', 'from_at', 'to_at', 'setup_minutes'])
      .select(['clearup_minutes', 'state', 'title', 'organisation.name as organisation'])
      .select((eb) => eb.fn.coalesce('person.name', 'reservation.contact_name').as('contact'))
      .select(['expected_headcount', 'reservation.headcount', 'series_id'])
      .where('from_at', '>', span.after)
      .where('from_at', '<', span.to)
      .where('to_at', '>', span.from)
      .orderBy('from_at');
    return zones === null ? query : query.where('zone_id', 'in', zonesOf(zones, span));
  });

const closureQuery = (zones: number | null) =>
  fixedQuery((db, span: Span) => {
    const query = db
      .selectFrom('closure')
      .select(['id', 'zone_id', 'from_at', 'to_at', 'reason'])
      .where('cancelled', '=', 0)
      .where('to_at', '>', span.from)
      .where('from_at', '<', span.to)
      .orderBy('from_at');
    return zones === null ? query : query.where('zone_id', 'in', zonesOf(zones, span));
  });

/** The two queries by number of zones; null: for all zones. */
const queries = new Map<number | null, { reservations: ReturnType<typeof spanQuery>; closures: ReturnType<typeof closureQuery> }>();
function queriesFor(zones: number | null) {
  let found = queries.get(zones);
  if (!found) queries.set(zones, (found = { reservations: spanQuery(zones), closures: closureQuery(zones) }));
  return found;
}

/**
 * What the calendar shows in [from, to), UTC ms: one indexed query for reservations, answered as columns, and another for other areas.
 * No use is longer than MAX_USE_MS, so the start is bounded on both sides.
 * @throws StationError INVALID for a range over 62 days
 */
export async function readRange(
  context: Context,
  input: { from: number; to: number; zoneIds?: number[] | undefined; states?: ReservationState[] | undefined }
) {
  if (input.to <= input.from) throw new StationError('INVALID', { field: 'to', reason: 'order' });
  if (input.to - input.from > MAX_RANGE_DAYS * DAY_MS) throw new StationError('INVALID', { field: 'to', reason: 'too_long' });
  const { db, clock } = context.station;
  const zones = input.zoneIds ?? [];
  const query = queriesFor(input.zoneIds?.length ?? null);
  const span: Span = {
    after: input.from - MAX_USE_MS,
    from: input.from,
    to: input.to,
    ...Object.fromEntries(zones.map((id, i) => [`zone${i}`, id]))
  };
  const rows = await query.reservations(db, span);
  const states = new Set<string>(input.states ?? SHOWN);
  const columns: ReservationColumns = {
    id: [],
    version: [],
    number: [],
    zoneId: [],
    purposeId: [],
    from: [],
    to: [],
    setup: [],
    clearup: [],
    state: [],
    title: [],
    organisation: [],
    contact: [],
    expected: [],
    headcount: [],
    seriesId: []
  };
  for (const row of rows) {
    if (!states.has(row.state)) continue;
    columns.id.push(row.id);
    columns.version.push(row.version);
    columns.number.push(row.number);
    columns.zoneId.push(row.zone_id);
    columns.purposeId.push(row.purpose_id);
    columns.from.push(row.from_at);
    columns.to.push(row.to_at);
    columns.setup.push(row.setup_minutes);
    columns.clearup.push(row.clearup_minutes);
    columns.state.push(row.state);
    columns.title.push(row.title);
    columns.organisation.push(row.organisation);
    columns.contact.push(row.contact);
    columns.expected.push(row.expected_headcount);
    columns.headcount.push(row.headcount);
    columns.seriesId.push(row.series_id);
  }
  const closures = (await query.closures(db, span)).map((row) => ({
    id: row.id,
    zoneId: row.zone_id,
    from: row.from_at,
    to: row.to_at,
    reason: row.reason
  }));
  return { columns, others: await readOthers(db, input, input.zoneIds, clock.now()), closures };
}
