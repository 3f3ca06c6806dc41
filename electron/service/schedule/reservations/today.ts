import type { ReservationState } from '../../../contract/schedule/reservation.ts';
import { MAX_ALLOCATION_MS, openIntervals, type Interval } from '../../../contract/schedule/allocation.ts';
import { clockOfMinutes, dateOf, DAY_MS, startOfDate } from '../../../contract/core/time.ts';
import { readCalendar, unpublishedYears, type Calendar } from '../calendar/days.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { readOthers } from '../allocation/others.ts';
import { readSettings } from '../../core/station/settings.ts';
import { ROW_COLUMNS, rowQuery, toRow } from './rows.ts';
import { releasedAt } from './settle.ts';

const SHOWN = 50;

/** Open reservations in a state, by time. */
const openOf = (db: Db, state: ReservationState) =>
  rowQuery(db)
    .select(ROW_COLUMNS)
    .where('reservation.closed_at', 'is', null)
    .where('reservation.state', '=', state)
    .orderBy('reservation.from_at')
    .orderBy('reservation.id');

/** Reservations that wait for approval: how many, and the first by time. */
export async function readApprovals(context: Context) {
  const { db } = context.station;
  const { n } = await db
    .selectFrom('reservation')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('closed_at', 'is', null)
    .where('state', '=', 'requested')
    .executeTakeFirstOrThrow();
  return { count: Number(n), rows: (await openOf(db, 'requested').limit(SHOWN).execute()).map(toRow) };
}

/** Today's board at the present moment. */
export async function readToday(context: Context) {
  const { db, clock } = context.station;
  const now = clock.now();
  const date = dateOf(now);
  const dayEnd = startOfDate(date) + DAY_MS;
  const open = (state: ReservationState) => openOf(db, state);
  const onNow = await open('in_use').execute();
  const waiting = await open('approved').where('reservation.from_at', '<=', now).execute();
  const arrivals = await open('approved')
    .where('reservation.from_at', '>', now)
    .where('reservation.from_at', '<', dayEnd)
    .limit(SHOWN)
    .execute();
  const suspended = await db
    .selectFrom('reservation')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('closed_at', 'is', null)
    .where('state', '=', 'suspended')
    .where('from_at', '>', now)
    .executeTakeFirstOrThrow();
  const calendar = await readCalendar(db, date, date);
  const day = calendar.day(date);
  const { graceMinutes } = await readSettings(db);
  return {
    now,
    date,
    day: {
      kind: day?.kind ?? 'ordinary',
      name: day?.name ?? '',
      nameEn: day?.nameEn ?? '',
      published: (await unpublishedYears(db, date, date)).length === 0
    },
    onNow: onNow.map((row) => ({ ...toRow(row), overdue: row.to_at < now })),
    waiting: waiting.map((row) => ({ ...toRow(row), until: releasedAt(row.grace_from_at, graceMinutes) })),
    arrivals: arrivals.map(toRow),
    others: (await readOthers(db, { from: now, to: dayEnd }, undefined, now)).filter((use) => use.title !== '' && use.state === 'coming'),
    suspended: { count: Number(suspended.n) },
    zones: await zonesNow(db, calendar, now)
  };
}

const covers = (interval: Interval, at: number) => interval.from <= at && at < interval.to;

/** The parts of `intervals` that no interval of `taken` covers. */
function without(intervals: Interval[], taken: readonly Interval[]): Interval[] {
  let left = intervals;
  for (const t of taken) {
    left = left.flatMap((i) =>
      t.to <= i.from || t.from >= i.to
        ? [i]
        : [
            { from: i.from, to: t.from },
            { from: t.to, to: i.to }
          ].filter((part) => part.from < part.to)
    );
  }
  return left;
}

/** Whether each zone is free at a moment (UTC ms), until when, and why not. */
async function zonesNow(db: Db, calendar: Calendar, now: number) {
  const zones = await db.selectFrom('zone').selectAll().where('archived_at', 'is', null).orderBy('id').execute();
  if (zones.length === 0) return [];
  const date = dateOf(now);
  const dayStart = startOfDate(date);
  const ids = zones.map((zone) => zone.id);
  const hours = await db.selectFrom('zone_hours').selectAll().where('zone_id', 'in', ids).execute();
  const held = await db
    .selectFrom('allocation')
    .select(['resource_id', 'start_at', 'end_at'])
    .where('resource_kind', '=', 'zone')
    .where('resource_id', 'in', ids)
    .where('start_at', '>', dayStart - MAX_ALLOCATION_MS)
    .where('start_at', '<', dayStart + DAY_MS)
    .where('end_at', '>', now)
    .execute();
  const closed = await db
    .selectFrom('closure')
    .select(['zone_id', 'from_at', 'to_at'])
    .where('zone_id', 'in', ids)
    .where('cancelled', '=', 0)
    .where('to_at', '>', now)
    .where('from_at', '<', dayStart + DAY_MS)
    .execute();
  const kind = calendar.kindOf(date);
  return zones.map((zone) => {
    const holidayPolicy = zone.holiday_policy === 'open' ? ('open' as const) : ('closed' as const);
    const own = hours
      .filter((h) => h.zone_id === zone.id)
      .map((h) => ({ weekday: h.weekday, open: clockOfMinutes(h.open_minute), close: clockOfMinutes(h.close_minute) }));
    const uses = held.filter((row) => row.resource_id === zone.id).map((row) => ({ from: row.start_at, to: row.end_at }));
    const closures = closed.filter((row) => row.zone_id === zone.id).map((row) => ({ from: row.from_at, to: row.to_at }));
    const free = without(openIntervals({ hours: own, holidayPolicy }, date, kind), [...uses, ...closures]).filter((gap) => gap.to > now);
    const current = free.find((gap) => covers(gap, now));
    const why = current
      ? ('free' as const)
      : uses.some((use) => covers(use, now))
        ? ('taken' as const)
        : closures.some((closure) => covers(closure, now))
          ? ('closure' as const)
          : kind === 'holiday' && holidayPolicy === 'closed'
            ? ('holiday' as const)
            : ('closed_hours' as const);
    return {
      zone: { id: zone.id, name: zone.name, nameEn: zone.name_en, colour: zone.colour, capacity: zone.capacity },
      free: current !== undefined,
      until: current ? current.to : (free[0]?.from ?? null),
      why
    };
  });
}
