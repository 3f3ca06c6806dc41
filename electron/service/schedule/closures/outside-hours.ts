import { outsideHours } from '../../../contract/schedule/allocation.ts';
import type { ReservationRef } from '../../../contract/schedule/reservation.ts';
import { clockOfMinutes, dateOf } from '../../../contract/core/time.ts';
import type { Db } from '../../db/schema.ts';
import { readCalendar } from '../calendar/days.ts';
import { comingRefs, type ComingBounds } from './holders.ts';

/** Most uses named after a change of hours or the calendar. */
const NAMED = 200;

/** Coming uses (start within the bounds, UTC ms) that lie outside the present hours of their zone. */
export async function outsideHoursRefs(db: Db, now: number, bounds: ComingBounds): Promise<ReservationRef[]> {
  const refs = await comingRefs(db, now, bounds);
  const [first] = refs;
  if (first === undefined) return [];
  const zones = await db.selectFrom('zone').select(['id', 'holiday_policy']).execute();
  const hours = await db.selectFrom('zone_hours').selectAll().execute();
  const rules = new Map(
    zones.map((zone) => [
      zone.id,
      {
        holidayPolicy: zone.holiday_policy === 'open' ? ('open' as const) : ('closed' as const),
        hours: hours
          .filter((h) => h.zone_id === zone.id)
          .map((h) => ({ weekday: h.weekday, open: clockOfMinutes(h.open_minute), close: clockOfMinutes(h.close_minute) }))
      }
    ])
  );
  const calendar = await readCalendar(db, dateOf(first.from), dateOf(Math.max(...refs.map((ref) => ref.to))));
  return refs
    .filter((ref) => {
      const rule = rules.get(ref.zoneId);
      return rule !== undefined && outsideHours(rule, ref, calendar.kindOf) !== null;
    })
    .slice(0, NAMED);
}
