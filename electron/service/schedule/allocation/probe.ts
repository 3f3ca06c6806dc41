import type { Clash } from '../../../contract/core/errors.ts';
import {
  MAX_ALLOCATION_MS,
  occupied,
  outsideHours,
  peakUse,
  type Interval,
  type OpeningRules
} from '../../../contract/schedule/allocation.ts';
import { clockOfMinutes, dateOf } from '../../../contract/core/time.ts';
import { readCalendar } from '../calendar/days.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { describeHolders } from './holders.ts';
import type { ScheduleRequest, Source, Wanted } from './request.ts';

/** Makes a clash; `heldBy` is empty where there is no holder. */
const clash = (kind: Clash['kind'], name: string, more: Partial<Clash> = {}): Clash => ({ kind, name, heldBy: '', ...more });

/** Most holders that a refusal names. */
const NAMED = 10;

export interface ProbeOptions {
  /** The moment against which "past" is judged, UTC ms. */
  now: number;
  /** Sources whose allocations are not in the way, because they are about to move. */
  except?: readonly Source[];
  /** Unwritten rows that count as written, such as the earlier dates of a previewed series. */
  also?: readonly (Wanted & { heldBy: string })[];
}

/** The answer to a request: what is in its way, and the rows it would take. */
export interface Probed {
  clashes: Clash[];
  wanted: Wanted[];
  /** The time for which the zone is taken, buffers included; without a zone, the use itself. */
  occupied: Interval;
  buffers: { setup: number; clearup: number };
  zone: ZoneRules | null;
}

/** What the schedule reads of a zone. */
export interface ZoneRules extends OpeningRules {
  id: number;
  name: string;
  capacity: number;
  setup: number;
  clearup: number;
  archived: boolean;
  needsApproval: boolean;
}

const zoneWithHours = fixedQuery((db, { id }: { id: number }) =>
  db
    .selectFrom('zone')
    .leftJoin('zone_hours', 'zone_hours.zone_id', 'zone.id')
    .select(['zone.id', 'name', 'capacity', 'setup_minutes', 'clearup_minutes', 'holiday_policy'])
    .select(['archived_at', 'needs_approval'])
    .select(['weekday', 'open_minute', 'close_minute'])
    .where('zone.id', '=', id)
);

/** Reads one zone with its hours in one query. @throws StationError NOT_FOUND */
export async function readZoneRules(db: Db, zoneId: number): Promise<ZoneRules> {
  const rows = await zoneWithHours(db, { id: zoneId });
  const zone = found(rows[0], 'zone', zoneId);
  return {
    id: zone.id,
    name: zone.name,
    capacity: zone.capacity,
    setup: zone.setup_minutes,
    clearup: zone.clearup_minutes,
    archived: zone.archived_at !== null,
    needsApproval: zone.needs_approval === 1,
    holidayPolicy: zone.holiday_policy === 'open' ? 'open' : 'closed',
    hours: rows.flatMap((row) =>
      row.weekday === null
        ? []
        : [{ weekday: row.weekday, open: clockOfMinutes(row.open_minute ?? 0), close: clockOfMinutes(row.close_minute ?? 0) }]
    )
  };
}

const allocationsAt = fixedQuery((db, at: { kind: string; id: number; after: number; before: number; endAfter: number }) =>
  db
    .selectFrom('allocation')
    .select(['start_at', 'end_at', 'quantity', 'source_kind', 'source_id'])
    .where('resource_kind', '=', at.kind)
    .where('resource_id', '=', at.id)
    .where('start_at', '>', at.after)
    .where('start_at', '<', at.before)
    .where('end_at', '>', at.endAfter)
    .orderBy('start_at')
);

/**
 * Allocations of a resource that overlap an interval, by start. No allocation is longer than MAX_ALLOCATION_MS, so the start is bounded
 * on both sides and the index is read for two days instead of the whole history.
 */
export function overlapping(db: Db, kind: Wanted['kind'], id: number, interval: Interval) {
  return allocationsAt(db, { kind, id, after: interval.from - MAX_ALLOCATION_MS, before: interval.to, endAfter: interval.from });
}

interface Holder extends Interval {
  quantity: number;
  source_kind: string;
  source_id: number;
  heldBy?: string;
}

async function holders(db: Db, want: Wanted, options: ProbeOptions): Promise<Holder[]> {
  const rows = await overlapping(db, want.kind, want.id, want);
  const others: Holder[] = rows
    .filter((row) => !options.except?.some((source) => source.kind === row.source_kind && source.id === row.source_id))
    .map((row) => ({ ...row, from: row.start_at, to: row.end_at }));
  for (const row of options.also ?? []) {
    if (row.kind === want.kind && row.id === want.id && row.from < want.to && want.from < row.to) {
      others.push({ ...row, source_kind: '', source_id: 0 });
    }
  }
  return others;
}

