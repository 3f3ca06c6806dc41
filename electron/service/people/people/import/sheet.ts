import { printable } from '../../../../contract/core/base.ts';
import { fieldOfHeader, IMPORT_MAX_ROWS, type RosterField } from '../../../../contract/people/people-import.ts';
import { StationError } from '../../../core/errors.ts';
import { readFirstSheet } from '../../../core/documents/excel.ts';

export type Cell = string | number | boolean | Date | null;

/** A roster as it is in the file. */
export interface RosterSheet {
  headers: string[];
  /** Index of the header row; the spreadsheet calls it one more. */
  headerAt: number;
  /** All rows of the file by index, those above and the header included. */
  rows: Cell[][];
  /** Indexes of the rows that hold anything below the headers. */
  filled: number[];
}

/** A title and a blank line may stand above the headers. */
const HEADER_WITHIN = 10;

/**
 * The first sheet of an .xlsx file; the header row is the one with most known headers.
 * @throws StationError FILE_UNREADABLE (no_workbook, empty, no_headers, too_many_rows)
 */
export async function readRoster(bytes: Uint8Array): Promise<RosterSheet> {
  let rows: Cell[][];
  try {
    rows = await readFirstSheet(bytes);
  } catch {
    throw new StationError('FILE_UNREADABLE', { reason: 'no_workbook' });
  }
  const isFilled = (row: Cell[] | undefined) => row !== undefined && row.some((cell) => cell !== null && String(cell).trim() !== '');
  if (!rows.some(isFilled)) throw new StationError('FILE_UNREADABLE', { reason: 'empty' });
  const known = (row: Cell[]) =>
    new Set(row.map((cell) => fieldOfHeader(typeof cell === 'string' ? cell : '')).filter((field) => field !== null)).size;
  let headerAt = -1;
  for (let at = 0; at < Math.min(rows.length, HEADER_WITHIN); at += 1) {
    const count = known(rows[at] ?? []);
    if (count > 0 && (headerAt === -1 || count > known(rows[headerAt] ?? []))) headerAt = at;
  }
  // No header of ours at all: the first filled row is taken for one, and the columns are chosen by hand.
  if (headerAt === -1) headerAt = rows.findIndex(isFilled);
  const headers = (rows[headerAt] ?? []).slice(0, 200).map((cell) => cellText(cell).trim());
  const filled: number[] = [];
  for (let at = headerAt + 1; at < rows.length; at += 1) if (isFilled(rows[at])) filled.push(at);
  if (filled.length > IMPORT_MAX_ROWS) throw new StationError('FILE_UNREADABLE', { reason: 'too_many_rows' });
  return { headers, headerAt, rows, filled };
}

/** A cell as text; dates as `YYYY-MM-DD`. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return printable(String(cell));
}

/** Whether a number lost digits on its way: Excel keeps fifteen, and writes long ones as 3.30102E+17. */
export function isCutNumber(cell: Cell | undefined): boolean {
  if (typeof cell === 'number') return Math.abs(cell) >= 1e15;
  return typeof cell === 'string' && /^\s*\d(\.\d+)?e\+?\d+\s*$/i.test(cell);
}

/** Excel counts days from the last day of 1899. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);

/** A date in any of the ways people write it, as `YYYY-MM-DD`; null if it is none. It may still be impossible. */
export function cellDate(cell: Cell | undefined): string | null {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(0, 10);
  if (typeof cell === 'number' && cell > 0 && cell < 80_000)
    return new Date(EXCEL_EPOCH_MS + Math.floor(cell) * 86_400_000).toISOString().slice(0, 10);
  const text = cellText(cell).normalize('NFKC').replace(/\s/g, '');
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  return found ? `${found[1]}-${(found[2] as string).padStart(2, '0')}-${(found[3] as string).padStart(2, '0')}` : null;
}

/** The field that each column most likely is: by its header, the first one winning. */
export function guessMapping(headers: readonly string[]): (RosterField | null)[] {
  const used = new Set<RosterField>();
  return headers.map((header) => {
    const field = fieldOfHeader(header);
    if (field === null || used.has(field)) return null;
    used.add(field);
    return field;
  });
}
