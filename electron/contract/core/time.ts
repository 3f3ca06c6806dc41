/**
 * The station's calendar, in Asia/Shanghai. All of China keeps UTC+8 and has had no summer time since 1992, so a fixed offset is exact.
 * The PC's own time zone never matters.
 */
export const ZONE_OFFSET_MS = 8 * 3600_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3600_000;
export const DAY_MS = 86_400_000;

const pad = (n: number, width = 2) => String(n).padStart(width, '0');

/** Caches the last day asked for (days since 1970), because a command asks for the same few days a dozen times. */
let lastDay = Number.NaN;
let lastDate = '';

/** Date `YYYY-MM-DD` of an instant (UTC ms) in the station's time zone. */
export function dateOf(at: number): string {
  const day = Math.floor((at + ZONE_OFFSET_MS) / DAY_MS);
  if (day !== lastDay) {
    const d = new Date(day * DAY_MS);
    lastDate = `${pad(d.getUTCFullYear(), 4)}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
    lastDay = day;
  }
  return lastDate;
}

/** Clock time `HH:MM` of an instant (UTC ms) in the station's time zone. */
export function clockOf(at: number): string {
  const d = new Date(at + ZONE_OFFSET_MS);
  return `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`;
}

/** Instant (UTC ms) at which a date begins in the station's time zone. Throws RangeError on a date that does not exist. */
export function startOfDate(date: string): number {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at) || dateOf(at - ZONE_OFFSET_MS) !== date) throw new RangeError(`no such date: ${date}`);
  return at - ZONE_OFFSET_MS;
}

/** Instant (UTC ms) of a clock time `HH:MM` (`24:00` included) on a date of the station's time zone. */
export function instantOf(date: string, clock: string): number {
  return startOfDate(date) + minutesOf(clock) * MINUTE_MS;
}

/** Minutes since midnight of a clock time `HH:MM`. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** Clock time `HH:MM` of minutes since midnight (0–1440). */
export function clockOfMinutes(minutes: number): string {
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** The date `days` days after a date; a negative number counts back. */
export function addDays(date: string, days: number): string {
  return dateOf(startOfDate(date) + days * DAY_MS);
}

/** The same day of the month `months` months later, or the last day of a shorter month. */
export function addMonths(date: string, months: number): string {
  const total = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const month = `${pad(Math.floor(total / 12), 4)}-${pad((total % 12) + 1)}`;
  let day = addDays(`${month}-01`, Number(date.slice(8)) - 1);
  while (monthOf(day) !== month) day = addDays(day, -1);
  return day;
}

/** ISO weekday of a date: 1 Monday … 7 Sunday. */
export function weekdayOf(date: string): number {
  return new Date(startOfDate(date) + ZONE_OFFSET_MS).getUTCDay() || 7;
}

/** Month `YYYY-MM` of a date. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** Whole years between a birth date and a day, both `YYYY-MM-DD`: the age reached on that day. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
