import { utilisation, type FigureCell } from '@contract/schedule/zone-log.ts';

/** Sums of the zone log by zone, purpose or month. */

export type GroupBy = 'zone' | 'purpose' | 'month';
export const MEASURES = ['uses', 'attendances', 'hours', 'utilisation'] as const;
export type Measure = (typeof MEASURES)[number];

export interface FigureRow {
  key: string;
  uses: number;
  attendances: number;
  minutes: number;
  /** Minutes open; null for a purpose, which has no opening hours. */
  open: number | null;
}

interface OpenCell {
  zoneId: number;
  month: string;
  minutes: number;
}

const keyOf = (cell: { zoneId: number; purposeId?: number; month: string }, by: GroupBy): string =>
  by === 'zone' ? String(cell.zoneId) : by === 'purpose' ? String(cell.purposeId) : cell.month;

/** One row for each key, in their order; keys without a use have zeros. */
export function groupRows(by: GroupBy, keys: readonly string[], cells: readonly FigureCell[], open: readonly OpenCell[]): FigureRow[] {
  const rows = new Map<string, FigureRow>(
    keys.map((key) => [key, { key, uses: 0, attendances: 0, minutes: 0, open: by === 'purpose' ? null : 0 }])
  );
  for (const cell of cells) {
    const row = rows.get(keyOf(cell, by));
    if (!row) continue;
    row.uses += cell.uses;
    row.attendances += cell.attendances;
    row.minutes += cell.minutes;
  }
  if (by !== 'purpose')
    for (const cell of open) {
      const row = rows.get(keyOf(cell, by));
      if (row) row.open = (row.open ?? 0) + cell.minutes;
    }
  return [...rows.values()];
}

export const shareOf = (row: Pick<FigureRow, 'minutes' | 'open'>): number | null =>
  row.open === null ? null : utilisation(row.minutes, row.open);

/** A row's number for a measure: hours with one decimal, utilisation in percent with one decimal. */
export function valueOf(row: FigureRow, measure: Measure): number | null {
  if (measure === 'uses') return row.uses;
  if (measure === 'attendances') return row.attendances;
  if (measure === 'hours') return Math.round(row.minutes / 6) / 10;
  const share = shareOf(row);
  return share === null ? null : Math.round(share * 1000) / 10;
}

/** Months of a range, both included. */
export function monthsOf(from: string, to: string): string[] {
  const months: string[] = [];
  let at = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1;
  const end = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1;
  for (; at <= end; at++) months.push(`${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`);
  return months;
}