async function named(db: Db, kind: Clash['kind'], name: string, held: Holder[]): Promise<Clash[]> {
  const shown = held.slice(0, NAMED);
  const label = await describeHolders(
    db,
    shown.filter((holder) => holder.source_kind !== '')
  );
  return shown.map((holder) => ({
    kind,
    name,
    heldBy: holder.heldBy ?? label(holder),
    ...(holder.source_kind === '' ? {} : { holderKind: holder.source_kind, holderId: holder.source_id }),
    from: holder.from,
    to: holder.to
  }));
}

/**
 * Checks a request against the zone's state, capacity, opening hours and holidays, against closures, and against all holders of the
 * zone, the people and the equipment, buffers included. Writes nothing.
 * @throws StationError NOT_FOUND for a zone, person or equipment that does not exist
 */
export async function probe(db: Db, request: ScheduleRequest, options: ProbeOptions): Promise<Probed> {
  const clashes: Clash[] = [];
  const lift = request.lift ?? {};
  const zone = request.zoneId === null ? null : await readZoneRules(db, request.zoneId);
  const buffers = request.buffers ?? { setup: zone?.setup ?? 0, clearup: zone?.clearup ?? 0 };
  const taken = occupied(request.use, buffers.setup, buffers.clearup);
  if (request.notBefore !== undefined && request.notBefore < taken.to) taken.from = Math.max(taken.from, request.notBefore);
  const wanted: Wanted[] = [];

  if (request.use.from < options.now && !lift.past) {
    clashes.push(clash('past', zone?.name ?? '', request.use));
  }
  if (zone) {
    wanted.push({ kind: 'zone', id: zone.id, quantity: 1, ...taken });
    clashes.push(...(await zoneClashes(db, zone, request, taken)));
    clashes.push(...(await named(db, 'zone', zone.name, await holders(db, wanted[0]!, options))));
  }
  for (const personId of new Set(request.personIds)) {
    const person = found(await db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst(), 'person', personId);
    const want: Wanted = { kind: 'person', id: personId, quantity: 1, ...taken };
    wanted.push(want);
    clashes.push(...(await named(db, 'person', person.name, await holders(db, want, options))));
  }
  for (const line of request.equipment) {
    const want: Wanted = { kind: 'equipment', id: line.equipmentId, quantity: line.quantity, ...taken };
    wanted.push(want);
    clashes.push(...(await equipmentClashes(db, want, request, options)));
  }
  return { clashes, wanted, occupied: taken, buffers, zone };
}

const closuresAt = fixedQuery((db, at: { zoneId: number; from: number; to: number }) =>
  db
    .selectFrom('closure')
    .select(['id', 'reason', 'from_at', 'to_at'])
    .where('zone_id', '=', at.zoneId)
    .where('cancelled', '=', 0)
    .where('to_at', '>', at.from)
    .where('from_at', '<', at.to)
    .orderBy('to_at')
    .limit(NAMED)
);

async function zoneClashes(db: Db, zone: ZoneRules, request: ScheduleRequest, taken: Interval): Promise<Clash[]> {
  const clashes: Clash[] = [];
  const lift = request.lift ?? {};
  const { use } = request;
  if (zone.archived) clashes.push(clash('archived', zone.name));
  if (request.headcount > zone.capacity && !lift.capacity) {
    clashes.push(clash('capacity', zone.name, { available: zone.capacity, wanted: request.headcount }));
  }
  if (!lift.hours) {
    const calendar = await readCalendar(db, dateOf(use.from), dateOf(use.to));
    const outside = outsideHours(zone, use, calendar.kindOf);
    if (outside) {
      const heldBy = outside.why === 'holiday' ? (calendar.day(outside.date)?.name ?? '') : '';
      clashes.push(clash(outside.why, zone.name, { heldBy, ...use }));
    }
  }
  const closures = await closuresAt(db, { zoneId: zone.id, from: taken.from, to: taken.to });
  for (const closure of closures) {
    clashes.push({
      kind: 'closure',
      name: zone.name,
      heldBy: closure.reason,
      holderKind: 'closure',
      holderId: closure.id,
      from: closure.from_at,
      to: closure.to_at
    });
  }
  return clashes;
}

async function equipmentClashes(db: Db, want: Wanted, request: ScheduleRequest, options: ProbeOptions): Promise<Clash[]> {
  const row = await db
    .selectFrom('equipment')
    .select(['name', 'quantity', 'zone_id', 'archived_at'])
    .where('id', '=', want.id)
    .executeTakeFirst();
  const equipment = found(row, 'equipment', want.id);
  // Equipment fixed in another zone, or archived, has no pieces to give.
  const elsewhere = equipment.zone_id !== null && equipment.zone_id !== request.zoneId;
  if (elsewhere || equipment.archived_at !== null) {
    return [clash('equipment', equipment.name, { available: 0, wanted: want.quantity })];
  }
  const held = await holders(db, want, options);
  const available = equipment.quantity - peakUse(want, held);
  if (want.quantity <= available) return [];
  const [first] = await named(db, 'equipment', equipment.name, held);
  return [clash('equipment', equipment.name, { ...first, available: Math.max(0, available), wanted: want.quantity })];
}
