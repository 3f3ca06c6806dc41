import { MAX_ALLOCATION_MS, openIntervals, PROPOSAL_STEP_MINUTES, type Interval } from '../../../contract/schedule/allocation.ts';
import { addDays, dateOf, DAY_MS, MINUTE_MS, startOfDate } from '../../../contract/core/time.ts';
import type { Calendar } from '../calendar/days.ts';
import { readCalendar } from '../calendar/days.ts';
import type { Db } from '../../db/schema.ts';
import { overlapping, probe, readZoneRules, type ProbeOptions, type ZoneRules } from './probe.ts';
import type { ScheduleRequest } from './request.ts';

const STEP_MS = PROPOSAL_STEP_MINUTES * MINUTE_MS;
const LOOK_AHEAD_DAYS = 14;
/** Most candidates that are checked in full. More would fail too, because equipment or people are taken all day. */
const MOST_CHECKS = 40;

const ceilStep = (at: number) => Math.ceil(at / STEP_MS) * STEP_MS;
const floorStep = (at: number) => Math.floor(at / STEP_MS) * STEP_MS;

/** Gaps of one zone over some dates: where a use of a given length can begin, as far as the zone is concerned. */
class Gaps {
  readonly zone: ZoneRules;
  private readonly busy: Interval[];
  private readonly calendar: Calendar;

  private constructor(zone: ZoneRules, busy: Interval[], calendar: Calendar) {
    this.zone = zone;
    this.busy = busy;
    this.calendar = calendar;
  }

  static async read(db: Db, zoneId: number, from: string, to: string, options: ProbeOptions): Promise<Gaps> {
    const zone = await readZoneRules(db, zoneId);
    const span = { from: startOfDate(from) - MAX_ALLOCATION_MS, to: startOfDate(addDays(to, 1)) + MAX_ALLOCATION_MS };
    const rows = await overlapping(db, 'zone', zoneId, span);
    const closures = await db
      .selectFrom('closure')
      .select(['from_at', 'to_at'])
      .where('zone_id', '=', zoneId)
      .where('cancelled', '=', 0)
      .where('to_at', '>', span.from)
      .where('from_at', '<', span.to)
      .execute();
    const busy = rows
      .filter((row) => !options.except?.some((source) => source.kind === row.source_kind && source.id === row.source_id))
      .map((row) => ({ from: row.start_at, to: row.end_at }))
      .concat(closures.map((row) => ({ from: row.from_at, to: row.to_at })))
      .concat(
        (options.also ?? []).filter((row) => row.kind === 'zone' && row.id === zoneId).map((row) => ({ from: row.from, to: row.to }))
      );
    busy.sort((a, b) => a.from - b.from);
    return new Gaps(zone, busy, await readCalendar(db, from, to));
  }

  /** Ranges of possible starts on a date, UTC ms, both ends included. @param length length of the use, ms */
  starts(date: string, length: number, buffers: { setup: number; clearup: number }): Interval[] {
    const setup = buffers.setup * MINUTE_MS;
    const clearup = buffers.clearup * MINUTE_MS;
    const ranges: Interval[] = [];
    for (const open of openIntervals(this.zone, date, this.calendar.kindOf(date))) {
      let from = open.from;
      const add = (to: number) => {
        const first = ceilStep(from);
        const last = floorStep(to);
        if (first <= last) ranges.push({ from: first, to: last });
      };
      for (const busy of this.busy) {
        if (busy.to + setup <= from || busy.from >= open.to + clearup) continue;
        add(Math.min(busy.from - clearup, open.to) - length);
        from = Math.max(from, busy.to + setup);
      }
      add(open.to - length);
    }
    return ranges;
  }
}

const buffersOf = (request: ScheduleRequest, zone: ZoneRules) => request.buffers ?? { setup: zone.setup, clearup: zone.clearup };

async function fits(db: Db, request: ScheduleRequest, from: number, options: ProbeOptions): Promise<Interval | null> {
  const use = { from, to: from + (request.use.to - request.use.from) };
  const answer = await probe(db, { ...request, use }, options);
  return answer.clashes.length === 0 ? use : null;
}

/** The next times at or after the one asked for at which a request fits in its zone: the first of each gap. */
export async function nextFree(
  db: Db,
  request: ScheduleRequest & { zoneId: number },
  count: number,
  options: ProbeOptions
): Promise<Interval[]> {
  const length = request.use.to - request.use.from;
  if (length > DAY_MS) return [];
  const earliest = Math.max(request.use.from, options.now);
  const first = dateOf(earliest);
  const last = addDays(first, LOOK_AHEAD_DAYS);
  const gaps = await Gaps.read(db, request.zoneId, first, last, options);
  const found: Interval[] = [];
  let checks = 0;
  for (let date = first; date <= last && found.length < count; date = addDays(date, 1)) {
    for (const range of gaps.starts(date, length, buffersOf(request, gaps.zone))) {
      for (
        let at = Math.max(range.from, ceilStep(earliest));
        at <= range.to && checks < MOST_CHECKS && found.length < count;
        at += STEP_MS
      ) {
        checks += 1;
        const use = await fits(db, request, at, options);
        if (!use) continue;
        found.push(use);
        break;
      }
    }
  }
  return found;
}

/** The nearest time on the same date at which a request fits in its zone, or null. */
export async function nearestFree(db: Db, request: ScheduleRequest & { zoneId: number }, options: ProbeOptions): Promise<Interval | null> {
  const length = request.use.to - request.use.from;
  const date = dateOf(request.use.from);
  const gaps = await Gaps.read(db, request.zoneId, date, date, options);
  const asked = request.use.from;
  const candidates: number[] = [];
  for (const range of gaps.starts(date, length, buffersOf(request, gaps.zone))) {
    for (let at = range.from; at <= range.to; at += STEP_MS) if (at >= options.now) candidates.push(at);
  }
  candidates.sort((a, b) => Math.abs(a - asked) - Math.abs(b - asked) || a - b);
  for (const at of candidates.slice(0, MOST_CHECKS)) {
    const use = await fits(db, request, at, options);
    if (use) return use;
  }
  return null;
}

export interface ZoneChoice {
  id: number;
  name: string;
  name_en: string;
  capacity: number;
}

/**
 * Other zones that are large enough and in which a request fits at the same time. Movable equipment comes along, fixed equipment
 * does not.
 */
export async function otherZones(db: Db, request: ScheduleRequest & { zoneId: number }, options: ProbeOptions): Promise<ZoneChoice[]> {
  const zones = await db
    .selectFrom('zone')
    .select(['id', 'name', 'name_en', 'capacity'])
    .where('archived_at', 'is', null)
    .where('id', '!=', request.zoneId)
    .where('capacity', '>=', request.headcount)
    .orderBy('capacity')
    .orderBy('id')
    .execute();
  const fixed =
    request.equipment.length === 0
      ? []
      : await db
          .selectFrom('equipment')
          .select('id')
          .where('zone_id', 'is not', null)
          .where(
            'id',
            'in',
            request.equipment.map((line) => line.equipmentId)
          )
          .execute();
  const equipment = request.equipment.filter((line) => !fixed.some((row) => row.id === line.equipmentId));
  const free: ZoneChoice[] = [];
  for (const zone of zones) {
    const { buffers: _own, ...asked } = request;
    const answer = await probe(db, { ...asked, zoneId: zone.id, equipment }, options);
    if (answer.clashes.length === 0) free.push(zone);
  }
  return free;
}
