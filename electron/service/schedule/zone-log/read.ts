import { addMonths, demandMonths, type MonthRange } from '../../core/figures/months.ts';
import type { FigureCell } from '../../../contract/schedule/zone-log.ts';
import { hoursOn, overlaps, type Interval, type OpeningRules } from '../../../contract/schedule/allocation.ts';
import { addDays, clockOfMinutes, dateOf, DAY_MS, MINUTE_MS, monthOf, startOfDate } from '../../../contract/core/time.ts';
import { yearBefore } from '../../../contract/core/year-before.ts';
import { readCalendar } from '../calendar/days.ts';
import type { Db } from '../../db/schema.ts';

/** A range of months, for some zones or all. */
export interface ZoneMonths extends MonthRange {
  zoneIds?: number[] | undefined;
}

/** The cells of the roll-up for a range of months. */
export async function readCells(db: Db, range: ZoneMonths): Promise<FigureCell[]> {
  let query = db
    .selectFrom('zone_use_month')
    .selectAll()
    .where('month', '>=', range.fromMonth)
    .where('month', '<=', range.toMonth)
    .where('uses', '>', 0)
    .orderBy('month')
    .orderBy('zone_id')
    .orderBy('purpose_id');
  if (range.zoneIds) query = query.where('zone_id', 'in', range.zoneIds);
  const rows = await query.execute();
  return rows.map((row) => ({
    zoneId: row.zone_id,
    purposeId: row.purpose_id,
    month: row.month,
    uses: row.uses,
    attendances: row.attendances,
    minutes: row.minutes
  }));
}

/**
 * Opening minutes per zone and month, from the day the zone was made to the day it was archived or today, both included. By the present
 * hours, because past hours are not kept; with holidays by the zone's policy and without closures.
 */
export async function openMinutes(db: Db, range: ZoneMonths, now: number): Promise<{ zoneId: number; month: string; minutes: number }[]> {
  let query = db.selectFrom('zone').selectAll().orderBy('id');
  if (range.zoneIds) query = query.where('id', 'in', range.zoneIds);
  const zones = await query.execute();
  const first = `${range.fromMonth}-01`;
  const today = dateOf(now);
  const monthEnd = addDays(`${addMonths(range.toMonth, 1)}-01`, -1);
  const last = monthEnd < today ? monthEnd : today;
  if (zones.length === 0 || last < first) return [];
  const hours = await db.selectFrom('zone_hours').selectAll().execute();
  const closures = await db
    .selectFrom('closure')
    .select(['zone_id', 'from_at', 'to_at'])
    .where('cancelled', '=', 0)
    .where('to_at', '>', startOfDate(first))
    .where('from_at', '<', startOfDate(last) + DAY_MS)
    .execute();
  const calendar = await readCalendar(db, first, last);
  const days: { date: string; month: string; start: number; kind: ReturnType<typeof calendar.kindOf> }[] = [];
  for (let date = first; date <= last; date = addDays(date, 1))
    days.push({ date, month: monthOf(date), start: startOfDate(date), kind: calendar.kindOf(date) });
  const result: { zoneId: number; month: string; minutes: number }[] = [];
  for (const zone of zones) {
    const rules: OpeningRules = {
      holidayPolicy: zone.holiday_policy === 'open' ? 'open' : 'closed',
      hours: hours
        .filter((h) => h.zone_id === zone.id)
        .map((h) => ({ weekday: h.weekday, open: clockOfMinutes(h.open_minute), close: clockOfMinutes(h.close_minute) }))
    };
    const shut = closures.filter((c) => c.zone_id === zone.id).map((c) => ({ from: c.from_at, to: c.to_at }));
    const from = dateOf(zone.created_at);
    const to = zone.archived_at === null ? last : dateOf(zone.archived_at);
    const byMonth = new Map<string, number>();
    for (const day of days) {
      if (day.date < from || day.date > to) continue;
      let open = 0;
      for (const part of hoursOn(rules, day.date, day.kind)) {
        open += openPart({ from: day.start + part.open * MINUTE_MS, to: day.start + part.close * MINUTE_MS }, shut);
      }
      byMonth.set(day.month, (byMonth.get(day.month) ?? 0) + open);
    }
    for (const [month, minutes] of byMonth) result.push({ zoneId: zone.id, month, minutes });
  }
  return result;
}

/** Minutes of an interval that no closure covers; closures may overlap. */
function openPart(interval: Interval, closures: readonly Interval[]): number {
  let minutes = (interval.to - interval.from) / MINUTE_MS;
  let reached = interval.from;
  for (const closure of closures.filter((c) => overlaps(c, interval)).sort((a, b) => a.from - b.from)) {
    const from = Math.max(closure.from, reached);
    const to = Math.min(closure.to, interval.to);
    if (to > from) {
      minutes -= (to - from) / MINUTE_MS;
      reached = to;
    }
  }
  return Math.round(minutes);
}

/** First month in the log of these zones; null: none. */
async function firstMonthOf(db: Db, range: ZoneMonths): Promise<string | null> {
  let query = db
    .selectFrom('zone_use_month')
    .select((eb) => eb.fn.min('month').as('first'))
    .where('uses', '>', 0);
  if (range.zoneIds) query = query.where('zone_id', 'in', range.zoneIds);
  return (await query.executeTakeFirstOrThrow()).first ?? null;
}

/** As `readFigures`, with the sums of the year before. @throws StationError INVALID */
export async function readFiguresBeside(db: Db, range: ZoneMonths, now: number) {
  const figures = await readFigures(db, range, now);
  return {
    ...figures,
    yearBefore: { firstMonth: await firstMonthOf(db, range), total: (await readFigures(db, yearBefore(range), now)).totals }
  };
}

/** Cells, opening minutes and totals of a range of months. @throws StationError INVALID */
export async function readFigures(db: Db, range: ZoneMonths, now: number) {
  demandMonths(range);
  const cells = await readCells(db, range);
  const open = await openMinutes(db, range, now);
  const sum = (pick: (cell: FigureCell) => number) => cells.reduce((total, cell) => total + pick(cell), 0);
  return {
    cells,
    open,
    totals: {
      uses: sum((cell) => cell.uses),
      attendances: sum((cell) => cell.attendances),
      minutes: sum((cell) => cell.minutes),
      openMinutes: open.reduce((total, row) => total + row.minutes, 0)
    }
  };
}
