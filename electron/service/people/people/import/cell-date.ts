import { cleanCell } from '../../../../contract/core/cell-text.ts';
import { serialDate } from '../../../core/documents/serial-date.ts';
import type { Cell } from '../../../core/documents/table-book.ts';

/**
 * What a cell says of a date. People write a whole date, a month or only a year, as text, as a date or as a number; a number
 * may be a year (1988), a month (1988.05, 198805), a day (19880506) or a spreadsheet's count of days.
 */
export type CellDate =
  | { kind: 'day'; date: string }
  | { kind: 'month'; year: number; month: number }
  | { kind: 'year'; year: number }
  /** Something is written, but no date. */
  | { kind: 'unknown' };

const UNKNOWN: CellDate = { kind: 'unknown' };
const FIRST_YEAR = 1880;
const LAST_YEAR = 2199;
const pad = (n: number) => String(n).padStart(2, '0');
const isYear = (year: number) => Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR;

function day(year: number, month: number, ofMonth: number): CellDate {
  if (!isYear(year) || month < 1 || month > 12 || ofMonth < 1) return UNKNOWN;
  if (ofMonth > new Date(Date.UTC(year, month, 0)).getUTCDate()) return UNKNOWN;
  return { kind: 'day', date: `${year}-${pad(month)}-${pad(ofMonth)}` };
}
const monthOf = (year: number, month: number): CellDate =>
  isYear(year) && month >= 1 && month <= 12 ? { kind: 'month', year, month } : UNKNOWN;
const yearOf = (year: number): CellDate => (isYear(year) ? { kind: 'year', year } : UNKNOWN);

/** The date as a cell would hold it: `1988-05-06`, `1988-05` or `1988`; empty for none. */
export function writeCellDate(date: CellDate): string {
  if (date.kind === 'day') return date.date;
  if (date.kind === 'month') return `${date.year}-${pad(date.month)}`;
  return date.kind === 'year' ? String(date.year) : '';
}

/**
 * Reads a cell that should hold a date. Nothing is guessed: what could be two dates is unknown.
 * @param date1904 whether the workbook counts its days from 1904
 */
export function readCellDate(cell: Cell | undefined, date1904 = false): CellDate {
  if (cell instanceof Date) return fromDate(cell);
  if (typeof cell === 'number') return fromNumber(cell, date1904);
  if (typeof cell !== 'string') return UNKNOWN;
  const text = cleanCell(cell).normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (/^\d+(\.\d+)?$/.test(text) && !/^\d{4}\.\d{1,2}$/.test(text)) return fromNumber(Number(text), date1904);
  return fromText(text);
}

const fromDate = (date: Date): CellDate =>
  Number.isNaN(date.getTime()) ? UNKNOWN : day(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());

function fromNumber(value: number, date1904: boolean): CellDate {
  if (value >= FIRST_YEAR && value < LAST_YEAR + 1) {
    const year = Math.trunc(value);
    if (Number.isInteger(value)) return yearOf(year);
    const hundredths = Math.round((value - year) * 100);
    // 1988.1 is what is left of both January and October.
    if (Math.abs(value - year - hundredths / 100) > 1e-6 || hundredths % 10 === 0) return yearOf(year);
    return hundredths <= 12 ? monthOf(year, hundredths) : UNKNOWN;
  }
  if (!Number.isInteger(value) && value < 10_000) return UNKNOWN;
  if (value >= 188_001 && value <= 219_912) return monthOf(Math.trunc(value / 100), value % 100);
  if (value >= 18_800_101 && value <= 21_991_231) return day(Math.trunc(value / 10_000), Math.trunc(value / 100) % 100, value % 100);
  // Day numbers from 1927 on: smaller ones are hardly birth dates, and look like years.
  return value >= 10_000 && value < 80_000 ? fromDate(serialDate(Math.floor(value), date1904)) : UNKNOWN;
}

const TIME = /[ T]?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?(Z|[+-]\d{2}:?\d{2})?$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthNamed = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** Dates in numerals of everyday Chinese: 一九八八年五月六日. */
const NUMERALS: Record<string, string> = {
  〇: '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9'
};
const withDigits = (text: string) =>
  text
    .replace(/[一二三四五六七八九〇零]{4}(?=年)/, (year) => [...year].map((one) => NUMERALS[one]).join(''))
    .replace(/([一二三])?十([一二三四五六七八九])?(?=[月日号])/g, (_, tens?: string, ones?: string) =>
      String(Number(tens === undefined ? 1 : NUMERALS[tens]) * 10 + Number(ones === undefined ? 0 : NUMERALS[ones]))
    )
    .replace(/[一二三四五六七八九](?=[月日号])/g, (one) => NUMERALS[one] as string);

function fromText(written: string): CellDate {
  const text = withDigits(
    written
      .replace(TIME, '')
      .replace(/ ?(生|出生|左右)$/, '')
      .trim()
  ).replace(/ ?([-/.年月日号]) ?/g, '$1');
  const found = (pattern: RegExp) => pattern.exec(text)?.slice(1);
  let parts = found(/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/);
  if (parts) return day(Number(parts[0]), Number(parts[2]), Number(parts[3]));
  parts = found(/^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/);
  if (parts) return day(Number(parts[0]), Number(parts[1]), Number(parts[2]));
  parts = found(/^(\d{4})(?:[-/.]|年)(\d{1,2})月?$/);
  if (parts) return monthOf(Number(parts[0]), Number(parts[1]));
  parts = found(/^(\d{4})年?$/);
  if (parts) return yearOf(Number(parts[0]));
  parts = found(/^(\d{1,2})[ -]?([A-Za-z]{3,9})[., -]{0,2}(\d{4})$/);
  if (parts) return day(Number(parts[2]), monthNamed(parts[1] as string), Number(parts[0]));
  parts = found(/^([A-Za-z]{3,9})\.? ?(\d{1,2}),? ?(\d{4})$/);
  if (parts) return day(Number(parts[2]), monthNamed(parts[0] as string), Number(parts[1]));
  // 5/6/1988 is the fifth of June to some and the sixth of May to others; 25/6/1988 is one date only.
  parts = found(/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/);
  if (parts) {
    const [one, two, year] = parts.map(Number) as [number, number, number];
    if (one > 12) return day(year, two, one);
    if (two > 12 || one === two) return day(year, one, two);
  }
  return UNKNOWN;
}
