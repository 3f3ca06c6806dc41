import type { ReservationRef, ReservationState } from '../../../contract/schedule/reservation.ts';
import { outsideHours } from '../../../contract/schedule/allocation.ts';
import { clockOfMinutes, dateOf } from '../../../contract/core/time.ts';
import { readCalendar } from '../calendar/days.ts';
import type { Db } from '../../db/schema.ts';
import { comingSessionRefs } from '../../training/sessions/refs.ts';
import { comingShiftRefs } from '../../volunteering/shifts/refs.ts';

/** How many reservations are named to somebody who changes hours or the calendar. */
const NAMED = 200;

export const REF_COLUMNS = ['reservation.id', 'number', 'zone_id', 'purpose_id', 'title', 'from_at', 'to_at', 'state'] as const;

export function toRef(row: {
  id: number;
  number: string;
  zone_id: number;
  purpose_id: number;
  title: string;
  from_at: number;
  to_at: number;
  state: ReservationState;
}): ReservationRef {
  return {
    kind: 'reservation',
    id: row.id,
    number: row.number,
    zoneId: row.zone_id,
    purposeId: row.purpose_id,
    title: row.title,
    from: row.from_at,
    to: row.to_at,
    state: row.state
  };
}

/** How many reservations and class sessions of a zone are still to come or on: what keeps it from being archived. */
export async function comingIn(db: Db, zoneId: number, now: number): Promise<number> {
  const row = await db
    .selectFrom('reservation')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('closed_at', 'is', null)
    .where('state', 'in', ['requested', 'approved', 'in_use', 'suspended'])
    .where('zone_id', '=', zoneId)
    .where((eb) => eb.or([eb('to_at', '>', now), eb('state', '=', 'in_use')]))
    .executeTakeFirstOrThrow();
  const sessions = await db
    .selectFrom('class_session')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('zone_id', '=', zoneId)
    .where('state', 'in', ['planned', 'suspended'])
    .where('to_at', '>', now)
    .executeTakeFirstOrThrow();
  const shifts = await db
    .selectFrom('shift')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('zone_id', '=', zoneId)
    .where('state', 'in', ['planned', 'suspended'])
    .where('to_at', '>', now)
    .executeTakeFirstOrThrow();
  return Number(row.n) + Number(sessions.n) + Number(shifts.n);
}

/** Coming reservations and class sessions (start within the bounds given, UTC ms) that lie outside their zone's hours as they are now. */
export async function outsideHoursRefs(
  db: Db,
  now: number,
  bounds: { zoneId?: number; from?: number; to?: number }
): Promise<ReservationRef[]> {
  let query = db
    .selectFrom('reservation')
    .select(REF_COLUMNS)
    .where('closed_at', 'is', null)
    .where('state', 'in', ['requested', 'approved'])
    .where('from_at', '>=', Math.max(now, bounds.from ?? now))
    .orderBy('from_at');
  if (bounds.zoneId !== undefined) query = query.where('zone_id', '=', bounds.zoneId);
  if (bounds.to !== undefined) query = query.where('from_at', '<', bounds.to);
  const refs = [
    ...(await query.execute()).map(toRef),
    ...(await comingSessionRefs(db, now, bounds)),
    ...(await comingShiftRefs(db, now, bounds))
  ].sort((a, b) => a.from - b.from);
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
