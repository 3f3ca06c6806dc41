import { clockOf, dateOf, weekdayOf } from '@contract/core/time.ts';
import { i18n } from './index.ts';

const WEEKDAYS = { 'zh-CN': ['一', '二', '三', '四', '五', '六', '日'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] };
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const language = () => i18n.global.locale.value as 'zh-CN' | 'en';

/** 周日 / Sun of a date. */
export function weekday(date: string): string {
  const day = WEEKDAYS[language()][weekdayOf(date) - 1] ?? '';
  return language() === 'zh-CN' ? `周${day}` : day;
}

/** A date as 11月22日（周日） / Sun 22 Nov, with the year if it is not `thisYear`. */
export function day(date: string, thisYear?: string): string {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  const other = thisYear !== undefined && thisYear.slice(0, 4) !== year;
  if (language() === 'zh-CN') return `${other ? `${year}年` : ''}${Number(month)}月${Number(dayOfMonth)}日（${weekday(date)}）`;
  return `${weekday(date)} ${Number(dayOfMonth)} ${MONTHS[Number(month) - 1]}${other ? ` ${year}` : ''}`;
}

/** 11月22日（周日）19:00 of an instant, station time. */
export function moment(at: number, now = Date.now()): string {
  const date = dateOf(at);
  return `${day(date, dateOf(now))}${language() === 'zh-CN' ? '' : ' '}${clockOf(at)}`;
}

/** Two instants as 19:00–20:30, with the day of the end if it is a different one. */
export function span(from: number, to: number): string {
  const sameDay = dateOf(from) === dateOf(to) || (clockOf(to) === '00:00' && to - from <= 86_400_000);
  const end = clockOf(to) === '00:00' && sameDay ? '24:00' : clockOf(to);
  return sameDay ? `${clockOf(from)}–${end}` : `${clockOf(from)}–${moment(to)}`;
}

/** 11月22日（周日）19:00–20:30. */
export function momentSpan(from: number, to: number): string {
  return `${day(dateOf(from), dateOf(Date.now()))}${language() === 'zh-CN' ? '' : ' '}${span(from, to)}`;
}

/** 2026-11-22 19:00 of an instant, for logs and tables. */
export const timestamp = (at: number): string => `${dateOf(at)} ${clockOf(at)}`;

/** Thousands separated. */
export const number = (value: number): string => value.toLocaleString(language());

/** 1000+ where counting stopped. */
export const total = (count: { count: number; capped: boolean }): string =>
  count.capped ? `${number(count.count)}+` : number(count.count);

/** A share (0–1) as 37%; a dash for null. */
export const percentText = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)}%`);
