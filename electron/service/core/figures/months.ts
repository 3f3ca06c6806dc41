import { startOfDate } from '../../../contract/core/time.ts';
import { StationError } from '../errors.ts';

/** A range of months `YYYY-MM`, both included. */
export interface MonthRange {
  fromMonth: string;
  toMonth: string;
}

const MOST_MONTHS = 120;

/** The month `by` months after a month `YYYY-MM`; a negative number counts back. */
export function addMonths(month: string, by: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Demands a range of months in order and not too long. @throws StationError INVALID (order, too_long) */
export function demandMonths(range: MonthRange): void {
  if (range.toMonth < range.fromMonth) throw new StationError('INVALID', { field: 'toMonth', reason: 'order' });
  if (addMonths(range.fromMonth, MOST_MONTHS) <= range.toMonth) throw new StationError('INVALID', { field: 'toMonth', reason: 'too_long' });
}

/** The instants that a range of months (Asia/Shanghai) spans, UTC ms; `to` is excluded. */
export const monthBounds = (range: MonthRange): { from: number; to: number } => ({
  from: startOfDate(`${range.fromMonth}-01`),
  to: startOfDate(`${addMonths(range.toMonth, 1)}-01`)
});
