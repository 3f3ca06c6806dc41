import { addDays, dateOf, DAY_MS, instantOf, MINUTE_MS, startOfDate } from '../../electron/contract/core/time.ts';
import type { Random } from './random.ts';

/**
 * The times of bookings: 60 zones over 5.7 years, up to four weeks after "now". Around now two zones are busy at every size of the
 * file, so that a week has 308 rows and a month 1,488: zone 1 has 44 bookings a day, zone 2 has 4. All other days share the rest
 * evenly. Days end at 19:00, so that every zone has free evenings.
 */

/** A Tuesday morning, the clock of every measurement. */
export const NOW = instantOf('2026-11-24', '10:10');
export const ZONES = 60;
export const OPEN = 7 * 60;
export const CLOSE = 22 * 60;
export const EVENING = 19 * 60;
const AHEAD_DAYS = 28;
const DAYS = Math.round(5.7 * 365.25);
export const LAST_DATE = addDays(dateOf(NOW), AHEAD_DAYS);
export const FIRST_DATE = addDays(LAST_DATE, 1 - DAYS);
/** Where zones 1 and 2 are busy: this month and a few days around it. */
const BUSY_FROM = addDays(dateOf(NOW), -25);
const BUSY_TO = addDays(dateOf(NOW), 12);

/** Monday of the measured week, and the first of the measured month. */
export const WEEK_FROM = startOfDate('2026-11-23');
export const WEEK_TO = WEEK_FROM + 7 * DAY_MS;
export const WEEK_ROWS = 308;
export const MONTH_FROM = startOfDate('2026-11-01');
export const MONTH_TO = MONTH_FROM + 31 * DAY_MS;
export const MONTH_ROWS = 1488;

export interface Booking {
  zone: number;
  from: number;
  to: number;
  /** Within the busy days; always held, so that the expected rows exist. */
  busy: boolean;
}

/** Set-up and clear-up minutes of a zone. */
export const bufferOf = (zone: number): number => (zone === 1 ? 0 : 5);

/** The whole hours from 7 to 18, of which a zone's day takes some. */
const HOURS = Array.from({ length: 12 }, (_, i) => 7 + i);

/**
 * All bookings, by their start within a day of a zone, days in order.
 * @throws Error when the size is too small for the busy days
 */
export function* bookings(size: number, random: Random): Generator<Booking> {
  const busyDays = Math.round((startOfDate(BUSY_TO) - startOfDate(BUSY_FROM)) / DAY_MS) + 1;
  const spread = size - busyDays * 48;
  if (spread < 0) throw new Error(`${size} bookings are fewer than the busy days need`);
  const cells = DAYS * ZONES - busyDays * 2;
  let cell = 0;
  for (let day = 0, date = FIRST_DATE; day < DAYS; day += 1, date = addDays(date, 1)) {
    const start = startOfDate(date);
    const busy = date >= BUSY_FROM && date <= BUSY_TO;
    for (let zone = 1; zone <= ZONES; zone += 1) {
      if (busy && zone === 1) {
        for (let slot = 0; slot < 44; slot += 1) {
          const from = start + (OPEN + slot * 20) * MINUTE_MS;
          yield { zone, from, to: from + 20 * MINUTE_MS, busy };
        }
        continue;
      }
      let count = 4;
      if (!busy || zone !== 2) {
        count = Math.floor(((cell + 1) * spread) / cells) - Math.floor((cell * spread) / cells);
        cell += 1;
      }
      if (count > HOURS.length) throw new Error(`${size} bookings do not fit`);
      for (const hour of choose(HOURS, count, random)) {
        const from = start + hour * 60 * MINUTE_MS;
        yield { zone, from, to: from + 45 * MINUTE_MS, busy: busy && zone === 2 };
      }
    }
  }
}

/** Some of a list, in its order. */
function choose<T>(list: readonly T[], count: number, random: Random): T[] {
  const chosen: T[] = [];
  list.forEach((entry, at) => {
    if (random.next() * (list.length - at) < count - chosen.length) chosen.push(entry);
  });
  return chosen;
}

/** The n-th free evening hour after now, which the booking rows take once each. @throws Error when there are no more */
export function freeSlot(n: number): { zone: number; from: number; to: number } {
  const zones = ZONES - 2;
  const hours = 3;
  const date = addDays(dateOf(NOW), 1 + Math.floor(n / (zones * hours)));
  if (date > LAST_DATE) throw new Error('no free evening is left');
  const minute = EVENING + (Math.floor(n / zones) % hours) * 60 + 5;
  const from = startOfDate(date) + minute * MINUTE_MS;
  return { zone: 3 + (n % zones), from, to: from + 45 * MINUTE_MS };
}
