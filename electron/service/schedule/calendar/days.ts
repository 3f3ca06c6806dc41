import bundledDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { CalendarDay } from '../../../contract/schedule/calendar.ts';
import type { DayKind } from '../../../contract/schedule/allocation.ts';
import { addDays } from '../../../contract/core/time.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';

const holidays = bundledDays.holidays as Record<string, string>;
const workdays = bundledDays.workdays as Record<string, string>;

const ENGLISH: Record<string, string> = {
  元旦: 'New Year’s Day',
  春节: 'Spring Festival',
  清明: 'Qingming Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午: 'Dragon Boat Festival',
  端午节: 'Dragon Boat Festival',
  中秋: 'Mid-Autumn Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
  '国庆节、中秋节': 'National Day and Mid-Autumn Festival'
};

/** The English name of a known holiday, otherwise the Chinese name. */
export const englishName = (name: string): string => ENGLISH[name] ?? name;

/** Whether the bundled notices cover a year; every notice has National Day. */
const isBundled = (year: number): boolean => `${year}-10-01` in holidays;

/** The special day of a date in the bundled notices, if any. */
export function bundledDay(date: string): CalendarDay | undefined {
  const entry = holidays[date] ?? workdays[date];
  if (entry === undefined) return undefined;
  // "Spring Festival,春节,4"
  const name = entry.split(',')[1] ?? '';
  return { date, kind: date in holidays ? 'holiday' : 'workday', name, nameEn: englishName(name), origin: 'bundled' };
}

/** The special days of a range of dates. */
export interface Calendar {
  /** The special day of a date, or undefined for an ordinary one. */
  day(date: string): CalendarDay | undefined;
  kindOf(date: string): DayKind;
}

const daysBetween = fixedQuery((db, dates: { from: string; to: string }) =>
  db.selectFrom('calendar_day').selectAll().where('date', '>=', dates.from).where('date', '<=', dates.to)
);

/** The special days of a range, both dates included. A day set by hand wins over an imported one, that over a bundled one. */
export async function readCalendar(db: Db, from: string, to: string): Promise<Calendar> {
  const rows = await daysBetween(db, { from, to });
  const set = new Map<string, CalendarDay>();
  for (const row of rows) {
    if (row.origin === 'imported' && set.has(row.date)) continue;
    const origin = row.origin === 'manual' ? 'manual' : 'imported';
    set.set(row.date, { date: row.date, kind: row.kind as DayKind, name: row.name, nameEn: englishName(row.name), origin });
  }
  const day = (date: string) => set.get(date) ?? bundledDay(date);
  return { day, kindOf: (date) => day(date)?.kind ?? 'ordinary' };
}

/** The special days of a range (both dates included) and the years whose arrangement is unknown. */
export async function listDays(db: Db, from: string, to: string) {
  const calendar = await readCalendar(db, from, to);
  const days: CalendarDay[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const day = calendar.day(date);
    // An imported file may make a bundled holiday ordinary. Only an ordinary day set by hand is worth showing.
    if (day && (day.kind !== 'ordinary' || day.origin === 'manual')) days.push(day);
  }
  return { days, unpublished: await unpublishedYears(db, from, to) };
}

/** Years of a range of dates for which neither the program nor an imported file has the State Council's arrangement. */
export async function unpublishedYears(db: Db, from: string, to: string): Promise<number[]> {
  const missing: number[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) if (!isBundled(year)) missing.push(year);
  if (missing.length === 0) return [];
  const imported = await db.selectFrom('calendar_year').select('year').where('year', 'in', missing).execute();
  return missing.filter((year) => !imported.some((row) => row.year === year));
}

/** The special dates of a year in the bundled notices. */
export function bundledDatesOf(year: number): string[] {
  return [...Object.keys(holidays), ...Object.keys(workdays)].filter((date) => date.startsWith(`${year}-`));
}
